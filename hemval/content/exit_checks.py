"""What ``exits.yml`` says, held against the providers: their last days, and who is to take over."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date, timedelta

from hemval.content.exit import Exit, Exits
from hemval.content.findings import Finding
from hemval.content.no_choice import OneProvider, Ordered, Path, Random, named_in
from hemval.content.placed import Placed
from hemval.content.provider import Agreement, Profile
from hemval.content.services import NEEDED, gives
from hemval.content.unknown_names import unknown_area, unknown_provider
from hemval.words import words_in
from hemval.words.dates import day_told

ONE_DAY = timedelta(days=1)

Agreements = Mapping[str, Agreement]

words = words_in("sv")
say = words.say


def exit_findings(
    exits: Placed[Exits],
    providers: Sequence[Placed[Profile]],
    known: Collection[str],
    areas: Collection[str] | None,
) -> Iterator[Finding]:
    """Find exits that cannot be: of nobody, without a last day, too late, or that lead to nobody.

    ``known`` holds the ids of all profiles, also of those that could not be bound, and ``areas`` is None
    where nothing is known of the municipality's.
    """
    agreements = {one.stem: one.model.agreement for one in providers}
    in_exit: dict[str, str] = {}
    for name, one in exits.model.root.items():
        for index, provider in enumerate(one.providers):
            place: Path = (name, "providers", index)
            if provider not in known:
                yield exits.finding(place, *unknown_provider(provider, known))
            elif provider in in_exit:
                message = say(
                    "The provider %(id)s stands in %(exit)s too.", id=provider, exit=in_exit[provider]
                )
                yield exits.finding(place, message, say("Keep it in one of them."))
            elif provider in agreements and agreements[provider].last_day is None:
                message = say("The provider %(id)s has no last day.", id=provider)
                advice = say(
                    "Write last_day: and end: in provider_profiles/%(id)s.yml, or take it away here. "
                    "The day stands only there.",
                    id=provider,
                )
                yield exits.finding(place, message, advice)
            in_exit.setdefault(provider, name)
        yield from _deadline(exits, name, one, agreements)
        yield from _successors(exits, name, one, agreements, known, areas)


def _last_days(one: Exit, agreements: Agreements) -> dict[str, date]:
    days = ((each, agreements[each].last_day) for each in one.providers if each in agreements)
    return {each: day for each, day in days if day is not None}


def _deadline(exits: Placed[Exits], name: str, one: Exit, agreements: Agreements) -> Iterator[Finding]:
    """Find a deadline after which nothing can be done before somebody's last day."""
    for provider, last_day in _last_days(one, agreements).items():
        if one.deadline >= last_day:
            message = say(
                "The deadline is not before the last day of %(id)s, %(day)s.",
                id=provider,
                day=day_told(last_day, words),
            )
            advice = say("Write an earlier deadline:. Those who have not chosen must be told who comes.")
            yield exits.finding((name, "deadline"), message, advice)
            return


def _successors(
    exits: Placed[Exits],
    name: str,
    one: Exit,
    agreements: Agreements,
    known: Collection[str],
    areas: Collection[str] | None,
) -> Iterator[Finding]:
    """Find in the exit's own rule whoever does not help on the day after somebody's last day."""
    rule = one.no_choice
    if isinstance(rule, Ordered) and areas is not None:
        for area in rule.areas:
            if area not in areas:
                yield exits.finding(
                    (name, "no_choice", "areas", area), *unknown_area(area, areas), at_key=True
                )
    for path, successor in named_in(rule):
        place = (name, "no_choice", *path)
        if successor not in known:
            yield exits.finding(place, *unknown_provider(successor, known))
        elif successor in agreements and not isinstance(rule, Random):
            yield from _takes_over(exits, place, successor, one, agreements)
            if isinstance(rule, OneProvider):
                yield from _gives_all(exits, place, successor, one, agreements)


def _takes_over(
    exits: Placed[Exits], place: Path, successor: str, one: Exit, agreements: Agreements
) -> Iterator[Finding]:
    agreement = agreements[successor]
    for provider, last_day in _last_days(one, agreements).items():
        start = last_day + ONE_DAY
        begun = agreement.begins is not None and agreement.begins <= start
        if not begun or (agreement.last_day is not None and agreement.last_day < start):
            message = say(
                "The provider %(id)s does not help on %(day)s, the day after the last day of %(left)s.",
                id=successor,
                day=day_told(start, words),
                left=provider,
            )
            yield exits.finding(place, message, say("Name a provider that helps then, or correct the days."))
            return


def _gives_all(
    exits: Placed[Exits], place: Path, successor: str, one: Exit, agreements: Agreements
) -> Iterator[Finding]:
    """Find where, or with what, the only one that is to take over does not help."""
    agreement = agreements[successor]
    left = [agreements[each] for each in one.providers if each in agreements]
    for area in dict.fromkeys(area for each in left for area in each.areas):
        if area not in agreement.areas:
            message = say("The provider %(id)s does not work in the area %(area)s.", id=successor, area=area)
            advice = say("Name a provider that works everywhere, or use another kind:.")
            yield exits.finding(place, message, advice)
    for service in NEEDED:
        if not gives(agreement.approved_for, service) and any(
            gives(each.approved_for, service) for each in left
        ):
            message = say(
                "%(name)s is not approved for %(service)s. Nobody gives that help to the person who does not "
                "choose.",
                name=successor,
                service=service,
            )
            advice = say("Name a provider that gives all the help, or use another kind:.")
            yield exits.finding(place, message, advice)
