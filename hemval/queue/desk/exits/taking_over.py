"""Take over the choices that an exit has settled, as it is confirmed: they stand in the case system with it.

Left open they would stand as new, and be registered once more: by hand, or in the next batch.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select

from hemval.queue.desk.exits.ending import ExitEnd
from hemval.queue.desk.keys import DeskKeys
from hemval.queue.desk.outcomes import keep_judged
from hemval.queue.desk.steps import step_within, undo_within
from hemval.queue.desk.tables import HEADER, OPEN, Header, affected, header_of, joined, submission
from hemval.rules.exits.case import Case
from hemval.rules.exits.plan import Plan
from hemval.rules.exits.settled_choices import settled_choices


@dataclass(frozen=True)
class Left:
    """The choices of an exit that are open in the list of cases."""

    taken: tuple[Header, ...]
    """Those that a confirmation takes over."""
    staying: tuple[Header, ...]
    """Those that stay for an officer: of who waits for a place, is protected, or has nobody here."""


def read_left(connection: Connection, exit_id: str, cases: Sequence[Case], plans: Sequence[Plan]) -> Left:
    """Tell the open ones apart. Of several of one person only the newest is told: it replaces the others."""
    open_ones = {one.id: one for one in _rows(connection, exit_id) if one.state in OPEN}
    settled = settled_choices(plans)
    taken = tuple(
        one for one in open_ones.values() if one.id in settled and one.state != "queued" and not one.protected
    )
    told = {one.id for one in taken}
    staying = tuple(
        open_ones[choice.submission]
        for case in cases
        for n, choice in enumerate(case.choices, start=1)
        if choice.submission in open_ones
        and choice.submission not in told
        and not any(later.same_person(choice) for later in case.choices[n:])
    )
    return Left(taken, staying)


def take_over_settled(
    connection: Connection, keys: DeskKeys, exit_id: str, cases: Sequence[Case], plans: Sequence[Plan],
    who: str, now: datetime,
) -> int:  # fmt: skip
    """Take over those that the exit settled, in the transaction that confirms; return how many.

    What is kept of each is what the exit's file says of it: judged by itself it could come to another.
    """
    settled = settled_choices(plans)
    taken = read_left(connection, exit_id, cases, plans).taken
    for row in taken:
        step_within(connection, keys, row.id, row.version, "taken_over", who, now)
        judged = settled[row.id]
        if judged is not None:
            keep_judged(connection, keys, row.id, judged, who, now)
    return len(taken)


def undo_take_over(connection: Connection, keys: DeskKeys, end: ExitEnd, who: str, now: datetime) -> int:
    """Take back what confirming took over and nobody has changed since; return how many.

    The last first, as a batch's are.
    """
    mine = (end.confirmed_at, end.confirmed_by, "taken_over")
    undone = [
        row
        for row in reversed(_rows(connection, end.exit))
        if (row.changed_at, row.changed_by, row.state) == mine and row.before is not None
    ]
    for row in undone:
        undo_within(connection, keys, row.id, row.version, who, now)
    return len(undone)


def _rows(connection: Connection, exit_id: str) -> list[Header]:
    mine = select(joined.c.submission).join(affected, affected.c.id == joined.c.affected)
    rows = select(*HEADER).where(submission.c.id.in_(mine.where(affected.c.exit == exit_id)))
    ordered = rows.order_by(submission.c.received_at, submission.c.id)
    return [header_of(row) for row in connection.execute(ordered)]
