"""Room at each provider: ``room.yml``, the one truth, written by the co-ordinator's page or by hand."""

from collections.abc import Collection
from datetime import date, timedelta
from typing import Literal, get_args

from pydantic import RootModel, model_validator

from hemval.content.kinds import Day, Id, Model, Whole, wrong

State = Literal["open", "queue", "closed"]
STATES: tuple[State, ...] = get_args(State)
"""From the best for who wants to come there to the worst."""

FRESH_DAYS = 35
"""A statement about room that is older is warned of."""


class Ceiling(Model):
    """The most granted hours that a provider takes on; internal, never told to citizens."""

    hours: Whole
    """Hours a month."""
    told: Day
    """When the provider said so; the rules' notice time counts from here."""
    begins: Day | None = None
    """From when it asks for it; None for as soon as the notice time allows."""

    @model_validator(mode="after")
    def _told_before_it_begins(self) -> "Ceiling":
        if self.begins is not None and self.begins < self.told:
            raise wrong(
                "The ceiling begins before it was told.",
                advice="Correct one of the days. A ceiling holds only after it was told.",
                at="begins",
            )
        return self

    def holds_from(self, notice: int) -> date:
        """Return the day it takes effect, with so many days' notice."""
        earliest = self.told + timedelta(days=notice)
        return max(earliest, self.begins or earliest)


class RoomHere(Model):
    """Room at a provider, everywhere or in one area."""

    state: State
    granted_hours: Whole | None = None
    """Hours a month that people there are granted now; internal."""
    ceilings: tuple[Ceiling, ...] = ()

    def ceiling_on(self, day: date, notice: int) -> int | None:
        """Return the most hours in force on a day: the newest that has taken effect."""
        in_force = [one for one in self.ceilings if one.holds_from(notice) <= day]
        newest = max(in_force, key=lambda one: (one.holds_from(notice), one.told), default=None)
        return newest.hours if newest else None

    def free_on(self, day: date, notice: int) -> int | None:
        """Return how many more hours there is room for, never below nought; None where that is not known."""
        ceiling = self.ceiling_on(day, notice)
        if ceiling is None or self.granted_hours is None:
            return None
        return max(0, ceiling - self.granted_hours)

    def state_on(self, day: date, notice: int) -> State:
        """Return the state on a day: a provider at its ceiling has a queue whatever else is written."""
        return "queue" if self.state == "open" and self.free_on(day, notice) == 0 else self.state


class Room(RoomHere):
    """Whether a provider takes new people, and on which day that was so."""

    as_of: Day
    areas: dict[Id, RoomHere] = {}
    """Areas where it is otherwise."""
    waiting: Whole | None = None
    """How many wait; shown to citizens where it is written."""

    @model_validator(mode="after")
    def _nothing_is_told_before_it_was_known(self) -> "Room":
        places: list[tuple[tuple[str, ...], RoomHere]] = [((), self)]
        places += [(("areas", area), here) for area, here in self.areas.items()]
        for at, here in places:
            for index, ceiling in enumerate(here.ceilings):
                if ceiling.told > self.as_of:
                    raise wrong(
                        "The ceiling was told on %(told)s, after the day of the statement.",
                        advice="Write the newer day as as_of:.",
                        at=(*at, "ceilings", index, "told"),
                        told=ceiling.told.isoformat(),
                    )
        return self

    def here(self, area: str | None) -> RoomHere:
        """Return room as it is in an area."""
        return self.areas.get(area, self) if area is not None else self

    def free_in(self, area: str | None, day: date, notice: int) -> int | None:
        """Return how many more hours there is room for in an area, where the whole has room for them too."""
        free = [one.free_on(day, notice) for one in (self.here(area), self)]
        return min((hours for hours in free if hours is not None), default=None)

    def state_in(self, area: str | None, works_in: Collection[str], day: date, notice: int) -> State:
        """Return the state in an area on a day; without one, the best of where the provider works."""
        areas = [area] if area is not None else [*works_in]
        state = min((self.here(one).state_on(day, notice) for one in areas), key=STATES.index)
        # A ceiling of the whole holds in each area too.
        return "queue" if state == "open" and self.free_on(day, notice) == 0 else state


class Rooms(RootModel[dict[Id, Room]]):
    """Room at every provider."""
