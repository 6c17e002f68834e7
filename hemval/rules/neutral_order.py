"""The neutral order of providers, the same on the list, the comparison, the form and paper."""

import re
import unicodedata
from collections.abc import Iterable
from operator import attrgetter
from string import ascii_lowercase

from hemval.content.provider import Provider

SWEDISH = str.maketrans({"å": "{", "ä": "|", "æ": "|", "ö": "}", "ø": "}", "ü": "y"})
"""Å, ä and ö come after z in Swedish, wherever Unicode puts them."""

LETTERS = {**{letter: letter.upper() for letter in ascii_lowercase}, "{": "Å", "|": "Ä", "}": "Ö"}
"""The letters of the alphabet by how they are sorted."""

ACCENTS = re.compile("[\u0300-\u036f]")


def alphabetical_key(words: str) -> str:
    """Return what a Swedish reader sorts by: other letters with an accent stand with those without."""
    swedish = unicodedata.normalize("NFC", words.lower()).translate(SWEDISH)
    return ACCENTS.sub("", unicodedata.normalize("NFD", swedish))


def letter(name: str) -> str:
    """Return the letter that a name stands under: a capital, or # for what the alphabet does not have."""
    return LETTERS.get(alphabetical_key(name)[:1], "#")


def in_neutral_order(providers: Iterable[Provider]) -> list[Provider]:
    """Sort by name as a Swedish reader does; nothing about a provider moves it."""
    return sorted(
        sorted(providers, key=attrgetter("id")), key=lambda provider: alphabetical_key(provider.name)
    )
