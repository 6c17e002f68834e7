"""What is to become of all of an exit, worked out again only when something that it turns on is new."""

import threading
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from hemval.content.whole import Content
from hemval.queue.database import Database
from hemval.queue.desk.exits.register import Register
from hemval.queue.desk.keys import DeskKeys
from hemval.queue.desk.outcomes import read_turns
from hemval.rules.exits.case import Case
from hemval.rules.exits.plan import Plan
from hemval.rules.exits.plans import plans
from hemval.rules.exits.run import Run, day_of, foreseen


@dataclass(frozen=True)
class Planned:
    """All affected of an exit, the gone ones too, and the plan of each, as of one moment."""

    cases: tuple[Case, ...]
    plans: tuple[Plan, ...]


@dataclass(frozen=True)
class _Made:
    """A result with all that it was made from."""

    content: Content
    today: date
    turns: dict[str, str]
    planned: Planned

    def stands(self, content: Content, today: date, cases: Sequence[Case], turns: dict[str, str]) -> bool:
        """Say whether it would come out the same. Content is the same only where it is the very same."""
        if content is not self.content or (today, turns) != (self.today, self.turns):
            return False
        held = self.planned.cases
        # Cases compare without it.
        damaged = [one.damaged for one in cases] == [one.damaged for one in held]
        return damaged and tuple(cases) == held


class Planner:
    """Plans each exit; safe to share between threads.

    The register is read each time, so that a file that was changed behind the log is seen: to compare it
    costs a sixth of judging it.
    """

    def __init__(self, database: Database, keys: DeskKeys, register: Register) -> None:
        self._database = database
        self._keys = keys
        self._register = register
        self._made: dict[str, _Made] = {}
        self._ahead: dict[str, tuple[Planned, Run]] = {}
        self._lock = threading.Lock()

    def keep_only(self, exits: Collection[str]) -> None:
        """Forget all others than some exits."""
        with self._lock:
            self._made = {exit_id: one for exit_id, one in self._made.items() if exit_id in exits}
            self._ahead = {exit_id: one for exit_id, one in self._ahead.items() if exit_id in exits}

    def planned(self, content: Content, exit_id: str, today: date) -> Planned:
        """Return the affected with their plans. For the machine: what is shown of them is logged first."""
        return self._current(content, exit_id, today).planned

    def foreseen(self, content: Content, exit_id: str, now: datetime) -> Run:
        """Return what a run would do, worked out once as long as the plans stand."""
        made = self._current(content, exit_id, day_of(now))
        with self._lock:
            held = self._ahead.get(exit_id)
        if held is None or held[0] is not made.planned:
            held = made.planned, foreseen(content, exit_id, made.planned.cases, now, made.turns)
            with self._lock:
                self._ahead[exit_id] = held
        return held[1]

    def _current(self, content: Content, exit_id: str, today: date) -> _Made:
        with self._database.reading() as connection:
            cases = self._register.read_within(connection, exit_id)
            turns = read_turns(connection, self._keys)
        with self._lock:
            made = self._made.get(exit_id)
        if made is None or not made.stands(content, today, cases, turns):
            planned = Planned(cases, plans(content, exit_id, cases, today, turns))
            made = _Made(content, today, turns, planned)
            with self._lock:
                self._made[exit_id] = made
        return made
