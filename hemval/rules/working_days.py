"""Which days count as working days, and on which somebody may begin."""

from collections.abc import Collection, Iterator
from datetime import date, timedelta
from functools import cache
from itertools import takewhile

from holidays import country_holidays

from hemval.content.lead_times import Calendar, Holidays

CATEGORIES = {"public": "public", "eve": "de_facto", "half-day": "optional"}
"""Our words for the categories of the holidays library."""

OFFICE = Calendar(holidays=("public", "eve"))
"""The days that officers work on, whatever days a municipality's lead time counts."""

ONE_DAY = timedelta(days=1)
SATURDAY, SUNDAY = 5, 6


@cache
def _holidays(year: int, kind: Holidays) -> frozenset[date]:
    found = country_holidays(
        "SE", years=year, include_sundays=False, language="sv", categories=(CATEGORIES[kind],)
    )
    return frozenset(found)


def is_holiday(day: date, kinds: Collection[Holidays]) -> bool:
    """Say whether a day is a holiday of one of the kinds."""
    return any(day in _holidays(day.year, kind) for kind in kinds)


def is_working_day(day: date, calendar: Calendar) -> bool:
    """Say whether a day is counted: no Sunday, no Saturday unless those count, no holiday of the kinds."""
    if day.weekday() == SUNDAY or (day.weekday() == SATURDAY and not calendar.saturdays_counted):
        return False
    return not is_holiday(day, calendar.holidays)


def working_days_since(day: date, today: date, calendar: Calendar) -> int:
    """Count the days after a day, up to and with today, that count: nought for what came today."""
    days = takewhile(lambda one: one <= today, days_from(day + ONE_DAY))
    return sum(is_working_day(one, calendar) for one in days)


def may_start(day: date, calendar: Calendar) -> bool:
    """Say whether somebody may begin on a day."""
    if not calendar.start_on_weekend and day.weekday() >= SATURDAY:
        return False
    return calendar.start_on_holiday or not is_holiday(day, calendar.holidays)


def first_working_day(day: date, calendar: Calendar) -> date:
    """Return the day itself where it counts, else the next that does."""
    return next(one for one in days_from(day) if is_working_day(one, calendar))


def days_from(day: date, step: timedelta = ONE_DAY) -> Iterator[date]:
    """Count the days from a day on, or with a step of your own."""
    while True:
        yield day
        day += step
