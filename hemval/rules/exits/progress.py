"""How far an exit has come, in numbers that name nobody."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from hemval.rules.exits.plan import Plan, Status
from hemval.rules.working_days import ONE_DAY


@dataclass(frozen=True)
class Progress:
    """Persons by what has become of them; each counted once, a person in parts by the one least settled."""

    affected: int
    """Without those who are gone."""
    gone: int
    by_status: dict[Status, int]
    settled: dict[Status, int]
    """The same of those who have somebody who helps from the day after."""
    answered: int
    """How many have sent something with their code, whatever it said."""
    undeliverable: int
    """How many whose letter came back, of those of whom nobody knows who helps."""
    gaps: int
    at_risk: int
    days_left: int | None
    """To the nearest last day of somebody without a successor, else of anybody; None where there is none."""

    def count(self, status: Status) -> int:
        """Return how many there are of a kind."""
        return self.by_status.get(status, 0)


def persons_in(plans: Iterable[Plan]) -> int:
    """Count persons: whose help is chosen apart has a plan for each part of it."""
    return len({plan.case.id for plan in plans})


def without_help(plans: Iterable[Plan]) -> tuple[int, date | None]:
    """Count the persons of whom nobody knows who helps though the last day has been, and from which day."""
    found = [plan for plan in plans if plan.overdue]
    days = [plan.last_day for plan in found if plan.last_day is not None]
    return persons_in(found), min(days) + ONE_DAY if days else None


def progress(plans: Iterable[Plan], today: date) -> Progress:
    """Count persons, not parts."""
    persons: dict[str, Plan] = {}
    for plan in plans:
        held = persons.setdefault(plan.case.id, plan)
        if held.gap is None and plan.gap is not None:
            persons[plan.case.id] = plan
    left = [plan for plan in persons.values() if plan.status != "gone"]
    gaps = [plan for plan in left if plan.gap is not None]
    days = [(plan.last_day - today).days for plan in gaps or left if plan.last_day is not None]
    return Progress(
        affected=len(left),
        gone=len(persons) - len(left),
        by_status=dict(Counter(plan.status for plan in left)),
        settled=dict(Counter(plan.status for plan in left if plan.gap is None)),
        answered=sum(plan.has_answered for plan in left),
        undeliverable=sum(plan.case.undeliverable_at is not None for plan in gaps),
        gaps=len(gaps),
        at_risk=sum(plan.at_risk for plan in left),
        days_left=min(days, default=None),
    )
