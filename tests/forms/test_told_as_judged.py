"""The receipt tells the day that the rules come to, also where today's provider stops before it."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from hemval.content.whole import Content
from hemval.forms.asked.asking import Asking
from hemval.forms.rule_sentence import rule_told
from hemval.forms.sent.judging import judged_when_sent
from hemval.words.dates import SWEDEN, weekday_told
from tests.forms.samples import TODAY, asking, content_of

NOW = datetime(2026, 11, 23, 9, tzinfo=SWEDEN)


def ending(last_day: date | None, *, begins: date | None = None) -> Asking:
    """Switch from one that stops to one that may begin on a day to come."""
    content = content_of("lindvik")
    providers = dict(content.providers)
    for identity, changes in (
        ("fjordens-omsorg", {"last_day": last_day, "end": last_day and "leaves"}),
        ("bjorkens-hemtjanst", {"begins": begins} if begins else {}),
    ):
        one = providers[identity]
        agreement = one.agreement.model_copy(update={"renewed": None, **changes})
        providers[identity] = one.model_copy(update={"agreement": agreement})
    changed: Content = content.model_copy(update={"providers": providers})
    switch = asking(kind="switch", today="fjordens-omsorg", area="centrum", provider="bjorkens-hemtjanst")
    return replace(switch, content=changed)


@pytest.mark.parametrize("days", [None, *range(-1, 10)])
def test_the_day_that_is_told_is_the_day_that_is_judged(days: int | None) -> None:
    given = ending(TODAY + timedelta(days=days) if days is not None else None)
    outcome = judged_when_sent(given.content, "choice", given.answers, NOW, "seed")
    assert outcome is not None
    assert outcome.result.start is not None
    told = rule_told("earliest-start", given)
    assert weekday_told(outcome.result.start, given.words) in told
    assert ("tidigast" in told) is (days is None or days not in range(6))


def test_no_day_is_told_on_which_the_chosen_one_has_not_begun() -> None:
    given = ending(date(2026, 11, 25), begins=date(2026, 11, 30))
    assert "tidigast måndag 30 november 2026" in rule_told("earliest-start", given)
