"""What is asked for, as words in an address: ``?sprak=finska&plats=ja``, the same in every language.

The words are the Swedish names without å, ä and ö; an area has its own id. The ids that files use, other
capitals and names in the site's other languages are understood as well: people type what they remember.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, Protocol
from urllib.parse import urlencode

from babel import Locale

from hemval.content.services import SERVICES
from hemval.content.whole import Content
from hemval.pages.address import SELECTION, address
from hemval.pages.long_lists import ASKED
from hemval.pages.provider_facts import SPECIALITIES
from hemval.rules.selection import Criteria
from hemval.words import LANGUAGES, words_in
from hemval.words.dates import language_told
from hemval.words.text import MAIN_LANGUAGE

NAMES = {
    "language": "sprak",
    "area": "omrade",
    "service": "tjanst",
    "speciality": "kunskap",
    "extras": "extra",
    "room": "plats",
}
"""What each thing asked for is called in an address."""

YES = "ja"
SAYS_YES = {YES, "yes", "on", "true", "1"}
SAYS_NO = {"nej", "no", "off", "false", "0"}

LONGEST = 100
"""Characters of an answer that are read: nothing we know is as long."""


class Given(Protocol):
    """What stands after the question mark: every answer to a name."""

    def getlist(self, key: str) -> list[str]:
        """Return the answers given under a name."""


@dataclass(frozen=True)
class Asked:
    """What an address asks for, and which of its questions we do not understand the answer to."""

    criteria: Criteria
    unknown: tuple[str, ...] = ()


def slug(words: str) -> str:
    """Return words as they stand in an address: small letters a to z, digits and dashes."""
    plain = unicodedata.normalize("NFKD", words.lower())
    return re.sub(r"[^a-z0-9]+", "-", "".join(c for c in plain if not unicodedata.combining(c))).strip("-")


def in_address(name: str, value: object) -> str:
    """Return what stands in an address for a thing asked for."""
    words = words_in(MAIN_LANGUAGE)
    if name == "language":
        return slug(language_told(str(value), words))
    if name in ("extras", "room"):
        return YES
    if name == "area":
        return str(value)
    return slug(words.say((SERVICES if name == "service" else SPECIALITIES)[str(value)]))


def query(criteria: Criteria, page: int = 1) -> str:
    """Return what follows the path, with its question mark; nothing where nothing is asked for."""
    parts = [(NAMES[name], in_address(name, getattr(criteria, name))) for name in criteria.asked]
    if page > 1:
        parts.append((ASKED, str(page)))
    return f"?{urlencode(parts)}" if parts else ""


def selection_address(language: str, criteria: Criteria, page: int = 1) -> str:
    """Return the address of the list with only those that fit."""
    return f"{address(language, SELECTION)}{query(criteria, page)}"


def read_query(given: Given, content: Content, *, extras: bool) -> Asked:
    """Read what an address asks for; of several answers to one question the first counts.

    ``extras`` says whether extras are allowed here: where they are not, nobody can ask for them.
    """
    criteria, unknown = Criteria(), []
    for name, parameter in NAMES.items():
        text = next((answer.strip() for answer in given.getlist(parameter) if answer.strip()), "")
        answer = slug(text[:LONGEST])
        if not text or (name in ("extras", "room") and answer in SAYS_NO):
            continue
        value = _value(name, answer, content)
        if value is None or (name == "extras" and not extras):
            unknown.append(name)
        else:
            changes: dict[str, Any] = {name: value}
            criteria = replace(criteria, **changes)
    return Asked(criteria, tuple(unknown))


def read_part(given: Given) -> str:
    """Return the number of the part that an address asks for, whatever it is."""
    return next(iter(given.getlist(ASKED)), "").strip()


def _value(name: str, answer: str, content: Content) -> object:
    """Return what an answer means, or None where it means nothing to us."""
    if name in ("extras", "room"):
        return answer in SAYS_YES or None
    if name == "area":
        names = ((slug(text), area) for area, area_name in content.municipality.areas.items()
                 for text in area_name.root.values())  # fmt: skip
        return answer if answer in content.municipality.areas else dict(names).get(answer)
    if name == "language":
        return _languages(_spoken(content)).get(answer)
    return _named(name).get(answer)


def _spoken(content: Content) -> tuple[str, ...]:
    return tuple(sorted({tag for p in content.providers.values() for tag in p.offer.languages}))


@cache
def _languages(spoken: Iterable[str]) -> dict[str, str]:
    """Return every language by what it may be called: one that nobody speaks here has an answer too."""
    named: dict[str, str] = {}
    tags = (*spoken, "swl", *Locale(MAIN_LANGUAGE).languages)
    for language in (MAIN_LANGUAGE, *LANGUAGES):
        for tag in tags:
            named.setdefault(slug(language_told(tag, words_in(language))), tag)
    for tag in tags:
        named.setdefault(slug(tag), tag)
    return named


@cache
def _named(name: str) -> dict[str, str]:
    """Return services or specialities by what they may be called."""
    sentences = SERVICES if name == "service" else SPECIALITIES
    named = {slug(value): value for value in sentences}
    for language in LANGUAGES:
        named |= {slug(words_in(language).say(sentences[value])): value for value in sentences}
    return named
