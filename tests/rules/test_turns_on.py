"""What is asked of a person who does not choose: only what today's rule turns on."""

from datetime import UTC, datetime
from itertools import combinations
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hemval.content.room import Room, Rooms
from hemval.content.whole import Content
from hemval.rules.candidate import EVERYDAY
from hemval.rules.outcome import judged
from hemval.rules.remembered import KEPT, remembered
from hemval.rules.situation import Situation, inputs_of
from hemval.rules.turns_on import TurnsOn, no_choice_turns_on
from tests.rules.cases import checked
from tests.rules.samples import content_of, day, provider, rule_set

TODAY = day("2026-11-23")
AREAS = ("norra", "sodra")
LINDVIK = content_of("lindvik")
WHOLE = {"areas": list(AREAS), "approved_for": ["service", "personal-care"]}


def content(
    rule: dict[str, Any], rooms: dict[str, Any] | None = None, **agreements: dict[str, Any]
) -> Content:
    """Make a municipality of two areas where providers a, b … differ only in what a test turns on."""
    areas = {area: LINDVIK.municipality.areas[area] for area in AREAS}
    municipality = LINDVIK.municipality.model_copy(
        update={"rules": (rule_set(no_choice=rule),), "areas": areas}
    )
    providers = {one: provider(one, **{**WHOLE, **said}) for one, said in agreements.items()}
    known = {one: Room.model_validate({"as_of": "2026-11-18", **said}) for one, said in (rooms or {}).items()}
    update = {"municipality": municipality, "providers": providers, "rooms": Rooms(known)}
    return LINDVIK.model_copy(update=update)


ROTATION = {"kind": "rotation", "period": "month", "order": ["a", "b"]}
FREE = {"kind": "free-capacity"}
FULL_IN_NORRA = {"a": {"state": "open", "areas": {"norra": {"state": "queue"}}}}
NORRA, SERVICE = {"areas": ["norra"]}, {"approved_for": ["service"]}


@pytest.mark.parametrize(
    ("rule", "rooms", "agreements", "area", "services"),
    [
        ({"kind": "appointed"}, {}, {"a": NORRA, "b": SERVICE}, False, False),
        ({"kind": "one-provider", "provider": "a"}, {}, {"a": {}, "b": NORRA, "c": SERVICE}, False, False),
        ({"kind": "one-provider", "provider": "a"}, FULL_IN_NORRA, {"a": {}}, False, False),
        (ROTATION, {}, {"a": {}, "b": {}}, False, False),
        (ROTATION, {}, {"a": {}, "b": NORRA}, True, False),
        (ROTATION, {}, {"a": {}, "b": {}, "c": NORRA}, False, False),
        ({**ROTATION, "areas": {"norra": ["b", "a"]}}, {}, {"a": {}, "b": {}}, True, False),
        ({**ROTATION, "areas": {"norra": ["a", "b"]}}, {}, {"a": {}, "b": {}}, False, False),
        (ROTATION, {}, {"a": {}, "b": SERVICE}, False, True),
        ({"kind": "random"}, {}, {"a": {}, "b": NORRA}, True, False),
        ({"kind": "random", "excluded": ["b"]}, {}, {"a": {}, "b": NORRA}, False, False),
        (FREE, {}, {"a": {}, "b": {}}, False, False),
        (FREE, FULL_IN_NORRA, {"a": {}, "b": {}}, True, False),
        (FREE, {}, {"a": {}, "b": {**NORRA, **SERVICE}}, True, True),
        # Who has stopped or has not begun by then is nobody that the rule could pass over.
        (FREE, {}, {"a": {}, "b": {**NORRA, "last_day": "2026-11-24"}}, False, False),
        (FREE, {}, {"a": {}, "b": {**SERVICE, "begins": "2027-06-01"}}, False, False),
    ],
)
def test_what_a_rule_turns_on(rule, rooms, agreements, area, services):
    assert no_choice_turns_on(content(rule, rooms, **agreements), TODAY) == TurnsOn(area, services)


def chance_content(number: int) -> Content:
    chance = Random(number)
    agreements, rooms = {}, {}
    for one in "abc":
        approved = chance.choice([["service"], ["personal-care"], ["service", "personal-care"], ["escort"]])
        agreements[one] = {"areas": chance.choice([["norra"], [*AREAS], [*AREAS]]), "approved_for": approved}
        if chance.random() < 0.7:
            room: dict[str, Any] = {"state": chance.choice(["open", "open", "queue", "closed"])}
            if chance.random() < 0.3:
                room["areas"] = {"sodra": {"state": chance.choice(["open", "queue", "closed"])}}
            rooms[one] = room
    order = chance.sample("abc", chance.randint(1, 3))
    own = {"sodra": chance.sample("abc", 2)} if chance.random() < 0.2 else {}
    rule = chance.choice(
        [
            {"kind": "one-provider", "provider": "a"},
            {**ROTATION, "order": order, "areas": own},
            {"kind": "in-turn", "order": order, "areas": own},
            {"kind": "random", "excluded": order[:1]},
            FREE,
        ]
    )
    return content(rule, rooms, **agreements)


@checked
@given(st.integers(0, 2**32))
def test_nobody_is_given_another_for_what_was_not_asked(number):
    """Where the rule does not turn on the area, any and none come to the same; so with the everyday help."""
    made = chance_content(number)
    turns = no_choice_turns_on(made, TODAY)

    def given_to(area: str | None, services: tuple[str, ...]) -> str | None:
        case = {"received": datetime(2026, 11, 23, 9, tzinfo=UTC), "kind": "no-choice", "seed": "1"}
        situation = Situation.model_validate({**case, "area": area, "services": services})
        return judged(inputs_of(made, situation)).result.provider

    given_here = {one for provider in made.providers.values() for one in provider.agreement.approved_for}
    asked = [one for one in EVERYDAY if one in given_here]
    helps = [help_ for size in (1, 2) for help_ in combinations(asked, size)]
    if not turns.area:
        for help_ in helps:
            assert len({given_to(area, help_) for area in (None, *AREAS)}) == 1
    if not turns.services:
        for area in AREAS:
            assert len({given_to(area, help_) for help_ in ((), *helps)}) == 1


def test_what_is_remembered_is_of_that_very_content_and_day():
    asked = []

    @remembered
    def work(content: Content, on):
        asked.append((content, on))
        return len(asked)

    other = LINDVIK.model_copy()
    days = [day(f"2026-11-{number:02}") for number in range(1, KEPT + 1)]
    assert [work(LINDVIK, days[0]), work(LINDVIK, days[0]), work(other, days[0])] == [1, 1, 2]
    assert [work(LINDVIK, on) for on in days] == [1, *range(3, KEPT + 2)]
    assert work(LINDVIK, days[0]) == KEPT + 2, "the oldest is forgotten"
