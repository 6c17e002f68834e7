"""Which providers fit what a person asks for, in the neutral order."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields, replace
from datetime import date
from functools import cached_property
from typing import Any

from hemval.content.provider import Provider, Speciality
from hemval.content.services import Service
from hemval.content.whole import Content
from hemval.rules.choosable import can_be_chosen
from hemval.rules.lead_time import earliest_start
from hemval.rules.neutral_order import in_neutral_order
from hemval.rules.services import offers


@dataclass(frozen=True)
class Criteria:
    """What a provider is to have; what is not asked for is None or False."""

    language: str | None = None
    """Spoken there always, often or on request."""
    area: str | None = None
    service: Service | None = None
    speciality: Speciality | None = None
    extras: bool = False
    """At least one service outside the decision."""
    room: bool = False
    """Has said that it takes new people, and can be chosen today."""

    @property
    def asked(self) -> tuple[str, ...]:
        """Name what is asked for, in the order of the fields."""
        return tuple(field.name for field in fields(self) if getattr(self, field.name))

    def without(self, name: str) -> "Criteria":
        """Return what is left when one thing is no longer asked for."""
        unasked: dict[str, Any] = {name: getattr(Criteria(), name)}
        return replace(self, **unasked)


@dataclass(frozen=True)
class Selector:
    """Finds providers among those that the municipality has an agreement with."""

    content: Content
    today: date

    @cached_property
    def everyone(self) -> list[Provider]:
        """List them all, in the neutral order."""
        return in_neutral_order(self.content.contracted(self.today))

    def fitting(self, criteria: Criteria) -> list[Provider]:
        """List the providers that have all that is asked for, in the neutral order."""
        demands = self._demands(criteria)
        return [provider for provider in self.everyone if all(demand(provider) for demand in demands)]

    def narrowing(self, wishes: Iterable[Criteria]) -> list[Criteria]:
        """Keep the wishes that some providers fit and others do not: the rest tell nobody apart."""
        kept = []
        for wish in wishes:
            demands = self._demands(wish)
            number = sum(all(demand(provider) for demand in demands) for provider in self.everyone)
            if 0 < number < len(self.everyone):
                kept.append(wish)
        return kept

    def _demands(self, criteria: Criteria) -> list[Callable[[Provider], bool]]:
        """List what each provider is asked, the cheapest first."""
        demands: list[Callable[[Provider], bool]] = []
        if criteria.language is not None:
            demands.append(lambda provider: criteria.language in provider.offer.languages)
        if criteria.area is not None:
            demands.append(lambda provider: criteria.area in provider.agreement.areas)
        if criteria.service is not None:
            rules = self.content.municipality.rules_on(self.today)
            demands.append(lambda provider: offers(provider, criteria.service, rules))
        if criteria.speciality is not None:
            demands.append(lambda provider: criteria.speciality in provider.offer.specialities)
        if criteria.extras:
            demands.append(lambda provider: bool(provider.offer.extras))
        if criteria.room:
            start = earliest_start(self.content.municipality.rules_on(self.today), self.today).day
            demands.append(lambda provider: self._has_room(provider, start, criteria.area))
        return demands

    def _has_room(self, provider: Provider, start: date | None, area: str | None) -> bool:
        if self.content.room_state(provider, self.today, area) != "open":
            return False
        room = self.content.room(provider.id)
        return can_be_chosen(provider, room, self.today, start, area).choosable
