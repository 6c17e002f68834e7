"""Room as citizens are told of it: by area, with a ceiling taken into account, and how many wait."""

from typing import Any

import pytest

from hemval.content.room import Room, Rooms
from hemval.content.whole import Content
from hemval.rules.choosable import can_be_chosen
from hemval.rules.selection import Criteria, Selector
from hemval.rules.services import offers, only_household
from hemval.rules.told.room_by_area import room_by_area_told
from hemval.words import words_in
from tests.rules.samples import content_of, day, provider, rule_set

TODAY = day("2026-11-23")
SV, EN = words_in("sv"), words_in("en")
LINDVIK = content_of("lindvik")
FULL = {"granted_hours": "100", "ceilings": [{"hours": "100", "told": "2026-09-01"}]}


def with_room(**room: Any) -> tuple[Content, Any]:
    """Return Lindvik with one provider, who works in three areas, and its room."""
    one = provider(areas=["centrum", "norra", "sodra"])
    rooms = Rooms({"a": Room.model_validate({"as_of": "2026-11-18", "state": "open", **room})})
    return LINDVIK.model_copy(update={"providers": {"a": one}, "rooms": rooms}), one


@pytest.mark.parametrize(
    ("room", "told", "english"),
    [
        ({}, "Tar emot nu", "Has room"),
        ({"waiting": "6", "state": "queue"}, "Kö. 6 personer väntar", "Queue. 6 people are waiting"),
        ({"waiting": "1", "state": "queue"}, "Kö. 1 person väntar", "Queue. 1 person is waiting"),
        ({"waiting": "0"}, "Tar emot nu. Ingen väntar", "Has room. Nobody is waiting"),
        (
            {"areas": {"norra": {"state": "queue"}, "sodra": {"state": "closed"}}},
            "Tar emot nu i Centrum. Kö i Norra Lindvik. Tar inte emot nu i Södra Lindvik",
            "Has room in Centre. Queue in North Lindvik. Takes nobody now in South Lindvik",
        ),
        (
            {"state": "queue", "areas": {"sodra": {"state": "open"}}, "waiting": "2"},
            "Tar emot nu i Södra Lindvik. Kö i Centrum och Norra Lindvik. 2 personer väntar",
            "Has room in South Lindvik. Queue in Centre and North Lindvik. 2 people are waiting",
        ),
        ({"areas": {"norra": {"state": "open"}}}, "Tar emot nu", "Has room"),
        (FULL, "Kö", "Queue"),
        ({**FULL, "ceilings": [{"hours": "101", "told": "2026-09-01"}]}, "Tar emot nu", "Has room"),
        (
            {"areas": {"norra": {"state": "open", **FULL}}},
            "Tar emot nu i Centrum och Södra Lindvik. Kö i Norra Lindvik",
            "Has room in Centre and South Lindvik. Queue in North Lindvik",
        ),
    ],
)  # fmt: skip
def test_room_is_told_where_it_is(room: dict[str, Any], told: str, english: str) -> None:
    content, one = with_room(**room)
    assert room_by_area_told(one, content, TODAY, SV) == told
    assert room_by_area_told(one, content, TODAY, EN) == english
    assert not {"100", "101"} & {*told.split()}


def test_of_a_person_whose_area_is_known_only_that_area_is_told() -> None:
    content, one = with_room(areas={"norra": {"state": "queue"}})
    assert room_by_area_told(one, content, TODAY, SV, "norra") == "Kö"
    assert room_by_area_told(one, content, TODAY, SV, "sodra") == "Tar emot nu"


@pytest.mark.parametrize(
    ("room", "area", "hindrance"),
    [
        ({"state": "closed", "areas": {"norra": {"state": "open"}}}, None, None),
        ({"state": "closed", "areas": {"norra": {"state": "open"}}}, "norra", None),
        ({"state": "closed", "areas": {"norra": {"state": "open"}}}, "sodra", "takes-nobody"),
        ({"areas": {"norra": {"state": "closed"}}}, "norra", "takes-nobody"),
        ({"areas": {"norra": {"state": "closed"}}}, None, None),
        ({"state": "closed"}, None, "takes-nobody"),
        (FULL, "norra", None),
    ],
)
def test_who_takes_nobody_in_one_area_can_be_chosen_in_another(
    room: dict[str, Any], area: str | None, hindrance: str | None
) -> None:
    content, one = with_room(**room)
    assert can_be_chosen(one, content.room("a"), TODAY, TODAY, area).hindrance == hindrance


@pytest.mark.parametrize(("area", "fits"), [("norra", 0), ("sodra", 1), (None, 1)])
def test_the_filter_for_room_looks_in_the_area_that_is_asked_for(area: str | None, fits: int) -> None:
    content, _ = with_room(areas={"norra": {"state": "queue"}})
    assert len(Selector(content, TODAY).fitting(Criteria(area=area, room=True))) == fits


@pytest.mark.parametrize(
    ("approved_for", "household"),
    [
        (["service"], True), (["cleaning"], True), (["laundry", "shopping"], True),
        (["service", "alarm"], True), (["service", "personal-care"], False), (["escort"], False),
    ],
)  # fmt: skip
def test_who_gives_no_personal_care_is_known_by_all_that_it_gives(
    approved_for: list[str], household: bool
) -> None:
    assert only_household(provider(approved_for=approved_for), rule_set()) is household


def test_who_gives_the_whole_household_gives_each_part_of_it() -> None:
    whole, part = provider(approved_for=["service"]), provider(approved_for=["cleaning"])
    assert offers(whole, "laundry", rule_set())
    assert not offers(part, "laundry", rule_set())
    assert not offers(part, "service", rule_set())
