"""All exits at a glance, those where somebody may be left without help first."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from flask import Flask
from flask.typing import ResponseReturnValue

from hemval.content.provider import Provider
from hemval.content.whole import Content
from hemval.handover.exit_told import last_days_told, unconfirmed_told
from hemval.handover.exit_warned import without_help_told
from hemval.handover.told import WORDS
from hemval.officers.address import EXITS, exit_at, new_exit_of
from hemval.officers.exits.ended import affected_once, deleted_on
from hemval.officers.exits.exits_file import file_of
from hemval.officers.exits.looked import Looked, fetch, looked_at
from hemval.officers.workplace import Workplace
from hemval.rules.exits.progress import without_help
from hemval.rules.neutral_order import in_neutral_order
from hemval.words.dates import SWEDEN, day_told


@dataclass(frozen=True)
class ExitLine:
    """An exit, counted; nothing of anybody in it."""

    href: str
    called: str
    last_day: str
    deadline: str
    left: str
    """How many days are left; empty where it is over."""
    affected: int
    chosen: int
    by_rule: int
    appointed: int
    others: int
    """Who have somebody, and are handled by telephone or to be asked about."""
    gaps: int
    at_risk: int
    """Of them with little time left; who is without help already is told by itself."""
    without_help: str
    """How many have nobody though the last day has been, and since when; else empty."""
    confirmed: str
    over: bool
    purged: str = ""
    """The day on which all but how many were affected was deleted."""


def add_all_exits(app: Flask, workplace: Workplace) -> None:
    """Add the list of them."""

    @app.get(EXITS)
    def exits() -> ResponseReturnValue:
        """Count what has become of those each exit touches. Nobody is shown, so nothing is logged."""
        up_to_date = fetch(workplace)
        content, today = workplace.published.snapshot().content, workplace.now.date()
        lines = [_line(workplace, looked_at(workplace, content, one), today) for one in content.exits.root]
        file = file_of(workplace)
        known = file.exits if file is not None else content.exits
        return workplace.answer(
            "exits.html",
            workplace.view(WORDS.say("Providers that stop"), EXITS),
            up_to_date=up_to_date,
            under_way=sorted((line for line in lines if not line.over), key=_urgent),
            over=[line for line in lines if line.over],
            unplanned=[
                (one.name, day_told(day, WORDS), new_exit_of(one.id))
                for one, day in unplanned(content, today)
                if known.of(one.id) is None
            ],
            readable=file is not None,
            unconfirmed=[
                unconfirmed_told(content, one) for one in workplace.desk.exits.unconfirmed(content, today)
            ],
            left_out=[name for name in known.root if name not in content.exits.root],
        )


def _line(workplace: Workplace, one: Looked, today: date) -> ExitLine:
    line = exit_line(one, today)
    if one.end is None or not one.purged:
        return line
    purged = day_told(deleted_on(workplace, one, one.end), WORDS)
    return replace(line, purged=purged, affected=affected_once(workplace, one))


def exit_line(one: Looked, today: date) -> ExitLine:
    """Count an exit."""
    found, last = one.progress, max(one.content.last_days(one.exit).values())
    # What is confirmed, or has nobody to see to, is over; a gap after the last day is more urgent than any.
    over = one.end is not None or (today > last and not found.gaps)
    settled = Counter(found.settled)
    chosen, by_rule, appointed = (
        settled["chosen"] + settled["waits"],
        settled["default"],
        settled["appointed"],
    )
    confirmed = one.end.confirmed_at.astimezone(SWEDEN).date() if one.end is not None else None
    return ExitLine(
        href=exit_at(one.id),
        called=one.called,
        last_day=last_days_told(one.content, one.id),
        deadline=day_told(one.exit.deadline, WORDS),
        left="" if over else days_left_told((first_day(one) - today).days),
        affected=found.affected,
        chosen=chosen,
        by_rule=by_rule,
        appointed=appointed,
        others=found.affected - found.gaps - chosen - by_rule - appointed,
        gaps=found.gaps,
        at_risk=found.at_risk - without_help(one.plans)[0],
        without_help=without_help_in(one),
        confirmed=day_told(confirmed, WORDS) if confirmed is not None else "",
        over=over,
    )


def without_help_in(one: Looked) -> str:
    """Say how many have nobody though the last day has been; nothing of an exit that is confirmed."""
    number, since = without_help(one.plans)
    return without_help_told(number, since) if since is not None and one.end is None else ""


def first_day(one: Looked) -> date:
    """Return the last day that comes first of those to come for somebody; of all providers before a list."""
    days = [plan.last_day for plan in one.plans if plan.gap is not None and plan.last_day is not None]
    return min(days or one.content.last_days(one.exit).values())


def days_left_told(days: int) -> str:
    """Say how many days are left."""
    if days < 0:
        return WORDS.say("The last day has been")
    if days == 0:
        return WORDS.say("The last day is today")
    return WORDS.count("%(n)d day left", "%(n)d days left", days)


def unplanned(content: Content, today: date) -> Iterator[tuple[Provider, date]]:
    """List the providers that are to stop, whether in an exit or not."""
    for one in in_neutral_order(content.providers.values()):
        day = one.agreement.last_day
        if day is not None and day >= today:
            yield one, day


def _urgent(line: ExitLine) -> tuple[bool, bool, int, str]:
    return not line.without_help, not line.at_risk, -line.at_risk, line.href
