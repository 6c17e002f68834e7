"""Take rows away by rule, with all that hangs on them, so that nothing of a person is left in a file.

Each transaction takes whole rows and holds the link that names them: cut off anywhere, a row is there with
everything or gone with everything. Deleted bytes are overwritten (``secure_delete``, in ``connection.py``)
and the journals, which hold older ones, are emptied last; cut off before that, the next purge does it.
"""

import json
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, Connection, Table, delete, select, update
from sqlalchemy.dialects.sqlite import insert

from hemval.queue.database import Database
from hemval.queue.desk.audit import append
from hemval.queue.desk.batch_files import files_with
from hemval.queue.desk.exits.given import keep_given
from hemval.queue.desk.exits.purging import GOES_WITH_AFFECTED as GOES_WITH_AFFECTED
from hemval.queue.desk.exits.purging import keep_what_outlives, purge_exits
from hemval.queue.desk.keys import DeskKeys
from hemval.queue.desk.retention import Retention, is_due, is_endangered
from hemval.queue.desk.tables import (
    HEADER,
    Header,
    audit,
    batch_file,
    batch_row,
    header_of,
    outcome,
    submission,
    tally,
    waiting_place,
)
from hemval.queue.times import as_text
from hemval.words.dates import SWEDEN

AT_ONCE = 500
"""Rows in one transaction: officers wait for the deletion of this many at most."""

GOES_WITH: tuple[tuple[Table, Callable[[Sequence[str]], ColumnElement[bool]]], ...] = (
    (outcome, lambda ids: outcome.c.submission.in_(ids)),
    (waiting_place, lambda ids: waiting_place.c.submission.in_(ids)),
    (batch_file, files_with),
    (batch_row, lambda ids: batch_row.c.submission.in_(ids)),
)
"""Every table that holds something of a row beside ``submission``, with how to find it by the rows' ids.

In the order that they are emptied. A choice that joined an exit stays there until the exit goes: that
somebody chose, or took it back, must not be forgotten before. A test fails for a table that hangs on a row
and does not stand here.
"""

STAYS: Mapping[str, str] = {
    "turn": "the provider that a round gave last: nobody can tell to whom",
    "batch": "days, a provider and a state that an officer chose rows by",
    "second_factor": "an officer's own secret",
}
"""Tables with something sealed that no purge touches, and why: nothing in them is about a citizen."""


@dataclass(frozen=True)
class Purged:
    """How many rows of each form and affected of each exit are gone, and how many open ones are warned of."""

    rows: Mapping[str, int]
    warned: int


@dataclass(frozen=True)
class Counted:
    """How many rows of a form came in during a month and were purged in a state."""

    month: str
    form: str
    state: str
    rows: int


def purge(
    letterbox: Database, queue: Database, keys: DeskKeys, retention: Retention, who: str, now: datetime,
    awaited: Callable[[Sequence[Header]], Collection[str]] = lambda _rows: (),
    last_day: Callable[[str], date | None] = lambda _exit: None,
) -> Purged:  # fmt: skip
    """Take away what is due, warn of what comes next, and empty both journals.

    ``awaited`` says which of those that are due stay all the same, ``last_day`` when an exit is over.

    Raises ``JournalInUse`` when another reads a file for so long that its journal could not be emptied:
    the rows are gone from the file all the same.
    """
    today = now.astimezone(SWEDEN).date()
    headers = _headers(queue)
    gone: Counter[str] = Counter()
    over = [header for header in headers if is_due(header, retention.kept_days, today)]
    kept = awaited(over)
    due = [header.id for header in over if header.id not in kept]
    for start in range(0, len(due), AT_ONCE):
        some = due[start : start + AT_ONCE]
        with queue.writing() as connection:
            gone.update(_take_away(connection, keys, some, retention, who, now))
    open_ids = [one.id for one in headers if one.warned_at is None and is_endangered(one, today)]
    warned = _warn(queue, keys, open_ids, who, now) if open_ids else 0
    gone.update(purge_exits(queue, keys, retention, who, now, last_day))
    queue.empty_journal()
    letterbox.empty_journal()
    return Purged(gone, warned)


def gone_without_purge(queue: Database) -> tuple[str, ...]:
    """Return the rows that the log says came in, that no purge took, and that are not here.

    An edited log is found elsewhere.
    """
    came: set[str] = set()
    acts = select(audit.c.act, audit.c.rows).where(audit.c.act.in_(("take_in", "register", "purge")))
    with queue.reading() as connection:
        for entry in connection.execute(acts.order_by(audit.c.seq)):
            rows = set(json.loads(entry.rows))
            came = came - rows if entry.act == "purge" else came | rows
        return tuple(sorted(came.difference(connection.execute(select(submission.c.id)).scalars())))


def read_tally(queue: Database) -> tuple[Counted, ...]:
    """Return how many rows are gone, the newest month first."""
    query = select(tally).order_by(tally.c.month.desc(), tally.c.form, tally.c.state)
    with queue.reading() as connection:
        return tuple(Counted(*row) for row in connection.execute(query))


def _headers(queue: Database) -> list[Header]:
    with queue.reading() as connection:
        return [header_of(row) for row in connection.execute(select(*HEADER))]


def _take_away(
    connection: Connection, keys: DeskKeys, some: Sequence[str], retention: Retention, who: str, now: datetime
) -> list[str]:
    """Delete those of some rows that are still due, count and log them; return the form of each."""
    today = now.astimezone(SWEDEN).date()
    found = connection.execute(select(*HEADER).where(submission.c.id.in_(some)))
    due = [one for one in map(header_of, found) if is_due(one, retention.kept_days, today)]
    ids = [one.id for one in due]
    if not ids:
        return []
    keep_what_outlives(connection, ids)
    keep_given(connection, keys, ids)
    for table, of_rows in GOES_WITH:
        connection.execute(delete(table).where(of_rows(ids)))
    connection.execute(delete(submission).where(submission.c.id.in_(ids)))
    for (month, form, state), rows in Counter(map(_counted_as, due)).items():
        row = insert(tally).values(month=month, form=form, state=state, rows=rows)
        more = {"rows": tally.c.rows + row.excluded.rows}
        connection.execute(row.on_conflict_do_update(index_elements=["month", "form", "state"], set_=more))
    append(connection, keys.audit, who, "purge", [*ids, retention.decision], now)
    return [one.form for one in due]


def _counted_as(header: Header) -> tuple[str, str, str]:
    day: date = header.received_at.astimezone(SWEDEN).date()
    return f"{day:%Y-%m}", header.form, header.state


def _warn(queue: Database, keys: DeskKeys, ids: Sequence[str], who: str, now: datetime) -> int:
    """Begin to warn of open rows. They go no sooner than this many days from now, whatever the clock said."""
    today = now.astimezone(SWEDEN).date()
    warned: list[str] = []
    with queue.writing() as connection:
        for start in range(0, len(ids), AT_ONCE):
            some = ids[start : start + AT_ONCE]
            found = connection.execute(select(*HEADER).where(submission.c.id.in_(some)))
            still = [
                one.id for one in map(header_of, found) if one.warned_at is None and is_endangered(one, today)
            ]
            mine = update(submission).where(submission.c.id.in_(still))
            connection.execute(mine.values(warned_at=as_text(now)))
            warned += still
        if warned:
            append(connection, keys.audit, who, "purge_warning", warned, now)
    return len(warned)
