"""Which days count as working days."""

from collections.abc import Collection
from datetime import date, timedelta
from functools import cache

from holidays import country_holidays

from hemval.content.rule_set import Holidays

CATEGORIES = {"public": "public", "eve": "de_facto"}
"""Our words for the categories of the holidays library."""

SATURDAY = 5


@cache
def _holidays(year: int, kind: Holidays) -> frozenset[date]:
    found = country_holidays(
        "SE", years=year, include_sundays=False, language="sv", categories=(CATEGORIES[kind],)
    )
    return frozenset(found)


def is_holiday(day: date, kinds: Collection[Holidays]) -> bool:
    """Say whether a day is a holiday of one of the kinds."""
    return any(day in _holidays(day.year, kind) for kind in kinds)


def is_working_day(day: date, holidays: Collection[Holidays]) -> bool:
    """Say whether a day is counted: Monday to Friday and no holiday of the given kinds."""
    return day.weekday() < SATURDAY and not is_holiday(day, holidays)


def next_day(day: date) -> date:
    """Return the day after."""
    return day + timedelta(days=1)
