"""How pages show more than one page has room for: the one rule of the providers' list and of the search.

Pages grow in number with what there is and never in size: everything stands on one page of the whole list,
and a page links to its neighbours and to the alphabet, not to all others.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")

MANY = 60
"""With more providers than this no page shows them all."""

PART = 50
"""Providers on a page of a list that has been cut."""

ASKED = "sida"
"""What an address calls the number of the part that is asked for, in every language."""


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


def asked_part(cut: Sequence[Part[T]], number: str) -> Part[T]:
    """Return the part of that number, or the nearest there is; the first where the number cannot be read."""
    wanted = int(number) if re.fullmatch(r"[0-9]{1,6}", number) else 1
    return cut[min(max(wanted, 1), len(cut)) - 1]
