"""Whether a choice of somebody an exit touches counts there, and if not, why: in a few words beside it."""

from collections.abc import Mapping, Sequence
from datetime import date

from hemval.handover.exit_told import gap_told
from hemval.handover.told import WORDS
from hemval.rules.exits.case import Case, Joined
from hemval.rules.exits.counting import is_contested
from hemval.rules.exits.plan import Plan
from hemval.words.dates import SWEDEN, moment_told


def counts_told(
    choice: Joined, case: Case, plans: Sequence[Plan], here: Mapping[str, str], last_day: date | None
) -> str:
    """Say it of one of the person's choices; ``plans`` are the person's.

    ``here`` are the references of the cases that are not deleted: a deleted one is called by when it came.
    """
    if choice.withdrawn is not None:
        return WORDS.say("Does not count: withdrawn")
    if choice.closed:
        return WORDS.say("Does not count: closed without change")
    if is_contested(case):
        return WORDS.say("Does not count until you have said which is right")
    counted = {plan.choice for plan in plans}
    if choice.submission in counted:
        return WORDS.say("This choice counts")
    tied = [mine for mine in case.choices if mine.tied_by]
    if tied and choice not in tied and not any(choice.same_person(mine) for mine in tied):
        return WORDS.say("Does not count: another choice is tied")
    if case.protected:
        return WORDS.say("Does not count here: the person is handled by telephone")
    if case.gone_at is not None:
        return WORDS.say("Does not count: the person is not affected any more")
    about = [mine for mine in case.choices if _shares_help(mine, choice)]
    standing = [mine for mine in about if mine.submission in counted]
    if standing and last_day is not None and choice.received.astimezone(SWEDEN).date() > last_day:
        return WORDS.say("Does not count here: it came after the last day, and is an ordinary switch")
    newer = [mine for mine in standing or about if mine.received > choice.received]
    if newer:
        return _replaced(max(newer, key=lambda mine: mine.received), here)
    if gaps := [plan for plan in plans if plan.gap is not None and not plan.choice]:
        return WORDS.say("Does not count yet. %(why)s", why=gap_told(gaps[0]))
    return WORDS.say("Does not count: it is about help that the list does not have")


def _replaced(by: Joined, here: Mapping[str, str]) -> str:
    told = here.get(by.submission) or moment_told(by.received, WORDS)
    if by.withdrawn is not None or by.closed:
        return WORDS.say("Does not count: replaced by %(choice)s, which is ended", choice=told)
    return WORDS.say("Does not count: replaced by %(choice)s", choice=told)


def _shares_help(one: Joined, other: Joined) -> bool:
    return not (one.groups and other.groups) or not set(one.groups).isdisjoint(other.groups)
