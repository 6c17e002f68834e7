"""What a newer list of affected would change; shown before it is taken in."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from hemval.content.affected_list import Affected
from hemval.rules.exits.case import Case


@dataclass(frozen=True)
class Changed:
    """Somebody of whom the newer list says something else."""

    case: Case
    affected: Affected


@dataclass(frozen=True)
class Changes:
    """The difference between a list and what is held."""

    new: tuple[Affected, ...]
    changed: tuple[Changed, ...]
    gone: tuple[Case, ...]
    """Those whom the newer list lacks: helped there no more."""
    back: tuple[Changed, ...] = ()
    """Those who were gone and stand in the list again; they keep their code."""
    same: int = 0
    lost: tuple[Case, ...] = ()
    """Those of whom it cannot be read who they are: they may stand in the list, so it is not taken in."""

    @property
    def anything(self) -> bool:
        """Say whether there is anything to take in; it is refused while anybody is lost."""
        return bool(self.new or self.changed or self.gone or self.back)

    @property
    def mark(self) -> str:
        """Return a mark of just these changes: taken in are those that were seen, or none."""
        parts = [
            *(f"new {one.model_dump_json()}" for one in self.new),
            *(f"changed {one.case.id} {one.affected.model_dump_json()}" for one in self.changed),
            *(f"gone {one.id}" for one in self.gone),
            *(f"back {one.case.id} {one.affected.model_dump_json()}" for one in self.back),
        ]
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def what_changes(cases: Iterable[Case], listed: Iterable[Affected]) -> Changes:
    """Compare by reference: new ones, those of whom something else is said, and those who are gone."""
    every = tuple(cases)
    held = {case.reference: case for case in every if not case.lost}
    wanted = {one.reference: one for one in listed}
    new: list[Affected] = []
    changed: list[Changed] = []
    back: list[Changed] = []
    for reference, one in wanted.items():
        case = held.get(reference)
        if case is None:
            new.append(one)
        elif case.gone_at is not None:
            back.append(Changed(case, one))
        elif case.affected != one:
            changed.append(Changed(case, one))
    gone = tuple(case for name, case in held.items() if name not in wanted and case.gone_at is None)
    seen = sum(name in held for name in wanted)
    same = seen - len(changed) - len(back)
    lost = tuple(case for case in every if case.lost)
    return Changes(tuple(new), tuple(changed), gone, tuple(back), same, lost)
