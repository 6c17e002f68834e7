"""Choices of those whose provider stops that nobody has tied to a reference yet: no purge takes them.

Purged, such a choice leaves no sign that somebody has chosen, and the person is given somebody by the rule.
"""

from collections.abc import Iterable

from hemval.forms.addresses import CHOICE
from hemval.forms.asked.asking import may_be_of
from hemval.queue.database import Database
from hemval.queue.desk.exits.listing import exits_under_way
from hemval.queue.desk.exits.register import Register
from hemval.queue.desk.keys import DeskKeys
from hemval.queue.desk.rows import read_unshown
from hemval.queue.desk.tables import OPEN, Header

HEEDED = (*OPEN, "taken_over")
"""States of a choice that counts: a withdrawn or closed one that nobody has tied never will."""


def read_awaited(
    database: Database, keys: DeskKeys, register: Register, headers: Iterable[Header]
) -> frozenset[str]:
    """Return which of some rows wait for an officer to say whose they are, while an exit is under way."""
    with database.reading() as connection:
        exits = exits_under_way(connection)
        cases = [case for exit_id in exits for case in register.read_within(connection, exit_id)]
    leaving = {case.affected.provider for case in cases if case.gone_at is None and not case.lost}
    if not leaving:
        return frozenset()
    tied = {choice.submission for case in cases for choice in case.choices}
    loose = [one.id for one in headers if one.form == CHOICE and one.state in HEEDED and one.id not in tied]
    theirs = read_unshown(database, keys, loose, lambda one: may_be_of(leaving, one.answers))
    return frozenset(row for row, may_be in theirs.items() if may_be)
