"""Note that letters were posted: a PDF that was fetched is no letter in a letter-box."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from flask import Flask, Response, flash, g, redirect, request
from flask.typing import ResponseReturnValue

from hemval.handover.letter_pile import Pile, days_warned, pile, since_told, take_out_told
from hemval.handover.told import WORDS
from hemval.officers.address import EXITS, exit_at, letters_at, posted_at
from hemval.officers.exits.by_reason import Reference, reference
from hemval.officers.exits.ended import ended_page
from hemval.officers.exits.looked import Looked, fetch, log_shown, look
from hemval.officers.signing_in.again import ask_again, is_fresh
from hemval.officers.workplace import Workplace
from hemval.queue.desk.errors import ExitConfirmed
from hemval.queue.desk.exits.noting import Note
from hemval.rules.exits.case import Case
from hemval.words import sentence

KIND, SEEN = "slag", "seen"
LETTER, REMINDER = "brev", "paminnelse"


@dataclass(frozen=True)
class ToNote:
    """Whose letters are to be noted."""

    kind: str
    cases: tuple[Case, ...]
    take_out: tuple[Case, ...]
    """Whose letter is in the pile, and is not to be posted any more."""
    warned: tuple[tuple[str, str], ...]
    """Of which letters the days are wrong, passed or not known, and what to do."""
    since: str
    """Who of them has answered since the letters were made."""

    @property
    def mark(self) -> str:
        """Return a mark of just these."""
        ids = [case.id for case in self.cases]
        out = [case.id for case in self.take_out]
        return hashlib.sha256("\n".join([self.kind, *ids, "", *out]).encode()).hexdigest()


def add_posted(app: Flask, workplace: Workplace) -> None:
    """Add the page that says whose letters it touches, and its button."""

    @app.get(posted_at("<exit_id>"))
    def letters_to_post(exit_id: str) -> ResponseReturnValue:
        """Say whose letters would be noted. Who is named is logged first."""
        fetch(workplace)
        one = look(workplace, exit_id)
        if one.end is not None:
            return ended_page(workplace, exit_id)
        return _page(workplace, one, _to_note(workplace, one))

    @app.post(posted_at("<exit_id>"))
    def letters_posted(exit_id: str) -> ResponseReturnValue:
        """Note them; a second press finds it done."""
        if not is_fresh(workplace):
            return ask_again("letters_to_post", exit_id=exit_id, kind=request.form.get(KIND, LETTER))
        fetch(workplace)
        one = look(workplace, exit_id)
        noted = _to_note(workplace, one)
        if not noted.cases:
            flash(sentence("That is noted already. Nothing was changed now."))
            return redirect(exit_at(exit_id), 303)
        if noted.mark != request.form.get(SEEN, ""):
            flash(sentence("Nothing was noted: what is known has changed since you opened the page."))
            return redirect(letters_at(exit_id), 303)
        ids = [case.id for case in noted.cases]
        what: Note = "reminder" if noted.kind == REMINDER else "letter"
        try:
            workplace.desk.exits.note(exit_id, ids, what, g.officer, workplace.now, one.content)
        except ExitConfirmed:
            return ended_page(workplace, exit_id)
        told = {
            "letter": ("%(n)d letter is noted as posted.", "%(n)d letters are noted as posted."),
            "reminder": ("%(n)d reminder is noted as posted.", "%(n)d reminders are noted as posted."),
        }
        flash(WORDS.count(*told[what], len(ids)))
        return redirect(exit_at(exit_id), 303)


def _to_note(workplace: Workplace, one: Looked) -> ToNote:
    """Return whose letters were made, by the log, and not noted since."""
    kind = REMINDER if request.values.get(KIND) == REMINDER else LETTER
    found = pile_of(workplace, one, kind)
    ids, taken_out = set(found.ids), set(found.take_out)
    cases = tuple(case for case in one.present if case.id in ids)
    out = tuple(case for case in one.cases if case.id in taken_out)
    return ToNote(kind, cases, out, tuple(days_warned(found)), since_told(found))


def pile_of(workplace: Workplace, one: Looked, kind: str) -> Pile:
    """Return the letters of a kind that were made, by the log, and not noted since."""
    reminder = kind == REMINDER
    printed = workplace.desk.exits.printed(one.id, reminder=reminder)
    return pile(one.content, one.id, one.plans, printed, one.today, reminder=reminder)


def _page(workplace: Workplace, one: Looked, noted: ToNote) -> Response:
    log_shown(workplace, one.id, [case.id for case in (*noted.cases, *noted.take_out)])
    reminder = noted.kind == REMINDER
    return workplace.answer(
        "exit_posted.html",
        workplace.view(
            WORDS.say("The reminders are posted") if reminder else WORDS.say("The letters are posted"), EXITS
        ),
        back=letters_at(one.id),
        called=one.called,
        here=posted_at(one.id),
        references=_references(one, noted.cases),
        count=len(noted.cases),
        warned=noted.warned,
        since=noted.since,
        take_out=_references(one, noted.take_out),
        take_out_told=take_out_told(len(noted.take_out)),
        kind=noted.kind,
        reminder=reminder,
        seen=noted.mark,
    )


def _references(one: Looked, cases: Sequence[Case]) -> list[Reference]:
    return [reference(one.id, case.id, case.reference) for case in cases]
