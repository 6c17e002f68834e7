"""The proof names whoever is left out, whatever made the plans: each fault is planted once."""

from dataclasses import replace
from datetime import date

import pytest

from hemval.content.whole import Content
from hemval.rules.exits.plans import plans
from hemval.rules.exits.proof import proof
from tests.rules.exits import EXIT, TODAY, affected, choice, example, exits, run_of, stored

DAY = date(2027, 5, 17)


@pytest.fixture(scope="module")
def krokom() -> Content:
    content = example("krokom", "utforare-c")
    return content.model_copy(update={"exits": exits("utforare-c", deadline="2027-04-19")})


def twelve_hundred(content: Content):
    cases = [affected(n, "utforare-c", *([choice(n, "utforare-b")] if n % 3 else [])) for n in range(60)]
    cases = stored(cases, run_of(content, cases).given)
    return cases, plans(content, EXIT, cases, TODAY)


def test_it_is_empty_when_everybody_has_somebody(krokom: Content) -> None:
    cases, found = twelve_hundred(krokom)
    proved = proof(krokom, EXIT, cases, found)
    assert proved.holds
    assert (proved.references, proved.proved, proved.gaps, proved.reasons) == (60, 60, (), {})


@pytest.mark.parametrize(
    ("planted", "reason"),
    [
        (lambda plan: None, "left-out"),
        (lambda plan: replace(plan, start=DAY), "start-elsewhere"),
        (lambda plan: replace(plan, provider="utforare-c"), "successor-stops"),
        (lambda plan: replace(plan, provider=None), "successor-unknown"),
        (lambda plan: replace(plan, gap="not-yet"), "not-yet"),
        (lambda plan: replace(plan, services=("night",)), "successor-other-service"),
    ],
)
def test_one_fault_among_many_is_named(krokom: Content, planted, reason: str) -> None:
    cases, found = twelve_hundred(krokom)
    spoilt = [plan if n != 41 else planted(plan) for n, plan in enumerate(found)]
    proved = proof(krokom, EXIT, cases, [plan for plan in spoilt if plan is not None])
    assert [(gap.reference, gap.reason) for gap in proved.gaps] == [("A-0041", reason)]
    assert (proved.proved, proved.reasons) == (59, {reason: 1})


def test_who_stands_twice_is_named(krokom: Content) -> None:
    cases, found = twelve_hundred(krokom)
    assert proof(krokom, EXIT, cases, [*found, found[7]]).reasons == {"twice": 1}


def test_a_successor_without_the_place_is_named(krokom: Content) -> None:
    case = affected(1, "utforare-c", choice(1, "utforare-b"))
    found = plans(krokom, EXIT, [case], TODAY)
    elsewhere = affected(1, "utforare-c", choice(1, "utforare-b"), area="annan")
    assert proof(krokom, EXIT, [elsewhere], found).reasons == {"successor-other-area": 1}


def test_whoever_is_gone_needs_nobody_and_a_letter_that_came_back_is_told(krokom: Content) -> None:
    gone = affected(1, "utforare-c", gone_at=choice(1).received)
    lost = affected(2, "utforare-c", undeliverable_at=choice(1).received)
    proved = proof(krokom, EXIT, [gone, lost], plans(krokom, EXIT, [gone, lost], TODAY))
    assert proved.references == 1
    assert [(gap.reference, gap.reason, gap.undeliverable) for gap in proved.gaps] == [
        ("A-0002", "to-run", True)
    ]


@pytest.mark.parametrize(
    ("leaving", "successor", "listed", "reason"),
    [
        ({"areas": ("a", "b")}, {"areas": ("a",)}, {}, "area-unknown"),
        ({"areas": ("a", "b")}, {"areas": ("a",)}, {"area": "a"}, None),
        # Whoever the provider helps lives where it works: the area changes nothing.
        ({"areas": ("a",)}, {"areas": ("a", "b")}, {}, None),
        ({"approved_for": ("service", "night")}, {"approved_for": ("service",)}, {}, "help-unknown"),
        (
            {"approved_for": ("service", "night")},
            {"approved_for": ("service",)},
            {"services": ("service",)},
            None,
        ),
        ({"approved_for": ("service",)}, {"approved_for": ("service", "night")}, {}, None),
        ({"approved_for": ("laundry",)}, {"approved_for": ("service",)}, {}, None),
    ],
)
def test_what_the_list_leaves_out_is_a_gap_where_the_successor_turns_on_it(
    krokom: Content, leaving, successor, listed, reason: str | None
) -> None:
    providers = dict(krokom.providers)
    for name, changes in (("utforare-c", leaving), ("utforare-b", successor)):
        known = {"areas": ("a",), "approved_for": ("service",), **changes}
        agreement = providers[name].agreement.model_copy(update=known)
        providers[name] = providers[name].model_copy(update={"agreement": agreement})
    town = krokom.model_copy(update={"providers": providers})
    case = affected(1, "utforare-c", choice(1, "utforare-b"), **listed)
    found = plans(town, EXIT, [case], TODAY)
    assert [plan.gap for plan in found] == [reason]
    assert list(proof(town, EXIT, [case], found).reasons) == ([reason] if reason else [])
    unsaid = [replace(plan, gap=None) for plan in found]
    assert list(proof(town, EXIT, [case], unsaid).reasons) == ([reason] if reason else []), "by another hand"
