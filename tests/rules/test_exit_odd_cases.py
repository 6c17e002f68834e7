"""The odd cases of an exit: each is planted once, and what it gives is what officers are told."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from hemval.content.whole import Content
from hemval.rules.exits.case import Case
from hemval.rules.exits.plan import Plan
from hemval.rules.exits.plans import plans
from hemval.rules.exits.proof import Proof, proof
from hemval.rules.exits.run import foreseen
from hemval.words.dates import SWEDEN
from tests.rules.exits import EXIT, TODAY, affected, choice, example, exits, run_of, stored
from tests.rules.samples import told
from tests.rules.test_exit_plans import HOME, MAY_15, MAY_16, with_last_day

DAY = timedelta(days=1)


@pytest.fixture(scope="module")
def krokom() -> Content:
    content = example("krokom", "utforare-c")
    return content.model_copy(update={"exits": exits("utforare-c", deadline="2027-04-19")})


def plan_of(content: Content, case: Case) -> Plan:
    (plan,) = plans(content, EXIT, [case], TODAY)
    return plan


def proved(content: Content, *cases: Case) -> Proof:
    return proof(content, EXIT, cases, plans(content, EXIT, cases, TODAY))


def beginning(content: Content, identity: str, day: date) -> Content:
    one = content.providers[identity]
    changed = one.model_copy(update={"agreement": one.agreement.model_copy(update={"begins": day})})
    return content.model_copy(update={"providers": {**content.providers, identity: changed}})


def test_what_is_sent_on_a_deadline_that_is_a_holiday_counts_and_the_rule_waits_it_out(
    krokom: Content,
) -> None:
    """The first of May, a Saturday: no officer works, and the form is open until midnight."""
    holiday = date(2027, 5, 1)
    content = krokom.model_copy(update={"exits": exits("utforare-c", deadline=holiday.isoformat())})
    at_night = datetime(2027, 5, 1, 23, 59, tzinfo=SWEDEN)
    case = affected(1, "utforare-c", choice(1, "utforare-b", received=at_night))
    run = foreseen(content, EXIT, [case, affected(2, "utforare-c")], at_night + DAY)
    assert [run.is_due(day) for day in (holiday, holiday + DAY)] == [False, True]
    assert [one.plan.reference for one in run.given] == ["A-0002"]
    assert (plan_of(content, case).status, plan_of(content, case).start) == ("chosen", MAY_16)


def test_what_is_sent_after_the_deadline_counts_while_the_old_one_helps(krokom: Content) -> None:
    late = choice(1, "utforare-b", received=datetime(2027, 5, 15, 12, tzinfo=SWEDEN))
    silent = affected(1, "utforare-c")
    (given,) = stored([silent], run_of(krokom, [silent]).given)
    for case in (silent, given):
        plan = plan_of(krokom, replace(case, choices=(late,)))
        assert (plan.status, plan.provider, plan.start, plan.gap) == ("chosen", "utforare-b", MAY_16, None)


def test_a_choice_goes_with_a_last_day_that_moves_and_only_what_is_stored_must_be_mended(
    krokom: Content,
) -> None:
    chose, silent = affected(1, "utforare-c", choice(1, "utforare-b")), affected(2, "utforare-c")
    held = stored([chose, silent], run_of(krokom, [chose, silent]).given)
    moved = with_last_day(krokom, "utforare-c", "2027-05-31")
    assert plan_of(moved, held[0]).start == date(2027, 6, 1)
    assert proved(moved, *held).reasons == {"day-moved": 1}
    mended = stored(held, run_of(moved, held).given)
    assert proved(moved, *mended).holds
    assert {case.settled[0].start for case in mended if case.settled} == {date(2027, 6, 1)}


@pytest.mark.parametrize("last_day", [MAY_15, MAY_16 + 30 * DAY], ids=["the same day", "a month later"])
def test_a_chosen_successor_that_leaves_too_is_told_while_nothing_is_stored(
    krokom: Content, last_day: date
) -> None:
    """Who stops some weeks later can be chosen until then: it is an exit of its own that comes."""
    both = with_last_day(krokom, "utforare-b", last_day.isoformat())
    case = affected(1, "utforare-c", choice(1, "utforare-b"))
    plan = plan_of(both, case)
    if last_day == MAY_15:
        assert (plan.gap, "wish-hindered:utforare-b:stops" in told(plan.reasons)) == ("to-run", True)
        assert [one.helper for one in run_of(both, [case]).given] == [HOME]
    else:
        assert (plan.status, plan.provider, plan.gap) == ("chosen", "utforare-b", None)
    in_the_exit = both.model_copy(update={"exits": exits("utforare-b", "utforare-c", deadline="2027-04-19")})
    assert plan_of(in_the_exit, case).provider is None, "nobody is moved to one of the same exit"


@pytest.mark.parametrize(("begins", "can_help"), [(MAY_16, True), (MAY_16 + DAY, False)])
def test_who_begins_on_the_day_after_can_be_chosen_and_a_day_later_not(
    krokom: Content, begins: date, can_help: bool
) -> None:
    content = beginning(krokom, "utforare-b", begins)
    case = affected(1, "utforare-c", choice(1, "utforare-b"))
    plan = plan_of(content, case)
    assert ((plan.provider, plan.start) == ("utforare-b", MAY_16)) is can_help
    assert proved(content, case).holds is can_help
    if not can_help:
        assert (plan.gap, proved(content, case).reasons) == ("to-run", {"to-run": 1})
        assert [one.helper for one in run_of(content, [case]).given] == [HOME]
        unfit = replace(plan, status="chosen", provider="utforare-b", start=MAY_16, gap=None)
        assert proof(content, EXIT, [case], [unfit]).reasons == {"successor-not-begun": 1}


def test_two_providers_of_one_exit_are_proved_each_by_its_own_day(krokom: Content) -> None:
    content = with_last_day(krokom, "utforare-b", "2027-04-30").model_copy(
        update={"exits": exits("utforare-b", "utforare-c", deadline="2027-04-19")}
    )
    cases = [affected(1, "utforare-b"), affected(2, "utforare-c"), affected(3, "utforare-c")]
    held = stored(cases, run_of(content, cases).given)
    assert [case.settled[0].start for case in held] == [date(2027, 5, 1), MAY_16, MAY_16]
    assert proved(content, *held).holds
    swapped = plans(content, EXIT, held, TODAY)
    swapped = (replace(swapped[0], start=MAY_16), *swapped[1:])
    assert proof(content, EXIT, held, swapped).reasons == {"start-elsewhere": 1}


def test_of_1200_the_one_that_is_left_out_is_named(krokom: Content) -> None:
    """It is held against the register: no plan has to know of whom it lost."""
    cases = [affected(n, "utforare-c", choice(n, "utforare-b")) for n in range(1200)]
    found = plans(krokom, EXIT, cases, TODAY)
    assert proof(krokom, EXIT, cases, found).holds
    without = proof(krokom, EXIT, cases, found[:776] + found[777:])
    assert [(gap.reference, gap.reason) for gap in without.gaps] == [("A-0776", "left-out")]
    assert without.proved == 1199
