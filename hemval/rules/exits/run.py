"""What a run of the rule for those who do not choose would do: the same list is shown, stored and proved."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from hemval.content.whole import Content
from hemval.rules.exits.case import Case
from hemval.rules.exits.holding import Fault
from hemval.rules.exits.plan import Gap, Plan
from hemval.rules.exits.plans import NO_TURNS
from hemval.rules.exits.progress import persons_in
from hemval.rules.exits.walk import Turns, Walk
from hemval.rules.outcome import Outcome
from hemval.rules.working_days import ONE_DAY
from hemval.words.dates import SWEDEN


@dataclass(frozen=True)
class Given:
    """Somebody who would get a provider."""

    plan: Plan
    """As it stands before the run."""
    outcome: Outcome
    replaces: Fault | None = None
    """Why what was stored before holds no more."""

    @property
    def helper(self) -> str:
        """Return who would help from the start."""
        return self.outcome.result.provider or self.outcome.result.meanwhile or ""


@dataclass(frozen=True)
class Unplaced:
    """Somebody to whom the rule gives nobody: an officer appoints."""

    plan: Plan
    why: Gap


@dataclass(frozen=True)
class Run:
    """All that a run would do, in the order that it would do it."""

    given: tuple[Given, ...]
    unplaced: tuple[Unplaced, ...]
    skipped: tuple[Plan, ...]
    """Contested and protected ones, and those of whom nothing can be judged; not those who are gone."""
    waiting: tuple[tuple[date, Plan], ...]
    """Those whose letter tells a later last day to choose than the plan does, with that day."""
    first_day: date
    """The first day on which it may be done: the day after the deadline, or the first of those of letters."""
    without_hours: int
    """Of those who would get somebody, how many lack granted hours: room cannot be respected for them."""

    @property
    def by_provider(self) -> Mapping[str, int]:
        """Count how many persons each provider would get, the most first."""
        found = dict.fromkeys((one.helper, one.plan.case.id) for one in self.given)
        return dict(Counter(helper for helper, _ in found).most_common())

    @property
    def persons(self) -> int:
        """Count the persons who would get somebody, for some or all of their help."""
        return persons_in(one.plan for one in self.given)

    @property
    def without_letter(self) -> tuple[Plan, ...]:
        """Return those it gives somebody, or finds nobody for, who were never asked: no letter is posted."""
        about = [*(one.plan for one in self.given), *(one.plan for one in self.unplaced)]
        return tuple(plan for plan in about if plan.had_no_letter)

    @property
    def left(self) -> tuple[Plan, ...]:
        """Return whom the run would give nobody."""
        return (*(one.plan for one in self.unplaced), *self.skipped, *(plan for _, plan in self.waiting))

    def is_due(self, today: date) -> bool:
        """Say whether the deadline has passed."""
        return today >= self.first_day


def foreseen(
    content: Content, exit_id: str, cases: Iterable[Case], now: datetime, turns: Turns = NO_TURNS
) -> Run:
    """Say what a run would do at a moment; nothing is stored."""
    steps = Walk(content, exit_id, turns, now).steps(cases)
    given = tuple(
        Given(step.plan, step.to_store, step.replaces) for step in steps if step.to_store is not None
    )
    unplaced = tuple(Unplaced(step.plan, step.unplaced) for step in steps if step.unplaced is not None)
    waiting = tuple((step.until, step.plan) for step in steps if step.until is not None)
    asked = {id(step.plan) for step in steps if step.to_store or step.unplaced or step.until}
    days = [content.exits.root[exit_id].deadline] if given or unplaced or not waiting else []
    return Run(
        given=given,
        unplaced=unplaced,
        skipped=tuple(
            step.plan for step in steps if step.plan.gap is not None and id(step.plan) not in asked
        ),
        waiting=waiting,
        first_day=min(days or (until for until, _ in waiting)) + ONE_DAY,
        without_hours=persons_in(one.plan for one in given if one.plan.case.affected.hours is None),
    )


def day_of(now: datetime) -> date:
    """Return the Swedish day of a moment."""
    return now.astimezone(SWEDEN).date()
