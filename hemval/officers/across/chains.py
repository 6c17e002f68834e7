"""Which choices are replaced by newer ones of the same person: worked out from the rows, never stored.

Nobody but the person is asked to tidy up: what is replaced leaves the lists of what is to be done, and is
kept and seen beside them until an officer closes it.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from hemval.content.whole import Content
from hemval.forms.addresses import CHOICE
from hemval.forms.sent.standing import Choice, kept_choices
from hemval.officers.across.overview import Known
from hemval.queue.desk.tables import OPEN, Header


@dataclass(frozen=True)
class Chains:
    """Each row that is replaced, with the one that replaces it; and the other way round."""

    newer: Mapping[str, str] = field(default_factory=dict)
    older: Mapping[str, str] = field(default_factory=dict)

    def is_replaced(self, header: Header) -> bool:
        """Say whether a row waits for somebody to close it, and for nothing else."""
        return header.state in OPEN and header.id in self.newer

    def replaced_among(self, known: Iterable[Known]) -> frozenset[str]:
        """Return the ids of the rows that wait for nothing but to be closed."""
        return frozenset(one.header.id for one in known if self.is_replaced(one.header))

    def replaced_by(self, row_id: str) -> list[str]:
        """List the newer ones, the next first."""
        return _followed(self.newer, row_id)

    def replaces(self, row_id: str) -> list[str]:
        """List the older ones, the newest first."""
        return _followed(self.older, row_id)


def chains_of(known: Iterable[Known], content: Content | None) -> Chains:
    """Compare all choices whose person is known, the protected ones too."""
    choices = [
        Choice(
            one.header.id, one.gist.person, one.gist.answers, one.header.received_at, one.header.state,
            one.header.ended_at,
        )
        for one in known
        if one.gist is not None and one.gist.person is not None and one.header.form == CHOICE
    ]  # fmt: skip
    persons = Counter(one.person for one in choices)
    kept = kept_choices((one for one in choices if persons[one.person] > 1), content)
    newer = {one.entry.id: one.superseded_by for one in kept if one.superseded_by is not None}
    return Chains(newer, {new: old for old, new in newer.items()})


def _followed(steps: Mapping[str, str], row_id: str) -> list[str]:
    found = []
    while row_id in steps:
        row_id = steps[row_id]
        found.append(row_id)
    return found
