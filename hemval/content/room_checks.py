"""What ``room.yml`` says, held against the providers, their areas and the rules."""

from collections.abc import Collection, Iterator, Sequence
from difflib import get_close_matches

from hemval.content.findings import Finding
from hemval.content.municipality import Municipality
from hemval.content.placed import Placed
from hemval.content.provider import Profile
from hemval.content.room import Room, RoomHere, Rooms
from hemval.content.unknown_names import MISSPELT, unknown_area, unknown_provider
from hemval.words import words_in


def room_findings(
    rooms: Placed[Rooms], known: Collection[str], undecided: Collection[str] = ()
) -> Iterator[Finding]:
    """Find room at providers that are not there, and providers whose room nothing is said of.

    ``undecided`` names those without a first day: nobody can come there yet, so nothing need be said.
    """
    say = words_in("sv").say
    meant = set()
    for identity in rooms.model.root:
        if identity not in known:
            message, advice = unknown_provider(identity, known)
            meant.update(get_close_matches(identity, list(known), n=1, cutoff=MISSPELT))
            yield rooms.finding((identity,), message, advice, at_key=True)
    for identity in known:
        if identity not in (*rooms.model.root, *meant, *undecided):
            message = say("Room is missing for the provider %(id)s.", id=identity)
            yield rooms.finding((), message, say("Add the provider's id, and under it state: and as_of:."))


def area_findings(
    rooms: Placed[Rooms], municipality: Municipality, providers: Sequence[Placed[Profile]]
) -> Iterator[Finding]:
    """Find room in areas that are not there, or where the provider does not work."""
    say = words_in("sv").say
    areas_of = {provider.stem: provider.model.agreement.areas for provider in providers}
    for identity, room in rooms.model.root.items():
        for area in room.areas:
            place = (identity, "areas", area)
            if area not in municipality.areas:
                yield rooms.finding(place, *unknown_area(area, municipality.areas), at_key=True)
            elif identity in areas_of and area not in areas_of[identity]:
                message = say(
                    "The provider %(id)s does not work in the area %(area)s.", id=identity, area=area
                )
                advice = say(
                    "Take the area away here, or add it to areas: in provider_profiles/%(id)s.yml.",
                    id=identity,
                )
                yield rooms.finding(place, message, advice, at_key=True)


def ceiling_findings(rooms: Placed[Rooms], municipality: Municipality) -> Iterator[Finding]:
    """Find room that was said to be open on a day when the provider already had more than its ceiling.

    Exactly at the ceiling it has a queue, whatever is written; above it one of the figures is wrong.
    """
    for identity, room in rooms.model.root.items():
        notice = municipality.rules_on(room.as_of).ceiling_notice
        places: list[tuple[tuple[str | int, ...], RoomHere]] = [((identity,), room)]
        places += [((identity, "areas", area), here) for area, here in room.areas.items()]
        for place, here in places:
            ceiling = _ceiling_exceeded(here, room, notice)
            if ceiling is not None:
                yield _over(rooms, place, here, ceiling)


def _ceiling_exceeded(here: RoomHere, room: Room, notice: int) -> int | None:
    ceiling = here.ceiling_on(room.as_of, notice)
    if here.state != "open" or ceiling is None or here.granted_hours is None:
        return None
    return ceiling if here.granted_hours > ceiling else None


def _over(rooms: Placed[Rooms], place: tuple[str | int, ...], here: RoomHere, ceiling: int) -> Finding:
    say = words_in("sv").say
    message = say(
        "It has %(granted)s granted hours and takes %(ceiling)s at most, but is said to be open.",
        granted=here.granted_hours,
        ceiling=ceiling,
    )
    advice = say("Write state: queue or closed, or correct granted_hours: or the ceiling.")
    return rooms.finding((*place, "state"), message, advice)
