"""Carry rows from the inbox to the queue file, so that a crash at any point neither loses nor doubles one.

A row is deleted from the inbox only after the queue file holds it on disk. Cut off in between, the next
run meets an id it knows and only deletes.
"""

from datetime import datetime

from sqlalchemy import Connection, select
from sqlalchemy.dialects.sqlite import insert

from hemval.queue.database import Database
from hemval.queue.desk.audit import append
from hemval.queue.desk.inbox_rows import Waiting, first, remove
from hemval.queue.desk.tables import submission
from hemval.queue.times import as_text

AT_ONCE = 500
"""Rows in one transaction: citizens wait for the deletion of this many at most."""


def take_in(letterbox: Database, queue: Database, audit_key: bytes, now: datetime) -> int:
    """Move everything that has been received; return how many rows were new."""
    new = 0
    while rows := _waiting(letterbox, now):
        with queue.writing() as connection:
            fresh = _store(connection, rows, now)
            if fresh:
                append(connection, audit_key, "hemval", "take_in", fresh, now)
        with queue.reading() as connection:
            held = _held(connection, rows)
        with letterbox.writing() as connection:
            removed = remove(connection, [row for row in rows if row.outside.id in held])
        new += len(fresh)
        if len(held) < len(rows) or not removed:
            break
    return new


def _waiting(letterbox: Database, now: datetime) -> list[Waiting]:
    with letterbox.reading() as connection:
        return first(connection, AT_ONCE, now)


def _store(connection: Connection, rows: list[Waiting], now: datetime) -> list[str]:
    """Insert what is not here yet; the first row with an id stays, whatever a later one holds."""
    known = _held(connection, rows)
    fresh = {row.outside.id: row for row in rows if row.outside.id not in known}
    if fresh:
        connection.execute(insert(submission), [_new(row, now) for row in fresh.values()])
    return list(fresh)


def _new(row: Waiting, now: datetime) -> dict[str, object]:
    return {
        **vars(row.outside),
        "key_number": row.key_number,
        "sealed": row.sealed,
        "taken_in_at": as_text(now),
        "state": "new",
        "version": 1,
    }


def _held(connection: Connection, rows: list[Waiting]) -> set[str]:
    ids = [row.outside.id for row in rows]
    return set(connection.execute(select(submission.c.id).where(submission.c.id.in_(ids))).scalars())
