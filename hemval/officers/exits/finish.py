"""Confirm that an exit stands in the case system: see first what is left, then say yes."""

from flask import Flask, Response, abort, flash, g, redirect, request
from flask.typing import ResponseReturnValue

from hemval.handover.exit_fetched import fetched, fetched_told
from hemval.handover.exit_told import why_and_advice
from hemval.handover.told import WORDS
from hemval.officers.address import EXITS, exit_at, finish_at, loose_of, proof_at
from hemval.officers.exits.ended import deleted_on
from hemval.officers.exits.looked import Looked, fetch, log_shown, look
from hemval.officers.exits.loose_choices import loose_in
from hemval.officers.exits.proved import gaps_of, proved
from hemval.officers.exits.told_days import told_otherwise
from hemval.officers.signing_in.again import ask_again, is_fresh
from hemval.officers.workplace import Workplace
from hemval.queue.desk.errors import ConfirmRefused, ConfirmTooEarly, ExitChanged, GapsLeft
from hemval.queue.desk.exits.confirming import Confirmation, first_to_confirm
from hemval.queue.desk.exits.ending import ExitEnd
from hemval.rules.exits.plan import mark_of
from hemval.words import sentence
from hemval.words.dates import day_told, moment_told

HANDLED, SEEN = "handled", "seen"
"""The field of the boxes: whose gap is seen to outside Hemval; the mark of what the page showed."""


def add_finish(app: Flask, workplace: Workplace) -> None:
    """Add the page with its button, and the way back."""

    @app.get(finish_at("<exit_id>"))
    def exit_confirm(exit_id: str) -> ResponseReturnValue:
        """Show what is left and when all is deleted. Whoever is named is logged first."""
        fetch(workplace)
        one = look(workplace, exit_id)
        if not is_fresh(workplace):
            return ask_again("exit_confirm", exit_id=exit_id)
        return _page(workplace, one)

    @app.post(finish_at("<exit_id>"))
    def confirm_exit(exit_id: str) -> ResponseReturnValue:
        """Confirm what was seen, where each that is left is ticked; a second press finds it done."""
        if not is_fresh(workplace):
            return ask_again("exit_confirm", exit_id=exit_id)
        fetch(workplace)
        one = look(workplace, exit_id)
        ticked = set(request.form.getlist(HANDLED))
        said = Confirmation(ticked, request.form.get(SEEN, ""))
        try:
            taken = workplace.desk.exits.confirm(one.content, exit_id, said, g.officer, workplace.now)
        except GapsLeft:
            return _page(workplace, one, ticked, unticked=True)
        except ExitChanged:
            flash(sentence("Nothing was confirmed: what is known has changed since you opened the page."))
            return redirect(finish_at(exit_id), 303)
        except ConfirmTooEarly:
            return redirect(finish_at(exit_id), 303)
        except ConfirmRefused:
            abort(400)
        flash(sentence("The exit is confirmed. It can be undone for a day."))
        if taken:
            flash(WORDS.count("%(n)d choice is taken over.", "%(n)d choices are taken over.", taken))
        return redirect(finish_at(exit_id), 303)

    @app.post(f"{finish_at('<exit_id>')}angra/")
    def undo_confirm_exit(exit_id: str) -> ResponseReturnValue:
        """Take it back within a day; a second press finds it done."""
        look(workplace, exit_id)
        try:
            back = workplace.desk.exits.undo_confirm(exit_id, g.officer, workplace.now)
        except ConfirmRefused:
            flash(sentence("It is more than a day ago. It cannot be undone any more."))
            return redirect(exit_at(exit_id), 303)
        flash(sentence("The confirmation is undone. The exit goes on."))
        if back:
            flash(WORDS.count("%(n)d choice is open again.", "%(n)d choices are open again.", back))
        return redirect(exit_at(exit_id), 303)


def _page(
    workplace: Workplace, one: Looked, ticked: set[str] | None = None, *, unticked: bool = False
) -> Response:
    now = workplace.now
    end = one.end or ExitEnd(one.id, now, g.officer)
    found = proved(one)
    first = first_to_confirm(one.content, one.id)
    early = one.end is None and (first is None or now.date() < first)
    gaps = [] if one.end is not None or early else gaps_of(one, found)
    log_shown(workplace, one.id, (whose.id for _, whose in gaps))
    left = workplace.desk.exits.left(one.id, one.cases, one.plans)
    return workplace.answer(
        "exit_finish.html",
        workplace.view(
            WORDS.say("Confirm the exit" if one.end is None else "The exit is confirmed"),
            EXITS,
            failed=unticked,
        ),
        400 if unticked else 200,
        back=exit_at(one.id),
        called=one.called,
        # After the last day no letter is of use: whom a day that moved leaves without help, the proof names.
        told_otherwise=told_otherwise(one) if early else [],
        here=finish_at(one.id),
        proof_href=proof_at(one.id),
        proof=found,
        seen=mark_of(one.plans),
        first_day=day_told(first, WORDS) if early and first is not None else "",
        loose=len(loose_in(workplace, one)) if one.end is None else 0,
        loose_href=loose_of(one.id),
        file_told=fetched_told(fetched(workplace.desk.log, one.id, one.plans)),
        gaps=[
            (whose, why_and_advice(gap.unasked or gap.reason)[0], whose.id in (ticked or ()))
            for gap, whose in gaps
        ],
        unticked=unticked,
        taken=len(left.taken),
        staying=len(left.staying),
        protected=len({plan.case.id for plan in one.plans if plan.status == "protected"}),
        deleted=day_told(deleted_on(workplace, one, end), WORDS),
        kept_days=workplace.retention.kept_days,
        end=one.end,
        ended=moment_told(end.confirmed_at, WORDS),
        can_undo=one.end is not None and one.end.can_undo(now),
    )
