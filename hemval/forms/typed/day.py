"""A day as people write it in three fields, or the whole of it in the first."""

import re
from collections.abc import Mapping
from datetime import date

from hemval.forms.typed.cleaning import clean_digits

DAY, MONTH, YEAR = "day", "month", "year"

MONTHS = (
    ("jan",), ("feb",), ("mar",), ("apr",), ("maj", "may"), ("jun",), ("jul",), ("aug",), ("sep",),
    ("okt", "oct"), ("nov",), ("dec",),
)  # fmt: skip
"""How each month's name begins, in Swedish and in English."""

WHOLE = (
    re.compile(r"(?P<year>\d{4})[-/. ]+(?P<month>\d{1,2})[-/. ]+(?P<day>\d{1,2})"),
    re.compile(r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})"),
    re.compile(r"(?P<day>\d{1,2})[-/. ]+(?P<month>\d{1,2}|[^\W\d_]+)[-/., ]+(?P<year>\d{4})"),
)
"""A whole day in the first field: 2026-12-01, 20261201, 1/12 2026, 1 december 2026."""


class NotADay(ValueError):
    """The part where something is wrong, and the kind of error."""

    def __init__(self, part: str, kind: str) -> None:
        super().__init__(part, kind)
        self.part = part
        self.kind = kind


def day_typed(written: Mapping[str, str], today: date) -> date:
    """Return the day that the parts say; a year of two digits is one of this century."""
    parts = _in_their_places({part: clean_digits(typed) for part, typed in written.items()})
    if not any(parts.values()):
        raise NotADay(DAY, "missing")
    day = _number(parts[DAY].rstrip(".:ae"), 31)
    if day is None:
        raise NotADay(DAY, "missing-day")
    month = _month(parts[MONTH])
    if month is None:
        raise NotADay(MONTH, "missing-month")
    year = _number(parts[YEAR], 9999)
    if year is None or 100 <= year < 1000:
        raise NotADay(YEAR, "missing-year")
    try:
        return date(year if year >= 1000 else today.year // 100 * 100 + year, month, day)
    except ValueError as error:
        raise NotADay(DAY, "no-such-day") from error


def _in_their_places(parts: Mapping[str, str]) -> Mapping[str, str]:
    """Take a whole day apart that was written in the first field."""
    if not parts[MONTH] and not parts[YEAR]:
        for shape in WHOLE:
            if found := shape.fullmatch(parts[DAY]):
                return found.groupdict()
    return parts


def _number(typed: str, most: int) -> int | None:
    if not re.fullmatch(r"\d{1,4}", typed):
        return None
    number = int(typed)
    return number if 1 <= number <= most else None


def _month(typed: str) -> int | None:
    name = typed.casefold()
    for number, beginnings in enumerate(MONTHS, start=1):
        if name.startswith(beginnings):
            return number
    return _number(typed.rstrip("."), 12)
