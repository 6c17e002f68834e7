"""What a list of affected holds, counted: a column that came out wrong is seen before it is read in."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from hemval.content.affected_list import Affected
from hemval.content.services import SERVICES
from hemval.content.whole import Content
from hemval.handover.exit_told import provider_told
from hemval.handover.told import WORDS
from hemval.words.dates import SWEDEN, language_told


@dataclass(frozen=True)
class Part:
    """One column of the list, each value with the number of people."""

    heading: str
    counts: tuple[tuple[str, int], ...]


def area_told(one: Affected, content: Content) -> str:
    """Name the area; empty where the list does not tell."""
    return area_called(one.area or "", content)


def area_called(area: str, content: Content) -> str:
    """Name an area; its id where there is none of it any more."""
    found = content.municipality.areas.get(area)
    return found.in_(WORDS.language) if found is not None else area


def differs_told(
    area: str, today: str, received: datetime, listed: Affected, content: Content
) -> list[tuple[str, str]]:
    """Say where a choice names another provider today, or area, than the list; each under its heading.

    One of them is wrong, or the choice is another person's. What either does not tell is no difference, nor
    is who helps after the last day: that is another, of course.
    """
    told = []
    stops = content.providers.get(listed.provider)
    last_day = stops.agreement.last_day if stops is not None else None
    after = last_day is not None and received.astimezone(SWEDEN).date() > last_day
    if today and today != listed.provider and not after:
        names = provider_told(today, content), provider_told(listed.provider, content)
        told.append((WORDS.say("Not the same provider today"), _differs(*names)))
    if area and listed.area not in (None, area):
        names = area_called(area, content), area_told(listed, content)
        told.append((WORDS.say("Not the same area"), _differs(*names)))
    return told


def _differs(chosen: str, listed: str) -> str:
    return WORDS.say("The choice says %(chosen)s, the list says %(listed)s.", chosen=chosen, listed=listed)


def services_told(one: Affected) -> tuple[str, ...]:
    """Name the services that are granted."""
    return tuple(WORDS.say(SERVICES[each]) for each in one.services)


def holds(listed: Sequence[Affected], content: Content) -> list[Part]:
    """Count people by provider, area, help and language, and those of whom the list does not tell it."""

    def part(heading: str, of_one: Callable[[Affected], Iterable[str]], nothing: str = "") -> Part:
        counted = Counter(name for one in listed for name in of_one(one) if name)
        rows = sorted(counted.items())
        without = sum(not any(of_one(one)) for one in listed)
        return Part(heading, tuple([*rows, (nothing, without)] if without else rows))

    def elsewhere(one: Affected) -> bool:
        found = content.providers.get(one.provider)
        return one.area is not None and found is not None and one.area not in found.agreement.areas

    def areas(one: Affected) -> tuple[str]:
        told = area_told(one, content)
        if elsewhere(one):
            told = WORDS.say("%(area)s, where the provider does not work", area=told)
        return (told,)

    help_ = WORDS.say("By help (one person may have several)")
    return [
        part(WORDS.say("By provider"), lambda one: (provider_told(one.provider, content),)),
        part(WORDS.say("By area"), areas, WORDS.say("No area in the list")),
        part(help_, services_told, WORDS.say("No help in the list")),
        part(WORDS.say("By the language of the letter"), lambda one: (language_told(one.language, WORDS),)),
        part(
            WORDS.say("By hours"),
            lambda one: (WORDS.say("With hours"),) if one.hours is not None else (),
            WORDS.say("No hours in the list"),
        ),
    ]
