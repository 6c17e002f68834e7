"""What the no-choice rule turns on of a person who does not choose: nobody is asked for more than that."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from hemval.content.no_choice import Appointed, FreeCapacity, NoChoice, OneProvider, Ordered, Random
from hemval.content.provider import Provider
from hemval.content.services import Service, gives
from hemval.content.whole import Content
from hemval.rules.candidate import EVERYDAY
from hemval.rules.choosable import can_be_chosen
from hemval.rules.lead_time import earliest_start
from hemval.rules.remembered import remembered
from hemval.rules.service_groups import services_in_choice


@dataclass(frozen=True)
class TurnsOn:
    """Whether who is given may differ by where a person lives, and by which everyday help is granted."""

    area: bool
    services: bool


@remembered
def no_choice_turns_on(content: Content, day: date) -> TurnsOn:
    """Say what today's rule, applied to today's providers and their room, turns on."""
    rule = content.municipality.rules_on(day).no_choice
    if rule is None or isinstance(rule, Appointed):
        return TurnsOn(area=False, services=False)
    at_hand = _at_hand(rule, content, day)
    areas = content.municipality.areas
    met = {_met_in(area, rule, at_hand, content, day) for area in areas}
    return TurnsOn(area=len(met) > 1, services=_by_help(rule, at_hand, content, day))


def _at_hand(rule: NoChoice, content: Content, day: date) -> dict[str, Provider]:
    """Return the providers that the rule could give somebody, wherever and whatever is granted."""
    start = earliest_start(content.municipality.rules_on(day), day).day
    warned_too = isinstance(rule, OneProvider)
    return {
        identity: one
        for identity, one in sorted(content.providers.items())
        if can_be_chosen(one, None, day, start, None).choosable and (warned_too or not one.warned_on(day))
    }


def _met_in(
    area: str, rule: NoChoice, at_hand: dict[str, Provider], content: Content, day: date
) -> tuple[tuple[object, ...], ...]:
    """List whom the rule meets in an area, in its order, with what it looks at of each."""
    notice = content.municipality.rules_on(day).ceiling_notice
    met: list[tuple[object, ...]] = []
    for one in (at_hand[name] for name in _order(rule, area, at_hand) if name in at_hand):
        if area not in one.agreement.areas:
            continue
        room = content.room(one.id)
        state = content.room_state(one, day, area)
        free = room.free_in(area, day, notice) if room and isinstance(rule, FreeCapacity) else None
        # The one that the rule names takes people also where there is a queue.
        met.append((one.id, state == "closed" if isinstance(rule, OneProvider) else state, free))
    return tuple(met)


def _by_help(rule: NoChoice, at_hand: dict[str, Provider], content: Content, day: date) -> bool:
    offered = [one for one in EVERYDAY if any(_gives(other, one) for other in at_hand.values())]
    asked = services_in_choice(offered, content.municipality.rules_on(day))
    named = {name for area in content.municipality.areas for name in _order(rule, area, at_hand)}
    meant = [one for name, one in at_hand.items() if name in named]
    able = {tuple(one.id for one in meant if _gives(one, service)) for service in asked}
    # The one that the rule names is given to whom nothing is known of, whatever help it gives.
    return len(able) > 1 or (isinstance(rule, OneProvider) and any(len(each) < len(meant) for each in able))


def _order(rule: NoChoice, area: str, at_hand: dict[str, Provider]) -> Sequence[str]:
    if isinstance(rule, OneProvider):
        return (rule.provider,)
    if isinstance(rule, Ordered):
        return rule.order_in(area)
    out = rule.excluded if isinstance(rule, Random) else ()
    return [name for name in at_hand if name not in out]


def _gives(provider: Provider, service: Service) -> bool:
    return gives(provider.agreement.approved_for, service)
