"""The queue file's tables, and what a row says without being opened."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal, get_args

from sqlalchemy import CheckConstraint, Column, ForeignKey, Integer, LargeBinary, MetaData, Row, Table, Text

from hemval.queue.times import from_text

State = Literal["new", "awaiting", "queued", "taken_over", "closed", "withdrawn"]

STATES: tuple[State, ...] = get_args(State)

OPEN: tuple[State, ...] = ("new", "awaiting", "queued")
"""States in which somebody still has something to do; the others end a case and start its retention."""

metadata = MetaData()

submission = Table(
    "submission",
    metadata,
    Column("id", Text, primary_key=True, nullable=False),
    Column("received_at", Text, nullable=False, index=True),
    Column("taken_in_at", Text, nullable=False),
    Column("form", Text, nullable=False),
    Column("key_number", Integer, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
    Column("state", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("changed_at", Text),
    Column("changed_by", Text),
    Column("before", Text),
    Column("ended_at", Text),
    Column("protected", Integer, nullable=False, server_default="0"),
    Column("warned_at", Text),
    CheckConstraint(f"state IN {STATES}", name="submission_state"),
    CheckConstraint("protected IN (0, 1)", name="submission_protected"),
    sqlite_strict=True,
)

audit = Table(
    "audit",
    metadata,
    Column("seq", Integer, primary_key=True, nullable=False),
    Column("at", Text, nullable=False),
    Column("who", Text, nullable=False),
    Column("act", Text, nullable=False),
    Column("rows", Text, nullable=False),
    Column("previous", Text, nullable=False),
    Column("mac", Text, nullable=False),
    sqlite_strict=True,
)

officer = Table(
    "officer",
    metadata,
    Column("name", Text, primary_key=True, nullable=False),
    Column("password", Text, nullable=False),
    Column("failures", Integer, nullable=False),
    Column("created_at", Text, nullable=False),
    Column("closed_at", Text),
    Column("roles", Text, nullable=False, server_default=""),
    Column("first_until", Text),
    sqlite_strict=True,
)

session = Table(
    "session",
    metadata,
    Column("token_hash", Text, primary_key=True, nullable=False),
    Column("officer", Text, ForeignKey("officer.name"), nullable=False),
    Column("created_at", Text, nullable=False),
    Column("seen_at", Text, nullable=False),
    sqlite_strict=True,
)

second_factor = Table(
    "second_factor",
    metadata,
    Column("officer", Text, ForeignKey("officer.name"), primary_key=True, nullable=False),
    Column("key_number", Integer, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
    Column("last_step", Integer, nullable=False),
    sqlite_strict=True,
)

outcome = Table(
    "outcome",
    metadata,
    Column("submission", Text, ForeignKey("submission.id"), primary_key=True, nullable=False),
    Column("made_at", Text, nullable=False),
    Column("made_by", Text, nullable=False),
    Column("key_number", Integer, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
    sqlite_strict=True,
)

waiting_place = Table(
    "waiting_place",
    metadata,
    Column("submission", Text, ForeignKey("submission.id"), primary_key=True, nullable=False),
    Column("key_number", Integer, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
    sqlite_strict=True,
)

turn = Table(
    "turn",
    metadata,
    Column("round", Text, primary_key=True, nullable=False),
    Column("key_number", Integer, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
    sqlite_strict=True,
)

tally = Table(
    "tally",
    metadata,
    Column("month", Text, primary_key=True, nullable=False),
    Column("form", Text, primary_key=True, nullable=False),
    Column("state", Text, primary_key=True, nullable=False),
    Column("rows", Integer, nullable=False),
    sqlite_strict=True,
)
"""What is left of purged rows: how many came in during a month, by form and the state they ended in."""

batch = Table(
    "batch",
    metadata,
    Column("number", Integer, primary_key=True, nullable=False),
    Column("form", Text, nullable=False, index=True),
    Column("made_at", Text, nullable=False),
    Column("made_by", Text, nullable=False),
    Column("same_rows", Text, nullable=False, unique=True),
    Column("rows", Integer, nullable=False),
    Column("key_number", Integer, nullable=False),
    Column("chosen", LargeBinary, nullable=False),
    Column("confirmed_at", Text),
    Column("confirmed_by", Text),
    sqlite_strict=True,
)

batch_row = Table(
    "batch_row",
    metadata,
    Column("batch", Integer, ForeignKey("batch.number"), primary_key=True, nullable=False),
    Column("submission", Text, ForeignKey("submission.id"), primary_key=True, nullable=False, index=True),
    sqlite_strict=True,
)

batch_file = Table(
    "batch_file",
    metadata,
    Column("batch", Integer, ForeignKey("batch.number"), primary_key=True, nullable=False),
    Column("format", Text, primary_key=True, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("key_number", Integer, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
    sqlite_strict=True,
)

affected = Table(
    "affected",
    metadata,
    Column("id", Text, primary_key=True, nullable=False),
    Column("exit", Text, nullable=False, index=True),
    Column("key_number", Integer, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
    Column("version", Integer, nullable=False),
    Column("told_at", Text),
    Column("reminded_at", Text),
    Column("undeliverable_at", Text),
    Column("gone_at", Text),
    Column("told_day", Text),
    Column("told_deadline", Text),
    sqlite_strict=True,
)

joined = Table(
    "joined",
    metadata,
    Column("submission", Text, primary_key=True, nullable=False),
    Column("affected", Text, ForeignKey("affected.id"), nullable=False, index=True),
    Column("key_number", Integer, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
    Column("protected", Integer, nullable=False, server_default="0"),
    Column("state", Text),
    Column("ended_at", Text),
    CheckConstraint("protected IN (0, 1)", name="joined_protected"),
    sqlite_strict=True,
)
"""Without a reference to ``submission``: that somebody chose outlives the purge of the choice.

``protected``, ``state`` and ``ended_at`` are noted when that row is purged, and are of it until then.
"""

settled = Table(
    "settled",
    metadata,
    Column("id", Text, primary_key=True, nullable=False),
    Column("affected", Text, ForeignKey("affected.id"), nullable=False, index=True),
    Column("made_at", Text, nullable=False),
    Column("made_by", Text, nullable=False),
    Column("key_number", Integer, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
    sqlite_strict=True,
)

exit_end = Table(
    "exit_end",
    metadata,
    Column("exit", Text, primary_key=True, nullable=False),
    Column("confirmed_at", Text, nullable=False),
    Column("confirmed_by", Text, nullable=False),
    sqlite_strict=True,
)


@dataclass(frozen=True)
class Header:
    """A row as it stands outside the seal."""

    id: str
    received_at: datetime
    taken_in_at: datetime
    form: str
    key_number: int
    state: State
    version: int
    changed_at: datetime | None
    changed_by: str | None
    before: State | None = None
    """The state that undoing the last step gives back."""
    ended_at: datetime | None = None
    """When it came to a state that ends it: from then it is kept as many days as the municipality decided."""
    protected: bool = False
    """The person has protected personal data: in no list and no file, handled by phone."""
    warned_at: datetime | None = None
    """Since when officers are warned that it goes although it is open; each step begins anew."""


UNKNOWN_TIME = datetime(1970, 1, 1, tzinfo=UTC)

HEADER = [column for column in submission.columns if column.name != "sealed"]


def header_of(row: Row[tuple[object, ...]]) -> Header:
    """Read a header from a row of ``HEADER`` columns, with or without others.

    It never fails, or one bad row would keep all the others away: a time that cannot be read is told as that
    of taking in, which is not the one inside the seal, so the row shows as damaged.
    """
    taken_in_at = _time(row.taken_in_at, UNKNOWN_TIME)
    return Header(
        id=row.id,
        received_at=_time(row.received_at, taken_in_at),
        taken_in_at=taken_in_at,
        form=row.form,
        key_number=row.key_number,
        state=row.state,
        version=row.version,
        changed_at=_time(row.changed_at, taken_in_at) if row.changed_at else None,
        changed_by=row.changed_by,
        before=row.before,
        ended_at=_time(row.ended_at, taken_in_at) if row.ended_at else None,
        protected=bool(row.protected),
        warned_at=_time(row.warned_at, taken_in_at) if row.warned_at else None,
    )


def _time(text: str, otherwise: datetime) -> datetime:
    try:
        return from_text(text)
    except ValueError:
        return otherwise
