"""Who can be chosen, and why not."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from hemval.content.provider import Provider
from hemval.content.room import Room

Hindrance = Literal["not-begun", "stops", "stopped", "other-area", "takes-nobody"]


@dataclass(frozen=True)
class Verdict:
    """Whether a provider can be chosen; if not, why, with the day that the reason turns on."""

    hindrance: Hindrance | None = None
    day: date | None = None

    @property
    def choosable(self) -> bool:
        """True where nothing stands in the way; a queue does not."""
        return self.hindrance is None


def can_be_chosen(
    provider: Provider, room: Room | None, today: date, start: date | None, area: str | None
) -> Verdict:
    """Say whether a provider can be chosen today by a person in an area.

    ``start`` is the earliest start by the rules, or None where no time is promised: then today's date
    stands for it. ``area`` is None where the person did not say. A missing statement about room hinders
    nobody: the officer finds out.
    """
    agreement = provider.agreement
    first_day = start or today
    if agreement.last_day is not None and agreement.last_day < today:
        return Verdict("stopped", agreement.last_day)
    if agreement.last_day is not None and agreement.last_day < first_day:
        return Verdict("stops", agreement.last_day)
    if agreement.begins > first_day:
        return Verdict("not-begun", agreement.begins)
    if area is not None and area not in agreement.areas:
        return Verdict("other-area")
    if room is not None and room.state == "closed":
        return Verdict("takes-nobody", room.as_of)
    return Verdict()
