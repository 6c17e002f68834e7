"""What is to be looked at twice in a choice because of the others that there are."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, timedelta
from itertools import chain, islice
from typing import Literal

from hemval.forms.addresses import CHOICE
from hemval.officers.across.gist import Gist
from hemval.officers.across.overview import Known
from hemval.queue.desk.tables import OPEN, Header
from hemval.words import sentence
from hemval.words.dates import SWEDEN

Across = Literal[
    "protected-elsewhere", "same-person", "taken-over-lately", "perhaps-same-person", "one-contact"
]

TOLD: Mapping[Across, tuple[str, str]] = {
    "protected-elsewhere": (
        sentence("The person has a protected case"),
        sentence("Mark this one as protected too, before you do anything else. Then follow your routine."),
    ),
    "same-person": (
        sentence("The person has another open choice"),
        sentence("Read both. If it is unclear which one holds, call and ask."),
    ),
    "taken-over-lately": (
        sentence("The person's earlier choice was taken over lately"),
        sentence("See in the case system what is ordered already, before you put anything in."),
    ),
    "perhaps-same-person": (
        sentence("Perhaps the same person as in another case"),
        sentence(
            "The name and the telephone or e-mail are the same. Compare the cases, and call if unclear."
        ),
    ),
    "one-contact": (
        sentence("Many choices from one contact"),
        sentence(
            "The same telephone or e-mail stands in the choices of at least three persons. Call each of them "
            "on the number in the case system, and ask whether the choice is theirs."
        ),
    ),
}
"""What was seen, and what to do."""

LATELY = timedelta(days=30)
"""As long as what was taken over is usually kept."""

MANY = 3
"""Persons that one contact chooses for: a couple has one telephone, and so has their daughter."""

MOST_NAMED = 10
"""Others that are named; a flood of choices from one contact must not make the list slow."""

HOLDS_BACK: Across = "protected-elsewhere"
"""Until an officer has looked, such a case is in no batch: nobody but an officer can say whose it is."""

Flags = Mapping[Across, tuple[str, ...]]
"""Each thing seen, with the other rows that it is about."""

_Row = tuple[Header, Gist]


def flags_across(known: Iterable[Known], today: date) -> dict[str, Flags]:
    """Return what is seen of each open choice in the lists, and of every case whose person is protected."""
    rows = [(one.header, one.gist) for one in known if one.gist is not None]
    choices = [row for row in rows if row[0].form == CHOICE]
    seen = (_of_protected(rows), _of_one_person(choices, today), _alike(choices), _of_one_contact(choices))
    found: dict[str, dict[Across, tuple[str, ...]]] = defaultdict(dict)
    for row, code, others in chain.from_iterable(seen):
        if others:
            found[row][code] = others
    return {row: {code: flags[code] for code in TOLD if code in flags} for row, flags in found.items()}


def _of_one_person(rows: list[_Row], today: date) -> Iterator[tuple[str, Across, tuple[str, ...]]]:
    for same in _by(rows, lambda gist: [gist.person] if gist.person else []):
        listed = [row for row in same if _listed(row[0])]
        lately = [row for row in same if _lately(row[0], today)]
        for row in listed:
            yield row[0].id, "same-person", _others(row, listed)
            earlier = [other for other in lately if other[0].received_at < row[0].received_at]
            yield row[0].id, "taken-over-lately", _others(row, earlier)


def _of_protected(rows: list[_Row]) -> Iterator[tuple[str, Across, tuple[str, ...]]]:
    """Flag every case of a person who has a protected one, however it came and far it has come.

    Also one with the same reference: it came with the protected one, and is as much of the person. And one
    that names its reference, or is named by it: whoever gave no number takes a choice back by that alone.
    """
    protected: dict[str, dict[str, None]] = defaultdict(dict)
    for same in _by(rows, _points_at):
        hidden = [header.id for header, _ in same if header.protected]
        for header, _ in same:
            if not header.protected:
                protected[header.id] |= dict.fromkeys(hidden)
    for row, others in protected.items():
        yield row, "protected-elsewhere", tuple(islice(others, MOST_NAMED))


def _points_at(gist: Gist) -> set[str]:
    """Return all that tells whose a case is: no reference is as long as an identity number."""
    return {known for known in (gist.person, gist.reference, *gist.references) if known}


def _alike(rows: list[_Row]) -> Iterator[tuple[str, Across, tuple[str, ...]]]:
    """Compare those whose number is not known with all that have the same name and contact."""
    named = [row for row in rows if row[1].name and _listed(row[0])]
    for same in _by(named, lambda gist: [(gist.name, contact) for contact in gist.contacts]):
        unknown = [row for row in same if row[1].person is None]
        for row in same if unknown else ():
            yield row[0].id, "perhaps-same-person", _others(row, same if row[1].person is None else unknown)


def _of_one_contact(rows: list[_Row]) -> Iterator[tuple[str, Across, tuple[str, ...]]]:
    for same in _by([row for row in rows if _listed(row[0])], lambda gist: gist.contacts):
        if len({gist.name or gist.person or header.id for header, gist in same}) >= MANY:
            for row in same:
                yield row[0].id, "one-contact", _others(row, same)


def _others(row: _Row, same: list[_Row]) -> tuple[str, ...]:
    """Name some of the others. Those with the same reference came with it, and are told of as such."""
    reference = row[1].reference
    return tuple(islice((header.id for header, gist in same if gist.reference != reference), MOST_NAMED))


def _by(rows: list[_Row], keys: Callable[[Gist], Iterable[object]]) -> list[list[_Row]]:
    """Bring together what has something in common; who is alone is left out."""
    found: dict[object, list[_Row]] = defaultdict(list)
    for row in rows:
        for key in keys(row[1]):
            found[key].append(row)
    return [same for same in found.values() if len(same) > 1]


def _listed(header: Header) -> bool:
    return header.state in OPEN and not header.protected


def _lately(header: Header, today: date) -> bool:
    ended = header.ended_at
    if header.state != "taken_over" or ended is None:
        return False
    return today - ended.astimezone(SWEDEN).date() < LATELY
