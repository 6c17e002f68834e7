"""Numbered batches of what is handed over: which rows each holds, and that no press makes two of the same.

What a batch was chosen by is sealed: beside few rows it would tell which provider somebody wishes for.
"""

import hashlib
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

import pyrage  # type: ignore[import-untyped]
from pydantic import BaseModel, ConfigDict, ValidationError
from sqlalchemy import Connection, Row, Select, func, insert, select

from hemval.queue.desk.audit import append
from hemval.queue.desk.batch_files import BATCH
from hemval.queue.desk.errors import NoSuchBatch, RowsChanged
from hemval.queue.desk.keys import DeskKeys
from hemval.queue.desk.tables import (
    HEADER,
    OPEN,
    Header,
    State,
    batch,
    batch_file,
    batch_row,
    header_of,
    submission,
)
from hemval.queue.desk.unsealing import opened_or_none, unseal_bytes
from hemval.queue.sealing import seal_padded
from hemval.queue.times import as_text, from_text
from hemval.words.dates import SWEDEN

FIRST_WISH = "provider"
"""The question whose answer is the provider that is wished for first."""


class Chosen(BaseModel):
    """What the rows of a batch were chosen by; nothing: all that is open and in no batch before."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    selection: bool = False
    """Chosen by what follows, whatever batches the rows are in before."""
    first: date | None = None
    """Received that day or later, in Swedish time."""
    last: date | None = None
    provider: str = ""
    """Wished for first."""
    state: State | None = None
    left: int = 0
    """How many more were chosen than the batch had room for, when it was made."""


NET_NEW = Chosen()

AT_MOST = 400
"""As many rows as a batch holds: confirming it is one transaction, and other officers wait meanwhile."""


@dataclass(frozen=True)
class Batch:
    """A batch as it stands now."""

    number: int
    form: str
    made_at: datetime
    made_by: str
    rows: int
    """As many as it was made with."""
    chosen: Chosen | None
    """None where it can no longer be read."""
    confirmed_at: datetime | None
    confirmed_by: str | None
    sums: dict[str, str] = field(default_factory=dict)
    """The SHA-256 of each file that is kept, by its format."""
    kept: int = 0
    """Rows that are still here."""
    protected: int = 0
    """Those of them whose person has protected personal data: in no file."""

    @property
    def in_file(self) -> int:
        """Return how many rows a file of it holds now."""
        return self.kept - self.protected


def fingerprint_of(row_ids: Iterable[str]) -> str:
    """Return what tells rows from other rows, in whatever order."""
    return hashlib.sha256("\n".join(sorted(row_ids)).encode()).hexdigest()


def net_new(
    connection: Connection, replaced: Collection[str] = (), held: Collection[str] = ()
) -> dict[str, list[str]]:
    """Return the ids of the rows that the next batch of each form would hold."""
    found: dict[str, list[str]] = {}
    for row in connection.execute(_net_new()):
        if row.id not in replaced and row.id not in held:
            found.setdefault(row.form, []).append(row.id)
    return found


def chosen_rows(
    connection: Connection, keys: DeskKeys, form: str, chosen: Chosen, replaced: Collection[str] = (),
    held: Collection[str] = (),
) -> list[str]:  # fmt: skip
    """Return the ids of what is chosen of a form, oldest first, protected and held back rows never.

    For a provider rows are opened, by the machine alone: nothing of them is shown. The replaced ones are
    neither new, waiting nor queued in the lists, and so not here; asked for no state, all there are come.
    """
    if not chosen.selection:
        return net_new(connection, replaced, held).get(form, [])
    query: Select[Any] = select(submission) if chosen.provider else select(*HEADER)
    query = query.where(submission.c.form == form, submission.c.protected == 0)
    if chosen.state:
        query = query.where(submission.c.state == chosen.state)
    rows = connection.execute(query.order_by(submission.c.received_at, submission.c.id))
    left_out = {*held, *(replaced if chosen.state else ())}
    return [row.id for row in rows if row.id not in left_out and _is_chosen(row, keys, chosen)]


def make(
    connection: Connection, keys: DeskKeys, form: str, chosen: Chosen, seen: str | None, who: str,
    now: datetime, replaced: Collection[str] = (), held: Collection[str] = (), most: int = AT_MOST,
) -> tuple[int, bool]:  # fmt: skip
    """Make a batch of the oldest in an open transaction; return its number, and whether it is new.

    ``seen`` is the fingerprint of the rows that the page counted. A second press, Back, and another officer
    who was first all lead to the batch that holds them already; rows that nobody has seen: ``RowsChanged``.
    """
    every = chosen_rows(connection, keys, form, chosen, replaced, held)
    rows = every[:most]
    same_rows = fingerprint_of(rows)
    found = _number_of(connection, form, seen or same_rows)
    if found is not None:
        return found, False
    if not rows or seen not in (None, same_rows):
        raise RowsChanged
    chosen = chosen.model_copy(update={"left": len(every) - len(rows)})
    sealed = seal_padded(chosen.model_dump_json().encode(), keys.recipients.keys)
    made = insert(batch).values(
        form=form, made_at=as_text(now), made_by=who, same_rows=same_rows, rows=len(rows),
        key_number=keys.recipients.number, chosen=sealed,
    )  # fmt: skip
    (number,) = connection.execute(made).inserted_primary_key or (0,)
    connection.execute(insert(batch_row), [{"batch": number, "submission": row} for row in rows])
    append(connection, keys.audit, who, "batch", [named(number), *rows], now)
    return int(number), True


def named(number: int) -> str:
    """Return what a batch is called in the log."""
    return f"{BATCH}{number}"


def count(connection: Connection) -> int:
    """Return how many batches there are."""
    return connection.execute(select(func.count()).select_from(batch)).scalar_one()


def list_batches(connection: Connection, keys: DeskKeys, span: slice) -> list[Batch]:
    """Return some batches, the newest first."""
    query = select(batch).order_by(batch.c.number.desc()).limit(span.stop - span.start).offset(span.start)
    return [_told(connection, keys, row) for row in connection.execute(query).all()]


def read_batch(connection: Connection, keys: DeskKeys, number: int) -> Batch:
    """Return one; raise ``NoSuchBatch``."""
    row = connection.execute(select(batch).where(batch.c.number == number)).first()
    if row is None:
        raise NoSuchBatch(number=number)
    return _told(connection, keys, row)


def newest_of(connection: Connection, keys: DeskKeys, form: str) -> Batch | None:
    """Return a form's newest batch."""
    query = select(batch).where(batch.c.form == form).order_by(batch.c.number.desc()).limit(1)
    row = connection.execute(query).first()
    return _told(connection, keys, row) if row else None


def rows_of(connection: Connection, number: int) -> list[Header]:
    """Return a batch's rows as they are now, oldest first, protected ones too."""
    query = select(*HEADER).join(batch_row, batch_row.c.submission == submission.c.id)
    query = query.where(batch_row.c.batch == number)
    found = connection.execute(query.order_by(submission.c.received_at, submission.c.id))
    return [header_of(row) for row in found]


def _net_new() -> Select[tuple[str, str]]:
    """Choose what is open and in no batch: what is ended stands in the case system or is not to."""
    open_ones = submission.c.state.in_(OPEN) & (submission.c.protected == 0)
    query = select(submission.c.id, submission.c.form).where(open_ones)
    query = query.where(submission.c.id.not_in(select(batch_row.c.submission)))
    return query.order_by(submission.c.received_at, submission.c.id)


def _is_chosen(row: Row[tuple[object, ...]], keys: DeskKeys, chosen: Chosen) -> bool:
    day = header_of(row).received_at.astimezone(SWEDEN).date()
    if (chosen.first and day < chosen.first) or (chosen.last and day > chosen.last):
        return False
    if not chosen.provider:
        return True
    one = opened_or_none(row, keys.private)
    return one is not None and one.answers.get(FIRST_WISH) == chosen.provider


def _number_of(connection: Connection, form: str, same_rows: str) -> int | None:
    found = select(batch.c.number).where((batch.c.form == form) & (batch.c.same_rows == same_rows))
    return connection.execute(found).scalar_one_or_none()


def _told(connection: Connection, keys: DeskKeys, row: Row[tuple[object, ...]]) -> Batch:
    try:
        chosen = Chosen.model_validate_json(unseal_bytes(row.chosen, keys.private[row.key_number]))
    except (KeyError, pyrage.DecryptError, ValidationError):
        chosen = None
    files = select(batch_file.c.format, batch_file.c.sha256).where(batch_file.c.batch == row.number)
    shielded = func.coalesce(func.sum(submission.c.protected), 0)
    here = select(func.count(), shielded).join(batch_row, batch_row.c.submission == submission.c.id)
    kept, protected = connection.execute(here.where(batch_row.c.batch == row.number)).one()
    return Batch(
        number=row.number,
        form=row.form,
        made_at=from_text(row.made_at),
        made_by=row.made_by,
        rows=row.rows,
        chosen=chosen,
        confirmed_at=from_text(row.confirmed_at) if row.confirmed_at else None,
        confirmed_by=row.confirmed_by,
        sums={file.format: file.sha256 for file in connection.execute(files.order_by(batch_file.c.format))},
        kept=kept,
        protected=protected,
    )
