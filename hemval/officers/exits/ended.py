"""What is told of an exit that stands in the case system: nothing of it is changed, and then it goes."""

from datetime import date

from flask import Response

from hemval.handover.told import WORDS
from hemval.officers.address import EXITS, exit_at
from hemval.officers.exits.looked import Looked
from hemval.officers.too_late import too_late
from hemval.officers.workplace import Workplace
from hemval.queue.desk.exits.ending import ExitEnd
from hemval.queue.desk.exits.sealed import named
from hemval.queue.desk.exits.unconfirmed import last_of
from hemval.words.dates import SWEDEN, day_told, moment_told


def ended_page(workplace: Workplace, exit_id: str) -> Response:
    """Say that it is confirmed, and lead to it."""
    told = WORDS.say("It stands in the case system. Undo that first if something is to be changed.")
    title, see = WORDS.say("The exit is confirmed"), WORDS.say("See the exit")
    return too_late(workplace, title, EXITS, told, exit_at(exit_id), see)


def deleted_on(workplace: Workplace, one: Looked, end: ExitEnd) -> date:
    """Return the day on which what is kept of an exit goes, or on which it went."""
    if one.purged:
        done = workplace.desk.log.last_of([named(one.id)], ["exit_purge"])
        if done is not None:
            return done.at.astimezone(SWEDEN).date()
    return end.goes_on(workplace.retention.kept_days, last_of(one.content, one.id))


def affected_once(workplace: Workplace, one: Looked) -> int:
    """Return how many a purged exit touched: a number is all that is left of them."""
    return sum(each.rows for each in workplace.desk.tally() if each.form == one.id)


def purged_page(workplace: Workplace, one: Looked, end: ExitEnd) -> Response:
    """Say that nothing is left but a number: there is nobody to find, and nothing to plan."""
    return workplace.answer(
        "exit_purged.html",
        workplace.view(one.called, EXITS),
        back=EXITS,
        deleted=day_told(deleted_on(workplace, one, end), WORDS),
        affected=affected_once(workplace, one),
        confirmed=moment_told(end.confirmed_at, WORDS),
        who=end.confirmed_by,
    )
