"""Read the log as an auditor does: a part of it, newest first. Reading it is an act that it holds too."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, func, or_, select, true

from hemval.queue.database import Database
from hemval.queue.desk.audit import Act, Entry, append
from hemval.queue.desk.tables import audit
from hemval.queue.times import as_text, from_text


@dataclass(frozen=True)
class Sought:
    """What is asked for; nothing of a kind means all of it."""

    who: str = ""
    act: str = ""
    since: datetime | None = None
    before: datetime | None = None
    rows: tuple[str, ...] = ()
    """Entries about any of these."""
    up_to: int | None = None
    """The newest entry when the reading began: what is added meanwhile moves nothing from page to page."""


@dataclass(frozen=True)
class Extent:
    """How many entries there are of what is asked for, up to which, and whose names the log holds."""

    total: int
    up_to: int
    names: tuple[str, ...]
    acts: tuple[str, ...]


@dataclass(frozen=True)
class Done:
    """What was done last to something, who did it and when."""

    act: str
    who: str
    at: datetime


class LogReader:
    """Reads the log, and writes in it that it was read."""

    def __init__(self, database: Database, key: bytes) -> None:
        self.database = database
        self.key = key

    def extent(self, sought: Sought) -> Extent:
        """Count, without showing anything."""
        with self.database.reading() as connection:
            newest = connection.execute(select(func.max(audit.c.seq))).scalar_one() or 0
            up_to = newest if sought.up_to is None else min(sought.up_to, newest)
            found = and_(*_conditions(sought), audit.c.seq <= up_to)
            total = connection.execute(select(func.count()).select_from(audit).where(found)).scalar_one()
            names = connection.execute(select(audit.c.who).distinct()).scalars()
            acts = connection.execute(select(audit.c.act).distinct()).scalars()
            return Extent(total, up_to, tuple(sorted(names)), tuple(sorted(acts)))

    def read(self, sought: Sought, part: slice, who: str, now: datetime) -> list[Entry]:
        """Return a part of what is asked for, newest first, when it is logged which entries were read."""
        query = select(audit).where(and_(true(), *_conditions(sought))).order_by(audit.c.seq.desc())
        with self.database.writing() as connection:
            rows = connection.execute(query.offset(part.start).limit(part.stop - part.start))
            entries = [Entry(*row) for row in rows]
            read = [f"{entries[-1].seq}–{entries[0].seq}"] if entries else []
            append(connection, self.key, who, "log_read", read, now)
        return entries

    def last_of(
        self, about: Collection[str], acts: Collection[Act], since: datetime | None = None
    ) -> Done | None:
        """Return the newest of some acts on rows, a batch or a provider; None where there is none.

        Not logged: it tells an officer whose press came too late what a case's own page says of it.
        """
        if not about:
            return None
        sought = and_(audit.c.act.in_(acts), *_conditions(Sought(rows=tuple(about), since=since)))
        query = (
            select(audit.c.act, audit.c.who, audit.c.at).where(sought).order_by(audit.c.seq.desc()).limit(1)
        )
        with self.database.reading() as connection:
            row = connection.execute(query).first()
        return Done(row.act, row.who, from_text(row.at)) if row is not None else None

    def who_did(self, about: Collection[str], acts: Collection[Act]) -> list[str]:
        """Return who did any of some acts with rows, the first one first; nobody where there are none."""
        if not about:
            return []
        sought = and_(audit.c.act.in_(acts), *_conditions(Sought(rows=tuple(about))))
        query = select(audit.c.who).where(sought).group_by(audit.c.who).order_by(func.min(audit.c.seq))
        with self.database.reading() as connection:
            return list(connection.execute(query).scalars())

    def note_sought(self, rows: Sequence[str], who: str, now: datetime) -> None:
        """Log that somebody asked who has seen a case, with the rows that it led to: who asks knows whose."""
        self._note("log_sought", rows, who, now)

    def note_check(self, who: str, now: datetime) -> None:
        """Log that somebody has the log checked."""
        self._note("log_checked", [], who, now)

    def _note(self, act: Act, rows: Sequence[str], who: str, now: datetime) -> None:
        with self.database.writing() as connection:
            append(connection, self.key, who, act, rows, now)


def _conditions(sought: Sought) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if sought.who:
        conditions.append(audit.c.who == sought.who)
    if sought.act:
        conditions.append(audit.c.act == sought.act)
    if sought.since is not None:
        conditions.append(audit.c.at >= as_text(sought.since))
    if sought.before is not None:
        conditions.append(audit.c.at < as_text(sought.before))
    if sought.rows:
        # Each stands as JSON text within the column, which an edited log need not hold any more.
        conditions.append(or_(*(func.instr(audit.c.rows, f'"{row}"') > 0 for row in sought.rows)))
    if sought.up_to is not None:
        conditions.append(audit.c.seq <= sought.up_to)
    return conditions
