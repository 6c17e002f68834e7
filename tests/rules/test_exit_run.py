"""What holds of every run: nobody twice, nobody lost, no more than there is room for, the same if cut off."""

from dataclasses import replace
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from hemval.content.room import Rooms
from hemval.rules.exits.plans import plans
from hemval.rules.exits.proof import proof
from hemval.rules.exits.run import foreseen
from hemval.rules.working_days import ONE_DAY
from tests.rules.cases import checked
from tests.rules.exits import (
    EXIT,
    RUN,
    TODAY,
    affected,
    any_cases,
    any_content,
    choice,
    example,
    exits,
    in_chunks,
    stored,
)  # fmt: skip

few = settings(checked, max_examples=25)
"""Each is a whole exit."""

NUMBERS = st.integers(0, 2**48)


def helpers(cases):
    """Say who helps whom by what is stored, and with what room."""
    return {
        case.reference: [
            (one.group, one.provider, one.waits_for, one.meanwhile, one.start) for one in case.settled
        ]
        for case in cases
    }


@few
@given(NUMBERS)
def test_nobody_is_lost_and_nobody_stands_twice(number):
    chance = Random(number)
    content = any_content(chance)
    cases = any_cases(chance, content)
    run = foreseen(content, EXIT, cases, RUN)
    kept = stored(cases, run.given)
    found = plans(content, EXIT, kept, TODAY)
    assert sorted(plan.reference for plan in found) == sorted(case.reference for case in cases)
    for plan in found:
        if plan.status != "gone" and plan.gap is None:
            assert plan.start == plan.last_day + ONE_DAY
            assert plan.helper is not None or plan.status == "protected"
            assert plan.helper not in content.exits.root[EXIT].providers
    proved = proof(content, EXIT, kept, found)
    left = {plan.reference for plan in found if plan.gap is not None}
    assert {gap.reference for gap in proved.gaps} == left
    without = {one.plan.reference for one in run.unplaced} | {one.reference for one in run.skipped}
    unknown = {gap.reference for gap in proved.gaps if gap.reason in ("area-unknown", "help-unknown")}
    assert left == without | unknown


@few
@given(NUMBERS)
def test_a_run_that_is_cut_off_anywhere_comes_to_the_same(number):
    chance = Random(number)
    content = any_content(chance)
    cases = any_cases(chance, content)
    whole = stored(cases, foreseen(content, EXIT, cases, RUN).given)
    for size in (1, 3):
        assert helpers(in_chunks(content, cases, size, {})) == helpers(whole)
    again = foreseen(content, EXIT, whole, RUN)
    assert again.given == ()


@few
@given(NUMBERS)
def test_no_ceiling_is_passed_by_whoever_has_hours(number):
    """Where the rule names one provider, that one takes everybody: it is left out; so are the registered."""
    chance = Random(number)
    content = any_content(chance, {"kind": "free-capacity"})
    cases = tuple(without_given(case) for case in any_cases(chance, content))
    kept = stored(cases, foreseen(content, EXIT, cases, RUN).given)
    hours = {case.id: case.affected.hours or 0 for case in cases}
    taken = dict.fromkeys(content.rooms.root, 0)
    for plan in plans(content, EXIT, kept, TODAY):
        if plan.helper in taken:
            taken[plan.helper] += hours[plan.case.id]
    for name, room in content.rooms.root.items():
        free = room.free_on(TODAY, 0)
        assert free is None or taken[name] <= free


def without_given(case):
    return replace(case, choices=tuple(replace(one, given="") for one in case.choices))


@few
@given(NUMBERS, NUMBERS)
def test_the_order_that_the_affected_are_given_in_does_not_matter(number, other):
    chance = Random(number)
    content = any_content(chance)
    cases = any_cases(chance, content)
    turned = list(cases)
    Random(other).shuffle(turned)
    assert plans(content, EXIT, cases, TODAY) == plans(content, EXIT, turned, TODAY)
    first, second = (foreseen(content, EXIT, some, RUN) for some in (cases, turned))
    assert first.given == second.given


def test_a_protected_person_takes_no_turn():
    """It would be taken in each walk and stored in none: a run that is cut off came to something else."""
    order = ("kommunens-hemtjanst", "utforare-a")
    rule = {"kind": "in-turn", "order": order}
    krokom = example("krokom", "utforare-c")
    full = Rooms.model_validate({"utforare-b": {"state": "queue", "as_of": "2027-01-01"}}).root
    content = krokom.model_copy(
        update={
            "exits": exits("utforare-c", deadline="2027-04-19", no_choice=rule),
            "rooms": Rooms.model_construct(root={**krokom.rooms.root, **full}),
        }
    )
    where = {"area": "hela-kommunen", "services": ("service",)}
    hidden = affected(1, "utforare-c", choice(1, "utforare-b", protected=True), **where)
    cases = [hidden, *(affected(n, "utforare-c", **where) for n in range(2, 8))]
    whole, parts = (helpers(in_chunks(content, cases, size, {})) for size in (100, 1))
    assert whole == parts
