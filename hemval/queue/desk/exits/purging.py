"""Take away what is kept of an exit that ended, whole persons at a time; that it ended stays, and a count."""

from collections.abc import Callable, Sequence
from datetime import date, datetime

from sqlalchemy import Connection, Table, delete, select, update
from sqlalchemy.dialects.sqlite import insert

from hemval.queue.database import Database
from hemval.queue.desk.audit import append
from hemval.queue.desk.exits.ending import ExitEnd
from hemval.queue.desk.exits.sealed import named
from hemval.queue.desk.keys import DeskKeys
from hemval.queue.desk.retention import Retention
from hemval.queue.desk.tables import affected, exit_end, joined, settled, submission, tally
from hemval.queue.times import from_text
from hemval.words.dates import SWEDEN

AT_ONCE = 500

OUTLIVES = ("state", "ended_at", "protected")
"""What of a choice's row an exit goes on knowing when the row is purged."""

GOES_WITH_AFFECTED: tuple[Table, ...] = (settled, joined)
"""Every table that holds something of an affected person beside ``affected``; a test fails for another."""


def purge_exits(
    database: Database, keys: DeskKeys, retention: Retention, who: str, now: datetime,
    last_day: Callable[[str], date | None] = lambda _exit: None,
) -> dict[str, int]:  # fmt: skip
    """Take away the affected of exits whose days have passed; return how many of each exit are gone.

    ``last_day`` tells the last of an exit's last days as they are now.
    """
    today = now.astimezone(SWEDEN).date()
    with database.reading() as connection:
        ends = connection.execute(select(exit_end)).all()
    gone: dict[str, int] = {}
    for row in ends:
        end = ExitEnd(row.exit, from_text(row.confirmed_at), row.confirmed_by)
        if end.goes_on(retention.kept_days, last_day(row.exit)) > today:
            continue
        while rows := _purge_some(database, keys, end, retention, who, now):
            gone[row.exit] = gone.get(row.exit, 0) + rows
    return gone


def keep_what_outlives(connection: Connection, ids: Sequence[str]) -> None:
    """Note beside joined choices that are about to be purged how they ended, and who is protected.

    A withdrawn one stays too: without it an older one of the person would count again.
    """
    theirs = submission.c.id == joined.c.submission
    values = {name: select(submission.c[name]).where(theirs).scalar_subquery() for name in OUTLIVES}
    connection.execute(update(joined).where(joined.c.submission.in_(ids)).values(values))


def _purge_some(
    database: Database, keys: DeskKeys, end: ExitEnd, retention: Retention, who: str, now: datetime
) -> int:
    month = f"{end.confirmed_at.astimezone(SWEDEN):%Y-%m}"
    with database.writing() as connection:
        # Confirming may have been undone since.
        still = select(affected.c.id).join(exit_end, exit_end.c.exit == affected.c.exit)
        ids = list(connection.execute(still.where(affected.c.exit == end.exit).limit(AT_ONCE)).scalars())
        if not ids:
            return 0
        for table in GOES_WITH_AFFECTED:
            connection.execute(delete(table).where(table.c.affected.in_(ids)))
        connection.execute(delete(affected).where(affected.c.id.in_(ids)))
        row = insert(tally).values(month=month, form=end.exit, state="taken_over", rows=len(ids))
        more = {"rows": tally.c.rows + row.excluded.rows}
        connection.execute(row.on_conflict_do_update(index_elements=["month", "form", "state"], set_=more))
        append(connection, keys.audit, who, "exit_purge", [named(end.exit), *ids, retention.decision], now)
    return len(ids)
