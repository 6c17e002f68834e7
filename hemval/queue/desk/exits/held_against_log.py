"""Hold what is kept of exits against the log: whom a list took in, and who was to help them.

The log names each result with its fingerprint. An older one in its place, another's, or none, is found
although it holds together; so is an affected person who is gone and whom no purge took.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, select

from hemval.forms.sent.judging import comes_out_the_same
from hemval.queue.desk.exits.sealed import SealedSettled, fingerprint, open_inside, parted_mark, settled_id
from hemval.queue.desk.keys import DeskKeys
from hemval.queue.desk.tables import affected, audit, settled
from hemval.rules.outcome import Outcome


@dataclass(frozen=True)
class Held:
    """How many results of the rules come out the same, and the affected of whom something does not agree."""

    equal: int
    unequal: tuple[str, ...]


@dataclass(frozen=True)
class Logged:
    """What should be there, by the log."""

    affected: frozenset[str]
    """Whom a list took in and no purge has taken."""
    results: Mapping[str, tuple[str, str]]
    """By the id of each result, whose it is and its fingerprint."""


def held_against_log(connection: Connection, keys: DeskKeys) -> Held:
    """Compare everything, in one look at the file. An edited log is found elsewhere."""
    logged = _logged(connection)
    people = set(connection.execute(select(affected.c.id)).scalars())
    wrong = set(logged.affected - people)
    missing, equal = dict(logged.results), 0
    for row in connection.execute(select(settled)):
        known = missing.pop(row.id, None)
        kept = open_inside(row.sealed, row.key_number, SealedSettled, keys)
        as_logged = known == (row.affected, fingerprint(row.sealed))
        if kept is None or not as_logged or not _agrees(kept, row.id, keys):
            wrong.add(row.affected)
        elif kept.outcome is not None:
            equal += 1
    wrong.update(whose for whose, _ in missing.values())
    return Held(equal, tuple(sorted(wrong)))


def _agrees(kept: SealedSettled, row_id: str, keys: DeskKeys) -> bool:
    """Say whether a result stands in its place, and comes to the same from what it was made from."""
    if settled_id(keys, kept.affected, kept.group) != row_id:
        return False
    outcome = kept.outcome
    return outcome is None or (isinstance(outcome, Outcome) and comes_out_the_same(outcome))


def _logged(connection: Connection) -> Logged:
    """Read whom lists took in and what was settled, without what a purge has taken since."""
    people: set[str] = set()
    results: dict[str, tuple[str, str]] = {}
    acts = ("exit_listed", "exit_run", "exit_appointed", "exit_purge")
    query = select(audit.c.act, audit.c.rows).where(audit.c.act.in_(acts)).order_by(audit.c.seq)
    for entry in connection.execute(query):
        _, *rows = json.loads(entry.rows)
        if entry.act == "exit_listed":
            people.update(rows)
        elif entry.act == "exit_purge":
            people.difference_update(rows)
            results = {name: one for name, one in results.items() if one[0] in people}
        else:
            for whose, mark in zip(rows[::2], rows[1::2], strict=True):
                name, print_ = parted_mark(mark)
                results[name] = whose, print_
    return Logged(frozenset(people), results)
