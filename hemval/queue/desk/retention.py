"""When a row goes: by the municipality's own days once it has ended, and never unseen while it is open."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from hemval.content.municipality import PersonalData
from hemval.queue.desk.tables import OPEN, UNKNOWN_TIME, Header
from hemval.words.dates import SWEDEN
from hemval.words.text import MAIN_LANGUAGE

OPEN_DAYS = 180
"""Days after it came in that a row is kept although nobody has ended it: SECURITY.md, "What is purged"."""

WARNED_DAYS = 14
"""Days that officers are warned before such a row goes, from the same place."""


@dataclass(frozen=True)
class Retention:
    """What the municipality has decided, as it is published."""

    kept_days: int
    """Days that a row is kept after it has ended."""
    decision: str


@dataclass(frozen=True)
class Going:
    """How many ended rows of a form go on a day."""

    day: date
    form: str
    rows: int


@dataclass(frozen=True)
class Plan:
    """What goes and when, as far as it is known on a day."""

    due: tuple[Header, ...]
    """What is to go now."""
    ended: tuple[Going, ...]
    """The ended ones, by day and form; those that are due too."""
    endangered: tuple[tuple[date, Header], ...]
    """The open ones that are warned of, with the day they go, the nearest first."""


def retention_of(data: PersonalData) -> Retention:
    """Return what a municipality says of how long it keeps personal data."""
    return Retention(data.kept_days, data.retention_decision.in_(MAIN_LANGUAGE))


def goes_on(header: Header, kept_days: int, today: date) -> date | None:
    """Return the day on which a row goes; of an open one that nobody was warned of yet, the earliest.

    None for a row whose time is damaged: what might be a new choice is kept until somebody has looked.
    """
    if header.taken_in_at == UNKNOWN_TIME:
        return None
    if header.state not in OPEN:
        ended = header.ended_at or header.changed_at or header.taken_in_at
        return _day(ended) + timedelta(days=kept_days)
    warned = _day(header.warned_at) if header.warned_at else today
    return max(_day(header.received_at) + timedelta(days=OPEN_DAYS), warned + timedelta(days=WARNED_DAYS))


def is_due(header: Header, kept_days: int, today: date) -> bool:
    """Say whether a row is to go now. An open one was warned of for ``WARNED_DAYS`` first."""
    day = goes_on(header, kept_days, today)
    return day is not None and day <= today


def is_endangered(header: Header, today: date) -> bool:
    """Say whether a row goes soon although nobody has ended it."""
    if header.state not in OPEN or header.taken_in_at == UNKNOWN_TIME:
        return False
    return today >= _day(header.received_at) + timedelta(days=OPEN_DAYS - WARNED_DAYS)


def plan_of(headers: Iterable[Header], kept_days: int, today: date) -> Plan:
    """Work out what goes when."""
    due, endangered, ended = [], [], Counter[tuple[date, str]]()
    for header in headers:
        day = goes_on(header, kept_days, today)
        if day is None:
            continue
        if day <= today:
            due.append(header)
        if header.state not in OPEN:
            ended[day, header.form] += 1
        elif is_endangered(header, today):
            endangered.append((day, header))
    return Plan(
        tuple(due),
        tuple(Going(day, form, rows) for (day, form), rows in sorted(ended.items())),
        tuple(sorted(endangered, key=lambda one: (one[0], one[1].received_at, one[1].id))),
    )


def _day(moment: datetime) -> date:
    return moment.astimezone(SWEDEN).date()
