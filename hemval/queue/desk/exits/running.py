"""Run the rule for those who have not chosen, some at a time: cut off anywhere, the next run goes on.

Each transaction stores some results with the turns they took and the link that names them. What was worked
out before holds as long as nothing else was written meanwhile: else it is worked out anew.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from hemval.content.whole import Content
from hemval.queue.database import Database
from hemval.queue.desk.audit import Head, append, newest
from hemval.queue.desk.errors import RunTooEarly
from hemval.queue.desk.exits.listing import refuse_ended
from hemval.queue.desk.exits.register import Register
from hemval.queue.desk.exits.sealed import SealedSettled, named
from hemval.queue.desk.exits.settling import store_settled
from hemval.queue.desk.keys import DeskKeys
from hemval.queue.desk.outcomes import read_turns, store_turn
from hemval.rules.exits.run import Given, Run, day_of, foreseen
from hemval.rules.turn import given_in_turn, round_of

AT_ONCE = 50
"""Results in one transaction: officers wait for this many at most."""

Told = Callable[[int, int], None]
"""Called after each transaction with how many are stored, and of how many."""


@dataclass(frozen=True)
class Ran:
    """What a run did: how many results it stored, of how many persons, and what it then left."""

    stored: int
    persons: int
    left: Run


def run_defaults(
    database: Database, register: Register, keys: DeskKeys, content: Content, exit_id: str, who: str,
    now: datetime, told: Told = lambda _done, _of: None,
) -> Ran:  # fmt: skip
    """Store what the rule gives everybody who has nobody. Raises ``RunTooEarly`` or ``ExitConfirmed``."""
    head, run, stored, persons = Head(-1, ""), None, 0, set[str]()
    while True:
        with database.writing() as connection:
            refuse_ended(connection, exit_id)
            if run is None or newest(connection) != head:
                run, at = _foreseen(connection, register, keys, content, exit_id, now), 0
                if not run.is_due(day_of(now)):
                    raise RunTooEarly(exit=exit_id, day=run.first_day)
            some = run.given[at : at + AT_ONCE]
            if not some:
                return Ran(stored, len(persons), run)
            head = _store(connection, keys, exit_id, some, who, now)
        at += len(some)
        stored += len(some)
        persons.update(one.plan.case.id for one in some)
        told(stored, stored + len(run.given) - at)


def _foreseen(
    connection: Connection, register: Register, keys: DeskKeys, content: Content, exit_id: str, now: datetime
) -> Run:
    cases = register.read_within(connection, exit_id)
    return foreseen(content, exit_id, cases, now, read_turns(connection, keys))


def _store(
    connection: Connection, keys: DeskKeys, exit_id: str, some: tuple[Given, ...], who: str, now: datetime
) -> Head:
    about, turns = [named(exit_id)], dict[str, str]()
    for one in some:
        about += [one.plan.case.id, store_settled(connection, keys, _kept(one, who, now))]
        place, provider = round_of(one.outcome.inputs), given_in_turn(one.outcome)
        if place is not None and provider is not None:
            turns[place] = provider
    for place, provider in turns.items():
        store_turn(connection, keys, place, provider)
    entry = append(connection, keys.audit, who, "exit_run", about, now)
    return Head(entry.seq, entry.mac)


def _kept(one: Given, who: str, now: datetime) -> SealedSettled:
    plan, result = one.plan, one.outcome.result
    assert plan.last_day is not None  # noqa: S101 - nothing is given to whom no last day is known of
    assert result.start is not None  # noqa: S101 - at an exit the rules always name the day
    return SealedSettled(
        affected=plan.case.id,
        made_at=now,
        made_by=who,
        kind="default",
        last_day=plan.last_day,
        start=result.start,
        provider=result.provider,
        waits_for=result.waits_for,
        meanwhile=result.meanwhile,
        group=plan.group,
        services=plan.services,
        choice=plan.choice,
        outcome=one.outcome,
    )
