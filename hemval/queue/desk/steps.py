"""What officers do with a row: step by step from new to ended, each step undoable for a day.

Every step names the version that the officer saw, so that two never overwrite each other, and is logged in
its own transaction.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta

from sqlalchemy import Connection, Row, bindparam, select, update

from hemval.content.whole import Content
from hemval.queue.database import Database
from hemval.queue.desk.audit import Act, append
from hemval.queue.desk.batch_files import forget_files_of
from hemval.queue.desk.errors import (
    ChangedByAnother,
    NoSuchRow,
    NotNext,
    ProviderMissing,
    StepRefused,
)
from hemval.queue.desk.keys import DeskKeys
from hemval.queue.desk.outcomes import forget_outcome, keep_outcome
from hemval.queue.desk.tables import HEADER, OPEN, Header, State, header_of, submission
from hemval.queue.desk.unsealing import opened_or_none
from hemval.queue.desk.waiting_places import enter, read_place
from hemval.queue.submission import Submission
from hemval.queue.times import as_text

STEPS: Mapping[State, tuple[State, ...]] = {
    "new": ("taken_over", "queued", "awaiting", "withdrawn", "closed"),
    "awaiting": ("taken_over", "queued", "withdrawn", "closed"),
    "queued": ("taken_over", "awaiting", "withdrawn", "closed"),
    "taken_over": (),
    "closed": (),
    "withdrawn": (),
}
"""Where each state leads. Nothing leads out of one that ends a case but undoing."""

ACTS: Mapping[State, Act] = {
    "taken_over": "take_over",
    "queued": "queue",
    "awaiting": "await",
    "withdrawn": "withdraw",
    "closed": "close",
}

_HEADER_OF_ONE = select(*HEADER).where(submission.c.id == bindparam("row"))

UNDOABLE = timedelta(days=1)
"""How long a step can be undone: the rest of the day, and the next morning."""


def can_undo(header: Header, now: datetime) -> bool:
    """Say whether the last step of a row can be taken back."""
    return header.before is not None and header.changed_at is not None and now - header.changed_at < UNDOABLE


def step(
    database: Database, keys: DeskKeys, row_id: str, version: int, to: State, who: str, now: datetime,
    content: Content | None = None, provider: str = "", *, accepted: bool = False, older: Sequence[str] = (),
) -> Header:  # fmt: skip
    """Bring a row to another state; raise ``ChangedByAnother``, ``StepRefused`` or ``NoSuchRow``.

    Taken over with the content as it is published now, the rules are run for good and what they come to is
    stored. A row that is to wait does so in a provider's queue (``ProviderMissing``): none waits in nobody's.
    ``accepted`` says that the person said yes to room that the queue offered (``NotNext`` where none was).
    ``older`` are the choices that it replaces: a place that one of them has in the same queue goes over.
    """
    with database.writing() as connection:
        return step_within(
            connection, keys, row_id, version, to, who, now, content, provider, accepted=accepted, older=older
        )


def step_within(
    connection: Connection, keys: DeskKeys, row_id: str, version: int, to: State, who: str, now: datetime,
    content: Content | None = None, provider: str = "", *, accepted: bool = False,
    opened: Submission | None = None, older: Sequence[str] = (),
) -> Header:  # fmt: skip
    """Do what ``step`` does in an open transaction, beside what else is to happen together or not at all.

    ``opened`` is what the row holds, where it was opened before: opening costs as much as writing.
    """
    if to == "queued" and not provider:
        raise ProviderMissing(row=row_id)

    def changed(header: Header) -> dict[str, object]:
        if to not in STEPS[header.state]:
            raise StepRefused(row=row_id, state=header.state, to=to)
        return {"state": to, "before": header.state, "ended_at": None if to in OPEN else as_text(now)}

    row = _change(connection, row_id, version, who, now, changed)
    if to == "queued" and (before := enter(connection, keys, row_id, provider, older)):
        append(connection, keys.audit, who, "place_over", [row_id, before], now)
    append(connection, keys.audit, who, ACTS[to], [row_id], now)
    offered_by = _offered_by(connection, keys, row_id) if accepted else ""
    if to == "taken_over" and content is not None and (one := opened or opened_or_none(row, keys.private)):
        keep_outcome(connection, keys, one, content, who, now, offered_by)
    return header_of(row)


def _offered_by(connection: Connection, keys: DeskKeys, row_id: str) -> str:
    waits = read_place(connection, keys, row_id)
    if waits is None or waits.offered_at is None:
        raise NotNext(row=row_id)
    return waits.provider


def undo(database: Database, keys: DeskKeys, row_id: str, version: int, who: str, now: datetime) -> Header:
    """Take the last step back; raise ``ChangedByAnother``, ``StepRefused`` or ``NoSuchRow``.

    What the rules came to when a choice was taken over goes with it, and so does the turn it took, unless
    another has taken one since.
    """
    with database.writing() as connection:
        return undo_within(connection, keys, row_id, version, who, now)


def undo_within(
    connection: Connection, keys: DeskKeys, row_id: str, version: int, who: str, now: datetime
) -> Header:
    """Do what ``undo`` does in an open transaction."""

    def changed(header: Header) -> dict[str, object]:
        if not can_undo(header, now):
            raise StepRefused(row=row_id, state=header.state, to=header.before)
        return {"state": header.before, "before": None, "ended_at": None}

    row = _change(connection, row_id, version, who, now, changed)
    append(connection, keys.audit, who, "undo", [row_id], now)
    forget_outcome(connection, keys, row_id, who, now)
    return header_of(row)


def protect(
    database: Database, keys: DeskKeys, row_id: str, version: int, who: str, now: datetime, *, on: bool,
    beside: Sequence[str] = (),
) -> Header:  # fmt: skip
    """Mark that a person has protected personal data, or that it was a mistake; raise as ``step`` does.

    The kept files of the batches it is in go with it: they hold the row, or lack it from now on. So do those
    that ``beside`` is in: what it replaced, or was replaced by, is told there by its reference.
    """

    def changed(header: Header) -> dict[str, object]:
        if header.protected == on:
            raise StepRefused(row=row_id, state=header.state, to=header.state)
        return {"protected": int(on), "before": None}

    with database.writing() as connection:
        row = _change(connection, row_id, version, who, now, changed)
        append(connection, keys.audit, who, "protect" if on else "unprotect", [row_id], now)
        forget_files_of(connection, [row_id, *beside])
    return header_of(row)


def protect_too(database: Database, keys: DeskKeys, row_ids: Sequence[str], who: str, now: datetime) -> None:
    """Mark more rows of the same person, all or none, each logged by itself.

    Whatever version they are at: the mark undoes nothing that another officer did, and must not wait for it.
    One that is marked or purged by now is passed by.
    """
    with database.writing() as connection:
        for row_id in row_ids:
            row = connection.execute(select(submission).where(submission.c.id == row_id)).first()
            if row is None or row.protected:
                continue
            _change(connection, row_id, row.version, who, now, lambda _: {"protected": 1, "before": None})
            append(connection, keys.audit, who, "protect", [row_id], now)
            forget_files_of(connection, [row_id])


def _change(
    connection: Connection, row_id: str, version: int, who: str, now: datetime,
    changed: Callable[[Header], dict[str, object]],
) -> Row[tuple[object, ...]]:  # fmt: skip
    """Write what is changed of the row that the officer saw, and return it as it then is."""
    row = connection.execute(_HEADER_OF_ONE, {"row": row_id}).first()
    if row is None:
        raise NoSuchRow(row=row_id)
    header = header_of(row)
    if header.version != version:
        raise ChangedByAnother(row=row_id, who=header.changed_by, at=header.changed_at)
    noted = {"version": version + 1, "changed_at": as_text(now), "changed_by": who, "warned_at": None}
    values = {**changed(header), **noted}
    changing = update(submission).where(submission.c.id == row_id).values(values).returning(submission)
    return connection.execute(changing).one()
