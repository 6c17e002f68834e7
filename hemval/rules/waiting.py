"""The waiting order at one provider: as received, unless somebody is moved ahead with a reason."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Annotated

from pydantic import StringConstraints

from hemval.rules.situation import Input, Moment

Written = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]

A_MOMENT = timedelta(seconds=1)


class Waiting(Input):
    """A choice that waits for room at the provider."""

    id: str
    received: Moment
    """When the choice was received: that is its place, also where it was asked about room later."""


class MovedAhead(Input):
    """An exception from the order of receipt, as data: nobody is moved without it."""

    id: str
    """The choice that is moved."""
    counts_from: Moment
    """The moment from which it counts in the order, as if received then (``moment_ahead_of``).

    A moment and not a person: whoever was overtaken gets a place and is purged, and the order stays.
    """
    reason: Written
    by: Written
    """The officer who decided it."""
    at: Moment


@dataclass(frozen=True)
class Place:
    """A place in the order, with why it is that."""

    number: int
    """1 is the next that is offered room."""
    waiting: Waiting
    moved: MovedAhead | None
    """The exception that it is here by; None where the order of receipt gave it."""
    overtaken_by: tuple[MovedAhead, ...]
    """The exceptions that put choices received later ahead of this one."""

    @property
    def counts_from(self) -> datetime:
        """Return the moment that the order goes by."""
        return self.moved.counts_from if self.moved else self.waiting.received


def waiting_order(waiting: Iterable[Waiting], exceptions: Iterable[MovedAhead] = ()) -> tuple[Place, ...]:
    """Put those who wait in order, with each place's reasons; in whatever order they are given.

    The newest exception of a choice is the one that holds. One that would move it back, or that is of a
    choice that does not wait any more, does nothing. What counts from the same moment goes with those moved
    first, then as received, and at the same moment by id.
    """
    newest: dict[str, MovedAhead] = {}
    for exception in sorted(exceptions, key=lambda one: (one.at, one.counts_from, one.reason, one.by)):
        newest[exception.id] = exception
    everyone = tuple(dict.fromkeys(waiting))
    moved = {
        one.id: newest[one.id]
        for one in everyone
        if one.id in newest and newest[one.id].counts_from <= one.received
    }

    def place(one: Waiting) -> tuple[datetime, bool, datetime, str]:
        counts_from = moved[one.id].counts_from if one.id in moved else one.received
        return counts_from, one.id not in moved, one.received, one.id

    places: list[Place] = []
    ahead: list[Waiting] = []
    for number, one in enumerate(sorted(everyone, key=place), start=1):
        overtaken_by = [
            moved[other.id] for other in ahead if (other.received, other.id) > (one.received, one.id)
        ]
        places.append(Place(number, one, moved.get(one.id), tuple(overtaken_by)))
        if one.id in moved:
            ahead.append(one)
    return tuple(places)


def moment_ahead_of(order: Sequence[Place], identity: str) -> datetime:
    """Return the moment that puts a choice directly ahead of another in an order, for ``counts_from``.

    It lies half-way after the one before, so that each place can be had; where two were received at the
    same moment there is nothing between, and whoever is moved comes ahead of both.
    """
    at = next(index for index, place in enumerate(order) if place.waiting.id == identity)
    behind = order[at].counts_from
    if at == 0:
        return behind - A_MOMENT
    return behind - (behind - order[at - 1].counts_from) / 2


def offered_room(order: Sequence[Place], free: int, unanswered: Collection[str] = ()) -> tuple[Place, ...]:
    """Return those who are to be offered room when so many places are free.

    ``unanswered`` are choices that have been offered one and have not answered: each keeps a place free, and
    nobody is offered it a second time. Whoever declines leaves the queue before the next is asked.
    """
    kept = sum(place.waiting.id in unanswered for place in order)
    left = max(0, free - kept)
    return tuple([place for place in order if place.waiting.id not in unanswered][:left])
