"""One of those an exit touches, in words: what the list says, the code, the letters and what is to become."""

from dataclasses import dataclass
from datetime import datetime

from hemval.content.whole import Content
from hemval.forms.sent.reference import grouped, spelled
from hemval.handover.exit_told import (
    STATUSES,
    advice_told,
    gap_told,
    provider_told,
    waiting_told,
    why_told,
)
from hemval.handover.told import WORDS
from hemval.officers.exits.listed_told import area_told, services_told
from hemval.officers.exits.looked import Looked
from hemval.rules.exits.case import Case
from hemval.rules.exits.plan import Plan
from hemval.words import sentence
from hemval.words.dates import day_told, language_told, moment_told

ANSWERED = ("call-me", "unmet", "left-to-rule")
"""What the person has answered is told also when the rule is to be run."""

APPOINTED_APART = sentence("Appointed by the municipality. It never stands in a file: call the provider")


@dataclass(frozen=True)
class PlanTold:
    """What is to become of a person, or of a group of services that is chosen by itself."""

    group: str
    status: str
    result: str
    """Who helps from when; empty where nobody is known."""
    gap: str
    advice: str
    why: tuple[str, ...]
    at_risk: bool
    overdue: bool
    waits: bool
    """Whether the result says for whom the person waits: the status says no more."""


@dataclass(frozen=True)
class AffectedTold:
    """Somebody, without anything that names them."""

    id: str
    mark: str
    reference: str
    code: str
    aloud: str
    """The code as it is said on the telephone."""
    facts: tuple[tuple[str, str], ...]
    letters: tuple[tuple[str, str], ...]
    plans: tuple[PlanTold, ...]
    lost: bool
    gone: str
    damaged: bool


def affected_told(one: Looked, case: Case, *, reads: bool) -> AffectedTold:
    """Tell all of it, but the steps that say what somebody wished for only to who ``reads`` cases."""
    content = one.content
    return AffectedTold(
        id=case.id,
        mark=case.mark,
        reference=case.reference,
        code=grouped(case.code),
        aloud=spelled(case.code, WORDS.say),
        facts=() if case.damaged else tuple(_facts(case, content)),
        letters=tuple(_letters(case)),
        plans=tuple(
            _plan_told(plan, content, whole=reads or not case.choices)
            for plan in one.plans
            if plan.case.id == case.id
        ),
        lost=case.undeliverable_at is not None,
        gone=moment_told(case.gone_at, WORDS) if case.gone_at is not None else "",
        damaged=case.damaged,
    )


def told_another_day(case: Case, content: Content) -> bool:
    """Say whether the letter that was posted says another last day than the provider has now."""
    provider = content.providers.get(case.affected.provider)
    now = provider.agreement.last_day if provider is not None else None
    return case.told_day is not None and case.told_day != now


def _facts(case: Case, content: Content) -> list[tuple[str, str]]:
    listed = case.affected
    provider = content.providers.get(listed.provider)
    last_day = provider.agreement.last_day if provider is not None else None
    facts = [
        (WORDS.say("Provider that stops"), provider_told(listed.provider, content)),
        (WORDS.say("Last day"), day_told(last_day, WORDS) if last_day is not None else ""),
        (WORDS.say("Area"), area_told(listed, content)),
        (WORDS.say("Help"), ", ".join(services_told(listed))),
        (
            WORDS.say("Granted hours a month, begun ones counted"),
            "" if listed.hours is None else str(listed.hours),
        ),
        (WORDS.say("Language of the letters"), language_told(listed.language, WORDS)),
    ]
    return [(label, told) for label, told in facts if told]


def _letters(case: Case) -> list[tuple[str, str]]:
    posted = [
        (WORDS.say("The letter was posted"), case.told_at),
        (WORDS.say("The reminder was posted"), case.reminded_at),
        (WORDS.say("The letter came back"), case.undeliverable_at),
    ]
    return [(label, _moment(at)) for label, at in posted if at is not None]


def _moment(at: datetime) -> str:
    return moment_told(at, WORDS)


def _appointed_apart(plan: Plan, content: Content) -> str:
    """Say who was appointed for a protected person: it stands nowhere else, and a colleague must know."""
    if plan.status != "protected" or plan.start is None:
        return ""
    settled = plan.case.settled_for(plan.group, plan.services)
    if settled is None:
        return ""
    helper = provider_told(settled.helper, content)
    return WORDS.say("%(provider)s helps from %(day)s", provider=helper, day=day_told(plan.start, WORDS))


def _plan_told(plan: Plan, content: Content, *, whole: bool) -> PlanTold:
    result = ""
    if plan.helper is not None and plan.start is not None:
        helper, day = provider_told(plan.helper, content), day_told(plan.start, WORDS)
        result = WORDS.say("%(provider)s helps from %(day)s", provider=helper, day=day)
        if plan.waits_for is not None:
            result = WORDS.say(
                "Has chosen %(waits_for)s, which has a queue. Meanwhile %(provider)s helps, from %(day)s",
                waits_for=provider_told(plan.waits_for, content), provider=helper, day=day,
            )  # fmt: skip
    status, gap = WORDS.say(STATUSES[plan.status]), waiting_told(plan, content) or gap_told(plan)
    if plan.status in ANSWERED and gap != status:
        gap = f"{status}. {gap}"
    apart = _appointed_apart(plan, content)
    if apart:
        result, status = apart, WORDS.say(APPOINTED_APART)
    return PlanTold(
        group=plan.group,
        status=status,
        result=result,
        gap="" if gap == status else gap,
        advice=advice_told(plan),
        why=why_told(plan) if whole else (),
        at_risk=plan.at_risk,
        overdue=plan.overdue,
        waits=plan.waits_for is not None,
    )
