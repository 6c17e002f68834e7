"""What officers note of affected persons: letters that were posted, and letters that came back."""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from sqlalchemy import Connection, select, update

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


@dataclass(frozen=True)
class Told:
    """The days that somebody's letter tells."""

    last_day: date
    deadline: date
    """The last day to choose."""


def printed(connection: Connection, exit_id: str) -> Mapping[str, datetime]:
    """Return when letters were last printed for affected persons, by their ids; the log tells."""
    mine = audit.c.rows.startswith(json.dumps([named(exit_id)])[:-1], autoescape=True)
    links = select(audit.c.at, audit.c.rows).where((audit.c.act == "exit_letters") & mine)
    found: dict[str, datetime] = {}
    for link in connection.execute(links.order_by(audit.c.seq)):
        found |= dict.fromkeys(json.loads(link.rows)[1:], from_text(link.at))
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

    ``told`` are the days that letters tell, by the affected. Raises ``NoSuchAffected`` for one that the
    exit does not have, and ``ExitConfirmed``.
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
        by_days = defaultdict[Told, list[str]](list)
        for one in noted:
            if one in told:
                by_days[told[one]].append(one)
        for days, ids_told in by_days.items():
            values = {"told_day": days.last_day.isoformat(), "told_deadline": days.deadline.isoformat()}
            for start in range(0, len(ids_told), AT_ONCE):
                theirs = affected.c.id.in_(ids_told[start : start + AT_ONCE])
                connection.execute(update(affected).where(theirs).values(values))
    if noted:
        append(connection, keys.audit, who, ACTS[what], [named(exit_id), *noted], now)
    return len(noted)
