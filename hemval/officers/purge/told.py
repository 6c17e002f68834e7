"""When a case is deleted here, as its page and its line say it."""

from datetime import date

from hemval.handover.told import WORDS
from hemval.queue.desk.retention import WARNED_DAYS, goes_on, is_endangered
from hemval.queue.desk.tables import OPEN, Header
from hemval.words.dates import day_told


def deletion_told(header: Header, kept_days: int, today: date) -> str:
    """Say when an ended case is deleted here; nothing of an open one."""
    day = goes_on(header, kept_days, today)
    if day is None or header.state in OPEN:
        return ""
    return WORDS.say("Deleted here on %(day)s.", day=day_told(day, WORDS))


def deletion_on_line(header: Header, kept_days: int, today: date, *, awaited: bool = False) -> str:
    """Say the same in a line's few words; not while an exit waits for an officer to say whose it is."""
    day = goes_on(header, kept_days, today)
    if day is None or header.state in OPEN:
        return ""
    if awaited:
        return WORDS.say("Not deleted yet: nobody has said whose the choice is")
    return WORDS.say("Deleted here %(day)s", day=day.isoformat())


def danger_flag(header: Header, kept_days: int, today: date) -> tuple[str, ...]:
    """Return a line's flag for the same."""
    day = goes_on(header, kept_days, today)
    if day is None or not is_endangered(header, today):
        return ()
    return (WORDS.say("Deleted on %(day)s", day=day_told(day, WORDS)),)


def danger_told(header: Header, kept_days: int, today: date) -> list[tuple[str, str]]:
    """Return a flag and what to do, where a case is deleted soon although nobody has ended it."""
    day = goes_on(header, kept_days, today)
    if day is None or not is_endangered(header, today):
        return []
    told = WORDS.say("Is deleted on %(day)s, though nobody has ended it", day=day_told(day, WORDS))
    advice = WORDS.say(
        "Finish it, or take another step: each step keeps it for %(days)d days more.", days=WARNED_DAYS
    )
    return [(told, advice)]
