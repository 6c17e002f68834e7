"""Which services a choice is about, and which of them are chosen together."""

from collections.abc import Iterable
from dataclasses import dataclass

from hemval.content.rule_set import RuleSet
from hemval.content.services import HOUSEHOLD, Service
from hemval.words import Text


@dataclass(frozen=True)
class ChosenTogether:
    """Services of a decision that one provider gives."""

    name: Text | None
    """What the group is called; None where everything is chosen together, and for what no group has."""
    services: tuple[Service, ...]


def services_in_choice(services: Iterable[Service], rules: RuleSet) -> tuple[Service, ...]:
    """Keep the services that a choice is about: what is outside it hinders nobody's choice."""
    outside = {one.service for one in rules.not_chosen}
    if not rules.alarm_in_choice:
        outside.add("alarm")
    return tuple(service for service in services if service not in outside)


def chosen_together(granted: Iterable[Service], rules: RuleSet) -> tuple[ChosenTogether, ...]:
    """Part what a decision grants into groups that are chosen each by itself, in the rules' order.

    Each group is a choice, judged and superseded apart from the others. ``service``, the whole household,
    is parted where its parts are chosen apart; a part goes with the group that has it, or the whole. What
    no group has is chosen together, last.
    """
    groups: dict[int, list[Service]] = {}
    for service in _parted(services_in_choice(granted, rules), rules):
        group = groups.setdefault(_group_of(service, rules), [])
        if service not in group:
            group.append(service)
    names = {index: group.name for index, group in enumerate(rules.chosen_apart)}
    return tuple(
        ChosenTogether(names.get(index), tuple(services)) for index, services in sorted(groups.items())
    )


def have_in_common(some: Iterable[Service], others: Iterable[Service]) -> bool:
    """Say whether any help stands in both; the whole household has each of its parts in common."""
    return not _with_parts(some).isdisjoint(_with_parts(others))


def _with_parts(services: Iterable[Service]) -> set[Service]:
    found = set(services)
    return found | set(HOUSEHOLD) if "service" in found else found


def _group_of(service: Service, rules: RuleSet) -> int:
    """Return the group's place among those of the rules; the place after the last for none of them."""
    whole = "service" if service in HOUSEHOLD else service
    for sought in (service, whole):
        for index, group in enumerate(rules.chosen_apart):
            if sought in group.services:
                return index
    return len(rules.chosen_apart)


def _parted(services: Iterable[Service], rules: RuleSet) -> Iterable[Service]:
    """Write the household as its parts where one of them is chosen apart from the rest."""
    apart = {service for group in rules.chosen_apart for service in group.services}
    for service in services:
        if service == "service" and apart.intersection(HOUSEHOLD):
            yield from HOUSEHOLD
        else:
            yield service
