"""Who can be chosen, on the very day that it turns on, and alike for all."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hemval.content.room import Room
from hemval.rules.candidate import verdict_on
from hemval.rules.choosable import Verdict, can_be_chosen
from hemval.rules.service_groups import services_in_choice
from hemval.rules.situation import Situation, inputs_of
from tests.rules.cases import checked
from tests.rules.samples import content_of, day, provider, room

TODAY, START = day("2026-11-23"), day("2026-11-30")


@pytest.mark.parametrize(
    ("agreement", "state", "area", "expected"),
    [
        ({}, "open", "norra", Verdict()),
        ({}, "queue", "norra", Verdict()),
        ({}, "closed", "norra", Verdict("takes-nobody", day("2026-11-18"))),
        ({}, None, "norra", Verdict()),
        ({}, "open", None, Verdict()),
        ({}, "open", "sodra", Verdict("other-area")),
        ({"begins": "2026-11-30"}, "open", "norra", Verdict()),
        ({"begins": "2026-12-01"}, "open", "norra", Verdict("not-begun", day("2026-12-01"))),
        ({"last_day": "2026-11-30"}, "open", "norra", Verdict()),
        ({"last_day": "2026-11-29"}, "open", "norra", Verdict("stops", day("2026-11-29"))),
        ({"last_day": "2026-11-23"}, "open", "norra", Verdict("stops", day("2026-11-23"))),
        ({"last_day": "2026-11-22"}, "open", "norra", Verdict("stopped", day("2026-11-22"))),
        # The reason that will not pass is told before the one that might.
        ({"last_day": "2026-11-22"}, "closed", "sodra", Verdict("stopped", day("2026-11-22"))),
        ({}, "closed", "sodra", Verdict("other-area")),
    ],
)
def test_a_verdict(agreement, state, area, expected):
    found = can_be_chosen(provider(**agreement), room(state) if state else None, TODAY, START, area)
    assert found == expected
    assert found.choosable is (expected.hindrance is None)


@pytest.mark.parametrize(
    ("approved_for", "granted", "hindrance"),
    [
        (["service"], [], None),
        (["service"], ["service"], None),
        (["service"], ["personal-care"], "other-service"),
        (["service"], ["service", "personal-care"], "other-service"),
        (["service", "personal-care"], ["personal-care"], None),
        # Who may give help in the household may give each part of it; a part is not the whole.
        (["service"], ["cleaning", "laundry", "shopping"], None),
        (["cleaning"], ["cleaning"], None),
        (["cleaning"], ["laundry"], "other-service"),
        (["cleaning"], ["service"], "other-service"),
        (["service", "personal-care"], ["night"], "other-service"),
    ],
)
def test_the_services_that_the_decision_grants(approved_for, granted, hindrance):
    one = provider(approved_for=approved_for)
    assert can_be_chosen(one, None, TODAY, START, "norra", granted).hindrance == hindrance


@pytest.mark.parametrize(
    ("agreement", "hindrance"),
    [
        # From application to last day.
        ({"begins": None, "applied": "2026-10-01"}, "not-approved"),
        ({"begins": None, "applied": "2026-10-01", "approved": "2026-11-24"}, "not-approved"),
        ({"begins": None, "applied": "2026-10-01", "approved": "2026-11-23"}, "no-first-day"),
        ({"begins": "2026-12-01", "applied": "2026-10-01", "approved": "2026-11-23"}, "not-begun"),
        ({"begins": "2026-11-30", "applied": "2026-10-01", "approved": "2026-11-23"}, None),
        ({"begins": "2026-11-30", "applied": "2026-10-01", "approved": "2026-11-24"}, "not-approved"),
    ],
)
def test_a_provider_on_its_way_in(agreement, hindrance):
    assert can_be_chosen(provider(**agreement), None, TODAY, START, "norra").hindrance == hindrance


@pytest.mark.parametrize(
    ("area", "choosable"), [("norra", False), ("sodra", True), (None, True), ("centrum", False)]
)
def test_room_in_an_area(area, choosable):
    one = provider(areas=["norra", "sodra"])
    said = {"state": "open", "as_of": "2026-11-18", "areas": {"norra": {"state": "closed"}}}
    assert can_be_chosen(one, Room.model_validate(said), TODAY, START, area).choosable is choosable


def test_a_case_is_judged_as_the_list_shows_it():
    """What is known of a provider when a case is judged says the same as its profile."""
    content = content_of("lindvik")
    for area in (None, *content.municipality.areas):
        for granted in ([], ["service"], ["personal-care"], ["night"]):
            case = Situation.model_validate(
                {
                    "received": "2026-11-23T09:00:00Z",
                    "kind": "first",
                    "area": area,
                    "services": granted,
                    "wishes": sorted(content.providers),
                }
            )
            known = inputs_of(content, case)
            assert len(known.providers) == len(content.providers)
            for one in content.providers.values():
                asked = services_in_choice(granted, known.rules)
                listed = can_be_chosen(one, content.room(one.id), TODAY, START, area, asked)
                assert verdict_on(known.standing(one.id), known, START) == listed


@pytest.mark.parametrize(
    ("agreement", "hindrance"),
    [
        ({"begins": "2026-11-23"}, None),
        ({"begins": "2026-11-24"}, "not-begun"),
        ({"last_day": "2026-11-23"}, None),
        ({"last_day": "2026-11-22"}, "stopped"),
    ],
)
def test_where_no_time_is_promised_today_stands_for_the_start(agreement, hindrance):
    assert can_be_chosen(provider(**agreement), None, TODAY, None, None).hindrance == hindrance


DAYS = st.dates(date(2026, 10, 1), date(2027, 1, 31))
AREAS = st.sampled_from(["norra", "sodra", "ostra"])


@checked
@given(
    begins=DAYS,
    works=st.integers(0, 60) | st.none(),
    areas=st.lists(AREAS, min_size=1, unique=True),
    state=st.sampled_from(["open", "queue", "closed"]) | st.none(),
    area=AREAS | st.none(),
    wait=st.integers(0, 30) | st.none(),
)
def test_nothing_but_the_agreement_the_area_and_the_room_decides(begins, works, areas, state, area, wait):
    """Equal treatment: another name, form, size or presentation gives the same verdict."""
    last = (begins + timedelta(days=works)).isoformat() if works is not None else None
    start = TODAY + timedelta(days=wait) if wait is not None else None
    known = room(state) if state else None
    one = provider("a", "Anders vård", begins.isoformat(), last, areas=areas)
    other = one.model_copy(
        update={
            "id": "kommunens",
            "name": "Kommunens hemtjänst",
            "identity": one.identity.model_copy(update={"operating_form": "municipal"}),
            "staff": one.staff.model_copy(update={"number": 400}),
        }
    )
    verdict = can_be_chosen(one, known, TODAY, start, area)
    assert verdict == can_be_chosen(other, known, TODAY, start, area)
    first_day = start or TODAY
    may = (
        begins <= first_day
        and (last is None or date.fromisoformat(last) >= first_day)
        and (area is None or area in areas)
        and state != "closed"
    )
    assert verdict.choosable is may
