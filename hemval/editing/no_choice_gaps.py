"""Days, areas and help for which the no-choice rule leads to nobody: nobody may be without a provider.

Only what agreements say counts. Room, warnings and ceilings come and go, and then the municipality appoints.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from hemval.content.no_choice import Appointed, NoChoice, OneProvider, Ordered, Random
from hemval.content.provider import Provider
from hemval.content.services import NEEDED, Service, gives
from hemval.content.whole import Content
from hemval.editing.rules_ahead import Held
from hemval.words import words_in
from hemval.words.dates import day_told, joined

NEVER = date.max

Path = tuple[str | int, ...]


@dataclass(frozen=True)
class Gap:
    """Where in the rule nobody is found, and finished sentences about it."""

    place: Path
    message: str
    advice: str
    at_key: bool = False


def gaps(rule: NoChoice, held: Held, content: Content) -> Iterator[Gap]:
    """Find where a rule leads to nobody on a day of its set's."""
    if isinstance(rule, Appointed):
        return
    if isinstance(rule, OneProvider):
        yield from _of_one(content.providers[rule.provider], held, content)
        return
    found: dict[tuple[Path, date, Service], list[str]] = {}
    for area in content.municipality.areas:
        for service in NEEDED:
            meant = _able(_meant(rule, area, content), area, service)
            others = _able(content.providers.values(), area, service)
            first = _first_without(meant, held)
            if first is not None and any(held.with_agreement(one) for one in others):
                found.setdefault((_place(rule, area), first, service), []).append(area)
    yield from _told_once(found, content)


def _of_one(provider: Provider, held: Held, content: Content) -> Iterator[Gap]:
    words = words_in("sv")
    begins, last_day = provider.agreement.begins, provider.agreement.last_day
    place = ("provider",)
    if begins is None or begins > held.first:
        message = words.say(
            "%(name)s has not begun on %(day)s. Nobody helps the person who does not choose.",
            name=provider.name,
            day=day_told(held.first, words),
        )
        yield Gap(place, message, words.say("Name a provider that has begun, or correct the days."))
    elif last_day is not None and last_day < (held.last or NEVER):
        message = words.say(
            "%(name)s stops. After %(day)s nobody helps the person who does not choose.",
            name=provider.name,
            day=day_told(last_day, words),
        )
        advice = words.say(
            "Add a set of rules with valid_from: %(day)s or earlier that names another.",
            day=(last_day + timedelta(days=1)).isoformat(),
        )
        yield Gap(place, message, advice)
    areas = [area for area in content.municipality.areas if area not in provider.agreement.areas]
    if areas:
        message = words.say(
            "%(name)s does not work in %(areas)s. Nobody helps the person there who does not choose.",
            name=provider.name,
            areas=_areas_told(areas, content),
        )
        yield Gap(place, message, words.say("Name a provider that works everywhere, or use another kind:."))
    for service in NEEDED:
        given = any(
            gives(one.agreement.approved_for, service) and held.with_agreement(one)
            for one in content.providers.values()
        )
        if given and not gives(provider.agreement.approved_for, service):
            message = words.say(
                "%(name)s is not approved for %(service)s. Nobody gives that help to the person who does not "
                "choose.",
                name=provider.name,
                service=service,
            )
            yield Gap(
                place, message, words.say("Name a provider that gives all the help, or use another kind:.")
            )


def _told_once(found: dict[tuple[Path, date, Service], list[str]], content: Content) -> Iterator[Gap]:
    """Tell areas with the same gap together, and a gap for all help once."""
    words = words_in("sv")
    for (place, day, service), areas in found.items():
        if service != NEEDED[0] and found.get((place, day, NEEDED[0])) == areas:
            continue
        message = words.say(
            "From %(day)s the rule finds nobody for %(service)s in %(areas)s.",
            day=day_told(day, words),
            service=service,
            areas=_areas_told(areas, content),
        )
        advice = words.say("Name one more provider, or add a set of rules from that day.")
        yield Gap(place, message, advice)


def _meant(rule: NoChoice, area: str, content: Content) -> list[Provider]:
    if isinstance(rule, Ordered):
        return [content.providers[identity] for identity in rule.order_in(area)]
    out = rule.excluded if isinstance(rule, Random) else ()
    return [one for one in content.providers.values() if one.id not in out]


def _able(providers: Iterable[Provider], area: str, service: Service) -> list[Provider]:
    return [
        one for one in providers if area in one.agreement.areas and gives(one.agreement.approved_for, service)
    ]


def _first_without(providers: Sequence[Provider], held: Held) -> date | None:
    """Return the first day of the set's on which none of the providers has an agreement."""
    day = held.first
    spans = sorted(
        (begins, one.agreement.last_day or NEVER)
        for one in providers
        if (begins := one.agreement.begins) is not None
    )
    for begins, last_day in spans:
        if begins <= day <= last_day:
            if last_day >= (held.last or NEVER):
                return None
            day = last_day + timedelta(days=1)
    return day


def _place(rule: NoChoice, area: str) -> Path:
    if not isinstance(rule, Ordered):
        return ("kind",)
    return ("areas", area) if area in rule.areas else ("order",)


def _areas_told(areas: Sequence[str], content: Content) -> str:
    words = words_in("sv")
    return joined([content.municipality.areas[area].in_("sv") for area in areas], words)
