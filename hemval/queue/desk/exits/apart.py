"""Choices that an officer has said are of nobody on an exit's list: that exit keeps them from no purge.

Another that they may be of still does. Nothing else is kept of it than the act in the log, and what takes it
back.
"""

import json
import threading
from datetime import datetime

from sqlalchemy import Connection, select

from hemval.queue.database import Database
from hemval.queue.desk.audit import Act, append
from hemval.queue.desk.errors import AffectedChanged, NoSuchRow
from hemval.queue.desk.exits.joining import holder
from hemval.queue.desk.exits.listing import refuse_ended
from hemval.queue.desk.exits.sealed import exit_named, named
from hemval.queue.desk.keys import DeskKeys
from hemval.queue.desk.tables import audit, submission

SET: Act = "exit_apart"
TAKEN_BACK: Act = "exit_apart_undone"
TIED: Act = "exit_tied"
"""Takes it back too: untied afterwards, the choice is awaited again."""

Pair = tuple[str, str]
"""An exit, and a choice."""


class SetApart:
    """Knows which they are of which exit; reads of the log only what is new since it was asked last."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._lock = threading.Lock()
        self._read_to = 0
        self._stands: dict[Pair, bool] = {}

    def pairs(self) -> frozenset[Pair]:
        """Return each exit with each choice that stands apart from it."""
        query = select(audit.c.seq, audit.c.act, audit.c.rows).where(audit.c.act.in_((SET, TAKEN_BACK, TIED)))
        with self._lock:
            with self._database.reading() as connection:
                new = connection.execute(query.where(audit.c.seq > self._read_to).order_by(audit.c.seq)).all()
            for one in new:
                self._read_to = one.seq
                of, *rows = json.loads(one.rows)
                self._stands |= {(exit_named(of), row): one.act == SET for row in rows}
            return frozenset(pair for pair, apart in self._stands.items() if apart)


def set_apart(
    connection: Connection, keys: DeskKeys, exit_id: str, row_id: str, who: str, now: datetime, *, on: bool
) -> None:
    """Say that a choice is of nobody on the list, or take that back, in an open transaction.

    Raises ``NoSuchRow``, ``ExitConfirmed``, or ``AffectedChanged`` where it is tied to somebody.
    """
    refuse_ended(connection, exit_id)
    if connection.execute(select(submission.c.id).where(submission.c.id == row_id)).first() is None:
        raise NoSuchRow(row=row_id)
    if on and (whose := holder(connection, keys, row_id)):
        raise AffectedChanged(affected=whose)
    append(connection, keys.audit, who, SET if on else TAKEN_BACK, [named(exit_id), row_id], now)
