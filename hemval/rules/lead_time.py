"""The earliest day on which a chosen provider can begin."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from hemval.content.rule_set import NotPromised, RuleSet, WorkingDays
from hemval.rules.working_days import is_holiday, is_working_day, next_day

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class EarliestStart:
    """The earliest start with what it was worked out from; no day where none is promised."""

    day: date | None
    counted: tuple[date, ...]
    rules_valid_from: date


def earliest_start(rules: RuleSet, informed: date) -> EarliestStart:
    """Work out the earliest start for a choice that the municipality is told of on a day.

    DOMAIN §3: five working days of which the first is the day of informing; the start is the day after
    the last, moved forward off holidays. A day of informing that is no working day counts from the next.
    """
    lead = rules.lead_time
    if isinstance(lead, NotPromised):
        return EarliestStart(None, (), rules.valid_from)
    counted = _counted(lead, informed)
    day = next_day(counted[-1])
    while not _may_start(lead, day):
        day = next_day(day)
    return EarliestStart(day, tuple(counted), rules.valid_from)


def first_day_to_choose(rules_on: Callable[[date], RuleSet], begins: date) -> date:
    """Return the first day on which a provider that begins on a day can be chosen.

    A choice made then starts on that day or after it; where no time is promised, it is the day itself.
    """
    day = begins
    while True:
        before = day - ONE_DAY
        if (earliest_start(rules_on(before), before).day or before) < begins:
            return day
        day = before


def _counted(lead: WorkingDays, informed: date) -> list[date]:
    day = informed if lead.first_day == "informed" else next_day(informed)
    counted: list[date] = []
    while len(counted) < lead.days:
        if is_working_day(day, lead.holidays):
            counted.append(day)
        day = next_day(day)
    return counted


def _may_start(lead: WorkingDays, day: date) -> bool:
    if lead.start_on_weekend:
        return not is_holiday(day, lead.holidays)
    return is_working_day(day, lead.holidays)
