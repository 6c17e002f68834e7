"""Whom to write to: everybody who has not been told what holds now, and nobody else."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from hemval.handover.exit_recipients import days_told, recipients, wanted_still
from hemval.handover.letter_pile import days_warned, pile, since_told
from hemval.queue.desk.exits.noting import Printed
from hemval.rules.exits.plans import plans
from tests.rules.exits import EXIT, RUN, SENT, affected, choice, example

LAST_DAY = date(2027, 5, 15)
DAY = timedelta(days=1)
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
    day = content.exits.root[EXIT].deadline
    found = [bool(recipients(content, EXIT, made, day, reminder=one).to_write) for one in (False, True)]
    assert found == [letter, reminder]


CONTENT = example("krokom", "utforare-c")


DEADLINE = CONTENT.exits.root[EXIT].deadline


def to_write(cases, day=DEADLINE, *, reminder=False):
    return recipients(CONTENT, EXIT, plans(CONTENT, EXIT, cases, day), day, reminder=reminder).to_write


def piled(cases, printed, day=DEADLINE, *, reminder=False):
    return pile(CONTENT, EXIT, plans(CONTENT, EXIT, cases, day), printed, day, reminder=reminder)


def days_of(case):
    return days_told(to_write([case]))[case.id]


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
    some = to_write([one, other])
    now = plans(CONTENT, EXIT, [replace(one, marked=True), other], DEADLINE)
    kept = wanted_still(CONTENT, EXIT, now, DEADLINE, some, reminder=False)
    assert [each.id for each in kept] == [other.id]


@pytest.mark.parametrize(
    ("case", "late"),
    [
        (affected(1, "utforare-c"), True),
        (affected(1, "utforare-c", **TOLD), False),
        (affected(1, "utforare-c", told_at=SENT, told_day=date(2027, 4, 30)), True),
        (affected(1, "utforare-c", choice(1, "utforare-a")), False),
        (affected(1, "utforare-c", choice(1, "utforare-a"), told_at=SENT, told_day=date(2027, 4, 30)), True),
        (affected(1, "utforare-c", undeliverable_at=RUN), False),
    ],
)
def test_no_letter_tells_a_day_to_choose_that_has_passed(case, late):
    """Nor a reminder; who does not know what holds now is named instead, and is called."""
    for day, is_over in ((DEADLINE, False), (DEADLINE + DAY, True)):
        made = plans(CONTENT, EXIT, [case], day)
        found = [recipients(CONTENT, EXIT, made, day, reminder=one) for one in (False, True)]
        assert [one.id for one in found[0].too_late] == ([case.id] if late and is_over else [])
        assert found[1].too_late == ()
        assert not is_over or not [*found[0].to_write, *found[1].to_write]


def test_whom_a_letter_lets_choose_longer_is_reminded_until_that_day():
    until = DEADLINE + 7 * DAY
    case = affected(1, "utforare-c", **TOLD, told_deadline=until)
    (one,) = to_write([case], until, reminder=True)
    assert one.told.deadline == until
    assert to_write([case], until + DAY, reminder=True) == ()


@pytest.mark.parametrize("reminder", [False, True])
def test_what_was_printed_in_time_is_noted_the_day_after(reminder):
    case = affected(1, "utforare-c", **(TOLD if reminder else {}))
    printed = {case.id: Printed(SENT + DAY, days_of(affected(1, "utforare-c")), reminder)}
    for day, passed in ((DEADLINE, 0), (DEADLINE + DAY, 1)):
        found = piled([case], printed, day, reminder=reminder)
        assert (found.ids, found.outdated, found.passed) == ((case.id,), 0, passed)


def test_a_reminder_of_who_answered_meanwhile_was_posted_all_the_same_unless_newer_ones_were_made():
    days = days_of(affected(1, "utforare-c"))
    answered, silent = (affected(n, "utforare-c", **TOLD) for n in (1, 2))
    printed = {one.id: Printed(SENT + DAY, days, True) for one in (answered, silent)}
    answered = replace(answered, choices=(choice(1, "utforare-a"),))
    found = piled([answered, silent], printed, reminder=True)
    assert (found.ids, found.answered) == ((answered.id, silent.id), 1)
    assert (
        since_told(found) == "1 av dem har hört av sig sedan dess. Påminnelsen noteras ändå: den är postad."
    )
    newer = printed | {silent.id: Printed(SENT + 2 * DAY, days, True)}
    found = piled([answered, silent], newer, reminder=True)
    assert (found.ids, found.answered) == ((silent.id,), 0)


def test_a_letter_that_came_back_before_it_was_noted_is_neither_noted_nor_made_again_unless_undone():
    days = days_of(affected(1, "utforare-c"))
    back = affected(1, "utforare-c", undeliverable_at=SENT + 5 * DAY)
    printed = {back.id: Printed(SENT, days, False)}
    assert to_write([back]) == ()
    assert not piled([back], printed).waits, "it lies in no pile"
    assert [one.id for one in to_write([replace(back, undeliverable_at=None)])] == [back.id]
