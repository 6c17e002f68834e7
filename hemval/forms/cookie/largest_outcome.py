"""What the rules can come to at their longest, for the measure of the receipt."""

from datetime import date, datetime, time, timedelta

from hemval.forms.asked.asking import Asking
from hemval.rules.outcome import Outcome, Result
from hemval.rules.reason import because
from hemval.rules.situation import Situation, inputs_of
from hemval.rules.told.outcome import told_to_citizen
from hemval.words.dates import SWEDEN

WORDY = date(2026, 9, 30)
"""A Wednesday in September: no day is longer in words."""


def longest_outcome(asking: Asking) -> Outcome | None:
    """Return an outcome told in more words than any that is judged; None where nobody can be chosen."""
    names = {one.id: len(one.name.encode()) for one in asking.content.providers.values()}
    if not names:
        return None
    wishes = sorted(names, key=names.__getitem__, reverse=True)[: asking.rules.ranked_choices + 1]
    received = datetime.combine(asking.today, time.max, SWEDEN)
    case = Situation(received=received, kind="switch", wishes=tuple(wishes), today=wishes[0])
    inputs = inputs_of(asking.content, case)
    day = WORDY.isoformat()
    reasons = (
        because("exit", provider=wishes[0], last_day=day, day=day),
        *(because("wish-hindered", provider=wish, why="no-first-day", day=day) for wish in wishes),
        because("told-late", day=day, clock="00:00"),
        because("until-start", provider=wishes[0]),
    )
    helps = Result(
        provider=wishes[0],
        waits_for=None,
        meanwhile=None,
        appoint=False,
        start=WORDY,
        latest=WORDY + timedelta(days=364),
        reasons=reasons,
    )
    waits = helps.model_copy(update={"waits_for": wishes[0], "meanwhile": wishes[0]})
    outcomes = (Outcome(inputs=inputs, result=one) for one in (helps, waits))
    return max(outcomes, key=lambda outcome: len(told_to_citizen(outcome, asking.words).encode()))
