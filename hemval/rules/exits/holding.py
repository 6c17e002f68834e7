"""Whether what is stored of a person's successor still holds, by what is published now."""

from datetime import date
from typing import Literal

from hemval.content.affected_list import Affected
from hemval.content.services import Service, gives
from hemval.content.whole import Content
from hemval.rules.choosable import Hindrance, hindrance_of
from hemval.rules.exits.case import Settled
from hemval.rules.service_groups import services_in_choice
from hemval.rules.working_days import ONE_DAY

Fault = Literal[
    "day-moved",
    "late",
    "successor-unknown",
    "successor-not-approved",
    "successor-not-begun",
    "successor-stops",
    "successor-other-area",
    "successor-other-service",
]
"""Why a successor is none, or not from the day after."""

Unknown = Literal["area-unknown", "help-unknown"]
"""What must be known of a person before anybody can vouch for the helper."""

FAULTS: dict[Hindrance, Fault] = {
    "not-approved": "successor-not-approved",
    "no-first-day": "successor-not-begun",
    "not-begun": "successor-not-begun",
    "stops": "successor-stops",
    "stopped": "successor-stops",
    "other-area": "successor-other-area",
    "other-service": "successor-other-service",
}


def fault_of_settled(
    settled: Settled, content: Content, last_day: date, area: str | None, services: tuple[Service, ...]
) -> Fault | None:
    """Say why what is stored holds no more; None where it holds."""
    if settled.last_day != last_day:
        return "day-moved"
    return fault_of_successor(settled.helper, content, settled.start, area, services)


def fault_of_successor(
    provider: str | None, content: Content, start: date, area: str | None, services: tuple[Service, ...]
) -> Fault | None:
    """Say why a provider cannot help a person from a day; room is no matter."""
    found = content.providers.get(provider or "")
    if found is None:
        return "successor-unknown"
    if found.agreement.status(start) == "applied":
        return "successor-not-approved"
    needed = services_in_choice(services, content.municipality.rules_on(start))
    verdict = hindrance_of(found.agreement, None, start, start, area, needed)
    return FAULTS[verdict.hindrance] if verdict.hindrance is not None else None


def what_is_unknown(
    content: Content, listed: Affected, services: tuple[Service, ...], helper: str | None, start: date
) -> Unknown | None:
    """Say what the list does not tell and the helper turns on; None where it changes nothing.

    Who has the provider that stops lives where that works, and has no other help than it gives: a helper
    that works in the same areas and gives the same help will do, whatever the list leaves out.
    """
    found, left = content.providers.get(helper or ""), content.providers.get(listed.provider)
    if found is None or left is None:
        return None
    if listed.area is None and not set(left.agreement.areas) <= set(found.agreement.areas):
        return "area-unknown"
    possible = services_in_choice(left.agreement.approved_for, content.municipality.rules_on(start))
    if not services and not all(gives(found.agreement.approved_for, one) for one in possible):
        return "help-unknown"
    return None


def day_after(last_day: date) -> date:
    """Return the day from which a successor must help: the next, whatever day that is."""
    return last_day + ONE_DAY
