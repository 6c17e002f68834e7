"""The help that a choice can be about in a municipality on a day, and what of it is chosen together."""

from datetime import date
from typing import get_args

from hemval.content.services import HOUSEHOLD, Service
from hemval.content.whole import Content
from hemval.rules.remembered import remembered
from hemval.rules.service_groups import ChosenTogether, chosen_together


@remembered
def offered_together(content: Content, day: date) -> tuple[ChosenTogether, ...]:
    """Part all help that somebody gives, and that the rules have in the choice, as a person chooses it.

    The household is written as its parts where somebody gives only some of them.
    """
    given = {service for one in content.contracted(day) for service in one.agreement.approved_for}
    if given.intersection(HOUSEHOLD) and "service" in given:
        given = (given - {"service"}).union(HOUSEHOLD)
    in_order: list[Service] = [service for service in get_args(Service) if service in given]
    return chosen_together(in_order, content.municipality.rules_on(day))


def services_offered(content: Content, day: date) -> tuple[Service, ...]:
    """List the help by itself, what is chosen together after each other."""
    return tuple(service for group in offered_together(content, day) for service in group.services)
