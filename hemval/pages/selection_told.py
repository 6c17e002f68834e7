"""What a selection says of itself: its heading, and each thing asked for in words."""

from dataclasses import replace
from typing import Any

from hemval.content.services import SERVICES
from hemval.content.whole import Content
from hemval.pages.provider_facts import SPECIALITIES
from hemval.rules.selection import Criteria
from hemval.words import Phrase, Words
from hemval.words.dates import joined, language_told, number_told
from hemval.words.plain import sentence_case

SAID = 2
"""A heading says so many things asked for; of more it says only how many fit."""

CERTIFICATES = {"lgbtq-certificate"}
"""Specialities that are not a subject to know about."""


def heading(criteria: Criteria, number: int, total: int, content: Content, words: Words) -> str:
    """Say how many fit, and what they have in common where that is short."""
    if not criteria.asked:
        return all_told(total, words)
    if len(criteria.asked) > SAID:
        return _of_all(number, total, words)
    what = joined([_has(criteria, name, number, content, words) for name in criteria.asked], words)
    if number == 0:
        return words.say("No provider %(what)s", what=what)
    told = sentence_case(number_told(number, words))
    return words.count(
        "%(number)s provider %(what)s", "%(number)s providers %(what)s", number, number=told, what=what
    )


def all_told(total: int, words: Words) -> str:
    """Say how many providers there are; without a number where there are none."""
    if total == 0:
        return words.say("Providers")
    told = sentence_case(number_told(total, words))
    return words.count("%(number)s provider", "%(number)s providers", total, number=told)


def room_counted(number: int, total: int, words: Words) -> str:
    """Say how many of the providers have room now: the others cannot be chosen, or have a queue."""
    if total < 2:
        return ""
    if number == total:
        return words.say("All of them take new people now.")
    if number == 0:
        return words.say("None of them takes new people now.")
    told = sentence_case(number_told(number, words))
    return words.count(
        "%(number)s of them takes new people now.",
        "%(number)s of them take new people now.",
        number,
        number=told,
    )


def fitting_told(number: int, words: Words) -> str:
    """Say how many would fit if one thing were not asked for."""
    if number == 0:
        return words.say("Then none fits either.")
    told = number_told(number, words)
    return words.count(
        "Then %(number)s provider fits.", "Then %(number)s providers fit.", number, number=told
    )


def asked_label(criteria: Criteria, name: str, content: Content, words: Words) -> Phrase:
    """Name one thing asked for in a few words."""
    value = getattr(criteria, name)
    if name == "area":
        return content.municipality.areas[value].phrase(words.language)
    told = {
        "language": lambda: language_told(value, words),
        "service": lambda: words.say(SERVICES[value]),
        "speciality": lambda: words.say(SPECIALITIES[value]),
        "extras": lambda: _has(criteria, name, 1, content, words),
        "room": lambda: _has(criteria, name, 1, content, words),
    }
    return Phrase(told[name](), words.language)


def only(name: str, value: object) -> Criteria:
    """Ask for one thing."""
    changes: dict[str, Any] = {name: value}
    return replace(Criteria(), **changes)


def _of_all(number: int, total: int, words: Words) -> str:
    all_ = number_told(total, words)
    if number == 0:
        return words.say("None of the %(total)s providers fits", total=all_)
    return words.count(
        "%(number)s of %(total)s providers fits",
        "%(number)s of %(total)s providers fit",
        number,
        number=sentence_case(number_told(number, words)),
        total=all_,
    )


def _has(criteria: Criteria, name: str, number: int, content: Content, words: Words) -> str:
    """Say one thing that those who fit have in common, of one or of several."""
    n = number or 1
    if name == "extras":
        return words.count("has extra services", "have extra services", n)
    if name == "room":
        return words.count("takes new people now", "take new people now", n)
    label = asked_label(criteria, name, content, words).text
    if name == "language":
        return words.count("speaks %(language)s", "speak %(language)s", n, language=label)
    if name == "area":
        return words.count("works in %(area)s", "work in %(area)s", n, area=label)
    if name == "service":
        return words.count("offers %(service)s", "offer %(service)s", n, service=label)
    if criteria.speciality in CERTIFICATES:
        return words.count("has %(certificate)s", "have %(certificate)s", n, certificate=label)
    return words.count(
        "has special knowledge of %(subject)s", "have special knowledge of %(subject)s", n, subject=label
    )
