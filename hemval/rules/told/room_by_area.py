"""Room at a provider by area, in words: where it takes new people, and how many wait."""

from collections.abc import Iterator
from datetime import date

from hemval.content.provider import Provider
from hemval.content.room import STATES, State
from hemval.content.whole import Content
from hemval.rules.told.room import room_told
from hemval.words import Words, sentence
from hemval.words.dates import decimal_told, joined

IN_SOME = {
    "open": sentence("Has room in %(areas)s"),
    "queue": sentence("Queue in %(areas)s"),
    "closed": sentence("Takes nobody now in %(areas)s"),
}


def same_room(provider: Provider, content: Content, today: date, area: str | None = None) -> State | None:
    """Return the state where it is the same wherever the provider works; None where it is not, or unknown."""
    areas = [area] if area is not None else provider.agreement.areas
    states = {content.room_state(provider, today, one) for one in areas}
    return states.pop() if len(states) == 1 else None


def room_by_area_told(
    provider: Provider, content: Content, today: date, words: Words, area: str | None = None
) -> str:
    """Say where a provider has room, the best first, and how many wait; no full stop last."""
    room = content.room(provider.id)
    if room is None:
        return room_told(None, words)
    state = same_room(provider, content, today, area)
    parts = [room_told(state, words)] if state else list(_apart(provider, content, today, words))
    if room.waiting is not None:
        parts.append(waiting_told(room.waiting, words))
    return ". ".join(parts)


def waiting_told(number: int, words: Words) -> str:
    """Say how many wait."""
    if number == 0:
        return words.say("Nobody is waiting")
    told = decimal_told(number, words)
    return words.count("%(n)s person is waiting", "%(n)s people are waiting", number, n=told)


def _apart(provider: Provider, content: Content, today: date, words: Words) -> Iterator[str]:
    areas = content.municipality.areas
    works_in = [area for area in areas if area in provider.agreement.areas]
    for state in STATES:
        here = [area for area in works_in if content.room_state(provider, today, area) == state]
        if here:
            names = joined([areas[area].in_(words.language) for area in here], words)
            yield words.say(IN_SOME[state], areas=names)
