"""Read rows from the inbox, where whoever has taken over the public process can put anything.

What is no id, time or form of ours is replaced by something that can be listed. The seal stays as it was
but then belongs to another row, so the row shows as damaged: seen by officers, and in nobody's way.
"""

import hashlib
import re
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Integer, LargeBinary, cast, delete, literal_column, select

from hemval.queue.inbox_table import inbox
from hemval.queue.times import as_text, from_text

ID = re.compile(r"[0-9a-f]{32}")
FORM = re.compile(r"(?=.{1,64}\Z)[a-z0-9]+(-[a-z0-9]+)*")
UNKNOWN_FORM = "?"

RAW_ID = cast(inbox.c.id, LargeBinary)
"""Bytes: text in a store need not be valid UTF-8, and one such row would stop the reading of all."""

PLACE = literal_column("inbox.rowid", Integer)
"""Where a row lies in the file. Once it is gone another may lie there: a place finds it, and names none."""

AS_THEY_CAME = select(
    PLACE.label("place"),
    RAW_ID.label("raw_id"),
    cast(inbox.c.received_at, LargeBinary).label("received_at"),
    cast(inbox.c.form, LargeBinary).label("form"),
    inbox.c.key_number,
    inbox.c.sealed,
).order_by(PLACE)


@dataclass(frozen=True)
class Outside:
    """What stands outside a seal, fit to be stored."""

    id: str
    received_at: str
    form: str


@dataclass(frozen=True)
class Waiting:
    """A row of the inbox: the id it lies under there, and what to store of it."""

    place: int
    raw_id: bytes
    outside: Outside
    key_number: int
    sealed: bytes


def first(connection: Connection, most: int, now: datetime) -> list[Waiting]:
    """Return the rows that came first; the rest is not looked at, however much there is."""
    rows = connection.execute(AS_THEY_CAME.limit(most))
    return [
        Waiting(
            row.place, row.raw_id, outside(row.raw_id, row.received_at, row.form, row.sealed, now),
            row.key_number, row.sealed,
        )
        for row in rows
    ]  # fmt: skip


def remove(connection: Connection, rows: list[Waiting]) -> int:
    """Delete rows; return how many were still there, each where it lay and with the id that it had."""
    here = PLACE.in_([row.place for row in rows]) & RAW_ID.in_([row.raw_id for row in rows])
    return connection.execute(delete(inbox).where(here)).rowcount


def outside(
    raw_id: bytes | None, received_at: bytes | None, form: bytes | None, sealed: bytes, now: datetime
) -> Outside:
    """Return what stood outside a seal; where one part is bad, with this time and stand-ins for the bad.

    A stand-in for an id is always the same for one row: cut off half-way, taking in meets it again.
    """
    found = Outside(_text(raw_id), _text(received_at), _text(form))
    good_id, good_form = ID.fullmatch(found.id), FORM.fullmatch(found.form)
    if good_id and good_form and _is_time(found.received_at):
        return found
    stand_in = hashlib.sha256((raw_id or b"") + b"\0" + sealed).hexdigest()[:32]
    return Outside(found.id if good_id else stand_in, as_text(now), found.form if good_form else UNKNOWN_FORM)


def _text(raw: bytes | None) -> str:
    return (raw or b"").decode("utf-8", "replace")


def _is_time(text: str) -> bool:
    try:
        from_text(text)
    except ValueError:
        return False
    return True
