"""What a case comes to: wishes, queues, who helps meanwhile, exits, and choice by service."""

import pytest

from hemval.rules.outcome import judged
from hemval.rules.situation import narrowed
from tests.rules.samples import day, inputs, standing, told

ONE = {"kind": "one-provider", "provider": "kommunen"}
KOMMUNEN = standing("kommunen")
LONG = {"kind": "not-promised"}
START = "2026-11-30"
"""Five working days from Monday 23 November, the day itself the first."""


def outcome(*providers, rules=None, **case):
    return judged(inputs(*providers, KOMMUNEN, rules={"no_choice": ONE, **(rules or {})}, **case)).result


def said(result):
    """Write who helps, who is waited for, who helps meanwhile, and whether somebody must be appointed."""
    parts = (result.provider, result.waits_for, result.meanwhile, "appoint" if result.appoint else None)
    return " ".join(part or "-" for part in parts)


def why(result):
    """Write the reasons but for how the start was worked out."""
    counting = ("told-on", "counted", "moved", "earliest", "not-promised")
    return told(one for one in result.reasons if one.code not in counting)


# The wish, and who helps until then


@pytest.mark.parametrize(
    ("case", "expected", "reasons"),
    [
        ({"wishes": ["a"]}, "a - - -", "wish-granted:a"),
        ({"wishes": ["a"], "kind": "switch", "today": "b"}, "a - - -", "wish-granted:a until-start:b"),
        ({"wishes": ["b", "a"]}, "b - - -", "wish-granted:b"),
        # Nobody is chosen: today's goes on, else by the rule.
        ({"kind": "no-choice"}, "kommunen - - -", "no-wish named:kommunen"),
        (
            {"kind": "no-choice", "today": "b"},
            "b - - -",
            "no-wish keeps:b",
        ),
        ({"kind": "no-choice", "today": "kommunen"}, "kommunen - - -", "no-wish keeps:kommunen"),
        # Nobody who was chosen can: today's goes on, else by the rule.
        (
            {"wishes": ["c"], "kind": "switch", "today": "b"},
            "b - - -",
            "wish-hindered:c:takes-nobody wishes-out keeps:b",
        ),
        ({"wishes": ["c"]}, "kommunen - - -", "wish-hindered:c:takes-nobody wishes-out named:kommunen"),
        ({"wishes": ["c", "a"]}, "a - - -", "wish-hindered:c:takes-nobody wish-granted:a"),
        ({"wishes": ["nobody"]}, "kommunen - - -", "wish-hindered:nobody:unknown wishes-out named:kommunen"),
        # A provider that nobody knows helps nobody today.
        (
            {"wishes": ["c"], "kind": "switch", "today": "nobody"},
            "kommunen - - -",
            "wish-hindered:c:takes-nobody wishes-out named:kommunen",
        ),
    ],
)
def test_a_wish(case, expected, reasons):
    result = outcome(standing("a"), standing("b"), standing("c", room="closed"), **case)
    assert (said(result), why(result)) == (expected, reasons)
    assert result.start == day(START)


@pytest.mark.parametrize("room", ["open", "queue", "closed"])
def test_who_asks_for_todays_provider_stays_there_whatever_room_it_has(room):
    providers = [standing("full", room="queue"), standing("b", room=room)]
    case = {"kind": "switch", "today": "b", "rules": {"when_full": "next-choice"}}
    result = outcome(*providers, wishes=["full", "b"], **case)
    assert (said(result), why(result)) == ("b - - -", "wish-full:full wish-granted:b")


# When it is full: three shapes, for a first choice and for a switch

FULL = [
    (
        "queue-and-stay",
        {"wishes": ["full"]},
        "- full kommunen -",
        "wish-full:full wish-waits:full named:kommunen",
    ),
    (
        "queue-and-stay",
        {"wishes": ["full"], "kind": "switch", "today": "b"},
        "- full b -",
        "wish-full:full wish-waits:full keeps:b",
    ),
    # The next wish is no place to stay meanwhile where the rules say that one stays.
    (
        "queue-and-stay",
        {"wishes": ["full", "a"], "kind": "switch", "today": "b"},
        "- full b -",
        "wish-full:full wish-waits:full keeps:b wish-next:a",
    ),
    (
        "queue-and-elsewhere",
        {"wishes": ["full"]},
        "- full kommunen -",
        "wish-full:full wish-waits:full named:kommunen",
    ),
    (
        "queue-and-elsewhere",
        {"wishes": ["full", "a"]},
        "- full a -",
        "wish-full:full wish-waits:full elsewhere:a",
    ),
    (
        "queue-and-elsewhere",
        {"wishes": ["full", "closed", "a"]},
        "- full a -",
        "wish-full:full wish-waits:full wish-hindered:closed:takes-nobody elsewhere:a",
    ),
    (
        "queue-and-elsewhere",
        {"wishes": ["full", "full2"]},
        "- full kommunen -",
        "wish-full:full wish-waits:full named:kommunen",
    ),
    # Today's provider stays until the new one starts, whatever the rules say of those who have none.
    (
        "queue-and-elsewhere",
        {"wishes": ["full", "a"], "kind": "switch", "today": "b"},
        "- full b -",
        "wish-full:full wish-waits:full keeps:b wish-next:a",
    ),
    ("next-choice", {"wishes": ["full", "a"]}, "a - - -", "wish-full:full wish-granted:a"),
    (
        "next-choice",
        {"wishes": ["full", "a"], "kind": "switch", "today": "b"},
        "a - - -",
        "wish-full:full wish-granted:a until-start:b",
    ),
    (
        "next-choice",
        {"wishes": ["full", "full2"]},
        "- full kommunen -",
        "wish-full:full wish-full:full2 wish-waits:full named:kommunen",
    ),
    (
        "next-choice",
        {"wishes": ["closed", "full2", "full"], "kind": "switch", "today": "b"},
        "- full2 b -",
        "wish-hindered:closed:takes-nobody wish-full:full2 wish-full:full wish-waits:full2 keeps:b",
    ),
]


@pytest.mark.parametrize(("when_full", "case", "expected", "reasons"), FULL)
def test_when_it_is_full(when_full, case, expected, reasons):
    providers = [
        standing("a"),
        standing("b"),
        standing("full", room="queue"),
        standing("full2", room="queue"),
        standing("closed", room="closed"),
    ]
    result = outcome(*providers, rules={"when_full": when_full}, **case)
    assert (said(result), why(result)) == (expected, reasons)


def test_nobody_else_can_help_meanwhile_so_the_municipality_must_say_who():
    result = outcome(
        standing("full", room="queue"), rules={"no_choice": {"kind": "appointed"}}, wishes=["full"]
    )
    assert said(result) == "- full - appoint"
    assert why(result).endswith("appointed")


def test_that_nothing_is_said_of_room_hinders_nobody():
    assert said(outcome(standing("a", room=None, room_as_of=None), wishes=["a"])) == "a - - -"


# Today's provider cannot go on


@pytest.mark.parametrize(
    ("b", "reasons"),
    [
        ({"areas": ["sodra"]}, "cannot-keep:b:other-area"),
        ({"approved_for": ["service"]}, "cannot-keep:b:other-service"),
        ({"begins": "2026-11-24"}, "cannot-keep:b:not-begun"),
    ],
)
def test_who_cannot_give_the_help_is_not_left_with_it_while_the_person_waits(b, reasons):
    result = outcome(
        standing("full", room="queue"),
        standing("b", **b),
        wishes=["full"],
        kind="switch",
        today="b",
        services=["personal-care"],
    )
    assert said(result) == "- full kommunen -"
    assert f"wish-waits:full {reasons} named:kommunen" in why(result)


def test_a_full_provider_goes_on_helping_those_it_helps():
    for room in ("queue", "closed"):
        result = outcome(
            standing("b", room=room, warned=True),
            standing("full", room="queue"),
            wishes=["full"],
            kind="switch",
            today="b",
        )
        assert said(result) == "- full b -"


# Exits


@pytest.mark.parametrize(
    ("last_day", "start"),
    [
        # The day after the last, whatever day it is: a holiday and a Saturday too, so nobody is without help.
        ("2026-12-15", "2026-12-16"),
        ("2026-12-24", "2026-12-25"),
        ("2026-11-27", "2026-11-28"),
        ("2026-11-23", "2026-11-24"),
        # The last day has passed: at once.
        ("2026-11-22", "2026-11-23"),
        ("2026-10-31", "2026-11-23"),
    ],
)
def test_at_an_exit_the_successor_takes_over_on_the_next_day(last_day, start):
    result = outcome(standing("b", last_day=last_day), kind="exit", today="b")
    assert (said(result), result.start.isoformat(), result.latest) == ("kommunen - - -", start, None)
    assert why(result) == "exit:b no-wish named:kommunen"


@pytest.mark.parametrize(
    ("case", "expected"),
    [
        ({}, "kommunen - - -"),
        ({"wishes": ["a"]}, "a - - -"),
        ({"wishes": ["full"]}, "- full kommunen -"),
        ({"wishes": ["full", "a"]}, "- full kommunen -"),
        # Not the one that stops, nor one that begins too late or stops before.
        ({"wishes": ["b"]}, "kommunen - - -"),
        ({"wishes": ["late"]}, "kommunen - - -"),
        ({"wishes": ["soon"]}, "soon - - -"),
    ],
)
def test_a_choice_at_an_exit(case, expected):
    providers = [
        standing("a"),
        standing("b", last_day="2026-12-15"),
        standing("full", room="queue"),
        standing("soon", begins="2026-12-16"),
        standing("late", begins="2026-12-17"),
    ]
    result = outcome(*providers, kind="exit", today="b", **case)
    assert said(result) == expected
    assert result.start == day("2026-12-16")


def test_the_rule_at_an_exit_passes_over_the_one_that_stops():
    rules = {"no_choice": {"kind": "rotation", "period": "month", "order": ["a", "b"]}}
    result = outcome(standing("a"), standing("b", last_day="2026-12-15"), rules=rules, kind="exit", today="b")
    assert (said(result), why(result)) == ("a - - -", "exit:b no-wish candidate-out:b:stops period:b")


@pytest.mark.parametrize(
    ("last_day", "start", "reasons"),
    [
        ("2026-12-31", START, "wish-granted:a until-start:b"),
        (START, START, "wish-granted:a until-start:b"),
        # The last day but one before the start, a Sunday: no gap, so the lead time stands.
        ("2026-11-29", START, "wish-granted:a until-start:b"),
        # It stops before the lead time is over: the successor comes on the next day all the same.
        ("2026-11-28", "2026-11-29", "exit:b wish-granted:a until-start:b"),
        ("2026-11-23", "2026-11-24", "exit:b wish-granted:a until-start:b"),
        # It stopped before: the person has been without it, and the lead time is the rule's.
        ("2026-11-22", START, "wish-granted:a"),
    ],
)
def test_a_switch_from_one_that_stops_leaves_no_gap(last_day, start, reasons):
    result = outcome(standing("a"), standing("b", last_day=last_day), wishes=["a"], kind="switch", today="b")
    assert (said(result), result.start.isoformat(), why(result)) == ("a - - -", start, reasons)


def test_while_waiting_one_that_stops_is_followed_by_another():
    result = outcome(
        standing("full", room="queue"),
        standing("b", last_day="2026-11-25"),
        wishes=["full"],
        kind="switch",
        today="b",
    )
    assert (said(result), result.start) == ("- full kommunen -", day("2026-11-26"))
    assert why(result) == "exit:b wish-full:full wish-waits:full named:kommunen until-start:b"


def test_where_no_time_is_promised_the_day_after_the_last_is_the_latest():
    providers = [standing("a"), standing("b", last_day="2026-12-15")]
    rules = {"lead_time": LONG}
    result = outcome(*providers, rules=rules, wishes=["a"], kind="switch", today="b")
    assert (said(result), result.start, result.latest) == ("a - - -", None, day("2026-12-16"))
    stays = outcome(*providers, rules=rules, wishes=["b"], kind="switch", today="b")
    assert said(stays) == "kommunen - - -"
    at_exit = outcome(*providers, rules=rules, kind="exit", today="b")
    assert (at_exit.start, at_exit.latest) == (day("2026-12-16"), None)


def test_an_exit_without_a_last_day_goes_by_the_lead_time():
    assert outcome(standing("b"), kind="exit", today="b").start == day(START)


# Choice by service


def test_each_group_of_services_is_a_case_of_its_own():
    cleaner = standing("a", approved_for=["cleaning", "laundry"])
    carer = standing("b", approved_for=["personal-care"])
    assert said(outcome(cleaner, carer, wishes=["a"], services=["cleaning"])) == "a - - -"
    assert said(outcome(cleaner, carer, wishes=["b"], services=["personal-care"])) == "b - - -"
    both = outcome(cleaner, carer, wishes=["a"], services=["cleaning", "personal-care"])
    assert why(both).startswith("wish-hindered:a:other-service")


def test_an_alarm_hinders_a_choice_only_where_it_is_part_of_it():
    case = {"wishes": ["a"], "services": ["service", "alarm"]}
    assert said(outcome(standing("a"), rules={"alarm_in_choice": False}, **case)) == "a - - -"
    result = outcome(standing("a"), rules={"alarm_in_choice": True}, **case)
    assert why(result).startswith("wish-hindered:a:other-service")


# What is sent in carries no register


@pytest.mark.parametrize("case", [{"wishes": ["a"]}, {"kind": "no-choice"}, {"wishes": ["full"]}])
def test_what_is_known_at_once_is_the_same_with_fewer_providers(case):
    all_of_them = inputs(
        standing("a"), standing("full", room="queue"), KOMMUNEN, rules={"no_choice": ONE}, **case
    )
    assert judged(narrowed(all_of_them)).result == judged(all_of_them).result


def test_it_is_judged_by_the_day_in_swedish_time():
    late = outcome(standing("a"), wishes=["a"], received="2026-11-22T23:30:00Z")
    assert late.reasons[0].values["day"] == "2026-11-23"
