"""An exit is confirmed in the case system; from then its rows are kept as long as other ended ones."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import Connection, delete, insert, select

from hemval.queue.desk.audit import append
from hemval.queue.desk.errors import ConfirmRefused
from hemval.queue.desk.exits.sealed import named
from hemval.queue.desk.keys import DeskKeys
from hemval.queue.desk.steps import UNDOABLE
from hemval.queue.desk.tables import affected, exit_end
from hemval.queue.times import as_text, from_text
from hemval.words.dates import SWEDEN


@dataclass(frozen=True)
class ExitEnd:
    """That an exit stands in the case system."""

    exit: str
    confirmed_at: datetime
    confirmed_by: str

    def can_undo(self, now: datetime) -> bool:
        """Say whether it can be taken back: for a day, as every step."""
        return now - self.confirmed_at < UNDOABLE

    def goes_on(self, kept_days: int, last_day: date | None) -> date:
        """Return the day on which the exit's rows go: counted from when it was over and confirmed.

        ``last_day`` is the last of its last days as they are now: one may have moved after it was confirmed.
        """
        confirmed = self.confirmed_at.astimezone(SWEDEN).date()
        return max(confirmed, last_day or confirmed) + timedelta(days=kept_days)


def read_end(connection: Connection, exit_id: str) -> ExitEnd | None:
    """Return when an exit was confirmed; None while it is under way."""
    row = connection.execute(select(exit_end).where(exit_end.c.exit == exit_id)).first()
    return ExitEnd(row.exit, from_text(row.confirmed_at), row.confirmed_by) if row is not None else None


def confirm_exit(
    connection: Connection, keys: DeskKeys, exit_id: str, who: str, now: datetime, outside: Sequence[str] = ()
) -> None:
    """Note that an exit stands in the case system, in an open transaction; a second time changes nothing.

    Whether it may be is asked before (``confirming``). ``outside`` are the ids of those who have nobody here
    and whom the officer has seen to elsewhere: they stand in the log.

    Raises ``ConfirmRefused`` for an exit that nobody is affected by.
    """
    if read_end(connection, exit_id) is not None:
        return
    if connection.execute(select(affected.c.id).where(affected.c.exit == exit_id).limit(1)).first() is None:
        raise ConfirmRefused(exit=exit_id)
    connection.execute(insert(exit_end).values(exit=exit_id, confirmed_at=as_text(now), confirmed_by=who))
    append(connection, keys.audit, who, "exit_confirmed", [named(exit_id), *outside], now)


def undo_confirm_exit(
    connection: Connection, keys: DeskKeys, exit_id: str, who: str, now: datetime
) -> ExitEnd | None:
    """Take it back within a day, in an open transaction, and return what was; None where nothing was.

    Raises ``ConfirmRefused`` when it is too late.
    """
    end = read_end(connection, exit_id)
    if end is None:
        return None
    if not end.can_undo(now):
        raise ConfirmRefused(exit=exit_id)
    connection.execute(delete(exit_end).where(exit_end.c.exit == exit_id))
    append(connection, keys.audit, who, "exit_confirm_undone", [named(exit_id)], now)
    return end
