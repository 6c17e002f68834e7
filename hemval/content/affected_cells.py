"""What stands in one cell of the list of the affected, and why it cannot be used."""

import math
import re
from collections.abc import Collection, Mapping
from types import MappingProxyType

from hemval.words import words_in
from hemval.words.plain import HIDDEN, visible

say = words_in("sv").say

LONGEST_REFERENCE = 40
MOST_HOURS = 1000
"""Granted hours a month: a month has fewer."""


class Unusable(Exception):
    """A cell says nothing that can be used; message and advice are finished sentences without its text."""

    def __init__(self, message: str, advice: str) -> None:
        super().__init__(message)
        self.message, self.advice = message, advice


class Known:
    """What may stand in a cell, by id: written by its id or its name, in any letters."""

    told: tuple[str, ...]
    """The names that somebody is told to write."""

    def __init__(
        self, names: Mapping[str, str], told: Collection[str] | None = None,
        also: Mapping[str, str] = MappingProxyType({}),
    ) -> None:  # fmt: skip
        """Take all ``names`` and tell of those whose ids are in ``told``, where that is given.

        ``also`` are other names of the same, which are taken and not told.
        """
        self._meant = {
            written.casefold(): identity
            for identity, name in names.items()
            for written in (identity, name, also.get(identity, name))
        }
        self.told = tuple(name for identity, name in names.items() if told is None or identity in told)

    def one_of(self, cell: str, message: str) -> str:
        """Return the id that a cell means; raise with the message, and the names, where it means none."""
        found = self._meant.get(" ".join(cell.casefold().split()))
        if found is None:
            raise Unusable(message, say("Write one of: %(allowed)s.", allowed=", ".join(self.told)))
        return found

    def several_of(self, cell: str, message: str) -> tuple[str, ...]:
        """Return each id that a cell means, once."""
        parts = (part.strip() for part in re.split(r"[,;+/|\n]", cell))
        return tuple(dict.fromkeys(self.one_of(part, message) for part in parts if part))


def reference_in(cell: str) -> str:
    """Return a reference; what has no digit may be somebody's name."""
    plain = " ".join(cell.split())
    if not plain:
        raise Unusable(say("The reference is missing."), say("Write the case system's reference."))
    if len(plain) > LONGEST_REFERENCE or HIDDEN.search(plain) or visible(plain) != plain:
        message = say("The reference is too long, or holds signs that cannot be seen.")
        advice = say("It may have %(n)s characters at most.", n=LONGEST_REFERENCE)
        raise Unusable(message, advice)
    if not any(sign.isdigit() for sign in plain):
        message = say("The reference has no digit, so it may be a name.")
        raise Unusable(message, say("Write the case system's reference, which names nobody."))
    return plain


def hours_in(cell: str) -> int:
    """Return whole hours, begun ones counted: room is not to be given away by halves."""
    if not re.fullmatch(r"[0-9]{1,4}([.,][0-9]{1,4})?", cell):
        raise Unusable(say("The hours are no number."), say("Write hours a month with digits only."))
    hours = math.ceil(float(cell.replace(",", ".")))
    if hours > MOST_HOURS:
        raise Unusable(say("The hours are more than a month has."), say("Write hours a month."))
    return hours
