"""Room at every provider, a line each, as co-ordinators read it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from hemval.content.provider import Provider
from hemval.content.room import FRESH_DAYS, Room, RoomHere
from hemval.content.whole import Content
from hemval.handover.told import WORDS
from hemval.officers.address import room_of
from hemval.officers.room.form import ceiling_told
from hemval.pages.open_data import RoomData
from hemval.pages.open_data_files import room_data
from hemval.rules.told.room_by_area import room_by_area_told
from hemval.words.dates import day_told


@dataclass(frozen=True)
class RoomLine:
    """A provider."""

    id: str
    name: str
    href: str
    room: str
    as_of: str
    old: bool
    hours: str
    """Granted hours, everywhere and by area; empty where they are not used."""
    ceilings: str
    seen: str
    """The mark of what the file says of it now; empty where it says nothing."""
    shown: bool
    """Whether the pages show it already."""


def room_line(
    provider: Provider, content: Content, shown: Mapping[str, RoomData | None], seen: str, today: date
) -> RoomLine:
    """Tell room at a provider."""
    room = content.room(provider.id)
    notice = content.municipality.rules_on(today).ceiling_notice
    return RoomLine(
        id=provider.id,
        name=provider.name,
        href=room_of(provider.id),
        room=room_by_area_told(provider, content, today, WORDS),
        as_of=day_told(room.as_of, WORDS) if room else "",
        old=room is not None and (today - room.as_of).days > FRESH_DAYS,
        hours=_by_area(room, content, _hours),
        ceilings=_by_area(room, content, lambda here: _ceilings(here, notice, today)),
        seen=seen if room else "",
        shown=shown.get(provider.id) == room_data(provider, content, today),
    )


def _hours(here: RoomHere) -> str:
    return "" if here.granted_hours is None else str(here.granted_hours)


def _ceilings(here: RoomHere, notice: int, today: date) -> str:
    """Tell the ceiling in force and those to come."""
    now = here.ceiling_on(today, notice)
    told = [] if now is None else [ceiling_told(now, today, today)]
    coming = [one for one in here.ceilings if one.holds_from(notice) > today]
    told += [ceiling_told(one.hours, one.holds_from(notice), today) for one in coming]
    return ", ".join(told)


def _by_area(room: Room | None, content: Content, tell: Callable[[RoomHere], str]) -> str:
    """Tell something of everywhere, and of each area where it is otherwise."""
    if room is None:
        return ""
    areas = content.municipality.areas
    told = [tell(room)]
    for area, here in room.areas.items():
        if area in areas and (inside := tell(here)):
            told.append(f"{areas[area].in_(WORDS.language)}: {inside}")
    return "; ".join(one for one in told if one)
