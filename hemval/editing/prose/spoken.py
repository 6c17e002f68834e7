"""Numbers and days as prose has them, in the languages of the pages."""

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import cache

from babel import Locale

from hemval.editing.prose.sentences import Sentence

NUMBERS = {
    "sv": "två tre fyra fem sex sju åtta nio tio elva tolv tretton fjorton "
    "femton sexton sjutton arton nitton tjugo",
    "en": "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen twenty",
}
"""From two: "en" and "one" are mostly no numbers."""

PAST = {
    "sv": r"\b(?:tidigare|förut|förr|i\s+stället\s+för|istället\s+för|fram\s+till\s+dess|"
    r"var|hade|kunde|fanns|fick)\b",
    "en": r"\b(?:previously|formerly|used\s+to|instead\s+of|in\s+place\s+of|was|were|had|could)\b",
}
"""Words by which a sentence tells of how it was."""

SINCE = {
    "sv": r"\b(?:sedan|från(?:\s+och\s+med)?|fr\.?\s*o\.?\s*m\.?)\s+(?:den\s+)?$",
    "en": r"\b(?:since|from|as\s+of)\s+(?:the\s+)?$",
}
"""What stands before the day from which something holds."""

YEAR = re.compile(r"\b(?:19|20)\d\d\b")


@dataclass(frozen=True)
class SpokenDay:
    """A day as it is written: often without its year."""

    month: int
    day: int
    year: int | None
    start: int

    def is_(self, other: date) -> bool:
        """Say whether it is that day, as far as it is told."""
        return (self.month, self.day) == (other.month, other.day) and self.year in (None, other.year)

    def nearest(self, today: date) -> date | None:
        """Return the day meant; without a year the nearest one. None for a day that there is not.

        "From 1 February" is as true on 2 February as it was the day before: never the next year's.
        """
        years = [self.year] if self.year else [today.year - 1, today.year, today.year + 1]
        days = []
        for year in years:
            with suppress(ValueError):
                days.append(date(year, self.month, self.day))
        return min(days, key=lambda day: abs(day - today), default=None)


@cache
def number_words(language: str) -> dict[str, int]:
    """Return the numbers that are written in letters."""
    return {word: number for number, word in enumerate(NUMBERS[language].split(), start=2)}


def number_pattern(language: str) -> str:
    """Return a pattern for a number in letters or digits, without a group of its own."""
    return rf"(?:{'|'.join(sorted(number_words(language), key=len, reverse=True))}|[1-9]\d{{0,2}})"


def number_of(written: str, language: str) -> int:
    """Return what a number that the pattern found is."""
    return number_words(language)[written.lower()] if not written.isdigit() else int(written)


@cache
def _days(language: str) -> re.Pattern[str]:
    months = "|".join(_months(language))
    return re.compile(
        rf"\b(?P<iso>\d{{4}}-\d{{2}}-\d{{2}})\b"
        rf"|\b(?P<day>\d{{1,2}})(?:st|nd|rd|th|:?[ae])?\s+(?:of\s+)?(?P<month>{months})\b(?:,?\s+(?P<year>\d{{4}})\b)?"
        rf"|\b(?P<month2>{months})\s+(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?\b(?!\d)(?:,?\s+(?P<year2>\d{{4}})\b)?",
        re.IGNORECASE,
    )


@cache
def _months(language: str) -> dict[str, int]:
    names = Locale(language).months["format"]["wide"]
    return {str(name).lower(): number for number, name in names.items()}


def days_in(text: str, language: str) -> Iterator[SpokenDay]:
    """List the days that a text tells."""
    for found in _days(language).finditer(text):
        if found["iso"]:
            year, month, day = (int(part) for part in found["iso"].split("-"))
            yield SpokenDay(month, day, year, found.start())
        else:
            told = found["year"] or found["year2"]
            month = _months(language)[(found["month"] or found["month2"]).lower()]
            day = int(found["day"] or found["day2"])
            yield SpokenDay(month, day, int(told) if told else None, found.start())


def day_spoken_of(sentence: Sentence, today: date, language: str) -> date | None:
    """Return the day whose data a sentence must agree with; None where it tells of the past.

    What holds since a day that has been is held against today, unless it holds only until then.
    """
    if re.search(PAST[language], sentence.text, re.IGNORECASE):
        return None
    told = next(days_in(sentence.text, language), None)
    if told is not None:
        day = told.nearest(today)
        if day is None or day >= today:
            return day
        since = re.search(SINCE[language], sentence.text[: told.start], re.IGNORECASE)
        return today if since else None
    years = {int(year) for year in YEAR.findall(sentence.text)}
    return today if years <= {today.year} else None
