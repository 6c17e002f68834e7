"""The neutral order of providers, the same on the list, the comparison, the form and paper."""

import re
import unicodedata
from collections.abc import Iterable
from operator import attrgetter

from hemval.content.provider import Provider

SWEDISH = str.maketrans({"å": "{", "ä": "|", "æ": "|", "ö": "}", "ø": "}", "ü": "y"})
"""Å, ä and ö come after z in Swedish, wherever Unicode puts them."""

ACCENTS = re.compile("[\u0300-\u036f]")


def alphabetical_key(words: str) -> str:
    """Return what a Swedish reader sorts by: other letters with an accent stand with those without."""
    swedish = unicodedata.normalize("NFC", words.lower()).translate(SWEDISH)
    return ACCENTS.sub("", unicodedata.normalize("NFD", swedish))


def in_neutral_order(providers: Iterable[Provider]) -> list[Provider]:
    """Sort by name as a Swedish reader does; nothing about a provider moves it."""
    return sorted(
        sorted(providers, key=attrgetter("id")), key=lambda provider: alphabetical_key(provider.name)
    )
