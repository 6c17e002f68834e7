"""Outcomes in words: every step, for every case, with the names and days that the case has."""

import re
from datetime import date, datetime, time, timedelta
from typing import Any, get_args

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from hemval.rules.choosable import Hindrance
from hemval.rules.outcome import Outcome, judged
from hemval.rules.reason import Code, Reason
from hemval.rules.situation import Inputs, Situation, Standing, narrowed
from hemval.rules.told.outcome import told_to_citizen, told_to_officer
from hemval.rules.told.reasons import TOLD, WHY_HINDERED, reason_told
from hemval.words import words_in
from hemval.words.dates import SWEDEN
from tests.rules.samples import rule_set, working_days

SV, EN = words_in("sv"), words_in("en")

NAMES = {"zz-ett": "Norrskenets omsorg", "zz-tva": "Vitsippans hemtjänst", "zz-tre": "Alens hemvård"}
LEFT_OVER = re.compile(r"%\(|%s|\{|\}|None(?! of)|\bzz-|  |\.\.|\d{4}-\d\d-\d\d|hindrance|Literal|\[|\]")
"""Ids, places not filled in, dates as they are stored, seams."""

IDS = some.sampled_from(sorted(NAMES))
DAYS = some.dates(date(2026, 1, 1), date(2027, 12, 31))


def no_choices() -> some.SearchStrategy[dict[str, Any]]:
    order = some.permutations(sorted(NAMES)).map(list)
    return some.one_of(
        some.builds(lambda one: {"kind": "one-provider", "provider": one}, IDS),
        some.builds(
            lambda tie: {"kind": "free-capacity", "tie": tie},
            some.sampled_from(["random", "in-turn", "appointed"]),
        ),
        some.builds(
            lambda period, order: {"kind": "rotation", "period": period, "order": order},
            some.sampled_from(["week", "month", "quarter"]),
            order,
        ),
        some.builds(lambda order: {"kind": "in-turn", "order": order}, order),
        some.builds(lambda out: {"kind": "random", "excluded": out}, some.lists(IDS, max_size=1)),
        some.just({"kind": "appointed"}),
    )


LEAD_TIMES = some.sampled_from(
    [
        working_days(),
        working_days(days=10, at_most=15, late_after="12:00", holidays=["public", "eve", "half-day"]),
        {"kind": "days", "at_most": 6},
        {"kind": "days", "days": 1, "late_after": "00:30"},
        {"kind": "first-of-month", "told_by": 20, "months_ahead": 2},
        {"kind": "not-promised"},
    ]
)


@some.composite
def standings(draw: some.DrawFn, identity: str) -> Standing:
    begins = draw(some.none() | DAYS)
    last_day = draw(some.none() | DAYS)
    return Standing(
        id=identity,
        name=NAMES[identity],
        begins=begins,
        last_day=max(begins, last_day) if begins and last_day else None,
        approved_for=draw(some.sampled_from([("service",), ("service", "personal-care", "alarm")])),
        areas=draw(some.sampled_from([("norra",), ("norra", "sodra")])),
        warned=draw(some.booleans()),
        room=draw(some.sampled_from(["open", "queue", "closed", None])),
        room_as_of=date(2026, 1, 2),
        free_hours=draw(some.sampled_from([None, 0, 4711])),
    )


@some.composite
def cases(draw: some.DrawFn) -> Inputs:
    there = draw(some.lists(IDS, unique=True))
    moment = datetime.combine(draw(DAYS), draw(some.sampled_from([time(9), time(23)])), SWEDEN)
    inputs = Inputs(
        situation=Situation(
            received=moment,
            kind=draw(some.sampled_from(["first", "switch", "no-choice", "exit"])),
            wishes=tuple(draw(some.lists(IDS, unique=True, max_size=3))),
            today=draw(some.none() | IDS),
            area=draw(some.sampled_from([None, "norra", "sodra"])),
            services=draw(some.sampled_from([(), ("personal-care",)])),
            seed="abc",
        ),
        rules=rule_set(
            no_choice=draw(no_choices()),
            when_full=draw(some.sampled_from(["queue-and-stay", "queue-and-elsewhere", "next-choice"])),
            lead_time=draw(LEAD_TIMES),
            ranked_choices=3,
        ),
        content_version="7f3a",
        providers=tuple(draw(standings(one)) for one in sorted(there)),
        all_providers=True,
        last_given=draw(some.none() | IDS),
    )
    return narrowed(inputs) if draw(some.booleans()) else inputs


def test_every_code_has_its_sentence_and_every_hindrance_its_reason():
    assert set(TOLD) == set(get_args(Code))
    assert set(get_args(Hindrance)) <= set(WHY_HINDERED)


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(cases())
def test_every_outcome_can_be_told(inputs):
    outcome = judged(inputs)
    for words in (SV, EN):
        told = told_to_officer(outcome, words)
        lines = [told.result, *told.steps, told.by, told_to_citizen(outcome, words)]
        assert len(told.steps) == len(outcome.result.reasons)
        for line in (one.replace("7f3a", "7") for one in lines):
            assert line.endswith("."), line
            assert not LEFT_OVER.search(line), line
        assert "4711" not in lines[-1], "hours are no matter of the citizen's"
        assert "7f3a" in told.by


def outcome_of(day: str, lead_time: dict[str, Any], **case: Any) -> Outcome:
    providers = [
        Standing(
            id=identity,
            name=name,
            begins=date(2020, 1, 1),
            last_day=case.get("last_days", {}).get(identity),
            approved_for=("service", "personal-care"),
            areas=("norra",),
            warned=False,
            room=case.get("rooms", {}).get(identity, "open"),
            room_as_of=date(2026, 11, 20),
            free_hours=case.get("free", {}).get(identity),
        )
        for identity, name in sorted(NAMES.items())
    ]
    situation = Situation(
        received=datetime.fromisoformat(day).replace(tzinfo=SWEDEN),
        kind=case.get("kind", "switch"),
        wishes=case.get("wishes", ()),
        today=case.get("today"),
        area="norra",
    )
    rules = rule_set(no_choice=case.get("no_choice", {"kind": "free-capacity"}), lead_time=lead_time)
    return judged(
        Inputs(
            situation=situation,
            rules=rules,
            content_version="7f3a",
            providers=tuple(providers),
            all_providers=True,
        )
    )


def test_a_switch_over_christmas_is_told_with_the_days_that_do_not_count():
    outcome = outcome_of("2026-12-21T09:00", working_days(), today="zz-ett", wishes=("zz-tva",))
    assert told_to_citizen(outcome, SV) == (
        "Vitsippans hemtjänst kan börja tidigast onsdag 30 december 2026. "
        "Till dess kommer hjälpen från Norrskenets omsorg."
    )
    told = told_to_officer(outcome, SV)
    assert told.result == "Vitsippans hemtjänst hjälper, tidigast onsdag 30 december 2026."
    assert told.steps == (
        "Det kom in måndag 21 december 2026.",
        "Fem arbetsdagar räknas, från 21 december 2026 till 29 december 2026. Räknas inte: "
        "24 (julafton), 25 (juldagen), 26 (annandag jul) och 27 december.",
        "Tidigaste start är onsdag 30 december 2026.",
        "Personen önskar Vitsippans hemtjänst, som kan hjälpa.",
        "Norrskenets omsorg, som hjälper i dag, fortsätter fram till starten.",
    )
    assert told.by == "Bedömt efter reglerna från 1 januari 2026 och uppgifternas version 7f3a."


def test_an_outcome_read_back_is_told_as_on_the_day():
    outcome = outcome_of("2026-12-21T09:00", working_days(), today="zz-ett", wishes=("zz-tva",))
    read = Outcome.model_validate_json(outcome.model_dump_json())
    assert told_to_officer(read, SV) == told_to_officer(outcome, SV)
    assert told_to_citizen(read, EN) == told_to_citizen(outcome, EN)


def test_a_queue_says_who_helps_meanwhile_and_promises_no_day():
    outcome = outcome_of(
        "2026-12-02T09:00",
        working_days(),
        today="zz-ett",
        wishes=("zz-tva",),
        rooms={"zz-tva": "queue"},
    )
    assert told_to_citizen(outcome, SV) == (
        "Vitsippans hemtjänst har kö. Vi kan inte säga hur lång väntan blir. "
        "Under tiden kommer hjälpen från Norrskenets omsorg."
    )
    assert told_to_officer(outcome, SV).result == (
        "Väntar på Vitsippans hemtjänst. Under tiden hjälper Norrskenets omsorg."
    )


def test_an_exit_says_who_stops_and_who_comes_the_day_after():
    outcome = outcome_of(
        "2026-04-20T09:00",
        working_days(),
        kind="exit",
        today="zz-ett",
        last_days={"zz-ett": date(2026, 5, 15)},
        no_choice={"kind": "one-provider", "provider": "zz-tre"},
    )
    assert told_to_citizen(outcome, SV) == (
        "Norrskenets omsorg slutar. Sista dagen är 15 maj 2026. "
        "Utan eget val gäller kommunens regel. Alens hemvård börjar lördag 16 maj 2026."
    )


def test_free_hours_are_told_to_the_officer_alone():
    outcome = outcome_of(
        "2026-12-02T09:00", working_days(), kind="no-choice", free={"zz-ett": 3, "zz-tva": 40, "zz-tre": 0}
    )
    steps = told_to_officer(outcome, SV).steps
    assert "Vitsippans hemtjänst har mest plats. Lediga timmar i månaden: 40." in steps
    assert "40" not in told_to_citizen(outcome, SV)


@pytest.mark.parametrize("days", range(0, 400, 40))
def test_a_skipped_day_in_two_months_is_told_by_month(days):
    first = date(2026, 12, 30) + timedelta(days)
    reason = Reason(
        code="counted",
        values={
            "days": 1,
            "working": 1,
            "first": first.isoformat(),
            "last": first.isoformat(),
            "skipped": ("2026-12-31", "2027-01-01"),
        },
    )
    outcome = outcome_of("2026-12-02T09:00", working_days(), wishes=("zz-tva",))
    told = reason_told(reason, outcome.inputs, SV)
    assert told.endswith("Räknas inte: 31 (nyårsafton) december och 1 (nyårsdagen) januari.")
