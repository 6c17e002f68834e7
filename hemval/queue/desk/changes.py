"""Which rows have changed since somebody last looked, as the log tells it.

Every change of a row is logged with the row's id in the transaction that makes it, and one transaction is
written at a time, by whatever thread or process: whoever knew the rows as of a link, and reads those that
later links name, knows them as of now. No number of its own has to be kept right for it.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import get_args

from sqlalchemy import Connection, select

from hemval.queue.database import Database
from hemval.queue.desk.audit import Act, Head, holds, newest
from hemval.queue.desk.tables import HEADER, Header, audit, header_of, submission

AT_ONCE = 1000

CHANGES_NOTHING: frozenset[Act] = frozenset(
    (
        *("list", "queue_seen", "open", "number", "case_pdf", "find", "search", "batch", "batch_fetch"),
        "place_over",
        *(act for act in get_args(Act) if act.startswith("exit_")),
    )
)
"""Acts that name rows, or affected of an exit, and leave the rows as they are.

One that is missing here only has its rows read in vain.
"""


@dataclass(frozen=True)
class Changes:
    """The rows that are new or may have changed as they are now, and those that are gone."""

    head: Head
    """The newest link when they were read."""
    headers: Sequence[Header]
    gone: frozenset[str] = frozenset()
    whole: bool = False
    """Whether these are all rows there are, because nothing was known before or the log is another."""


def read_changes(database: Database, since: Head | None) -> Changes:
    """Return what has changed since a link was the newest; all rows for None."""
    if since is not None:
        with database.reading() as connection:
            if holds(connection, since):
                return _changes(connection, since)
    # With a connection of its own: all rows take long, and nobody is to wait for them.
    with database.apart() as apart, apart.reading() as connection:
        headers = [header_of(row) for row in connection.execute(select(*HEADER))]
        return Changes(newest(connection), headers, whole=True)


def _changes(connection: Connection, since: Head) -> Changes:
    named = sorted(_named_since(connection, since))
    headers: list[Header] = []
    for start in range(0, len(named), AT_ONCE):
        some = submission.c.id.in_(named[start : start + AT_ONCE])
        headers += [header_of(row) for row in connection.execute(select(*HEADER).where(some))]
    gone = frozenset(named).difference(header.id for header in headers)
    return Changes(newest(connection), headers, gone)


def _named_since(connection: Connection, since: Head) -> set[str]:
    """Return what later links name: rows, and what stands beside them there."""
    later = select(audit.c.rows).where(audit.c.seq > since.seq, audit.c.act.not_in(CHANGES_NOTHING))
    return {str(name) for rows in connection.execute(later).scalars() for name in json.loads(rows)}
