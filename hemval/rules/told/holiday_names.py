"""What a holiday is called, for telling why a day was not counted."""

from collections.abc import Collection
from datetime import date
from functools import cache

from holidays import country_holidays

from hemval.content.lead_times import Holidays
from hemval.rules.working_days import CATEGORIES

LOCALES = {"sv": "sv", "en": "en_US"}
"""The holidays library's own words for our languages."""

ALWAYS_CAPITAL = "Kristi"


def holiday_name(day: date, kinds: Collection[Holidays], language: str) -> str:
    """Name a day that is a holiday of one of the kinds, as in running text; empty for other days."""
    found = next((names[day] for kind in kinds if day in (names := _names(day.year, kind, language))), "")
    name = found.partition(" (")[0]
    if language == "sv" and not name.startswith(ALWAYS_CAPITAL):
        return name[:1].lower() + name[1:]
    return name


@cache
def _names(year: int, kind: Holidays, language: str) -> dict[date, str]:
    found = country_holidays(
        "SE",
        years=year,
        include_sundays=False,
        language=LOCALES[language],
        categories=(CATEGORIES[kind],),
    )
    return dict(found)
