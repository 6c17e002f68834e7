"""Choices of those whose provider stops that nobody has tied to a reference yet: no purge takes them.

Purged, such a choice leaves no sign that somebody has chosen, and the person is given somebody by the rule.
"""

from collections.abc import Collection, Iterable

from sqlalchemy import select

from hemval.forms.addresses import CHOICE
from hemval.forms.asked.asking import may_be_of
from hemval.queue.database import Database
from hemval.queue.desk.exits.apart import Pair
from hemval.queue.desk.exits.listing import exits_under_way
from hemval.queue.desk.exits.register import Register
from hemval.queue.desk.keys import DeskKeys
from hemval.queue.desk.rows import read_unshown
from hemval.queue.desk.tables import OPEN, Header, affected
from hemval.rules.exits.case import Case

HEEDED = (*OPEN, "taken_over")
"""States of a choice that counts: a withdrawn or closed one that nobody has tied never will."""


def read_leaving(database: Database, register: Register) -> frozenset[str]:
    """Return the providers of those whom exits under way touch: what names one of them is of that exit."""
    with database.reading() as connection:
        exits = exits_under_way(connection)
        return frozenset().union(*(_leaving(register.read_within(connection, each)) for each in exits))


def _leaving(cases: Iterable[Case]) -> frozenset[str]:
    return frozenset(case.affected.provider for case in cases if case.gone_at is None and not case.lost)


def read_awaited(
    database: Database, keys: DeskKeys, register: Register, headers: Iterable[Header], apart: Collection[Pair]
) -> frozenset[str]:
    """Return which of some rows wait for an officer to say whose they are, while an exit is under way.

    One that was put ``apart`` from an exit waits in any other that it may be of.
    """
    with database.reading() as connection:
        under_way = exits_under_way(connection)
        held = connection.execute(select(affected.c.exit).distinct()).scalars()
        # What is tied in an exit that is confirmed is somebody's too.
        cases = {exit_id: register.read_within(connection, exit_id) for exit_id in sorted(held)}
    leaving = {exit_id: _leaving(cases[exit_id]) for exit_id in under_way}
    stopping = frozenset().union(*leaving.values())
    if not stopping:
        return frozenset()
    tied = {choice.submission for some in cases.values() for case in some for choice in case.choices}
    loose = [one.id for one in headers if one.form == CHOICE and one.state in HEEDED and one.id not in tied]
    theirs = read_unshown(
        database,
        keys,
        loose,
        lambda one: [each for each in leaving if may_be_of(leaving[each], one.answers, stopping)],
    )
    return frozenset(row for row, of in theirs.items() if any((each, row) not in apart for each in of))
