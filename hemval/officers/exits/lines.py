"""Those an exit touches, a line each; by reference, and nothing that names anybody."""

from collections.abc import Sequence
from dataclasses import dataclass

from hemval.content.whole import Content
from hemval.handover.exit_told import STATUSES, UNASKED, gap_told, provider_told, successor_told
from hemval.handover.told import WORDS
from hemval.officers.address import affected_at
from hemval.officers.exits.listed_told import area_told
from hemval.rules.exits.plan import Plan
from hemval.words.dates import day_told


@dataclass(frozen=True)
class AffectedLine:
    """A person, or a group of services that is chosen by itself."""

    href: str
    reference: str
    group: str
    status: str
    gap: str
    """Why nobody is known who helps; empty where that is the status itself."""
    flags: tuple[str, ...]
    leaves: str
    area: str
    helper: str
    start: str


def affected_line(exit_id: str, plan: Plan, content: Content) -> AffectedLine:
    """Tell a line."""
    case, listed = plan.case, plan.case.affected
    status, gap = WORDS.say(STATUSES[plan.status]), gap_told(plan)
    return AffectedLine(
        href=affected_at(exit_id, case.id),
        reference=case.reference,
        group=plan.group,
        status=status,
        gap="" if gap == status else gap,
        flags=flags_of(plan),
        leaves=provider_told(listed.provider, content),
        area=area_told(listed, content),
        helper=successor_told(plan, content) if plan.helper is not None else "",
        start=day_told(plan.start, WORDS) if plan.start is not None else "",
    )


def flags_of(plan: Plan) -> tuple[str, ...]:
    """Say what to see to first."""
    told = [WORDS.say("Without help now")] if plan.overdue else []
    if plan.at_risk and not plan.overdue:
        told.append(WORDS.say("Little time left"))
    if plan.to_call:
        told.append(WORDS.say("Call"))
    elif plan.case.undeliverable_at is not None:
        told.append(WORDS.say("The letter came back"))
    elif plan.untold and plan.unasked is None:
        told.append(WORDS.say(UNASKED["no-letter"][0]))
    return tuple(told)


def helpers_of(plans: Sequence[Plan], content: Content) -> list[tuple[str, str]]:
    """List who is to help somebody from the day after; ids and names."""
    found = {plan.helper for plan in plans if plan.helper is not None}
    return sorted(((one, provider_told(one, content)) for one in found), key=lambda pair: pair[1])
