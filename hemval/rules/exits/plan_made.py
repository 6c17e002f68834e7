"""Write down what is to become of a person: as judged now, as stored before, or as nothing yet."""

from dataclasses import replace
from datetime import date

from hemval.rules.exits.case import Case, Joined, Settled
from hemval.rules.exits.counting import Part
from hemval.rules.exits.holding import day_after
from hemval.rules.exits.known import Known
from hemval.rules.exits.plan import Gap, Open, Plan, Status
from hemval.rules.outcome import Outcome


def plan_apart(case: Case, part: Part, last_day: date | None, gap: Gap | None) -> Plan:
    """Write that a person is affected no more, or that nothing can be judged of them."""
    status: Status = "gone" if gap is None else "protected" if case.protected else "not-yet"
    return Plan(case, status, part.group, part.services, last_day, gap=gap)


def plan_of_nothing(known: Known, outcome: Outcome | None) -> Plan:
    """Write that nothing is settled; ``outcome`` tells why a wish could not be met."""
    if known.contested:
        return replace(_plan(known), status="contested", gap="contested")
    if outcome is not None and outcome.result.waits_for is not None:
        waits_for = outcome.result.waits_for
        return replace(_plan(known), status="waits", waits_for=waits_for, outcome=outcome, gap="alone")
    heard = _heard(known.choice)
    return replace(_plan(known), status=heard, outcome=outcome, gap=heard)


def plan_judged(known: Known, outcome: Outcome) -> Plan:
    """Write what a choice has come to."""
    result = outcome.result
    return replace(
        _plan(known),
        status="waits" if result.provider is None else "chosen",
        provider=result.provider,
        waits_for=result.waits_for,
        meanwhile=result.meanwhile,
        start=result.start,
        outcome=outcome,
        gap="late" if result.start != day_after(known.last_day) else None,
    )


def plan_stored(known: Known, settled: Settled) -> Plan:
    """Write what was stored, and why it holds no more where it does not.

    Also where an officer is to ask whose choice counts: until then it is what was stored.
    """
    late = settled.start != day_after(settled.last_day)
    kept: Status = "waits" if settled.waits_for is not None else settled.kind
    return replace(
        _plan(known),
        status="contested" if known.to_ask else kept,
        provider=settled.provider,
        waits_for=settled.waits_for,
        meanwhile=settled.meanwhile,
        start=settled.start,
        outcome=settled.outcome,
        gap=known.fault or ("late" if late else None),
    )


def plan_hidden(plan: Plan) -> Plan:
    """Say of a protected person only whether somebody helps: never who, in any list or file."""
    # What the rule gave before the mark came stands in no file: nobody has told the new provider.
    helped = plan.status == "appointed" and plan.gap is None
    return Plan(
        case=plan.case,
        status="protected",
        group=plan.group,
        services=plan.services,
        last_day=plan.last_day,
        start=plan.start if helped else None,
        gap=None if helped else "protected",
    )


def _heard(choice: Joined | None) -> Open:
    if choice is None:
        return "not-yet"
    if choice.wishes:
        return "unmet"
    # Of who wants no place in a queue, but a call, no wish is kept: it is no choice of the municipality's.
    return "left-to-rule" if choice.kind == "no-choice" else "call-me"


def _plan(known: Known) -> Plan:
    return Plan(
        case=known.case,
        status="not-yet",
        group=known.part.group,
        services=known.part.services,
        last_day=known.last_day,
        choice=known.choice.submission if known.choice is not None else "",
    )
