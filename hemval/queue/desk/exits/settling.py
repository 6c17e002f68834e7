"""Store who helps an affected person from the day after: one result a person and group of services."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection
from sqlalchemy.dialects.sqlite import insert

from hemval.content.whole import Content
from hemval.queue.desk.audit import append
from hemval.queue.desk.errors import CannotAppoint, NoSuchAffected
from hemval.queue.desk.exits.listing import refuse_ended
from hemval.queue.desk.exits.register import Register
from hemval.queue.desk.exits.sealed import SealedSettled, mark_of, named, seal_inside, settled_id
from hemval.queue.desk.keys import DeskKeys
from hemval.queue.desk.outcomes import read_turns
from hemval.queue.desk.tables import settled
from hemval.queue.times import as_text
from hemval.rules.exits.case import Case
from hemval.rules.exits.counting import counting, parts_of
from hemval.rules.exits.holding import day_after, fault_of_successor
from hemval.rules.exits.run import day_of
from hemval.rules.exits.walk import Turns, Walk


@dataclass(frozen=True)
class Appointed:
    """What an officer decided for some affected persons."""

    ids: tuple[str, ...]
    provider: str
    group: str | None = None
    """The group of services that it is about; None for all of a person's."""


def appoint(
    connection: Connection, register: Register, keys: DeskKeys, content: Content, exit_id: str,
    one: Appointed, who: str, now: datetime,
) -> int:  # fmt: skip
    """Store that an officer appointed a provider, for all of them or none; return how many persons."""
    about = [named(exit_id)]
    for kept in to_store(connection, register, keys, content, exit_id, one, who, now):
        about += [kept.affected, store_settled(connection, keys, kept)]
    append(connection, keys.audit, who, "exit_appointed", about, now)
    return len(dict.fromkeys(one.ids))


def to_store(
    connection: Connection, register: Register, keys: DeskKeys, content: Content, exit_id: str,
    one: Appointed, who: str, now: datetime,
) -> list[SealedSettled]:  # fmt: skip
    """Return what would be stored.

    Raises ``CannotAppoint`` with the reference and why for the first whom the provider cannot help from the
    day after, or whose own choice can be met; ``NoSuchAffected`` and ``ExitConfirmed``. Room is the officer's
    to know.
    """
    refuse_ended(connection, exit_id)
    leaving = content.exits.root[exit_id].providers
    cases = {case.id: case for case in register.read_within(connection, exit_id)}
    met = _met(content, exit_id, cases.values(), read_turns(connection, keys))
    found = []
    for affected_id in dict.fromkeys(one.ids):
        case = cases.get(affected_id)
        if case is None or case.lost or case.gone_at is not None:
            raise NoSuchAffected(affected=affected_id)
        left = content.providers.get(case.affected.provider)
        last_day = left.agreement.last_day if left is not None else None
        if last_day is None:
            raise CannotAppoint(reference=case.reference, reason="no-last-day")
        start = max(day_after(last_day), day_of(now))
        parts = parts_of(case, content.municipality.rules_on(last_day))
        wanted = [part for part in parts if one.group in (None, part.group)]
        if not wanted:
            raise CannotAppoint(reference=case.reference, reason="no-such-part")
        for part in wanted:
            if (case.id, part.group) in met:
                raise CannotAppoint(reference=case.reference, reason="has-chosen")
            why = fault_of_successor(one.provider, content, start, case.affected.area, part.services)
            if why is not None or one.provider in leaving:
                raise CannotAppoint(reference=case.reference, reason=why or "successor-stops")
            choice = counting(case, part, last_day)
            kept = SealedSettled(
                affected=case.id,
                made_at=now,
                made_by=who,
                kind="appointed",
                last_day=last_day,
                start=start,
                provider=one.provider,
                group=part.group,
                services=part.services,
                choice="" if choice is None or isinstance(choice, str) else choice.submission,
                despite=case.broken,
            )
            found.append(kept)
    return found


def _met(content: Content, exit_id: str, cases: Iterable[Case], turns: Turns) -> set[tuple[str, str]]:
    """Find whose own choice can be met: no officer takes its place. Of a protected person nobody knows."""
    steps = Walk(content, exit_id, turns).steps(cases)
    return {
        (step.plan.case.id, step.plan.group)
        for step in steps
        if step.plan.status == "chosen" and step.plan.gap is None
    }


def store_settled(connection: Connection, keys: DeskKeys, kept: SealedSettled) -> str:
    """Store a result in the place of an earlier one; return its mark for the log."""
    result_id = settled_id(keys, kept.affected, kept.group)
    values: dict[str, object] = {
        "id": result_id,
        "affected": kept.affected,
        "made_at": as_text(kept.made_at),
        "made_by": kept.made_by,
        **seal_inside(kept, keys),
    }
    row = insert(settled).values(values)
    newest = {name: row.excluded[name] for name in ("made_at", "made_by", "key_number", "sealed")}
    connection.execute(row.on_conflict_do_update(index_elements=["id"], set_=newest))
    sealed = values["sealed"]
    return mark_of(result_id, sealed) if isinstance(sealed, bytes) else ""
