"""Until when a person may choose: by the plan, and never shorter than a posted letter has told."""

from collections.abc import Iterable
from datetime import date

from hemval.content.whole import Content
from hemval.rules.exits.case import Case


def last_day_of(case: Case, content: Content) -> date | None:
    """Return the last day of the person's own provider."""
    provider = content.providers.get(case.affected.provider)
    return provider.agreement.last_day if provider is not None else None


def last_to_choose(case: Case, content: Content, exit_id: str) -> date:
    """Return the last day on which a person may choose before the rule is asked.

    It is the later of the plan's day and the letter's. Where the provider now stops so early that the day of
    the letter is no day before the last, that day can be kept for nobody, and the plan's holds.
    """
    planned, told = content.exits.root[exit_id].deadline, case.told_deadline
    return max(planned, told) if told is not None and _can_be_kept(case, content) else planned


def promised(cases: Iterable[Case], content: Content) -> date | None:
    """Return the latest day that letters have told and that can be kept; None where no letter binds."""
    days = [one.told_deadline for one in cases if one.gone_at is None and _can_be_kept(one, content)]
    return max((day for day in days if day is not None), default=None)


def _can_be_kept(case: Case, content: Content) -> bool:
    last_day = last_day_of(case, content)
    return case.told_deadline is not None and last_day is not None and case.told_deadline < last_day
