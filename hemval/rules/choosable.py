"""Who can be chosen, and why not."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, Protocol

from hemval.content.provider import Provider
from hemval.content.room import Room
from hemval.content.services import Service, gives

Hindrance = Literal[
    "not-approved",
    "no-first-day",
    "not-begun",
    "stops",
    "stopped",
    "other-area",
    "other-service",
    "takes-nobody",
    "unknown",
]


@dataclass(frozen=True)
class Verdict:
    """Whether a provider can be chosen; if not, why, with the day that the reason turns on."""

    hindrance: Hindrance | None = None
    day: date | None = None

    @property
    def choosable(self) -> bool:
        """True where nothing stands in the way; a queue does not."""
        return self.hindrance is None


class Contracted(Protocol):
    """What of an agreement decides who can be chosen."""

    @property
    def begins(self) -> date | None: ...  # noqa: D102
    @property
    def last_day(self) -> date | None: ...  # noqa: D102
    @property
    def approved_for(self) -> tuple[Service, ...]: ...  # noqa: D102
    @property
    def areas(self) -> tuple[str, ...]: ...  # noqa: D102


def can_be_chosen(
    provider: Provider,
    room: Room | None,
    today: date,
    start: date | None,
    area: str | None,
    services: Sequence[Service] = (),
) -> Verdict:
    """Say whether a provider can be chosen today by a person in an area, for the services granted.

    ``start`` is the earliest start by the rules, or None where no time is promised: then today's date
    stands for it. ``area`` is None where the person did not say, ``services`` empty. A missing statement
    about room hinders nobody: the officer finds out.
    """
    if provider.agreement.status(today) == "applied":
        return Verdict("not-approved")
    agreement = provider.agreement
    # A ceiling makes a queue, which hinders nobody: its notice does not matter here.
    closed = room is not None and room.state_in(area, agreement.areas, today, notice=0) == "closed"
    return hindrance_of(agreement, room.as_of if room and closed else None, today, start, area, services)


def hindrance_of(
    agreement: Contracted,
    closed: date | None,
    today: date,
    start: date | None,
    area: str | None,
    services: Sequence[Service] = (),
) -> Verdict:
    """Say what of an agreement, or of room closed as of a day, stands in the way."""
    first_day = start or today
    if agreement.last_day is not None and agreement.last_day < first_day:
        return Verdict("stopped" if agreement.last_day < today else "stops", agreement.last_day)
    if agreement.begins is None:
        return Verdict("no-first-day")
    if agreement.begins > first_day:
        return Verdict("not-begun", agreement.begins)
    if area is not None and area not in agreement.areas:
        return Verdict("other-area")
    if not all(gives(agreement.approved_for, service) for service in services):
        return Verdict("other-service")
    if closed is not None:
        return Verdict("takes-nobody", closed)
    return Verdict()
