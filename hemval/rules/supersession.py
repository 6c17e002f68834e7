"""Which choices stand: one open for each person and group of services, the newer before the older."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from hemval.rules.situation import Input, Moment


class Entry(Input):
    """A choice as far as it is known whose it is, of what, and when."""

    id: str
    person: str | None
    """The same for all choices of a person; None where it is not known whose it is: it stands by itself."""
    group: str = ""
    """The services that are chosen together (``hemval.rules.service_groups``); empty for all of them."""
    received: Moment
    withdrawn: Moment | None = None
    """When the person took it back."""
    closed: bool = False
    """Whether an officer closed it without registering it, for example because it came in twice."""


@dataclass(frozen=True)
class Kept:
    """What became of a choice. None is ever taken away: superseded and withdrawn ones are kept and seen."""

    entry: Entry
    superseded_by: str | None
    """The next newer choice of the person and group; None where this was withdrawn before that came."""
    supersedes: str | None
    """The choice that stood until this one came."""

    @property
    def open(self) -> bool:
        """Say whether it is the one to act on."""
        ended = self.entry.closed or self.entry.withdrawn is not None
        return self.superseded_by is None and not ended


def standing_choices(entries: Iterable[Entry]) -> tuple[Kept, ...]:
    """Say of each choice what became of it, in order of receipt; at the same moment the id decides.

    A choice that is withdrawn does not bring an older one back: the person asked for something else once,
    and is asked anew. The newest that an officer has closed replace nothing: closed as a double, one must not
    hide what it doubled. The order that the choices are given in does not matter, nor that one comes twice.
    """
    each = sorted(dict.fromkeys(entries), key=lambda one: (one.received, one.id))
    chains: dict[tuple[str | None, str], list[Entry]] = {}
    for entry in each:
        whose = (entry.person, entry.group) if entry.person is not None else (None, entry.id)
        chains.setdefault(whose, []).append(entry)
    newer_of = {
        entry.id: newer.id
        for chain in chains.values()
        for entry, newer in pairwise(_not_closed_last(chain))
        if _still_stood(entry, newer)
    }
    older_of = {newer: older for older, newer in newer_of.items()}
    return tuple(Kept(entry, newer_of.get(entry.id), older_of.get(entry.id)) for entry in each)


def _not_closed_last(chain: list[Entry]) -> list[Entry]:
    """Leave the newest out while they are closed."""
    while chain and chain[-1].closed:
        chain = chain[:-1]
    return chain


def _still_stood(entry: Entry, newer: Entry) -> bool:
    """Say whether a choice had not been withdrawn when a newer one came."""
    return entry.withdrawn is None or entry.withdrawn > newer.received
