"""Confirm that a batch stands in the case system: all its open rows are taken over together, or none."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import Connection, update

from hemval.content.whole import Content
from hemval.forms.sent.judging import judged_when_sent
from hemval.queue.desk.audit import append
from hemval.queue.desk.batch import Batch, named, read_batch, rows_of
from hemval.queue.desk.errors import RowsChanged, StepRefused
from hemval.queue.desk.keys import DeskKeys
from hemval.queue.desk.rows import open_unshown
from hemval.queue.desk.steps import UNDOABLE, step_within, undo_within
from hemval.queue.desk.tables import OPEN, Header, batch
from hemval.queue.submission import Submission
from hemval.queue.times import as_text


def to_take_over(rows: Sequence[Header]) -> list[Header]:
    """Return the rows of a batch that confirming it takes over, as far as can be seen unopened.

    Who waits in a provider's queue goes on waiting: taken over, the place would be lost.
    """
    return [row for row in rows_left(rows) if row.state != "queued"]


def waits_for_room(one: Submission, content: Content | None) -> bool:
    """Say whether the rules have somebody wait for a provider: taken over, there would be no place."""
    if content is None:
        return False
    judged = judged_when_sent(content, one.form, one.answers, one.received_at, one.id)
    return judged is not None and judged.result.waits_for is not None


def rows_left(rows: Sequence[Header]) -> list[Header]:
    """Return the rows of a batch that are open, without the protected."""
    return [row for row in rows if row.state in OPEN and not row.protected]


def confirm(
    connection: Connection, keys: DeskKeys, number: int, seen: Mapping[str, int], content: Content | None,
    who: str, now: datetime,
) -> int:  # fmt: skip
    """Take over what the officer saw, in an open transaction; return how many rows that were.

    ``seen`` has the version of each row on the page. What another has changed since, what cannot be opened,
    and who is to wait for room, is left as it is. A batch that is confirmed already stays as it is:
    pressing twice is no error.
    """
    if read_batch(connection, keys, number).confirmed_at is not None:
        return 0
    as_seen = [row for row in to_take_over(rows_of(connection, number)) if seen.get(row.id) == row.version]
    opened = open_unshown(connection, keys, [row.id for row in as_seen])
    taken = []
    for row in as_seen:
        if (one := opened.get(row.id)) and not waits_for_room(one, content):
            step_within(connection, keys, row.id, row.version, "taken_over", who, now, content, opened=one)
            taken.append(row.id)
    if not taken:
        raise RowsChanged
    _set(connection, number, as_text(now), who)
    append(connection, keys.audit, who, "confirm", [named(number), *taken], now)
    return len(taken)


def can_undo_confirm(one: Batch, now: datetime) -> bool:
    """Say whether a confirmation can be taken back: as long as each of its steps can."""
    return one.confirmed_at is not None and now - one.confirmed_at < UNDOABLE


def undo_confirm(
    connection: Connection, keys: DeskKeys, number: int, seen: datetime, who: str, now: datetime
) -> int:
    """Take back what confirming did and nobody has changed since; return how many rows that were.

    The last first, as their turns were given. ``seen`` is when it was confirmed by the officer's page:
    another confirmation, or none, raises ``RowsChanged``. Raises ``StepRefused`` when it is too late.
    """
    one = read_batch(connection, keys, number)
    if one.confirmed_at != seen:
        raise RowsChanged
    if not can_undo_confirm(one, now):
        raise StepRefused(row=named(number), state="taken_over", to="new")
    mine = (one.confirmed_at, one.confirmed_by, "taken_over")
    undone = []
    for row in reversed(rows_of(connection, number)):
        if (row.changed_at, row.changed_by, row.state) == mine and row.before is not None:
            undo_within(connection, keys, row.id, row.version, who, now)
            undone.append(row.id)
    _set(connection, number, None, None)
    append(connection, keys.audit, who, "confirm_undone", [named(number), *undone], now)
    return len(undone)


def _set(connection: Connection, number: int, at: str | None, who: str | None) -> None:
    changed = update(batch).where(batch.c.number == number)
    connection.execute(changed.values(confirmed_at=at, confirmed_by=who))
