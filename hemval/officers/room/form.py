"""The form for room at one provider: what stands in it, and what is typed in it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from werkzeug.datastructures import MultiDict

from hemval.content.room import STATES, Room, RoomHere
from hemval.editing.rewritten import Path, Value
from hemval.editing.room_changed import plain_room
from hemval.handover.told import WORDS
from hemval.rules.told.room import room_told
from hemval.words import sentence
from hemval.words.dates import day_told

AS_OF, WAITING = "as_of", "waiting"
STATE, GRANTED, DROP = "state", "granted_hours", "drop"
NEW = ("hours", "told", "begins")
"""Of a ceiling that is added."""
NEEDED = NEW[:2]

FIELDS = (STATE, AS_OF, WAITING, GRANTED, *NEW)
"""In the order in which they stand."""

DAYS, NUMBERS = (AS_OF, "told", "begins"), (WAITING, GRANTED, "hours")

LABELS = {
    AS_OF: sentence("Known on"),
    WAITING: sentence("How many wait"),
    GRANTED: sentence("Granted hours a month"),
    "hours": sentence("New ceiling, hours a month"),
    "told": sentence("When the provider said so"),
    "begins": sentence("From when, if it said that"),
}
"""What is told above the form of what is wrong in it says where: two days are asked for."""

AS_ELSEWHERE = sentence("As everywhere else")


@dataclass(frozen=True)
class Place:
    """Room everywhere, or in an area: what a part of the form shows."""

    prefix: str
    """What the names of its fields begin with; empty for everywhere."""
    title: str
    states: tuple[tuple[str, str], ...]
    """What can be chosen, and its words."""
    ceilings: tuple[str, ...]
    """Each as it is told; their numbers say which are taken away."""
    says: bool
    """Whether anything is said of it by itself."""


def place_of(prefix: str, title: str, room: RoomHere | None, notice: int, today: date) -> Place:
    """Tell what the form shows of a place."""
    states = [("", WORDS.say(AS_ELSEWHERE))] if prefix else []
    states += [(state, room_told(state, WORDS)) for state in STATES]
    ceilings = (
        tuple(ceiling_told(one.hours, one.holds_from(notice), today) for one in room.ceilings) if room else ()
    )
    return Place(prefix, title, tuple(states), ceilings, room is not None)


def ceiling_told(hours: int, day: date, today: date) -> str:
    """Say how many hours are taken on at most, and from when where that day is still to come."""
    if day <= today:
        return WORDS.say("%(hours)s hours", hours=hours)
    return WORDS.say("%(hours)s hours from %(day)s", hours=hours, day=day_told(day, WORDS))


def filled(room: Room | None, areas: Sequence[str], today: date) -> dict[str, str]:
    """Return what stands in the fields at first: what the file says, and today as the day."""
    values = {AS_OF: today.isoformat(), **_filled_here("", room)}
    if room and room.waiting is not None:
        values[WAITING] = str(room.waiting)
    for area in areas:
        values |= _filled_here(prefix_of(area), room.areas.get(area) if room else None)
    return values


def typed(form: MultiDict[str, str], room: Room | None, areas: Sequence[str]) -> dict[str, Value]:
    """Return what is to stand in the file, as it was typed: the check says what is wrong with it.

    An area that the form does not show is left as it is.
    """
    held = dict(room.areas) if room else {}
    here = {area: _typed_here(form, prefix_of(area), held.get(area)) for area in areas}
    shown = {area: value for area, value in here.items() if value[STATE]}
    kept = {area: plain_room(one) for area, one in held.items() if area not in areas}
    in_areas: Mapping[str, Value] = {**kept, **shown}
    waiting = _typed(form, WAITING)
    return {
        **_typed_here(form, "", room),
        AS_OF: _typed(form, AS_OF),
        **({WAITING: waiting} if waiting else {}),
        **({"areas": in_areas} if in_areas else {}),
    }


def still(room: Room, today: date) -> dict[str, Value]:
    """Return what the file says already, as of today."""
    return {**plain_room(room), AS_OF: today.isoformat()}


def field_of(path: Path, wanted: Mapping[str, Value]) -> str:
    """Return the field that is about the value at a path; the first where none is."""
    prefix = ""
    if path[:1] == ("areas",) and len(path) > 1:
        prefix, path = prefix_of(path[1]), path[2:]
        areas = wanted.get("areas")
        inside = areas.get(prefix.rstrip(".")) if isinstance(areas, Mapping) else None
        wanted = inside if isinstance(inside, Mapping) else {}
    ceilings = wanted.get("ceilings")
    if path[:1] == ("ceilings",) and len(path) > 1 and isinstance(ceilings, list):
        number, *inside_it = path[1:]
        named = inside_it or [name for name in NEEDED if name not in ceilings[-1]]
        if named and int(number) == len(ceilings) - 1:
            return f"{prefix}{named[0]}"
    return prefix + (path[0] if path and path[0] in (STATE, GRANTED, AS_OF, WAITING) else STATE)


def told_of(field: str, wrote: str, fault: str, today: date) -> str:
    """Say what to write in a field; what the check says of it, where a day or a number stands in it."""
    name = field.rpartition(".")[2]
    if name in DAYS and not _is_day(wrote):
        return WORDS.say("Write the day such as %(day)s", day=today.isoformat())
    if name in NUMBERS and not (wrote.isascii() and wrote.isdigit()):
        return WORDS.say("Write a whole number in digits, such as %(number)d", number=4)
    return fault


def named(field: str, told: str, areas: Mapping[str, str]) -> str:
    """Say what is wrong and in which field, to whoever reads it above the form."""
    prefix, _, name = field.rpartition(".")
    where = [areas[prefix]] if prefix else []
    if name in LABELS:
        where.append(WORDS.say(LABELS[name]))
    return ": ".join([*where, told])


def in_their_order(field: str, areas: Sequence[str]) -> tuple[int, int]:
    """Return where a field stands on the page."""
    prefix, _, name = field.rpartition(".")
    return (["", *areas].index(prefix), FIELDS.index(name))


def _is_day(wrote: str) -> bool:
    try:
        date.fromisoformat(wrote)
    except ValueError:
        return False
    return True


def prefix_of(area: str) -> str:
    """Return what the names of an area's fields begin with: no area's id has a point in it."""
    return f"{area}."


def _filled_here(prefix: str, room: RoomHere | None) -> dict[str, str]:
    if room is None:
        return {}
    granted = {} if room.granted_hours is None else {f"{prefix}{GRANTED}": str(room.granted_hours)}
    return {f"{prefix}{STATE}": room.state, **granted}


def _typed_here(form: MultiDict[str, str], prefix: str, held: RoomHere | None) -> dict[str, Value]:
    dropped = form.getlist(f"{prefix}{DROP}")
    before = plain_room(held).get("ceilings", ()) if held else ()
    ceilings = [one for number, one in enumerate(before) if str(number) not in dropped]
    new = {key: value for key in NEW if (value := _typed(form, f"{prefix}{key}"))}
    granted = _typed(form, f"{prefix}{GRANTED}")
    all_ceilings = [*ceilings, *([new] if new else [])]
    return {
        STATE: _typed(form, f"{prefix}{STATE}"),
        **({GRANTED: granted} if granted else {}),
        **({"ceilings": all_ceilings} if all_ceilings else {}),
    }


def _typed(form: MultiDict[str, str], name: str) -> str:
    return " ".join(form.get(name, "").split())
