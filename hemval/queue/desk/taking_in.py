"""Carry rows from the inbox to the queue file, so that a crash at any point neither loses nor doubles one.

A row is deleted from the inbox only after the queue file holds it on disk. Cut off in between, the next
run meets an id it knows and only deletes.
"""

from datetime import datetime

from sqlalchemy import Connection, Row, delete, select
from sqlalchemy.dialects.sqlite import insert

from hemval.queue.database import Database
from hemval.queue.desk.audit import append
from hemval.queue.desk.tables import submission
from hemval.queue.inbox_table import inbox
from hemval.queue.times import as_text

AT_ONCE = 500
"""Rows in one transaction: citizens wait for the deletion of this many at most."""


def take_in(letterbox: Database, queue: Database, audit_key: bytes, now: datetime) -> int:
    """Move everything that has been received; return how many rows were new."""
    new = 0
    while rows := _waiting(letterbox):
        ids = [row.id for row in rows]
        with queue.writing() as connection:
            fresh = _store(connection, rows, now)
            if fresh:
                append(connection, audit_key, "hemval", "take_in", fresh, now)
        with queue.reading() as connection:
            held = _held(connection, ids)
        with letterbox.writing() as connection:
            connection.execute(delete(inbox).where(inbox.c.id.in_(held)))
        new += len(fresh)
        if len(held) < len(ids):
            break
    return new


def _waiting(letterbox: Database) -> list[Row[tuple[object, ...]]]:
    with letterbox.reading() as connection:
        oldest = select(inbox).order_by(inbox.c.received_at, inbox.c.id).limit(AT_ONCE)
        return list(connection.execute(oldest))


def _store(connection: Connection, rows: list[Row[tuple[object, ...]]], now: datetime) -> list[str]:
    """Insert what is not here yet; the first row with an id stays, whatever a later one holds."""
    known = _held(connection, [row.id for row in rows])
    fresh = [row for row in rows if row.id not in known]
    if fresh:
        added = {"taken_in_at": as_text(now), "state": "new", "version": 1}
        connection.execute(insert(submission), [{**row._mapping, **added} for row in fresh])
    return [row.id for row in fresh]


def _held(connection: Connection, ids: list[str]) -> set[str]:
    return set(connection.execute(select(submission.c.id).where(submission.c.id.in_(ids))).scalars())
