"""Which choices are replaced by newer ones of the same person: worked out from the rows, never stored.

Nobody but the person is asked to tidy up: what is replaced leaves the lists of what is to be done, and is
kept and seen beside them until an officer closes it.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from hemval.content.whole import Content
from hemval.forms.addresses import CHOICE
from hemval.forms.asking import services_granted
from hemval.officers.gist import Gist
from hemval.officers.overview import Known
from hemval.queue.desk.tables import OPEN, Header
from hemval.rules.service_groups import chosen_together
from hemval.rules.supersession import Entry, standing_choices
from hemval.words.dates import SWEDEN
from hemval.words.text import MAIN_LANGUAGE


@dataclass(frozen=True)
class Chains:
    """Each row that is replaced, with the one that replaces it; and the other way round."""

    newer: Mapping[str, str] = field(default_factory=dict)
    older: Mapping[str, str] = field(default_factory=dict)

    def is_replaced(self, header: Header) -> bool:
        """Say whether a row waits for somebody to close it, and for nothing else."""
        return header.state in OPEN and header.id in self.newer

    def replaced_by(self, row_id: str) -> list[str]:
        """List the newer ones, the next first."""
        return _followed(self.newer, row_id)

    def replaces(self, row_id: str) -> list[str]:
        """List the older ones, the newest first."""
        return _followed(self.older, row_id)


def chains_of(known: Iterable[Known], content: Content | None) -> Chains:
    """Compare all choices whose person is known. One whose person did not say who it is stands by itself."""
    of_person: dict[str, list[tuple[Header, Gist]]] = defaultdict(list)
    for one in known:
        if one.gist is not None and one.gist.person is not None and one.header.form == CHOICE:
            of_person[one.gist.person].append((one.header, one.gist))
    newer: dict[str, str] = {}
    for person, rows in of_person.items():
        if len(rows) > 1:
            newer |= _of_one_person(person, rows, content)
    return Chains(newer, {new: old for old, new in newer.items()})


def _of_one_person(
    person: str, rows: list[tuple[Header, Gist]], content: Content | None
) -> Iterable[tuple[str, str]]:
    groups: dict[str, list[Header]] = defaultdict(list)
    for header, gist in rows:
        groups[_group(header, gist, content)].append(header)
    entries = (
        _entry(person, group, header) for group, headers in groups.items() for header in _stood(headers)
    )
    kept = standing_choices(entries)
    return [(one.entry.id, one.superseded_by) for one in kept if one.superseded_by is not None]


def _stood(headers: list[Header]) -> list[Header]:
    """Leave the newest out while they are closed: closed as a double, one must not hide what it doubled."""
    in_order = sorted(headers, key=lambda header: (header.received_at, header.id))
    while in_order and in_order[-1].state == "closed":
        in_order.pop()
    return in_order


def _entry(person: str, group: str, header: Header) -> Entry:
    withdrawn = header.ended_at if header.state == "withdrawn" else None
    return Entry(id=header.id, person=person, group=group, received=header.received_at, withdrawn=withdrawn)


def _group(header: Header, gist: Gist, content: Content | None) -> str:
    """Name the help that a choice is about, where the rules of its day have it chosen apart."""
    services = services_granted(gist.answers)
    if content is None:
        return " ".join(services)
    rules = content.municipality.rules_on(header.received_at.astimezone(SWEDEN).date())
    names = (group.name for group in chosen_together(services, rules) if rules.chosen_apart)
    return " ".join(name.in_(MAIN_LANGUAGE) if name else "" for name in names)


def _followed(steps: Mapping[str, str], row_id: str) -> list[str]:
    found = []
    while row_id in steps:
        row_id = steps[row_id]
        found.append(row_id)
    return found
