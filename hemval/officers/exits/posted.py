"""Note that letters were posted: a PDF that was fetched is no letter in a letter-box."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from flask import Flask, Response, flash, g, redirect, request
from flask.typing import ResponseReturnValue

from hemval.handover.exit_recipients import to_write
from hemval.handover.told import WORDS
from hemval.officers.address import EXITS, exit_at, letters_at, posted_at
from hemval.officers.exits.by_reason import Reference, reference
from hemval.officers.exits.ended import ended_page
from hemval.officers.exits.looked import Looked, log_shown, look
from hemval.officers.kept_in_memory import KeptInMemory
from hemval.officers.signing_in.again import ask_again, is_fresh
from hemval.officers.workplace import Workplace
from hemval.queue.desk.errors import ExitConfirmed
from hemval.queue.desk.exits.noting import Note
from hemval.rules.exits.case import Case
from hemval.words import sentence
from hemval.words.dates import SWEDEN

KIND, NUMBER, SEEN = "slag", "nummer", "seen"
LETTER, REMINDER = "brev", "paminnelse"

LASTS = timedelta(days=1)
"""How long it is known which letters were made: only ids, and of nobody's address."""


@dataclass(frozen=True)
class Written:
    """Letters that were made together."""

    exit: str
    kind: str
    ids: tuple[str, ...]
    made_at: datetime


WrittenLetters = KeptInMemory[Written]


def written_letters() -> WrittenLetters:
    """Make room for what is known of them."""
    return KeptInMemory(LASTS)


@dataclass(frozen=True)
class ToNote:
    """Whose letters are to be noted."""

    kind: str
    cases: tuple[Case, ...]
    known: bool
    """Whether it is just those that were made; else all who are to have one."""

    @property
    def mark(self) -> str:
        """Return a mark of just these."""
        return hashlib.sha256("\n".join([self.kind, *(case.id for case in self.cases)]).encode()).hexdigest()


def add_posted(app: Flask, workplace: Workplace, written: WrittenLetters) -> None:
    """Add the page that says whose letters it touches, and its button."""

    @app.get(posted_at("<exit_id>"))
    def letters_to_post(exit_id: str) -> ResponseReturnValue:
        """Say whose letters would be noted. Who is named is logged first."""
        one = look(workplace, exit_id)
        if one.end is not None:
            return ended_page(workplace, exit_id)
        return _page(workplace, one, _to_note(workplace, one, written))

    @app.post(posted_at("<exit_id>"))
    def letters_posted(exit_id: str) -> ResponseReturnValue:
        """Note them; a second press finds it done."""
        if not is_fresh(workplace):
            return ask_again("exit_letters", exit_id=exit_id)
        one = look(workplace, exit_id)
        to_note = _to_note(workplace, one, written)
        if not to_note.cases:
            flash(sentence("That is noted already. Nothing was changed now."))
            return redirect(exit_at(exit_id), 303)
        if to_note.mark != request.form.get(SEEN, ""):
            flash(sentence("Nothing was noted: what is known has changed since you opened the page."))
            return redirect(letters_at(exit_id), 303)
        ids = [case.id for case in to_note.cases]
        what: Note = "reminder" if to_note.kind == REMINDER else "letter"
        try:
            workplace.desk.exits.note(exit_id, ids, what, g.officer, workplace.now, one.content)
        except ExitConfirmed:
            return ended_page(workplace, exit_id)
        flash(WORDS.count("%(n)d letter is noted as posted.", "%(n)d letters are noted as posted.", len(ids)))
        return redirect(exit_at(exit_id), 303)


def _to_note(workplace: Workplace, one: Looked, written: WrittenLetters) -> ToNote:
    """Return whose letters were made under the number in the address; without one all who are to have one."""
    kind = REMINDER if request.values.get(KIND) == REMINDER else LETTER
    made = written.get(request.values.get(NUMBER, ""), g.officer, workplace.now)
    if made is not None and (made.exit, made.kind) == (one.id, kind):
        cases = [
            case for case in one.present if case.id in made.ids and _posted_before(case, kind, made.made_at)
        ]
        return ToNote(kind, tuple(cases), known=True)
    ids = {each.id for each in to_write(one.content, one.id, one.plans, reminder=kind == REMINDER)}
    today = workplace.now.date()
    cases = [case for case in one.present if case.id in ids and not _reminded_on(case, kind, today)]
    return ToNote(kind, tuple(cases), known=False)


def _posted_before(case: Case, kind: str, made_at: datetime) -> bool:
    posted = case.reminded_at if kind == REMINDER else case.told_at
    return posted is None or posted < made_at


def _reminded_on(case: Case, kind: str, today: date) -> bool:
    at = case.reminded_at
    return kind == REMINDER and at is not None and at.astimezone(SWEDEN).date() == today


def _page(workplace: Workplace, one: Looked, to_note: ToNote) -> Response:
    log_shown(workplace, one.id, [case.id for case in to_note.cases])
    reminder = to_note.kind == REMINDER
    return workplace.answer(
        "exit_posted.html",
        workplace.view(
            WORDS.say("The reminders are posted") if reminder else WORDS.say("The letters are posted"), EXITS
        ),
        back=letters_at(one.id),
        called=one.called,
        here=posted_at(one.id),
        references=_references(one, to_note.cases),
        count=len(to_note.cases),
        known=to_note.known,
        kind=to_note.kind,
        number=request.args.get(NUMBER, "") if to_note.known else "",
        reminder=reminder,
        seen=to_note.mark,
    )


def _references(one: Looked, cases: Sequence[Case]) -> list[Reference]:
    return [reference(one.id, case.id, case.reference) for case in cases]
