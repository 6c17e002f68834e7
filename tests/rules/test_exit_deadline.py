"""A day to choose that a posted letter has told is not taken back, whatever the plan says since."""

from datetime import date, datetime, time, timedelta

import pytest

from hemval.content.whole import Content
from hemval.rules.exits.deadline import last_to_choose, promised
from hemval.rules.exits.plans import plans
from hemval.rules.exits.run import foreseen
from hemval.words.dates import SWEDEN
from tests.rules.exits import EXIT, LAST_DAY, affected, example, exits

PLANNED = date(2027, 4, 19)
DAY = timedelta(days=1)


@pytest.fixture(scope="module")
def krokom() -> Content:
    content = example("krokom", "utforare-c")
    return content.model_copy(update={"exits": exits("utforare-c", deadline=PLANNED.isoformat())})


@pytest.mark.parametrize(
    ("told", "until"),
    [
        (None, PLANNED),
        (date(2027, 4, 5), PLANNED),
        (date(2027, 4, 26), date(2027, 4, 26)),
        (LAST_DAY - DAY, LAST_DAY - DAY),
        # The provider stops before: nobody can be held to it.
        (LAST_DAY, PLANNED),
    ],
)
def test_it_is_the_later_of_the_plan_and_the_letter(krokom: Content, told: date | None, until: date) -> None:
    cases = [affected(1, "utforare-c", told_deadline=told), affected(2, "utforare-c")]
    assert last_to_choose(cases[0], krokom, EXIT) == until
    assert promised(cases, krokom) == (told if told != LAST_DAY else None)
    after = datetime.combine(until + DAY, time(9), SWEDEN)
    assert [one.plan.reference for one in foreseen(krokom, EXIT, cases, after).given] == ["A-0001", "A-0002"]


def test_a_run_passes_by_those_whose_letter_lets_them_choose_still(krokom: Content) -> None:
    until = date(2027, 4, 26)
    cases = [affected(1, "utforare-c", told_deadline=until), affected(2, "utforare-c")]
    on_the_day = datetime.combine(until, time(23), SWEDEN)
    run = foreseen(krokom, EXIT, cases, on_the_day)
    assert [one.plan.reference for one in run.given] == ["A-0002"]
    assert [(day, plan.reference) for day, plan in run.waiting] == [(until, "A-0001")]
    assert not run.skipped
    assert run.is_due(PLANNED + DAY)
    alone = foreseen(krokom, EXIT, cases[:1], on_the_day)
    assert (alone.given, alone.first_day) == ((), until + DAY)
    assert not plans(krokom, EXIT, cases[:1], PLANNED + DAY)[0].at_risk
    assert plans(krokom, EXIT, cases[1:], PLANNED + DAY)[0].at_risk
