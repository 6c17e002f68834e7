"""The municipality's satisfaction index in words: year, number, change, and what it aims at."""

from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Any

from hemval.content.satisfaction import Level, Satisfaction
from hemval.words import Words
from hemval.words.dates import decimal_told, number_told


@dataclass(frozen=True)
class YearView:
    """One year's index and how it differs from the measurement before."""

    year: int
    index: str
    change: str


def satisfaction_matter(satisfaction: Satisfaction, words: Words) -> dict[str, Any]:
    """Gather what the table and the sentences below it say, the oldest year first."""
    language = words.language
    return {
        "measures": satisfaction.measures.phrase(language),
        "source": satisfaction.source.phrase(language),
        "address": satisfaction.address or "",
        "years": _years(satisfaction, words),
        "expected": _expected(satisfaction.expected, words) if satisfaction.expected else "",
        "target": _target(satisfaction, words),
    }


def _years(satisfaction: Satisfaction, words: Words) -> list[YearView]:
    values = sorted(satisfaction.values.items())
    first, value = values[0]
    told = [YearView(first, _index(value, words), words.say("No earlier number here"))]
    told += [
        YearView(year, _index(value, words), _change(value - before, year, year_before, words))
        for (year_before, before), (year, value) in pairwise(values)
    ]
    return told


def _change(difference: Decimal, year: int, before: int, words: Words) -> str:
    """Say how much higher or lower, and than when: the year before, or the last that was measured."""
    number = abs(difference)
    told = number_told(int(number), words) if number == int(number) else _index(number, words)
    if before == year - 1:
        if difference == 0:
            return words.say("As the year before")
        sentence = (
            words.say("%(number)s higher than the year before", number=told)
            if difference > 0
            else words.say("%(number)s lower than the year before", number=told)
        )
    else:
        if difference == 0:
            return words.say("As in %(year)s", year=before)
        sentence = (
            words.say("%(number)s higher than in %(year)s", number=told, year=before)
            if difference > 0
            else words.say("%(number)s lower than in %(year)s", number=told, year=before)
        )
    return sentence[:1].upper() + sentence[1:]


def _expected(level: Level, words: Words) -> str:
    told = _level(level, words)
    if level.year is None:
        return words.say("Expected was %(level)s.", level=told)
    return words.say("Expected for %(year)s was %(level)s.", year=level.year, level=told)


def _target(satisfaction: Satisfaction, words: Words) -> str:
    """Say what the target is, and whether the newest measurement reaches it."""
    target = satisfaction.target
    if target is None:
        return ""
    told = _level(target, words)
    aim = (
        words.say("The target is %(level)s.", level=told)
        if target.year is None
        else words.say("The target for %(year)s is %(level)s.", year=target.year, level=told)
    )
    year, value = satisfaction.latest
    index = _index(value, words)
    reached = (
        words.say("It was reached in %(year)s: the index was %(index)s.", year=year, index=index)
        if target.reached_by(value)
        else words.say("It was not reached in %(year)s: the index was %(index)s.", year=year, index=index)
    )
    return f"{aim} {reached}"


def _level(level: Level, words: Words) -> str:
    if level.at_least is not None:
        return words.say("at least %(index)s", index=_index(level.at_least, words))
    if level.more_than is not None:
        return words.say("higher than %(index)s", index=_index(level.more_than, words))
    return words.say("at most %(index)s", index=_index(level.at_most or Decimal(0), words))


def _index(value: Decimal, words: Words) -> str:
    return decimal_told(float(value), words)
