"""What posted letters say and the plan does not: shown on an exit's pages for as long as they differ."""

from collections import Counter
from datetime import date

from hemval.handover.told import WORDS
from hemval.officers.exits.affected_told import told_another_day
from hemval.officers.exits.looked import Looked
from hemval.rules.exits.case import Case
from hemval.rules.exits.deadline import last_to_choose
from hemval.words import sentence
from hemval.words.dates import day_told

Banner = tuple[str, str]
"""What differs, and what comes of it."""


CALL, SEND_NEW = sentence("Call the person."), sentence("Send a new letter, or call where none is made.")
MAY = sentence("The person may choose until %(day)s.")
COULD = sentence("The person could choose until %(day)s. That time is over.")
WRONG_DAY = sentence(
    "Their letter says the wrong day. Send new letters, call those to whom none is made, "
    "and run the rule again if it has been run."
)
WRONG_DAY_LATE = sentence(
    "Their letter says the wrong day, and the time to choose is over. "
    "Call them, and run the rule again if it has been run."
)


def told_otherwise(one: Looked) -> list[Banner]:
    """Say it of the last day, which stands in the provider's file, and of the last day to choose."""
    if one.end is not None:
        return []
    return [*_last_day(one), *_deadlines(one), *_unknown(one)]


def told_to(one: Looked, case: Case) -> list[Banner]:
    """Say it of one person's own letter."""
    if one.end is not None or case.gone_at is not None:
        return []
    found = []
    if case.told_day is not None and told_another_day(case, one.content):
        letter = WORDS.say(
            "The letter says that the last day is %(day)s. It has moved since.",
            day=day_told(case.told_day, WORDS),
        )
        found.append((letter, WORDS.say(CALL if _is_late(one, case) else SEND_NEW)))
    planned = one.exit.deadline
    if case.told_deadline is not None and case.told_deadline != planned:
        until = last_to_choose(case, one.content, one.id)
        letter = WORDS.say(
            "The letter says that the last day to choose is %(told)s. The plan says %(planned)s.",
            told=day_told(case.told_deadline, WORDS),
            planned=day_told(planned, WORDS),
        )
        may = COULD if one.today > until else MAY
        found.append((letter, WORDS.say(may, day=day_told(until, WORDS))))
    return found


def _last_day(one: Looked) -> list[Banner]:
    moved = Counter(_is_late(one, case) for case in one.present if told_another_day(case, one.content))
    return [
        (
            WORDS.count(
                "The last day has moved since the letter of %(n)d was posted.",
                "The last day has moved since the letters of %(n)d were posted.",
                number,
            ),
            WORDS.say(WRONG_DAY_LATE if late else WRONG_DAY),
        )
        for late, number in sorted(moved.items())
    ]


def _is_late(one: Looked, case: Case) -> bool:
    """Say whether a letter that is made now would tell a day to choose that has passed."""
    return one.today > last_to_choose(case, one.content, one.id)


def _unknown(one: Looked) -> list[Banner]:
    """Say it of letters that were noted by a Hemval that did not keep the day to choose."""
    number = sum(is_unknown(case) for case in one.present)
    if not number:
        return []
    told = WORDS.count(
        "Hemval does not know which last day to choose the letter of %(n)d tells.",
        "Hemval does not know which last day to choose the letters of %(n)d tell.",
        number,
    )
    return [(told, WORDS.say("The plan's day may become later, but not earlier."))]


def is_unknown(case: Case) -> bool:
    """Say whether a letter was posted, and nobody knows the last day to choose that it tells."""
    return case.told_at is not None and case.told_deadline is None


def _deadlines(one: Looked) -> list[Banner]:
    planned = one.exit.deadline
    told = Counter(
        (case.told_deadline, last_to_choose(case, one.content, one.id))
        for case in one.present
        if case.told_deadline not in (None, planned)
    )
    return [
        (
            WORDS.say(
                "Letters say that the last day to choose is %(told)s. The plan says %(planned)s.",
                told=day_told(day, WORDS),
                planned=day_told(planned, WORDS),
            ),
            " ".join(
                (
                    WORDS.count("%(n)d has such a letter.", "%(n)d have such a letter.", number),
                    _comes_of(day, planned, until, one.today),
                )
            ),
        )
        for (day, until), number in sorted(told.items(), key=str)
        if day is not None
    ]


def _comes_of(told: date, planned: date, until: date, today: date) -> str:
    if told < planned:
        return WORDS.say("They have the longer time.")
    if until == told:
        return WORDS.say("They may choose until the day of the letter. The rule is not run for them before.")
    if today > until:
        return WORDS.say("The provider stops before that day, so it cannot be kept. Call them.")
    return WORDS.say("The provider stops before that day, so it cannot be kept. Send new letters.")
