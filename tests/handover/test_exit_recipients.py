"""Whom to write to: everybody who has not been told what holds now, and nobody else."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from hemval.handover.exit_recipients import days_told, outdated, to_note, to_write
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
    made = plans(content, EXIT, [case], TODAY)
    found = [bool(to_write(content, EXIT, made, reminder=one)) for one in (False, True)]
    assert found == [letter, reminder]


def test_only_who_has_a_printed_letter_is_noted_as_told():
    content = example("krokom", "utforare-c")
    cases = [affected(n, "utforare-c") for n in range(2)]
    wanted = to_write(content, EXIT, plans(content, EXIT, cases, TODAY), reminder=False)
    printed = {cases[0].id: Printed(SENT, days_told(wanted)[cases[0].id])}
    assert to_note(wanted, cases, printed, reminder=False) == (cases[0].id,)
    told = [replace(case, told_at=SENT + timedelta(minutes=1)) for case in cases]
    assert to_note(wanted, told, printed, reminder=False) == ()


def test_letters_that_tell_another_day_than_holds_now_are_counted():
    content = example("krokom", "utforare-c")
    cases = [affected(n, "utforare-c") for n in range(3)]
    wanted = to_write(content, EXIT, plans(content, EXIT, cases, TODAY), reminder=False)
    days = days_told(wanted)[cases[0].id]
    printed = {
        cases[0].id: Printed(SENT, days),
        cases[1].id: Printed(SENT, replace(days, deadline=days.deadline - timedelta(days=1))),
    }
    assert outdated(wanted, printed, [case.id for case in cases]) == 1
