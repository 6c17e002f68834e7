"""Room at each provider: ``room.yml``, the one truth, written by the co-ordinator's page or by hand."""

from typing import Literal

from pydantic import RootModel

from hemval.content.kinds import Day, Id, Model

State = Literal["open", "queue", "closed"]

FRESH_DAYS = 35
"""A statement about room that is older is warned of."""


class Room(Model):
    """Whether a provider takes new people, and on which day that was so."""

    state: State
    as_of: Day


class Rooms(RootModel[dict[Id, Room]]):
    """Room at every provider."""
