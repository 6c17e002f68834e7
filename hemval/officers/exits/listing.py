"""Read in the case system's list of those an exit touches: see first what it changes, then say yes."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import Flask, Response, flash, g, redirect, request
from flask.typing import ResponseReturnValue

from hemval.content.affected_list import HEADINGS, NEEDED, Affected, known_in, read_affected
from hemval.content.findings import Finding
from hemval.handover.told import WORDS
from hemval.officers.address import EXITS, changes_at, exit_at, list_at
from hemval.officers.exits.changes_told import kinds_of, shown_of, taken_told
from hemval.officers.exits.ended import ended_page
from hemval.officers.exits.listed_told import holds
from hemval.officers.exits.looked import Looked, log_shown, look
from hemval.officers.exits.sent_in import Waiting
from hemval.officers.exits.uploaded import FIELD, ONE_LIST, uploaded_list
from hemval.officers.kept_in_memory import KeptInMemory
from hemval.officers.signing_in.again import ask_again, is_fresh
from hemval.officers.workplace import Workplace
from hemval.queue.desk.errors import AffectedDamaged, ExitConfirmed, HeldElsewhere, ListChanged
from hemval.rules.exits.changes import what_changes
from hemval.words import sentence

NO_FILE = sentence("Choose the file with the list.")
ASK_AGAIN = sentence("The list that you sent in is kept for an hour only. Send it in once more.")


@dataclass(frozen=True)
class SentList:
    """A list as it was read: references, and nothing that names anybody."""

    exit: str
    listed: tuple[Affected, ...]


SentLists = KeptInMemory[SentList]


def add_listing(app: Flask, workplace: Workplace, kept: SentLists) -> None:
    """Add the page that takes the list, what it changes, and the act."""
    waiting = Waiting(kept, "exit_changes", list_at, ASK_AGAIN)

    @app.route(list_at("<exit_id>"), methods=["GET", "POST"])
    def exit_list(exit_id: str) -> ResponseReturnValue:
        """Ask for the list; say what is wrong in one that was sent, or lead to what it would change."""
        one = look(workplace, exit_id)
        if one.end is not None:
            return ended_page(workplace, exit_id)
        if request.method != "POST":
            if not is_fresh(workplace):
                return ask_again("exit_list", exit_id=exit_id)
            return _page(workplace, one)
        data = uploaded_list()
        if not data:
            return _page(workplace, one, no_file=True)
        with ONE_LIST:
            listed, findings = read_affected(data, exit_id, one.content)
        if findings:
            return _page(workplace, one, findings)
        number = kept.keep(SentList(exit_id, listed), g.officer, workplace.now)
        return waiting.seen_at(workplace, exit_id, number)

    @app.get(changes_at("<exit_id>", "<number>"))
    def exit_changes(exit_id: str, number: str) -> ResponseReturnValue:
        """Show what the list would change. Who is shown is logged first."""
        one, sent = waiting.found(workplace, exit_id, number)
        return _changes(workplace, one, sent, number)

    @app.post(changes_at("<exit_id>", "<number>"))
    def take_in_list(exit_id: str, number: str) -> ResponseReturnValue:
        """Take in what was seen, and nothing else; a second press finds it done."""
        one, sent = waiting.found(workplace, exit_id, number, acts=True)
        try:
            taken = workplace.desk.exits.take_in_list(
                exit_id, sent.listed, request.form.get("seen", ""), g.officer, workplace.now, one.content
            )
        except ExitConfirmed:
            return ended_page(workplace, exit_id)
        except HeldElsewhere as refused:
            flash(WORDS.say(refused.sentence, **refused.values))
            return redirect(list_at(exit_id), 303)
        except AffectedDamaged:
            return redirect(changes_at(exit_id, number), 303)
        except ListChanged:
            if not what_changes(one.cases, sent.listed).anything:
                flash(WORDS.say("The list is read in already. Nothing was changed now."))
                return redirect(exit_at(exit_id), 303)
            flash(sentence("Nothing was read in: what is known has changed since you opened the page."))
            return redirect(changes_at(exit_id, number), 303)
        flash(taken_told(taken))
        return redirect(exit_at(exit_id), 303)


def _page(
    workplace: Workplace, one: Looked, findings: list[Finding] | None = None, *, no_file: bool = False
) -> Response:
    failed = no_file or bool(findings)
    return workplace.answer(
        "exit_list.html",
        workplace.view(WORDS.say("Read in the list"), EXITS, failed=failed),
        400 if failed else 200,
        back=exit_at(one.id),
        called=one.called,
        here=list_at(one.id),
        field=FIELD,
        no_file=WORDS.say(NO_FILE) if no_file else "",
        findings=findings or [],
        held=len(one.present),
        headings=[
            (WORDS.say(told), name in NEEDED, _may_stand(name, one)) for name, told in HEADINGS.items()
        ],
        sample=";".join(WORDS.say(told) for told in HEADINGS.values()),
    )


def _may_stand(column: str, one: Looked) -> str:
    """Say what may be written in a column of the list."""
    if column == "reference":
        return WORDS.say("the same as in the case system, and never an identity number")
    if column == "hours":
        return WORDS.say("granted hours a month")
    told = known_in(one.id, one.content)[column].told
    if column == "services":
        return WORDS.say("%(services)s. Write + between them.", services=", ".join(told))
    if column == "language":
        return WORDS.say("%(languages)s. The language of the letter.", languages=_either(told))
    return _either(told)


def _either(told: Sequence[str]) -> str:
    *these, last = told
    return WORDS.say("%(these)s or %(last)s", these=", ".join(these), last=last) if these else last


def _changes(workplace: Workplace, one: Looked, sent: SentList, number: str) -> Response:
    changes = what_changes(one.cases, sent.listed)
    log_shown(workplace, one.id, shown_of(changes))
    return workplace.answer(
        "exit_changes.html",
        workplace.view(WORDS.say("What the list changes"), EXITS),
        back=list_at(one.id),
        called=one.called,
        here=changes_at(one.id, number),
        kinds=kinds_of(one.id, changes, one.content),
        same=changes.same,
        listed=len(sent.listed),
        holds=holds(sent.listed, one.content),
        many_gone=2 * len(changes.gone) > len(one.present),
        seen=changes.mark,
        anything=changes.anything,
        lost=len(changes.lost),
        to_exit=exit_at(one.id),
    )
