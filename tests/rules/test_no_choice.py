"""Who helps a person who does not choose: each kind of rule, and everything that takes a provider out."""

from collections import Counter

import pytest

from hemval.rules.no_choice import given_by_rule
from hemval.rules.situation import Situation, inputs_of, narrowed
from tests.rules.samples import content_of, day, inputs, standing, told

START = day("2026-11-30")
ONE = {"kind": "one-provider", "provider": "a"}
FREE = {"kind": "free-capacity"}
TURN = {"kind": "in-turn", "order": ["c", "a", "b"]}
RANDOM = {"kind": "random"}


def given(rule, *providers, without=(), start=START, valid_from="2026-01-01", **case):
    case.setdefault("kind", "no-choice")
    rules = {"no_choice": rule, "valid_from": valid_from}
    return given_by_rule(inputs(*providers, rules=rules, **case), start, without)


def abc(**changes):
    """Three providers alike, but for what a test turns on: ``a={"warned": True}``."""
    return [standing(one, **changes.get(one, {})) for one in "abc"]


@pytest.mark.parametrize("municipality", ["lindvik", "botkyrka"])
def test_the_municipalities_give_one_that_takes_people(municipality):
    content = content_of(municipality)
    case = Situation.model_validate({"received": "2026-11-23T09:00:00Z", "kind": "no-choice", "seed": "1"})
    found = given_by_rule(inputs_of(content, case), None)
    assert found.provider is not None
    assert content.room(found.provider).state == "open"


@pytest.mark.parametrize(
    ("a", "expected", "why"),
    [
        ({}, "a", "named:a"),
        # The one that others lean on takes people with a queue or a warning too, not where it does not work.
        ({"room": "queue"}, "a", "named:a"),
        ({"warned": True}, "a", "named:a"),
        ({"room": "closed"}, None, "candidate-out:a:takes-nobody nobody-left"),
        ({"areas": ["sodra"]}, None, "candidate-out:a:other-area nobody-left"),
        ({"approved_for": ["service"]}, None, "candidate-out:a:other-service nobody-left"),
        ({"begins": "2026-12-01"}, None, "candidate-out:a:not-begun nobody-left"),
        ({"begins": None}, None, "candidate-out:a:no-first-day nobody-left"),
        ({"applied": True}, None, "candidate-out:a:not-approved nobody-left"),
        ({"last_day": "2026-11-29"}, None, "candidate-out:a:stops nobody-left"),
        ({"last_day": "2026-11-22"}, None, "candidate-out:a:stopped nobody-left"),
        ({"last_day": "2026-11-30"}, "a", "named:a"),
    ],
)
def test_the_named_provider(a, expected, why):
    found = given(ONE, *abc(a=a), services=["personal-care"])
    assert (found.provider, told(found.reasons)) == (expected, why)


def test_the_one_waited_for_does_not_help_meanwhile():
    found = given(ONE, *abc(), without=["a"])
    assert (found.provider, told(found.reasons)) == (None, "candidate-out:a:asked-for nobody-left")


OUT = [
    ({"warned": True}, "warned"),
    ({"room": "queue"}, "full"),
    ({"room": "closed"}, "takes-nobody"),
    ({"areas": ["sodra"]}, "other-area"),
    ({"approved_for": ["service"]}, "other-service"),
    ({"begins": "2026-12-01"}, "not-begun"),
    ({"last_day": "2026-11-29"}, "stops"),
    ({"applied": True, "begins": None}, "not-approved"),
]


@pytest.mark.parametrize(("c", "why"), OUT)
@pytest.mark.parametrize(
    "rule",
    [
        {"kind": "free-capacity", "tie": "in-turn"},
        {"kind": "rotation", "period": "week", "order": ["c", "a"]},
        {"kind": "in-turn", "order": ["c", "a"]},
        RANDOM,
    ],
)
def test_whoever_cannot_help_is_passed_over_with_the_reason(rule, c, why):
    providers = [standing("a"), standing("c", free_hours=90, **c)]
    for seed in "12345678":
        found = given(rule, *providers, services=["personal-care"], seed=seed)
        assert found.provider == "a"
        assert f"candidate-out:c:{why}" in told(found.reasons)
    last = given(rule, providers[1], services=["personal-care"])
    assert (last.provider, told(last.reasons)) == (None, f"candidate-out:c:{why} nobody-left")


# Most free capacity


@pytest.mark.parametrize(
    ("hours", "expected", "why"),
    [
        ((10, 40, 30), "b", "most-free:b"),
        ((40, 10, 30), "a", "most-free:a"),
        # Whose hours are not known cannot be said to have most.
        ((None, 10, 30), "c", "free-unknown most-free:c"),
        ((None, None, 1), "c", "free-unknown most-free:c"),
    ],
)
def test_the_most_free_hours(hours, expected, why):
    found = given(FREE, *(standing(one, free_hours=free) for one, free in zip("abc", hours, strict=True)))
    assert (found.provider, told(found.reasons)) == (expected, why)


def test_without_known_hours_it_is_one_that_has_room():
    found = given(FREE, standing("a", room=None), standing("b"), standing("c", room="queue"))
    assert (found.provider, told(found.reasons)) == ("b", "candidate-out:c:full free-unknown most-free:b")
    only = given(FREE, standing("a", room=None), standing("c", room="closed"))
    assert only.provider == "a"


@pytest.mark.parametrize(
    ("tie", "last_given", "expected", "why"),
    [
        ("in-turn", None, "a", "free-unknown tie in-turn:a"),
        ("in-turn", "a", "c", "free-unknown tie in-turn:c"),
        ("in-turn", "b", "c", "free-unknown tie in-turn:c"),
        ("in-turn", "c", "a", "free-unknown tie in-turn:a"),
        ("in-turn", "gone", "a", "free-unknown tie in-turn:a"),
        ("appointed", None, None, "free-unknown tie appointed"),
    ],
)
def test_as_much_room_at_several(tie, last_given, expected, why):
    providers = [
        standing("a", free_hours=40),
        standing("b", free_hours=30),
        standing("c", free_hours=40),
        standing("d"),
    ]
    found = given({"kind": "free-capacity", "tie": tie}, *providers, last_given=last_given)
    assert (found.provider, told(found.reasons)) == (expected, why)


def test_a_tie_is_drawn_among_those_with_most_only():
    providers = [standing(one, free_hours=free) for one, free in zip("abcd", (40, 30, 40, 40), strict=True)]
    drawn = Counter(given(FREE, *providers, seed=str(seed)).provider for seed in range(300))
    assert set(drawn) == {"a", "c", "d"}
    assert min(drawn.values()) > 75


# In turn


@pytest.mark.parametrize(
    ("last_given", "expected"),
    [(None, "c"), ("c", "a"), ("a", "b"), ("b", "c"), ("gone", "c")],
)
def test_in_turn_after_the_last_given(last_given, expected):
    found = given(TURN, *abc(), last_given=last_given)
    assert (found.provider, told(found.reasons)) == (expected, f"in-turn:{expected}")


@pytest.mark.parametrize(("last_given", "expected"), [("c", "b"), ("a", "b"), ("b", "c"), (None, "c")])
def test_in_turn_past_one_that_cannot(last_given, expected):
    assert given(TURN, *abc(a={"warned": True}), last_given=last_given).provider == expected


def test_who_cannot_now_and_is_next_again_does_not_lose_more_than_this_turn():
    """A whole round: a is full twice, and has its turn as soon as it has room."""
    gone, last = [], None
    for full in (True, True, False, False):
        providers = abc(a={"room": "queue"} if full else {})
        last = given(TURN, *providers, last_given=last).provider
        gone.append(last)
    assert gone == ["c", "b", "c", "a"]


def test_each_area_has_its_own_turn():
    rule = {**TURN, "areas": {"sodra": ["b", "a"]}}
    assert given(rule, *abc(), area="sodra").provider == "b"
    assert given(rule, *abc(), area="sodra", last_given="b").provider == "a"
    assert given(rule, *abc(), area="norra", last_given="b").provider == "c"
    assert given(rule, *abc(), area=None).provider == "c"


def test_one_in_the_order_that_has_ended_is_told_of():
    content = content_of("lindvik")
    ids = sorted(content.providers)
    ended = content.providers[ids[0]]
    agreement = ended.agreement.model_copy(update={"last_day": day("2026-01-31"), "end": "leaves"})
    rules = content.municipality.rules_on(day("2026-11-23"))
    rule = {"kind": "in-turn", "order": ids}
    changed = content.model_copy(
        update={
            "providers": {
                **content.providers,
                ids[0]: ended.model_copy(update={"agreement": agreement}),
            },
            "municipality": content.municipality.model_copy(
                update={"rules": (type(rules).model_validate({**rules.model_dump(), "no_choice": rule}),)}
            ),
        }
    )
    case = Situation.model_validate({"received": "2026-11-23T09:00:00Z", "kind": "no-choice"})
    found = given_by_rule(inputs_of(changed, case), None)
    assert f"candidate-out:{ids[0]}:stopped" in told(found.reasons)


# By period


@pytest.mark.parametrize(
    ("period", "valid_from", "start", "expected"),
    [
        # Weeks begin on Mondays; 1 January 2026 is a Thursday.
        ("week", "2026-01-01", "2026-01-04", "c"),
        ("week", "2026-01-01", "2026-01-05", "a"),
        ("week", "2026-01-01", "2026-01-12", "b"),
        ("week", "2026-01-01", "2026-01-19", "c"),
        # 52 weeks later it is the second's turn, and no new round begins with the year.
        ("week", "2026-01-01", "2026-12-28", "a"),
        ("week", "2026-01-01", "2027-01-03", "a"),
        ("week", "2026-01-01", "2027-01-04", "b"),
        ("month", "2026-01-01", "2026-01-31", "c"),
        ("month", "2026-01-01", "2026-02-01", "a"),
        ("month", "2026-01-01", "2026-12-31", "b"),
        ("month", "2026-01-01", "2027-01-01", "c"),
        ("month", "2026-01-01", "2028-02-29", "a"),
        # A set that begins within a month or quarter: its first period is the rest of it.
        ("month", "2026-03-16", "2026-03-31", "c"),
        ("month", "2026-03-16", "2026-04-01", "a"),
        ("quarter", "2026-01-01", "2026-03-31", "c"),
        ("quarter", "2026-01-01", "2026-04-01", "a"),
        ("quarter", "2026-01-01", "2026-12-31", "c"),
        ("quarter", "2026-01-01", "2027-01-01", "a"),
        ("quarter", "2026-02-15", "2026-03-31", "c"),
        ("quarter", "2026-02-15", "2026-04-01", "a"),
        ("quarter", "2026-03-31", "2026-07-01", "b"),
        ("quarter", "2026-11-01", "2027-01-01", "a"),
        ("quarter", "2026-12-31", "2027-06-30", "b"),
    ],
)
def test_whose_period_the_start_is_in(period, valid_from, start, expected):
    rule = {"kind": "rotation", "period": period, "order": ["c", "a", "b"]}
    found = given(rule, *abc(), start=day(start), valid_from=valid_from)
    assert (found.provider, told(found.reasons)) == (expected, f"period:{expected}")


def test_where_no_start_is_promised_the_day_of_receipt_says_whose_period_it_is():
    rule = {"kind": "rotation", "period": "month", "order": ["c", "a", "b"]}
    found = given(rule, *abc(), start=None, valid_from="2026-10-01")
    assert found.provider == "a"
    # In Swedish time: it is December there an hour before it is in Greenwich.
    night = given(rule, *abc(), start=None, valid_from="2026-10-01", received="2026-11-30T23:30:00Z")
    assert night.provider == "b"


@pytest.mark.parametrize(
    ("cannot", "expected"), [(["c"], "a"), (["c", "a"], "b"), (["a"], "c"), (["b", "c"], "a")]
)
def test_where_the_periods_own_cannot_the_next_in_order_does(cannot, expected):
    rule = {"kind": "rotation", "period": "quarter", "order": ["c", "a", "b"]}
    providers = abc(**{one: {"room": "queue"} for one in cannot})
    found = given(rule, *providers, start=day("2026-02-01"))
    period = found.reasons[-1].values
    assert (found.provider, period["provider"], period["gets"]) == (expected, "c", expected)


def test_each_area_has_its_own_rotation():
    rule = {"kind": "rotation", "period": "month", "order": ["c"], "areas": {"sodra": ["a", "b"]}}
    assert given(rule, *abc(), area="sodra", start=day("2026-02-01")).provider == "b"
    assert given(rule, *abc(), area="norra", start=day("2026-02-01")).provider == "c"


# By lot


def test_the_draw_is_even_and_the_same_again():
    draws = [given(RANDOM, *abc(), seed=f"case {seed}").provider for seed in range(3000)]
    assert draws == [given(RANDOM, *abc(), seed=f"case {seed}").provider for seed in range(3000)]
    # Three in a thousand honest lotteries would be outside: three standard deviations are 77.
    assert all(abs(times - 1000) < 77 for times in Counter(draws).values())
    assert len(set(draws)) == 3


def test_the_draw_is_even_among_those_left_and_says_how_it_was_made():
    providers = [standing(one) for one in "abcdefgh"]
    rule = {"kind": "random", "excluded": ["b", "g"]}
    draws = Counter(given(rule, *providers, seed=str(seed), without=["h"]).provider for seed in range(2000))
    assert set(draws) == set("acdef")
    # Four standard deviations of 2000 draws among five: 72.
    assert all(abs(times - 400) < 72 for times in draws.values())
    found = given(rule, *providers, without=["h"])
    out = "candidate-out:b:excluded candidate-out:g:excluded candidate-out:h:asked-for"
    assert told(found.reasons) == f"{out} drawn:{found.provider}"
    assert found.reasons[-1].values["among"] == tuple("acdef")


def test_nothing_but_the_case_and_the_rules_day_decides_the_lot():
    lots = {
        given(RANDOM, *abc(), seed="x", area=area).reasons[-1].values["lot"] for area in ("norra", "sodra")
    }
    assert len(lots) == 1
    assert given(RANDOM, *abc(), seed="y").reasons[-1].values["lot"] not in lots


@pytest.mark.parametrize("rule", [RANDOM, {"kind": "random", "excluded": ["a", "b", "c"]}])
def test_nobody_is_left(rule):
    providers = abc() if "excluded" in rule else abc(**{one: {"room": "closed"} for one in "abc"})
    found = given(rule, *providers)
    assert found.provider is None
    assert told(found.reasons).endswith("nobody-left")


def test_the_municipality_appoints():
    found = given({"kind": "appointed"}, *abc())
    assert (found.provider, told(found.reasons)) == (None, "appointed")


# What a choice sent in carries along


@pytest.mark.parametrize("rule", [FREE, TURN, RANDOM, {"kind": "rotation", "period": "week", "order": ["a"]}])
def test_a_rule_that_must_see_everyone_is_worked_out_when_the_case_is_handled(rule):
    few = narrowed(inputs(*abc(), rules={"no_choice": rule}, kind="no-choice"))
    assert few.providers == ()
    assert told(given_by_rule(few, START).reasons) == "when-handled"


def test_the_named_one_is_known_at_once():
    few = narrowed(inputs(*abc(), rules={"no_choice": ONE}, kind="no-choice"))
    assert given_by_rule(few, START).provider == "a"


def test_at_an_exit_the_rule_is_the_ordinary_one_unless_another_is_told():
    content = content_of("lindvik")
    case = Situation.model_validate({"received": "2026-11-23T09:00:00Z", "kind": "exit"})
    ordinary = content.municipality.rules_on(day("2026-11-23"))
    assert inputs_of(content, case).rules.no_choice == (ordinary.exit_no_choice or ordinary.no_choice)
    other = inputs(rules={"no_choice": FREE, "exit_no_choice": {"kind": "appointed"}}).rules
    assert other.at_exit().no_choice.kind == "appointed"
    assert inputs(rules={"no_choice": FREE}).rules.at_exit().no_choice.kind == "free-capacity"
