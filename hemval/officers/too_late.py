"""What an officer is told whose press came too late: who was there before, when, and what was done.

A page that is older than the change neither changes anything nor says that it did. Only the same press once
more (a double click, Back, a page that is loaded anew) is told what it did the first time.
"""

from collections.abc import Collection, Mapping
from datetime import datetime

from flask import Response, g

from hemval.handover.told import WORDS
from hemval.officers.workplace import Workplace
from hemval.queue.desk.audit import Act
from hemval.words import sentence
from hemval.words.dates import moment_told

CASE: Mapping[Act, str] = {
    "take_over": sentence("took the case over"),
    "await": sentence("set the case to wait for an answer"),
    "queue": sentence("put the case in a queue"),
    "withdraw": sentence("marked the case as withdrawn"),
    "close": sentence("closed the case"),
    "undo": sentence("undid the last step"),
    "protect": sentence("marked the case as protected"),
    "unprotect": sentence("took the mark as protected away"),
    "offer_room": sentence("noted that room is offered"),
    "offer_undone": sentence("took the offer back"),
    "move_ahead": sentence("moved somebody ahead in the queue"),
    "move_undone": sentence("took a move in the queue back"),
}
"""What changes a case or its place in a queue, with who did it before it and when after it."""

BATCH: Mapping[Act, str] = {
    "confirm": sentence("confirmed the batch"),
    "confirm_undone": sentence("undid the confirmation"),
}

PROVIDER: Mapping[Act, str] = {"room": sentence("changed the room")}

PLAN: Mapping[Act, str] = {"exit_planned": sentence("changed the plan")}

AFFECTED: Mapping[Act, str] = {
    "exit_listed": sentence("read the list in anew"),
    "exit_joined": sentence("joined a choice to the reference"),
    "exit_tied": sentence("tied a choice"),
    "exit_untied": sentence("untied a choice"),
    "exit_posted": sentence("noted that the letter was posted"),
    "exit_reminded": sentence("noted that the reminder was posted"),
    "exit_undeliverable": sentence("noted that the letter came back"),
    "exit_deliverable": sentence("noted that the letter arrives"),
    "exit_run": sentence("ran the rule for those who do not choose"),
    "exit_appointed": sentence("appointed a provider"),
}
"""What changes one of those an exit touches, with who did it and when after it."""


def was_pressed_before(workplace: Workplace, about: str, act: Act, among: Mapping[Act, str] = CASE) -> bool:
    """Say whether the last change is this very one by this officer: then it was the same press."""
    last = workplace.desk.log.last_of([about], among)
    return last is not None and (last.act, last.who) == (act, g.officer)


def who_did_what(
    workplace: Workplace,
    about: Collection[str],
    among: Mapping[Act, str] = CASE,
    since: datetime | None = None,
) -> str:
    """Say who changed something last, when and how; ``since`` leaves out what cannot have been the reason."""
    last = workplace.desk.log.last_of(about, among, since)
    did = next((told for act, told in among.items() if last is not None and act == last.act), None)
    if last is None or did is None:
        return WORDS.say("It was changed after you opened the page. Nothing was changed now.")
    moment = moment_told(last.at, WORDS)
    if last.who == g.officer:
        return WORDS.say(
            "You %(did)s %(moment)s. The page was older than that. Nothing was changed now.",
            did=WORDS.say(did), moment=moment,
        )  # fmt: skip
    return WORDS.say(
        "%(who)s %(did)s %(moment)s. Nothing was changed now.",
        who=last.who,
        did=WORDS.say(did),
        moment=moment,
    )


def too_late(workplace: Workplace, title: str, place: str, told: str, see: str, see_told: str) -> Response:
    """Draw the page that says so, with a link to how things stand now."""
    view = workplace.view(title, place, failed=True)
    return workplace.answer("conflict.html", view, 409, told=told, see=see, see_told=see_told)
