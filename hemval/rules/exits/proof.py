"""The proof that nobody is left without help: each reference held anew against what is published.

It leans on nothing that made the plans. What it cannot vouch for it names; a reference that a list has lost
is named as well.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from hemval.content.services import gives
from hemval.content.whole import Content
from hemval.rules.exits.case import Case
from hemval.rules.exits.counting import parts_of
from hemval.rules.exits.holding import what_is_unknown
from hemval.rules.exits.plan import Gap, Plan, Unasked
from hemval.rules.service_groups import services_in_choice

Reason = Gap | Literal["left-out", "twice", "start-elsewhere"]


@dataclass(frozen=True)
class Unproved:
    """A reference of which it cannot be said who helps from the day after, and why."""

    affected: str
    """The id of whose it is."""
    reference: str
    group: str
    reason: Reason
    last_day: date | None
    at_risk: bool = False
    undeliverable: bool = False
    unasked: Unasked | None = None

    def is_overdue(self, today: date) -> bool:
        """Say whether the last day has been."""
        return self.last_day is not None and today > self.last_day


@dataclass(frozen=True)
class Proof:
    """What was found."""

    references: int
    """How many are affected."""
    proved: int
    """Of how many it is certain that somebody helps from the day after the last."""
    gaps: tuple[Unproved, ...]
    """The others, each named; those at risk first."""

    @property
    def reasons(self) -> Mapping[Reason, int]:
        """Count the gaps by reason, the commonest first."""
        return dict(Counter(one.reason for one in self.gaps).most_common())

    @property
    def holds(self) -> bool:
        """Say whether nobody is without help on any day."""
        return not self.gaps


def proof(content: Content, exit_id: str, cases: Iterable[Case], plans: Iterable[Plan]) -> Proof:
    """Prove, for every reference that is not gone, that somebody helps from the day after the last."""
    found: dict[tuple[str, str], list[Plan]] = {}
    for plan in plans:
        found.setdefault((plan.case.id, plan.group), []).append(plan)
    gaps: list[Unproved] = []
    leaving = content.exits.root[exit_id].providers
    affected = [case for case in cases if case.gone_at is None]
    for case in affected:
        last_day = _last_day(content, case)
        rules = content.municipality.rules_on(last_day or content.exits.root[exit_id].deadline)
        for part in parts_of(case, rules):
            mine = found.get((case.id, part.group), [])
            if (reason := _reason(content, leaving, case, last_day, mine)) is not None:
                risk = not mine or any(plan.at_risk for plan in mine)
                lost = case.undeliverable_at is not None
                unasked = next((plan.unasked for plan in mine if plan.gap == reason), None)
                about = Unproved(case.id, case.reference, part.group, reason, last_day, risk, lost, unasked)
                gaps.append(about)
    gaps.sort(key=lambda one: (not one.at_risk, one.last_day or date.min, one.reference, one.group))
    named = {gap.reference for gap in gaps}
    return Proof(len(affected), len([case for case in affected if case.reference not in named]), tuple(gaps))


def _reason(
    content: Content, leaving: Collection[str], case: Case, last_day: date | None, mine: list[Plan]
) -> Reason | None:
    if len(mine) != 1:
        return "twice" if mine else "left-out"
    (plan,) = mine
    if plan.gap is not None:
        return plan.gap
    if last_day is None:
        return "no-last-day"
    if case.protected:
        # Who helps is told nowhere: that somebody was appointed for this last day is all that is looked at.
        stored = case.settled_for(plan.group, plan.services)
        appointed = stored is not None and stored.kind == "appointed" and stored.helper
        return None if stored and appointed and stored.last_day == last_day else "protected"
    start = last_day + timedelta(days=1)
    if plan.start != start:
        return "start-elsewhere"
    if (plan.provider or plan.meanwhile) in leaving:
        return "successor-stops"
    return _unfit(content, case, plan, start)


def _unfit(content: Content, case: Case, plan: Plan, start: date) -> Reason | None:
    """Hold the successor's own agreement against the day, the place and the help."""
    successor = content.providers.get(plan.provider or plan.meanwhile or "")
    if successor is None:
        return "successor-unknown"
    agreement = successor.agreement
    if agreement.begins is None or agreement.begins > start:
        return "successor-not-begun"
    if agreement.last_day is not None and agreement.last_day < start:
        return "successor-stops"
    if case.affected.area is not None and case.affected.area not in agreement.areas:
        return "successor-other-area"
    needed = services_in_choice(plan.services, content.municipality.rules_on(start))
    if not all(gives(agreement.approved_for, service) for service in needed):
        return "successor-other-service"
    return what_is_unknown(content, case.affected, plan.services, successor.id, start)


def _last_day(content: Content, case: Case) -> date | None:
    provider = content.providers.get(case.affected.provider)
    return provider.agreement.last_day if provider is not None else None
