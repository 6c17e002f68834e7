"""Which cases have something in common: a person, a contact, a reference. In memory, as the gists are."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Self

from hemval.officers.across.gist import Gist

Change = tuple[str, Gist | None, Gist | None]
"""A row's id, what was known of it and what is."""

Rows = Mapping[str, tuple[str, ...]]
"""The rows' ids by what they have in common."""


@dataclass(frozen=True)
class Ties:
    """Rows by what is in them; never changed, so that threads can share it."""

    persons: Rows = field(default_factory=dict)
    contacts: Rows = field(default_factory=dict)
    references: Rows = field(default_factory=dict)
    """By their own reference."""
    naming: Rows = field(default_factory=dict)
    """By the references of other cases that they name."""

    def after(self, changes: Iterable[Change]) -> Self:
        """Return the ties when rows have come, gone or been read anew."""
        moved = [(row, old, new) for row, old, new in changes if old is not new]
        if not moved:
            return self
        return type(self)(
            _after(self.persons, moved, lambda gist: [gist.person] if gist.person else []),
            _after(self.contacts, moved, lambda gist: gist.contacts),
            _after(self.references, moved, lambda gist: [gist.reference]),
            _after(self.naming, moved, lambda gist: gist.references),
        )

    def tied(self, gists: Iterable[Gist | None]) -> set[str]:
        """Return the rows that share a person, a contact or a reference, own or named, with any of these."""
        known = [gist for gist in gists if gist is not None]
        references = {reference for gist in known for reference in (gist.reference, *gist.references)}
        sharing = (
            (self.persons, {gist.person for gist in known if gist.person}),
            (self.contacts, {contact for gist in known for contact in gist.contacts}),
            (self.references, references),
            (self.naming, references),
        )
        return {row for rows, keys in sharing for key in keys for row in rows.get(key, ())}


def _after(rows: Rows, moved: Iterable[Change], keys: Callable[[Gist], Iterable[str]]) -> Rows:
    left: dict[str, set[str]] = defaultdict(set)
    come: dict[str, list[str]] = defaultdict(list)
    for row, old, new in moved:
        for key in set(keys(old)) if old is not None else ():
            left[key].add(row)
        for key in set(keys(new)) if new is not None else ():
            come[key].append(row)
    found = dict(rows)
    for key in left.keys() | come.keys():
        found[key] = (*(row for row in found.get(key, ()) if row not in left[key]), *come[key])
        if not found[key]:
            del found[key]
    return found
