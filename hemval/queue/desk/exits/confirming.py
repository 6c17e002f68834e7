"""Whether an exit can be confirmed: its last day has passed, nobody is left, and it is what was seen."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection

from hemval.content.whole import Content
from hemval.queue.desk.errors import ConfirmTooEarly, ExitChanged, GapsLeft
from hemval.queue.desk.exits.register import Register
from hemval.queue.desk.exits.unconfirmed import last_of
from hemval.queue.desk.keys import DeskKeys
from hemval.queue.desk.outcomes import read_turns
from hemval.rules.exits.case import Case
from hemval.rules.exits.plan import Plan, mark_of
from hemval.rules.exits.plans import plans
from hemval.rules.exits.proof import proof
from hemval.rules.exits.run import day_of
from hemval.rules.working_days import ONE_DAY


@dataclass(frozen=True)
class Confirmation:
    """What an officer says of an exit."""

    outside: Collection[str] = ()
    """The ids of those who have nobody here and whom the officer has seen to elsewhere."""
    seen: str | None = None
    """The mark of the plans that were shown; None where nothing was shown."""


@dataclass(frozen=True)
class Confirmed:
    """What stands in the case system from now."""

    outside: tuple[str, ...]
    """Whom the proof names and the officer has seen to outside."""
    cases: tuple[Case, ...]
    plans: tuple[Plan, ...]


def first_to_confirm(content: Content, exit_id: str) -> date | None:
    """Return the first day on which an exit can be confirmed: the day after the last of its last days.

    Until then choices count that come in. None for one that has no day at all.
    """
    last = last_of(content, exit_id)
    return last + ONE_DAY if last is not None else None


def refuse_unproved(
    connection: Connection, register: Register, keys: DeskKeys, content: Content, exit_id: str,
    one: Confirmation, now: datetime,
) -> Confirmed:  # fmt: skip
    """Return what is confirmed, in the transaction that does it.

    Raises ``ConfirmTooEarly``, ``ExitChanged`` where something else is to become of somebody than was seen,
    and ``GapsLeft`` where the proof names anybody else.
    """
    today, first = day_of(now), first_to_confirm(content, exit_id)
    if first is None or today < first:
        raise ConfirmTooEarly(exit=exit_id, day=first or "?")
    cases = register.read_within(connection, exit_id)
    found = plans(content, exit_id, cases, today, read_turns(connection, keys))
    if one.seen is not None and one.seen != mark_of(found):
        raise ExitChanged(exit=exit_id)
    gaps = tuple(dict.fromkeys(gap.affected for gap in proof(content, exit_id, cases, found).gaps))
    if not set(gaps).issubset(one.outside):
        raise GapsLeft(exit=exit_id, number=len(gaps))
    return Confirmed(gaps, cases, found)
