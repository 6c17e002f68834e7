"""All affected of an exit with what has happened since, opened once and kept in memory while it stands."""

import threading
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, TypeVar

from sqlalchemy import Connection, Row, select

from hemval.content.affected_list import Affected
from hemval.queue.database import Database
from hemval.queue.desk.exits.given import Given, open_given, with_given
from hemval.queue.desk.exits.purging import OUTLIVES
from hemval.queue.desk.exits.sealed import (
    Inside,
    SealedAffected,
    SealedJoined,
    SealedSettled,
    fingerprint,
    open_inside,
    settled_id,
)
from hemval.queue.desk.keys import DeskKeys
from hemval.queue.desk.outcomes import Stored
from hemval.queue.desk.tables import affected, joined, outcome, settled, submission
from hemval.queue.times import from_text
from hemval.rules.exits.case import Case, Joined, Settled
from hemval.rules.outcome import Outcome

Kept = TypeVar("Kept", bound=Inside)

Rows = defaultdict[str, list[Any]]
"""What belongs to each affected; None in the place of what cannot be opened."""


@dataclass(frozen=True)
class Opened:
    """What was in a seal, or nothing where it did not open, with the mark of the seal."""

    mark: str
    kept: Inside | None


class Register:
    """Reads the affected of each exit; safe to share between threads.

    A seal that is the same as before is not opened anew: a list of many hundred opens none.
    """

    def __init__(self, database: Database, keys: DeskKeys) -> None:
        self._database = database
        self._keys = keys
        self._lock = threading.Lock()
        self._opened: dict[str, dict[str, Opened]] = {}

    def read(self, exit_id: str) -> tuple[Case, ...]:
        """Return all of an exit, the gone ones too, by reference. For the machine: shown is logged first."""
        with self._database.reading() as connection:
            return self.read_within(connection, exit_id)

    def read_within(self, connection: Connection, exit_id: str) -> tuple[Case, ...]:
        """Read in an open transaction."""
        mine = select(affected.c.id).where(affected.c.exit == exit_id)
        people = connection.execute(select(affected).where(affected.c.exit == exit_id)).all()
        now_of = [submission.c[name].label(f"now_{name}") for name in ("id", *OUTLIVES)]
        beside = joined.outerjoin(submission, submission.c.id == joined.c.submission)
        choices = connection.execute(
            select(joined, *now_of).select_from(beside).where(joined.c.affected.in_(mine))
        ).all()
        results = connection.execute(select(settled).where(settled.c.affected.in_(mine))).all()
        of_choices = outcome.c.submission.in_(select(joined.c.submission).where(joined.c.affected.in_(mine)))
        registered = connection.execute(select(outcome).where(of_choices)).all()
        with self._lock:
            before, now = self._opened.get(exit_id, {}), dict[str, Opened]()
            chosen, given, broken, marked = Rows(list), Rows(list), Rows(list), set[str]()
            places = {row.submission: self._given(before, now, row) for row in registered}
            for row in choices:
                choice = self._open(before, now, f"j {row.submission}", row, SealedJoined)
                choice = with_given(choice, places.get(row.submission))
                chosen[row.affected].append(_joined(choice, row))
                if chosen[row.affected][-1] is None:
                    broken[row.affected].append(row.submission)
                    if row.protected or row.now_protected:
                        marked.add(row.affected)
            for row in results:
                result = self._open(before, now, f"s {row.id}", row, SealedSettled)
                given[row.affected].append(_settled(result, row, self._keys))
                if given[row.affected][-1] is None:
                    broken[row.affected].append(row.id)
            cases = []
            for row in people:
                person = self._open(before, now, f"a {row.id}", row, SealedAffected)
                case = _case(person, row, chosen[row.id], given[row.id])
                cases.append(replace(case, marked=row.id in marked, broken=tuple(sorted(broken[row.id]))))
            self._opened[exit_id] = now
        return tuple(sorted(cases, key=lambda case: (case.reference, case.id)))

    def keep_only(self, exits: Collection[str]) -> None:
        """Forget all others than some exits."""
        with self._lock:
            self._opened = {exit_id: one for exit_id, one in self._opened.items() if exit_id in exits}

    def _open(
        self, before: dict[str, Opened], now: dict[str, Opened], name: str, row: Row[Any], model: type[Kept]
    ) -> Kept | None:
        mark = fingerprint(row.sealed)
        held = before.get(name)
        if held is None or held.mark != mark:
            held = Opened(mark, open_inside(row.sealed, row.key_number, model, self._keys))
        now[name] = held
        return held.kept if isinstance(held.kept, model) else None

    def _given(self, before: dict[str, Opened], now: dict[str, Opened], row: Row[Any]) -> Given | None:
        name, mark = f"o {row.submission}", fingerprint(row.sealed)
        held = before.get(name)
        if held is None or held.mark != mark:
            held = Opened(mark, open_given(_stored(row), self._keys))
        now[name] = held
        return held.kept if isinstance(held.kept, Given) else None


def read_register(database: Database, keys: DeskKeys, exit_id: str) -> tuple[Case, ...]:
    """Read an exit once, without keeping anything in memory."""
    return Register(database, keys).read(exit_id)


def _case(kept: SealedAffected | None, row: Row[Any], chosen: list[Any], given: list[Any]) -> Case:
    whole = kept is not None and (kept.id, kept.exit) == (row.id, row.exit)
    damaged = not whole or None in chosen or None in given
    lost = Affected.model_construct(reference=f"?{row.id[:8]}", provider="")
    return Case(
        id=row.id,
        code=kept.code if kept is not None and whole else "",
        affected=kept.affected if kept is not None and whole else lost,
        version=row.version,
        told_at=_time(row.told_at),
        reminded_at=_time(row.reminded_at),
        undeliverable_at=_time(row.undeliverable_at),
        told_day=_day(row.told_day),
        told_deadline=_day(row.told_deadline),
        gone_at=_time(row.gone_at),
        choices=tuple(
            sorted(
                (one for one in chosen if isinstance(one, Joined)),
                key=lambda one: (one.received, one.submission),
            )
        ),
        settled=tuple(one for one in given if one is not None),
        damaged=damaged,
        lost=not whole,
    )


UNTIED = "untied"


def _joined(kept: SealedJoined | None, row: Row[Any]) -> Joined | str | None:
    """Return a choice as it stands now; what an officer has said is not this person's counts for nothing."""
    if kept is None or (kept.submission, kept.affected) != (row.submission, row.affected):
        return None
    if kept.untied_by:
        return UNTIED
    of = "now_" if row.now_id is not None else ""
    state, ended_at = (getattr(row, f"{of}{name}") for name in ("state", "ended_at"))
    return Joined(
        submission=kept.submission,
        received=kept.received,
        kind=kept.kind,
        channel=kept.channel,
        wishes=kept.wishes,
        groups=kept.groups,
        services=kept.services,
        area=kept.area,
        today=kept.today,
        given=kept.given,
        person=kept.person,
        name=kept.name,
        tied_by=kept.by,
        tied_at=kept.tied_at,
        withdrawn=_time(ended_at) if state == "withdrawn" else None,
        closed=state == "closed",
        protected=bool(row.protected or row.now_protected),
    )


def _settled(kept: SealedSettled | None, row: Row[Any], keys: DeskKeys) -> Settled | None:
    if kept is None:
        return None
    inside = (kept.affected, kept.made_at, kept.made_by)
    in_place = settled_id(keys, kept.affected, kept.group) == row.id
    if not in_place or inside != (row.affected, _time(row.made_at), row.made_by):
        return None
    return Settled(
        kind=kept.kind,
        made_at=kept.made_at,
        made_by=kept.made_by,
        last_day=kept.last_day,
        start=kept.start,
        provider=kept.provider,
        waits_for=kept.waits_for,
        meanwhile=kept.meanwhile,
        group=kept.group,
        services=kept.services,
        choice=kept.choice,
        despite=kept.despite,
        outcome=kept.outcome if isinstance(kept.outcome, Outcome) else None,
    )


def _stored(row: Row[Any]) -> Stored:
    return Stored(row.submission, row.made_at, row.made_by, row.key_number, row.sealed)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _time(text: str | None) -> datetime | None:
    return from_text(text) if text else None
