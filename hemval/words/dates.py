"""Dates and numbers as people say them."""

from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date, format_time
from babel.numbers import format_decimal

from hemval.words.catalogue import Words
from hemval.words.sentence import sentence

SWEDEN = ZoneInfo("Europe/Stockholm")
"""The time that citizens and officers live in; everything stored is UTC."""

NUMBER_WORDS = (
    sentence("zero"), sentence("one"), sentence("two"), sentence("three"), sentence("four"), sentence("five"),
    sentence("six"), sentence("seven"), sentence("eight"), sentence("nine"), sentence("ten"),
    sentence("eleven"), sentence("twelve"),
)  # fmt: skip


@lru_cache(4096)
def day_told(day: date, words: Words) -> str:
    """Write a day: 9 december 2026."""
    return format_date(day, "d MMMM y", locale=words.language)


def weekday_told(day: date, words: Words) -> str:
    """Write a day with its weekday: onsdag 9 december 2026."""
    return format_date(day, "EEEE d MMMM y", locale=words.language)


def month_told(day: date, words: Words) -> str:
    """Name the month that a day is in: december."""
    return format_date(day, "MMMM", locale=words.language)


def moment_told(moment: datetime, words: Words) -> str:
    """Write a moment in Swedish time: 9 december 2026 klockan 14.05."""
    local = moment.astimezone(SWEDEN)
    clock = format_time(local, "HH.mm" if words.language == "sv" else "HH:mm", locale=words.language)
    return words.say("%(day)s at %(clock)s", day=day_told(local.date(), words), clock=clock)


def number_told(number: int, words: Words) -> str:
    """Write a number up to twelve as a word, others in digits."""
    if 0 <= number < len(NUMBER_WORDS):
        return words.say(NUMBER_WORDS[number])
    return decimal_told(number, words)


@lru_cache(4096)
def decimal_told(number: float, words: Words) -> str:
    """Write a number with the language's own decimal sign."""
    return format_decimal(number, locale=words.language)


def money_told(amount: Decimal, words: Words) -> str:
    """Write an amount without needless decimals: 390, or 312,50."""
    whole = amount == amount.to_integral_value()
    return format_decimal(amount, "#,##0" if whole else "#,##0.00", locale=words.language)


@lru_cache(4096)
def language_told(tag: str, words: Words) -> str:
    """Name a language; sign language is not in every locale's list."""
    if tag == "swl":
        return words.say("Swedish Sign Language")
    name: str = Locale(words.language).languages.get(tag, tag)
    return name


def joined(items: list[str], words: Words) -> str:
    """Join items as a sentence does: a, b och c."""
    if len(items) < 2:
        return "".join(items)
    return words.say("%(first)s and %(last)s", first=", ".join(items[:-1]), last=items[-1])
