"""Store what officers key in: straight into the queue file, sealed as what citizens send."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.dialects.sqlite import insert

from hemval.queue.database import Database
from hemval.queue.desk.audit import append
from hemval.queue.desk.keys import DeskKeys
from hemval.queue.desk.tables import submission
from hemval.queue.sealing import seal
from hemval.queue.submission import Submission
from hemval.queue.times import as_text

STORE = insert(submission).on_conflict_do_nothing(index_elements=["id"])
"""On the id alone: what a check refuses must not be dropped in silence."""


def register(
    database: Database, keys: DeskKeys, submissions: Sequence[Submission], who: str, now: datetime
) -> bool:
    """Store all of them or none, with the log; return False where they stood there already.

    The first row with an id stays: pressing twice changes nothing and is not logged twice.
    """
    rows = [_row(one, keys, now) for one in submissions]
    with database.writing() as connection:
        stored = [row["id"] for row in rows if connection.execute(STORE, row).rowcount]
        if stored:
            append(connection, keys.audit, who, "register", [str(row_id) for row_id in stored], now)
    return bool(stored)


def _row(one: Submission, keys: DeskKeys, now: datetime) -> dict[str, object]:
    return {
        "id": one.id,
        "received_at": as_text(one.received_at),
        "taken_in_at": as_text(now),
        "form": one.form,
        "key_number": keys.recipients.number,
        "sealed": seal(one, keys.recipients),
        "state": "new",
        "version": 1,
    }
