"""Who is to have a letter about an exit, and who a reminder."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from hemval.content.whole import Content
from hemval.handover.exit_letter import ToTell
from hemval.handover.merged_letters import ToWrite
from hemval.queue.desk.exits.noting import Told
from hemval.rules.exits.deadline import last_to_choose
from hemval.rules.exits.plan import Plan


@dataclass(frozen=True)
class Recipients:
    """Whom letters of one kind are to go to, by reference, each once."""

    to_write: tuple[ToWrite, ...]
    too_late: tuple[ToWrite, ...]
    """Who does not know what holds now, and to whom the letter would tell a day to choose that has passed."""


def recipients(
    content: Content, exit_id: str, plans: Iterable[Plan], today: date, *, reminder: bool
) -> Recipients:
    """Find them on a day: no letter that tells a day to choose that has passed is ever made.

    A letter goes to everybody who has not been told, or who was told another last day than there is now; a
    reminder to those of whom nothing was heard. None goes to who is gone, has a provider that is not in the
    exit, is handled by telephone, or whose letter came back.
    """
    found: dict[str, ToWrite] = {}
    late: dict[str, ToWrite] = {}
    for plan in plans:
        case = plan.case
        if case.id in found or case.damaged or stays_here(plan) or not is_wanted(plan, reminder=reminder):
            continue
        told = _told(content, exit_id, plan)
        if told is None:
            continue
        one = ToWrite(case.id, case.reference, told)
        if today > told.deadline:
            # Who has said whom they want needs no letter to do it.
            if not reminder and (case.told_at is not None or not plan.has_answered):
                late[case.id] = one
        elif not reminder or plan.to_remind:
            found[case.id] = one
    return Recipients(_by_reference(found), _by_reference(late))


def stays_here(plan: Plan) -> bool:
    """Say of somebody whether no letter is to leave: not even one that was printed."""
    case = plan.case
    away = plan.status in ("gone", "protected") or case.protected or plan.gap == "not-in-exit"
    return away or case.undeliverable_at is not None


def is_wanted(plan: Plan, *, reminder: bool) -> bool:
    """Say whether somebody lacks a letter, or has one and is silent, whatever day it is."""
    told = plan.case.told_at is not None
    return told and not plan.has_answered if reminder else not told or plan.case.told_day != plan.last_day


def _by_reference(found: dict[str, ToWrite]) -> tuple[ToWrite, ...]:
    return tuple(sorted(found.values(), key=lambda one: one.reference))


def days_told(letters: Iterable[ToWrite]) -> dict[str, Told]:
    """Return the days that letters tell as they are written now, by whose they are."""
    return {one.id: Told(one.told.last_day, one.told.deadline) for one in letters}


def wanted_still(
    content: Content, exit_id: str, plans: Iterable[Plan], today: date, some: Iterable[ToWrite], *,
    reminder: bool,
) -> list[ToWrite]:  # fmt: skip
    """Keep of some letters those that are to go out by what is known now."""
    now = {one.id for one in recipients(content, exit_id, plans, today, reminder=reminder).to_write}
    return [one for one in some if one.id in now]


def _told(content: Content, exit_id: str, plan: Plan) -> ToTell | None:
    affected = plan.case.affected
    provider = content.providers.get(affected.provider)
    if provider is None or plan.last_day is None:
        return None
    deadline = last_to_choose(plan.case, content, exit_id)
    return ToTell(
        provider=provider,
        last_day=plan.last_day,
        deadline=deadline,
        rules=content.rules_at_exit(provider.id, deadline),
        area=affected.area,
        services=affected.services,
        language=affected.language,
        code=plan.case.code,
    )
