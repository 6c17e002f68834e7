"""Whether what is stored of a person's successor still holds, by what is published now."""

from datetime import date
from typing import Literal

from hemval.content.services import Service
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


def day_after(last_day: date) -> date:
    """Return the day from which a successor must help: the next, whatever day that is."""
    return last_day + ONE_DAY
