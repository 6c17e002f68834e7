"""The files of a batch: made once, kept sealed, and handed out again byte for byte.

A kept file never holds a protected row: marking one takes the files of its batches away in the same
transaction, and whoever fetches again gets one that is made anew without it.
"""

import hashlib
import hmac
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

import pyrage  # type: ignore[import-untyped]
from sqlalchemy import ColumnElement, Connection, delete, select
from sqlalchemy.dialects.sqlite import insert

from hemval.queue.database import Database
from hemval.queue.desk.audit import append
from hemval.queue.desk.errors import FileBroken, NoSuchBatch, SealBroken
from hemval.queue.desk.keys import DeskKeys
from hemval.queue.desk.tables import Header, batch, batch_file, batch_row, header_of, submission
from hemval.queue.desk.unsealing import unseal, unseal_bytes
from hemval.queue.sealing import seal_bytes
from hemval.queue.submission import Submission
from hemval.queue.times import from_text

STEP = 64 * 1024
"""Files are told apart by their length no finer than this."""


@dataclass(frozen=True)
class Contents:
    """What a file of a batch is made of, as it was when the batch was made."""

    number: int
    form: str
    made_at: datetime
    opened: tuple[tuple[Header, Submission], ...]
    """Its rows without the protected, oldest first."""
    damaged: tuple[Header, ...]
    known: tuple[tuple[Header, Submission], ...]
    """Every row of the form that had come by then, the protected too: what supersedes what.

    Whoever makes the file names none of those that are protected.
    """


BATCH = "batch:"
"""What comes before a batch's number in the log."""

Make = Callable[[Contents], bytes]


def read_contents(database: Database, keys: DeskKeys, number: int) -> Contents:
    """Open what a batch holds; raise ``NoSuchBatch``. Nothing of it is shown to anybody yet.

    With a connection of its own: all rows of a form are opened, and nobody is to wait for that.
    """
    with database.apart() as apart, apart.reading() as connection:
        return _read(connection, keys, number)


def _read(connection: Connection, keys: DeskKeys, number: int) -> Contents:
    row = connection.execute(select(batch).where(batch.c.number == number)).first()
    if row is None:
        raise NoSuchBatch(number=number)
    mine = set(_row_ids(connection, number))
    query = select(submission).where(submission.c.form == row.form)
    # Its own rows whatever the clock said: one that was put back must not leave them out.
    query = query.where((submission.c.taken_in_at <= row.made_at) | submission.c.id.in_(mine))
    opened, damaged, known = [], [], []
    for one in connection.execute(query.order_by(submission.c.received_at, submission.c.id)):
        header = header_of(one)
        try:
            known.append((header, unseal(header, one.sealed, keys.private)))
        except SealBroken:
            damaged += [header] if header.id in mine else []
        else:
            opened += [known[-1]] if header.id in mine else []
    made_at = from_text(row.made_at)
    return Contents(number, row.form, made_at, tuple(opened), tuple(damaged), tuple(known))


def keep_file(database: Database, keys: DeskKeys, number: int, format_: str, make: Make) -> str:
    """Return the SHA-256 of a batch's file in a format, made now where none is kept.

    It is made outside the transaction, so that nobody waits for it. Whoever keeps one first is right; a row
    that was protected or purged meanwhile, in it or only named in it, begins it anew.
    """
    while True:
        with database.reading() as connection:
            kept = _kept(connection, number, format_)
        if kept is not None:
            return kept
        contents = read_contents(database, keys, number)
        made = make(contents)
        with database.writing() as connection:
            as_read = _ids(contents) == set(_row_ids(connection, number))
            if as_read and not _names_protected(connection, contents):
                return _keep(connection, keys, number, format_, made)


def hand_out(
    database: Database, keys: DeskKeys, number: int, format_: str, make: Make, who: str, now: datetime
) -> bytes:
    """Log who fetches which rows, and return the kept file; raise ``NoSuchBatch`` or ``FileBroken``."""
    while True:
        sum_ = keep_file(database, keys, number, format_, make)
        with database.writing() as connection:
            found = (batch_file.c.batch == number) & (batch_file.c.format == format_)
            row = connection.execute(select(batch_file).where(found)).first()
            if row is None or row.sha256 != sum_:
                continue  # taken away just now: a row was protected
            content = _opened(number, row.sealed, keys.private.get(row.key_number))
            if not hmac.compare_digest(_sum(content), row.sha256):
                raise FileBroken(number=number)
            told = [f"{BATCH}{number}", format_, sum_, *_row_ids(connection, number)]
            append(connection, keys.audit, who, "batch_fetch", told, now)
        return content


def forget_files_of(connection: Connection, row_ids: Sequence[str]) -> None:
    """Take the kept files of every batch that one of some rows is in away, in an open transaction."""
    connection.execute(delete(batch_file).where(files_with(row_ids)))


def files_with(row_ids: Sequence[str]) -> ColumnElement[bool]:
    """Return how to find the files of the batches that one of some rows is in."""
    batches = select(batch_row.c.batch).where(batch_row.c.submission.in_(row_ids))
    return batch_file.c.batch.in_(batches)


def _keep(connection: Connection, keys: DeskKeys, number: int, format_: str, made: bytes) -> str:
    # Length first, then blanks: the file comes out as it went in.
    packed = len(made).to_bytes(8) + made
    sealed = seal_bytes(packed.ljust(-(-len(packed) // STEP) * STEP, b" "), keys.recipients.keys)
    row = {"batch": number, "format": format_, "sha256": _sum(made)}
    row |= {"key_number": keys.recipients.number, "sealed": sealed}
    connection.execute(insert(batch_file).on_conflict_do_nothing(index_elements=["batch", "format"]), row)
    return str(_kept(connection, number, format_))


def _opened(number: int, sealed: bytes, key: str | None) -> bytes:
    try:
        packed = unseal_bytes(sealed, key or "")
    except (pyrage.DecryptError, pyrage.IdentityError):
        raise FileBroken(number=number) from None
    return packed[8 : 8 + int.from_bytes(packed[:8])]


def _kept(connection: Connection, number: int, format_: str) -> str | None:
    found = (batch_file.c.batch == number) & (batch_file.c.format == format_)
    return connection.execute(select(batch_file.c.sha256).where(found)).scalar_one_or_none()


def _ids(contents: Contents) -> set[str]:
    return {header.id for header, _ in contents.opened} | {header.id for header in contents.damaged}


def _names_protected(connection: Connection, contents: Contents) -> bool:
    """Say whether a row that was not protected when the contents were read is so now."""
    query = select(submission.c.id).where(submission.c.form == contents.form, submission.c.protected == 1)
    protected = set(connection.execute(query).scalars())
    return any(header.id in protected for header, _ in contents.known if not header.protected)


def _row_ids(connection: Connection, number: int) -> list[str]:
    """Return the ids of the rows that a file of a batch holds."""
    query = select(submission.c.id).join(batch_row, batch_row.c.submission == submission.c.id)
    query = query.where((batch_row.c.batch == number) & (submission.c.protected == 0))
    return list(connection.execute(query.order_by(submission.c.received_at, submission.c.id)).scalars())


def _sum(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
