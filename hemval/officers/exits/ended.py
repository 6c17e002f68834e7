"""What is told of an exit that stands in the case system: nothing of it is changed any more."""

from flask import Response

from hemval.handover.told import WORDS
from hemval.officers.address import EXITS, exit_at
from hemval.officers.too_late import too_late
from hemval.officers.workplace import Workplace


def ended_page(workplace: Workplace, exit_id: str) -> Response:
    """Say that it is confirmed, and lead to it."""
    told = WORDS.say("It stands in the case system. Undo that first if something is to be changed.")
    title, see = WORDS.say("The exit is confirmed"), WORDS.say("See the exit")
    return too_late(workplace, title, EXITS, told, exit_at(exit_id), see)
