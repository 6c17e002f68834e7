"""How pages show more providers than one page has room for: the one rule of list and comparison.

Pages grow in number with the providers and never in size: every provider stands on one page of the whole
list, and a page links to its neighbours and to the alphabet, not to all others.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from hemval.content.provider import Provider
from hemval.content.whole import Content
from hemval.rules.order import alphabetical_key

T = TypeVar("T")

MANY = 60
"""With more providers than this no page shows them all."""

PART = 50
"""Providers on a page of a list that has been cut."""

ALPHABET = "abcdefghijklmnopqrstuvwxyz{|}"
"""The letters in the order of ``rules.order``, where {, | and } stand for å, ä and ö."""

SWEDISH = {"{": "Å", "|": "Ä", "}": "Ö"}


@dataclass(frozen=True)
class Part(Generic[T]):
    """A run of a list: which one, what is in it, and where it stands in the whole."""

    number: int
    """Counted from one."""
    of: int
    """How many parts there are."""
    items: Sequence[T]
    first: int
    """The place of its first item in the whole list, counted from one; 0 where there is none."""
    total: int

    @property
    def last(self) -> int:
        """Return the place of its last item."""
        return self.first + len(self.items) - 1 if self.items else 0


def parts(items: Sequence[T], whole: int = MANY, size: int = PART) -> list[Part[T]]:
    """Cut a list into parts; one of at most ``whole`` is left as it is."""
    if len(items) <= whole:
        return [Part(1, 1, items, 1 if items else 0, len(items))]
    starts = range(0, len(items), size)
    return [
        Part(number, len(starts), items[start : start + size], start + 1, len(items))
        for number, start in enumerate(starts, start=1)
    ]


def by_area(providers: Sequence[Provider], content: Content) -> dict[str, list[Provider]]:
    """Return the providers of each area, in the order of the municipality's areas and of the list."""
    areas = content.municipality.areas
    return {area: [p for p in providers if area in p.agreement.areas] for area in areas}


def letter(name: str) -> str:
    """Return the letter that a name stands under: a capital, or # for what the alphabet does not have."""
    first = alphabetical_key(name)[:1]
    return SWEDISH.get(first, first.upper()) if first and first in ALPHABET else "#"
