"""Whom to write to: everybody who has not been told what holds now, and nobody else."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from hemval.handover.exit_recipients import days_told, to_write, wanted_still
from hemval.handover.letter_pile import days_warned, pile
from hemval.queue.desk.exits.noting import Printed
from hemval.rules.exits.plans import plans
from tests.rules.exits import EXIT, RUN, SENT, TODAY, affected, choice, example

LAST_DAY = date(2027, 5, 15)
TOLD = {"told_at": SENT, "told_day": LAST_DAY}


@pytest.mark.parametrize(
    ("case", "letter", "reminder"),
    [
        (affected(1, "utforare-c"), True, False),
        (affected(1, "utforare-c", **TOLD), False, True),
        (affected(1, "utforare-c", told_at=SENT, told_day=date(2027, 4, 30)), True, True),
        (affected(1, "utforare-c", choice(1, "utforare-a"), **TOLD), False, False),
        (affected(1, "utforare-c", undeliverable_at=RUN, **TOLD), False, False),
        (affected(1, "utforare-c", gone_at=RUN), False, False),
        (affected(1, "utforare-c", replace(choice(1, "utforare-a"), protected=True)), False, False),
        (affected(1, "utforare-a"), False, False),
    ],
)
def test_who_gets_a_letter_and_who_a_reminder(case, letter, reminder):
    content = example("krokom", "utforare-c")
    made = plans(content, EXIT, [case], content.exits.root[EXIT].deadline)
    found = [bool(to_write(content, EXIT, made, reminder=one)) for one in (False, True)]
    assert found == [letter, reminder]


CONTENT = example("krokom", "utforare-c")


def piled(cases, printed, *, reminder=False):
    made = plans(CONTENT, EXIT, cases, TODAY)
    return pile(to_write(CONTENT, EXIT, made, reminder=reminder), made, printed, reminder=reminder)


def days_of(case):
    made = plans(CONTENT, EXIT, [case], TODAY)
    return days_told(to_write(CONTENT, EXIT, made, reminder=False))[case.id]


def test_only_who_has_a_printed_letter_is_noted_as_told():
    cases = [affected(n, "utforare-c") for n in range(2)]
    printed = {cases[0].id: Printed(SENT, days_of(cases[0]))}
    assert piled(cases, printed).ids == (cases[0].id,)
    told = [replace(case, told_at=SENT + timedelta(minutes=1)) for case in cases]
    assert piled(told, printed).ids == ()


def test_letters_that_tell_another_day_than_holds_now_or_none_that_is_known_are_warned_of():
    cases = [affected(n, "utforare-c") for n in range(4)]
    days = days_of(cases[0])
    printed = {
        cases[0].id: Printed(SENT, days),
        cases[1].id: Printed(SENT, replace(days, deadline=days.deadline - timedelta(days=1))),
        cases[2].id: Printed(SENT, None),
    }
    found = piled(cases, printed)
    assert (found.outdated, found.undated) == (1, 1)
    assert [strong for strong, _ in days_warned(found)] == [
        "Brevet till 1 person har en annan dag än den som gäller nu.",
        "Hemval vet inte vilka dagar brevet till 1 person säger.",
    ]


@pytest.mark.parametrize(
    ("change", "reminder"),
    [
        ({"choices": (replace(choice(1, "utforare-a"), protected=True),)}, False),
        ({"choices": (replace(choice(1, "utforare-a"), protected=True),)}, True),
        ({"gone_at": RUN}, False),
        ({"marked": True}, True),
        ({"undeliverable_at": RUN}, True),
    ],
)
def test_whose_letter_may_no_longer_be_posted_is_told_until_a_pile_is(change, reminder):
    told = TOLD if reminder else {}
    first, other = affected(1, "utforare-c", **told), affected(2, "utforare-c", **told)
    at = SENT + timedelta(days=1)
    printed = {one.id: Printed(at, days_of(affected(1, "utforare-c"))) for one in (first, other)}
    assert piled([first, other], printed, reminder=reminder).take_out == ()
    marked = replace(first, **change)
    assert piled([marked, other], printed, reminder=reminder).take_out == (first.id,)
    later = {"reminded_at" if reminder else "told_at": at + timedelta(hours=1)}
    posted = replace(other, **later, told_day=LAST_DAY)
    assert piled([marked, posted], printed, reminder=reminder).take_out == ()
    assert piled([marked], {}, reminder=reminder).take_out == ()


def test_of_letters_under_way_only_those_that_are_to_go_out_still_are_kept():
    one, other = affected(1, "utforare-c"), affected(2, "utforare-c")
    some = to_write(CONTENT, EXIT, plans(CONTENT, EXIT, [one, other], TODAY), reminder=False)
    now = plans(CONTENT, EXIT, [replace(one, marked=True), other], TODAY)
    assert [each.id for each in wanted_still(CONTENT, EXIT, now, some, reminder=False)] == [other.id]
