"""Whether a provider can be had by the person of a case, and be given to one who does not choose."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from hemval.content.no_choice import OneProvider, Random
from hemval.content.services import Service, gives
from hemval.rules.choosable import Verdict, hindrance_of
from hemval.rules.service_groups import services_in_choice
from hemval.rules.situation import Inputs, Standing

EVERYDAY: tuple[Service, ...] = ("service", "personal-care")
"""Help that most decisions grant: who is not known to need only one of them may need both."""


def verdict_on(standing: Standing, inputs: Inputs, start: date | None) -> Verdict:
    """Say whether the person can have a provider from a day, as ``can_be_chosen`` does of a profile."""
    if standing.applied:
        return Verdict("not-approved")
    closed = standing.room_as_of if standing.room == "closed" else None
    return _agreed(standing, closed, inputs, start)


def helps_on(standing: Standing, day: date) -> bool:
    """Say whether a provider is at work on a day."""
    begun = standing.begins is not None and standing.begins <= day
    return begun and (standing.last_day is None or day <= standing.last_day)


def can_go_on(standing: Standing, inputs: Inputs, start: date | None) -> Verdict:
    """Say whether today's provider can help also on a day; room is no matter to whom it helps already."""
    if standing.begins is None or standing.begins > inputs.situation.moment.date():
        return Verdict("not-begun", standing.begins)
    return _agreed(standing, None, inputs, start)


@dataclass(frozen=True)
class Unknown:
    """What is taken for needed because it is not known of the person: it must not matter who is given."""

    areas: frozenset[str]
    services: tuple[Service, ...]


def unknown_of(inputs: Inputs) -> Unknown:
    """Gather it once a case: every area that somebody works in, and the everyday help that somebody gives."""
    case = inputs.situation
    at_work = [one for one in inputs.providers if helps_on(one, case.moment.date())]
    areas = {area for one in at_work for area in one.areas} if case.area is None else set()
    asked = [one for one in EVERYDAY if any(gives(other.approved_for, one) for other in at_work)]
    return Unknown(frozenset(areas), () if case.services else services_in_choice(asked, inputs.rules))


def why_not_given(
    standing: Standing, inputs: Inputs, start: date | None, without: Collection[str], unknown: Unknown
) -> str | None:
    """Say why the no-choice rule passes a provider over; None where it may be given."""
    rule = inputs.rules.no_choice
    if isinstance(rule, Random) and standing.id in rule.excluded:
        return "excluded"
    hindrance = verdict_on(standing, inputs, start).hindrance
    if hindrance is not None:
        return hindrance
    if standing.id in without:
        return "asked-for"
    # The one that the rule names always takes people: it is what the others lean on.
    if isinstance(rule, OneProvider):
        return None
    if standing.warned:
        return "warned"
    if standing.room == "queue":
        return "full"
    if not unknown.areas.issubset(standing.areas):
        return "area-unknown"
    if not all(gives(standing.approved_for, one) for one in unknown.services):
        return "help-unknown"
    return None


def _agreed(standing: Standing, closed: date | None, inputs: Inputs, start: date | None) -> Verdict:
    case = inputs.situation
    services = services_in_choice(case.services, inputs.rules)
    return hindrance_of(standing, closed, case.moment.date(), start, case.area, services)
