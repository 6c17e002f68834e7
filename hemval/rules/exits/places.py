"""Room as it becomes while one person after another is given a provider: nobody gets what is taken."""

from datetime import date
from typing import Any

from hemval.content.exit import Exit
from hemval.content.provider import Provider
from hemval.content.room import Room, RoomHere, Rooms
from hemval.content.whole import Content
from hemval.rules.situation import Inputs, Situation, Standing, inputs_of, standing_by_content


class Places:
    """The content with the hours of those who have been given a provider counted as granted there."""

    def __init__(self, content: Content, leaving: Exit) -> None:
        self.content = content
        self.leaving = leaving
        self._standing: dict[tuple[str, date, str | None], tuple[Room | None, Standing]] = {}

    def take(self, provider: str, area: str | None, hours: int | None, start: date) -> None:
        """Count a person's hours; a statement about room from the start or later has them already."""
        room = self.content.room(provider)
        if room is None or not hours or room.as_of >= start:
            return
        rooms = {**self.content.rooms.root, provider: _with_hours(room, area, hours)}
        held = Rooms.model_construct(root=rooms)
        self.content = self.content.model_copy(update={"rooms": held})

    def inputs(self, situation: Situation, hours: int | None) -> Inputs:
        """Gather what a person is judged by: too little room is a queue, and who stops takes nobody."""
        found = inputs_of(self.content, situation, standing_of=self._known)
        if not hours:
            return found
        providers = tuple(_for_hours(one, hours) for one in found.providers)
        return found.model_copy(update={"providers": providers})

    def _known(self, provider: Provider, content: Content, situation: Situation) -> Standing:
        """Gather anew only what has changed since somebody before."""
        of, room = (provider.id, situation.moment.date(), situation.area), content.room(provider.id)
        if of not in self._standing or self._standing[of][0] is not room:
            standing = standing_by_content(provider, content, situation)
            if provider.id in self.leaving.providers:
                # Also where it stops some weeks later: nobody is to move twice.
                as_of = standing.room_as_of or self.leaving.letters
                standing = standing.model_copy(update={"room": "closed", "room_as_of": as_of})
            self._standing[of] = room, standing
        return self._standing[of][1]


def with_room_at(inputs: Inputs, provider: str) -> Inputs:
    """Leave room out of account at one provider: the person has a place there."""
    update = {"room": "open", "room_as_of": None, "free_hours": None}
    known = (one.model_copy(update=update) if one.id == provider else one for one in inputs.providers)
    return inputs.model_copy(update={"providers": tuple(known)})


def _for_hours(standing: Standing, hours: int) -> Standing:
    if standing.room != "open" or standing.free_hours is None or standing.free_hours >= hours:
        return standing
    return standing.model_copy(update={"room": "queue"})


def _with_hours(room: Room, area: str | None, hours: int) -> Room:
    update: dict[str, Any] = _more(room, hours)
    if area is not None and area in room.areas:
        here = room.areas[area]
        update["areas"] = {**room.areas, area: here.model_copy(update=_more(here, hours))}
    return room.model_copy(update=update)


def _more(here: RoomHere, hours: int) -> dict[str, Any]:
    return {} if here.granted_hours is None else {"granted_hours": here.granted_hours + hours}
