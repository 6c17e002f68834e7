"""Who is to have a letter about an exit, and who a reminder."""

from collections.abc import Iterable

from hemval.content.whole import Content
from hemval.handover.exit_letter import ToTell
from hemval.handover.merged_letters import ToWrite
from hemval.queue.desk.exits.noting import Told
from hemval.rules.exits.deadline import last_to_choose
from hemval.rules.exits.plan import Plan


def to_write(content: Content, exit_id: str, plans: Iterable[Plan], *, reminder: bool) -> tuple[ToWrite, ...]:
    """List whom to write to, by reference, each once.

    A letter goes to everybody who has not been told, or who was told another last day than there is now; a
    reminder to those of whom nothing was heard. None goes to who is gone, has a provider that is not in the
    exit, or is handled by telephone.
    """
    found: dict[str, ToWrite] = {}
    for plan in plans:
        case = plan.case
        if plan.status in ("gone", "protected") or case.damaged or case.id in found:
            continue
        if plan.gap == "not-in-exit" or case.protected:
            continue
        told = case.told_at is not None
        if plan.to_remind and told if reminder else not told or case.told_day != plan.last_day:
            one = _told(content, exit_id, plan)
            if one is not None:
                found[case.id] = ToWrite(case.id, case.reference, one)
    return tuple(sorted(found.values(), key=lambda one: one.reference))


def days_told(letters: Iterable[ToWrite]) -> dict[str, Told]:
    """Return the days that letters tell as they are written now, by whose they are."""
    return {one.id: Told(one.told.last_day, one.told.deadline) for one in letters}


def wanted_still(
    content: Content, exit_id: str, plans: Iterable[Plan], some: Iterable[ToWrite], *, reminder: bool
) -> list[ToWrite]:
    """Keep of some letters those that are to go out by what is known now."""
    now = {one.id for one in to_write(content, exit_id, plans, reminder=reminder)}
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
