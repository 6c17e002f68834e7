"""The queue's rows: list them and open them. Every look inside is logged before it happens."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar

from sqlalchemy import Connection, Row, func, select

from hemval.queue.database import Database
from hemval.queue.desk.audit import Act, append
from hemval.queue.desk.errors import NoSuchRow, OutcomeBroken, SealBroken
from hemval.queue.desk.keys import DeskKeys
from hemval.queue.desk.outcomes import Kept, read_kept, read_turns
from hemval.queue.desk.tables import HEADER, STATES, Header, State, header_of, submission
from hemval.queue.desk.unsealing import opened_or_none, unseal
from hemval.queue.submission import Submission

T = TypeVar("T")

AT_ONCE = 1000


@dataclass(frozen=True)
class Opened:
    """A row with what was inside its seal."""

    header: Header
    submission: Submission
    kept: Kept | OutcomeBroken | None = None
    """What the rules came to when it was taken over; read where one row is opened."""
    turns: Mapping[str, str] = field(default_factory=dict)
    """Whom each round of the rules gave last; read where one row is opened."""


@dataclass(frozen=True)
class OpenedRows:
    """Many rows at once; one damaged row must not keep the others from the officers."""

    opened: tuple[Opened, ...]
    broken: tuple[Header, ...]


def list_headers(
    database: Database, state: State | None = None, *, protected: bool | None = False
) -> list[Header]:
    """Return the rows in the order they were received, unopened.

    Without the protected ones, or only them; both where it is None.
    """
    query = select(*HEADER).order_by(submission.c.received_at, submission.c.id)
    if protected is not None:
        query = query.where(submission.c.protected == int(protected))
    if state is not None:
        query = query.where(submission.c.state == state)
    with database.reading() as connection:
        return [header_of(row) for row in connection.execute(query)]


def count_states(database: Database) -> dict[State, int]:
    """Return how many rows there are in each state, protected ones too."""
    query = select(submission.c.state, func.count().label("rows")).group_by(submission.c.state)
    counts: dict[State, int] = dict.fromkeys(STATES, 0)
    with database.reading() as connection:
        for row in connection.execute(query):
            counts[row.state] = row.rows
    return counts


def open_row(
    database: Database, keys: DeskKeys, row_id: str, who: str, now: datetime, act: Act = "open"
) -> Opened:
    """Log the look, then open one row; raise ``NoSuchRow``, ``SealBroken`` or ``SealMismatch``."""
    with database.writing() as connection:
        row = connection.execute(select(submission).where(submission.c.id == row_id)).first()
        if row is None:
            raise NoSuchRow(row=row_id)
        append(connection, keys.audit, who, act, [row_id], now)
        kept, turns = read_kept(connection, keys, row_id), read_turns(connection, keys)
    header = header_of(row)
    return Opened(header, unseal(header, row.sealed, keys.private), kept, turns)


def open_rows(
    database: Database, keys: DeskKeys, row_ids: Sequence[str], who: str, act: Act, now: datetime
) -> OpenedRows:
    """Log the act with its rows, then open them in the order asked for; ``NoSuchRow`` for any unknown."""
    with database.writing() as connection:
        rows = {row.id: row for row in _sealed_rows(connection, row_ids)}
        for row_id in row_ids:
            if row_id not in rows:
                raise NoSuchRow(row=row_id)
        append(connection, keys.audit, who, act, row_ids, now)
    opened, broken = [], []
    for row_id in row_ids:
        header = header_of(rows[row_id])
        try:
            opened.append(Opened(header, unseal(header, rows[row_id].sealed, keys.private)))
        except SealBroken:
            broken.append(header)
    return OpenedRows(tuple(opened), tuple(broken))


def find_rows(
    database: Database, keys: DeskKeys, row_ids: Sequence[str], holds: Callable[[Submission], bool],
    sought_for: str, who: str, now: datetime,
) -> tuple[Opened, ...]:  # fmt: skip
    """Return the rows that something holds of, in the order asked for; damaged ones are passed by.

    All are opened, but only these are shown to anybody: they are logged, after the row they were sought for.
    """
    with database.reading() as connection:
        rows = {row.id: row for row in _sealed_rows(connection, row_ids)}
    found = []
    for row in (rows[row_id] for row_id in row_ids if row_id in rows):
        one = opened_or_none(row, keys.private)
        if one is not None and holds(one):
            found.append(Opened(header_of(row), one))
    with database.writing() as connection:
        append(connection, keys.audit, who, "find", [sought_for, *(one.header.id for one in found)], now)
    return tuple(found)


def read_unshown(
    database: Database, keys: DeskKeys, row_ids: Sequence[str], made: Callable[[Submission], T]
) -> dict[str, T]:
    """Return what is made of each row by its id, without the damaged ones.

    For the machine alone: it is not logged, so nothing of it may be shown before it is.
    """
    found: dict[str, T] = {}
    for start in range(0, len(row_ids), AT_ONCE):
        with database.reading() as connection:
            rows = list(_sealed_rows(connection, row_ids[start : start + AT_ONCE]))
        for row in rows:
            one = opened_or_none(row, keys.private)
            if one is not None:
                found[row.id] = made(one)
    return found


def open_unshown(connection: Connection, keys: DeskKeys, row_ids: Sequence[str]) -> dict[str, Submission]:
    """Open rows in an open transaction, without the damaged ones; not logged, so nothing may be shown."""
    opened = ((row.id, opened_or_none(row, keys.private)) for row in _sealed_rows(connection, row_ids))
    return {row_id: one for row_id, one in opened if one is not None}


def _sealed_rows(connection: Connection, row_ids: Sequence[str]) -> Iterator[Row[tuple[object, ...]]]:
    for start in range(0, len(row_ids), AT_ONCE):
        some = list(row_ids[start : start + AT_ONCE])
        yield from connection.execute(select(submission).where(submission.c.id.in_(some)))
