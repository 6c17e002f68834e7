"""What to think of before a provider stops; nothing of it is wrong, so nothing of it stops the build."""

from collections.abc import Collection, Iterator
from datetime import date, timedelta
from pathlib import Path

from hemval.content.binding import finding_at
from hemval.content.exit import Exit
from hemval.content.findings import Finding
from hemval.content.folder import Folder
from hemval.content.loading import EXITS
from hemval.content.no_choice import OneProvider
from hemval.content.no_choice import Path as Place
from hemval.content.reader import read
from hemval.content.whole import Content
from hemval.rules.working_days import OFFICE, ONE_DAY, days_from, is_working_day, working_days_since
from hemval.words import words_in
from hemval.words.dates import day_told

PLANNED = timedelta(days=183)
"""How long before its last day a provider's exit is to be planned."""

DAYS_TO_TELL = 5
"""Working days to tell those who have not chosen who comes to them: a letter takes some of them."""

say = words_in("sv").say


def exit_warnings(folder: Folder, content: Content, today: date, told: Collection[str] = ()) -> list[Finding]:
    """List what is worth thinking of in exits that are not over, and providers whose exit is not planned.

    In the exits of ``told`` letters are posted: what they tell is not to be thought of any more.
    """
    found: list[Finding] = []
    for name, one in content.exits.root.items():
        if max(content.last_days(one).values()) >= today:
            thought = [*_closed_days(name, one, today, is_told=name in told)]
            thought += _time_to_tell(name, one, content)
            thought += _successor_stops(name, one, content, today)
            found += [_placed(folder.own / EXITS, EXITS, *each) for each in thought]
    for provider in content.providers.values():
        last_day = provider.agreement.last_day
        if last_day is None or content.exit_of(provider.id) or not today <= last_day <= today + PLANNED:
            continue
        message = say("%(name)s stops, and its exit is not planned.", name=provider.name)
        advice = say(
            "Write in exits.yml when letters go out and by when its customers are to choose "
            "(docs/writing-providers.md)."
        )
        file = f"provider_profiles/{provider.id}.yml"
        found.append(_placed(folder.own / file, file, ("agreement", "last_day"), message, advice))
    return sorted(found)


def _closed_days(name: str, one: Exit, today: date, *, is_told: bool) -> Iterator[tuple[Place, str, str]]:
    """Find days to come on which no officer works: nobody posts a letter, and nobody answers the phone."""
    days: list[tuple[Place, date]] = []
    if not is_told:
        days += [(("letters",), one.letters), (("deadline",), one.deadline)]
    days += [(("reminders", index), day) for index, day in enumerate(one.reminders)]
    for place, day in days:
        if day >= today and not is_working_day(day, OFFICE):
            before = next(each for each in days_from(day, -ONE_DAY) if is_working_day(each, OFFICE))
            message = say("%(day)s is no working day.", day=_told(day))
            advice = say("The working day before is %(day)s.", day=_told(before))
            yield (name, *place), message, advice


def _time_to_tell(name: str, one: Exit, content: Content) -> Iterator[tuple[Place, str, str]]:
    first = min(content.last_days(one).values())
    if working_days_since(one.deadline, first, OFFICE) < DAYS_TO_TELL:
        message = say(
            "There are fewer than %(n)s working days from the deadline to the last day, %(day)s.",
            n=DAYS_TO_TELL,
            day=_told(first),
        )
        yield (
            (name, "deadline"),
            message,
            say("Those who have not chosen must have time to be told who comes."),
        )


def _successor_stops(name: str, one: Exit, content: Content, today: date) -> Iterator[tuple[Place, str, str]]:
    rule = one.no_choice or content.municipality.rules_on(today).at_exit().no_choice
    if not isinstance(rule, OneProvider):
        return
    successor = content.providers[rule.provider]
    if successor.agreement.last_day is not None:
        message = say(
            "%(name)s helps those who do not choose, and stops itself on %(day)s.",
            name=successor.name,
            day=_told(successor.agreement.last_day),
        )
        yield (
            (name, "no_choice"),
            message,
            say("They will have to choose once more. Name another if you can."),
        )


def _told(day: date) -> str:
    return day_told(day, words_in("sv"))


def _placed(path: Path, name: str, place: Place, message: str, advice: str) -> Finding:
    node, _ = read(path, name)
    if node is None:
        return Finding(name, 1, 1, message, "", advice)
    return finding_at(node, place, name, path.read_text(encoding="utf-8-sig"), message, advice)
