"""The plans of all affected, and the few words that a list of them begins with."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from hemval.content.whole import Content
from hemval.rules.exits.case import Case
from hemval.rules.exits.deadline import last_to_choose
from hemval.rules.exits.holding import what_is_unknown
from hemval.rules.exits.plan import OPEN, RISK_DAYS, Gap, Plan
from hemval.rules.exits.walk import Step, Turns, Walk
from hemval.words.dates import SWEDEN

NO_TURNS: Mapping[str, str] = {}

TO_BE_ASKED: tuple[Gap, ...] = ("not-yet", "to-run", "must-appoint", "nobody")
"""What is in the way of whoever has said nothing: a letter would let them choose."""


def plans(
    content: Content, exit_id: str, cases: Iterable[Case], today: date, turns: Turns = NO_TURNS
) -> tuple[Plan, ...]:
    """Return what is to become of each affected person by what is known now, by reference.

    A person whose services are chosen apart has a plan for each group of them. Nobody is given anything by
    the rule for those who do not choose: that is a run's. When the time to choose is over it is only told of
    whom the rule finds nobody for.
    """
    deadline = content.exits.root[exit_id].deadline
    asked_at = datetime.combine(today, time(12), SWEDEN) if today > deadline else None
    made = (_plan(step, content) for step in Walk(content, exit_id, turns, asked_at).steps(cases))
    letters_are_out = today >= content.exits.root[exit_id].letters
    told = (
        replace(
            plan,
            at_risk=_is_at_risk(plan, content, exit_id, today),
            overdue=plan.gap is not None and plan.last_day is not None and today > plan.last_day,
            untold=letters_are_out and plan.gap in TO_BE_ASKED and plan.had_no_letter,
        )
        for plan in made
    )
    return tuple(sorted(told, key=lambda plan: (plan.reference, plan.group)))


def most_urgent_first(found: Iterable[Plan]) -> list[Plan]:
    """Put codes of several first, then what is urgent, by how soon, the other gaps, the rest by reference."""
    return sorted(
        found,
        key=lambda plan: (
            plan.status != "contested",
            not plan.is_urgent,
            plan.gap is None,
            (plan.last_day or date.min) if plan.gap is not None else date.max,
            plan.reference,
            plan.group,
        ),
    )


def _plan(step: Step, content: Content) -> Plan:
    plan = step.plan
    if step.unplaced and plan.gap in (*OPEN, "alone"):
        return replace(plan, gap=step.unplaced)
    if step.to_store is not None and plan.gap in OPEN:
        return replace(plan, gap="to-run")
    if plan.gap is not None or plan.start is None:
        return plan
    unknown = what_is_unknown(content, plan.case.affected, plan.services, plan.helper, plan.start)
    return replace(plan, gap=unknown)


def _is_at_risk(plan: Plan, content: Content, exit_id: str, today: date) -> bool:
    if plan.gap is None:
        return False
    over = today > last_to_choose(plan.case, content, exit_id)
    near = plan.last_day is None or today >= plan.last_day - timedelta(days=RISK_DAYS)
    return over or near
