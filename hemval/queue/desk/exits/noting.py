"""What officers note of affected persons: letters that were posted, and letters that came back."""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from sqlalchemy import Connection, func, select, update

from hemval.queue.desk.audit import Act, append
from hemval.queue.desk.errors import NoSuchAffected
from hemval.queue.desk.exits.listing import refuse_ended
from hemval.queue.desk.exits.sealed import named
from hemval.queue.desk.keys import DeskKeys
from hemval.queue.desk.tables import affected, audit
from hemval.queue.times import as_text, from_text

Note = Literal["letter", "reminder", "undeliverable", "deliverable"]

ACTS: dict[Note, Act] = {
    "letter": "exit_posted",
    "reminder": "exit_reminded",
    "undeliverable": "exit_undeliverable",
    "deliverable": "exit_deliverable",
}

COLUMNS: dict[Note, str] = {
    "letter": "told_at",
    "reminder": "reminded_at",
    "undeliverable": "undeliverable_at",
    "deliverable": "undeliverable_at",
}

LETTERS: tuple[Note, ...] = ("letter", "reminder")

AT_ONCE = 500


LAST_DAY, DEADLINE = "last-day:", "deadline:"
"""Stand before the days that letters tell, in the log of those that were printed."""

KIND = "kind:"
"""Stands there before what they are: letters or reminders."""


@dataclass(frozen=True, order=True)
class Told:
    """The days that somebody's letter tells."""

    last_day: date
    deadline: date
    """The last day to choose."""


@dataclass(frozen=True)
class Printed:
    """When a letter was printed last, and what it tells."""

    at: datetime
    days: Told | None
    """None in a link of the first Hemval that printed letters: it did not say."""
    reminder: bool | None = None
    """None in a link of an older Hemval."""


def log_printed(
    connection: Connection, keys: DeskKeys, exit_id: str, days: Mapping[str, Told], who: str, now: datetime,
    *, reminder: bool,
) -> None:  # fmt: skip
    """Log whose letters are printed, with the days that they tell: a link for each of those."""
    kind: Note = "reminder" if reminder else "letter"
    for told in sorted(set(days.values())):
        marks = [f"{LAST_DAY}{told.last_day}", f"{DEADLINE}{told.deadline}", f"{KIND}{kind}"]
        theirs = [one for one, its in days.items() if its == told]
        append(connection, keys.audit, who, "exit_letters", [named(exit_id), *marks, *theirs], now)


def printed(connection: Connection, exit_id: str, *, reminder: bool) -> Mapping[str, Printed]:
    """Return when letters of a kind were last printed for affected persons, by their ids; the log tells."""
    mine = audit.c.rows.startswith(json.dumps([named(exit_id)])[:-1], autoescape=True)
    links = select(audit.c.at, audit.c.rows).where((audit.c.act == "exit_letters") & mine)
    found: dict[str, Printed] = {}
    for link in connection.execute(links.order_by(audit.c.seq)):
        _, *ids = json.loads(link.rows)
        days, is_reminder = None, None
        if ids and ids[0].startswith(LAST_DAY):
            last_day, deadline, *ids = ids
            days = Told(
                date.fromisoformat(last_day.removeprefix(LAST_DAY)),
                date.fromisoformat(deadline.removeprefix(DEADLINE)),
            )
        if ids and ids[0].startswith(KIND):
            kind, *ids = ids
            is_reminder = kind == f"{KIND}reminder"
        if is_reminder in (None, reminder):
            found |= dict.fromkeys(ids, Printed(from_text(link.at), days, is_reminder))
    return found


def note(
    connection: Connection,
    keys: DeskKeys,
    exit_id: str,
    ids: Sequence[str],
    what: Note,
    who: str,
    now: datetime,
    told: Mapping[str, Told],
) -> int:
    """Note something of affected persons, all or none, in an open transaction; return how many they are.

    ``told`` are the days that letters tell, by the affected, where the log does not say. Raises
    ``NoSuchAffected`` for one that the exit does not have, and ``ExitConfirmed``.
    """
    refuse_ended(connection, exit_id)
    noted = list(dict.fromkeys(ids))
    column = affected.c[COLUMNS[what]]
    values = {column.name: None if what == "deliverable" else as_text(now), "version": affected.c.version + 1}
    for start in range(0, len(noted), AT_ONCE):
        some = noted[start : start + AT_ONCE]
        mine = (affected.c.exit == exit_id) & affected.c.id.in_(some)
        found = set(connection.execute(select(affected.c.id).where(mine)).scalars())
        for one in some:
            if one not in found:
                raise NoSuchAffected(affected=one)
        connection.execute(update(affected).where(mine).values(values))
    if what in LETTERS:
        # What the letter says, and not what holds now: a day may have moved since it was printed.
        on_paper = printed(connection, exit_id, reminder=what == "reminder")
        logged = {one: its.days for one, its in on_paper.items() if its.days}
        says = {**told, **logged}
        by_days = defaultdict[Told, list[str]](list)
        for one in noted:
            if one in says:
                by_days[says[one]].append(one)
        for days, ids_told in by_days.items():
            # A day to choose that was promised once holds, whatever a later letter says.
            latest = func.max(func.coalesce(affected.c.told_deadline, ""), days.deadline.isoformat())
            told_days = {"told_day": days.last_day.isoformat(), "told_deadline": latest}
            for start in range(0, len(ids_told), AT_ONCE):
                theirs = affected.c.id.in_(ids_told[start : start + AT_ONCE])
                connection.execute(update(affected).where(theirs).values(told_days))
    if noted:
        append(connection, keys.audit, who, ACTS[what], [named(exit_id), *noted], now)
    return len(noted)
