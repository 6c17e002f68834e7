"""Confirm that a batch stands in the case system: see first what that touches, then say yes."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from flask import Flask, abort, flash, g, redirect, request
from flask.typing import ResponseReturnValue

from hemval.forms.sent.reference import grouped
from hemval.handover.told import WORDS, form_called
from hemval.officers.address import DOWNLOAD, batch_at, case, confirm_at, undo_confirm_at
from hemval.officers.case.told import short_moment, state_told
from hemval.officers.signing_in.again import ask_again, is_fresh
from hemval.officers.too_late import BATCH, too_late, was_pressed_before, who_did_what
from hemval.officers.workplace import Workplace
from hemval.queue.desk.audit import Act
from hemval.queue.desk.batch import Batch, named
from hemval.queue.desk.confirming import can_undo_confirm, rows_left, to_take_over, waits_for_room
from hemval.queue.desk.errors import RowsChanged, StepRefused
from hemval.queue.desk.retention import goes_on
from hemval.queue.desk.tables import Header
from hemval.words import sentence
from hemval.words.dates import day_told, moment_told

SEEN = "seen"
"""The field with the mark of what the page showed."""


@dataclass(frozen=True)
class Confirmed:
    """What the page of a confirmed batch says."""

    told: str
    erased: str
    can_undo: bool
    seen: str
    """The mark of this confirmation, for undoing it and no later one."""


@dataclass(frozen=True)
class Touched:
    """A case that is taken over, as the page lists it."""

    reference: str
    told: str
    flags: tuple[str, ...]


def add_confirming(app: Flask, workplace: Workplace) -> None:
    """Add the page with its button, and the way back."""
    batches = workplace.desk.batches

    @app.get(confirm_at("<int:number>"))
    def to_confirm(number: int) -> ResponseReturnValue:
        """List what will be taken over. Seeing the references is logged with their rows."""
        one, rows = batches.one(number), batches.rows(number)
        touched = to_take_over(rows)
        if one.confirmed_at is not None or not touched:
            return redirect(batch_at(number), 303)
        if not is_fresh(workplace):
            return ask_again("to_confirm", number)
        seen = workplace.desk.open_all([row.id for row in touched], g.officer, "list", workplace.now)
        board, content = workplace.board(), workplace.content
        aside = [opened for opened in seen.opened if waits_for_room(opened.submission, content)]
        taken = [opened for opened in seen.opened if opened not in aside]
        called = form_called(one.form, workplace.published.snapshot())
        title = WORDS.say("Confirm batch %(number)s: %(form)s", number=number, form=called)
        return workplace.answer(
            "confirm.html",
            workplace.view(title, DOWNLOAD),
            touched=[
                Touched(
                    grouped(opened.submission.reference),
                    f"{short_moment(opened.header.received_at)}. {state_told(opened.header)}",
                    board.flags(opened.header, opened.submission.review),
                )
                for opened in taken
            ],
            count=len(taken),
            aside=[(case(one.header.id), grouped(one.submission.reference)) for one in aside],
            damaged=len(seen.broken),
            protected=one.protected,
            queued=len(rows_left(rows)) - len(touched),
            ended=one.kept - one.protected - len(rows_left(rows)),
            erased=_erased_told(workplace, replace(touched[0], state="taken_over", ended_at=workplace.now)),
            versions=".".join(str(row.version) for row in rows),
            back=batch_at(number),
        )

    @app.post(confirm_at("<int:number>"))
    def confirm(number: int) -> ResponseReturnValue:
        """Take over all that is as it was seen, in one; a second press finds it done."""
        if not is_fresh(workplace):
            return ask_again("to_confirm", number)
        versions = request.form.get("versions", "").split(".")
        if not all(one.isascii() and one.isdigit() and len(one) < 9 for one in versions):
            abort(400)
        rows = batches.rows(number)
        seen = {row.id: int(version) for row, version in zip(rows, versions, strict=False)}
        try:
            if len(versions) != len(rows):
                raise RowsChanged
            if not batches.confirm(number, seen, workplace.content, g.officer, workplace.now):
                return _after(workplace, number, "confirm")
        except RowsChanged:
            flash(sentence("Nothing was confirmed: the cases have changed since you opened the page."))
            return redirect(confirm_at(number), 303)
        return redirect(batch_at(number), 303)

    @app.post(undo_confirm_at("<int:number>"))
    def undo_confirm(number: int) -> ResponseReturnValue:
        """Take a confirmation back, as each of its cases could be; the one that was seen and no other."""
        try:
            batches.undo_confirm(number, _seen(), g.officer, workplace.now)
        except RowsChanged:
            return _after(workplace, number, "confirm_undone")
        except StepRefused:
            abort(400)
        return _after(workplace, number, "confirm_undone")


def _seen() -> datetime:
    """Return when the page said that the batch was confirmed."""
    try:
        seen = datetime.fromisoformat(request.form.get(SEEN, ""))
    except ValueError:
        abort(400)
    return seen if seen.tzinfo else abort(400)


def _after(workplace: Workplace, number: int, act: Act) -> ResponseReturnValue:
    """Lead to the batch after a press or the same once more; else say who was first."""
    about = named(number)
    if was_pressed_before(workplace, about, act, BATCH):
        if act == "confirm_undone":
            flash(sentence("The confirmation is undone. The cases are as they were before."))
        return redirect(batch_at(number), 303)
    told, see_told = who_did_what(workplace, [about], BATCH), WORDS.say("See the batch as it is now")
    return too_late(workplace, WORDS.say("The batch has changed"), DOWNLOAD, told, batch_at(number), see_told)


def confirmed(workplace: Workplace, one: Batch, rows: Sequence[Header]) -> Confirmed | None:
    """Say how many cases a confirmation took over, and when they are erased; None before it."""
    if one.confirmed_at is None:
        return None
    taken = [row for row in rows if row.state == "taken_over" and row.ended_at == one.confirmed_at]
    told = WORDS.count(
        "%(n)d case was taken over %(moment)s by %(who)s.",
        "%(n)d cases were taken over %(moment)s by %(who)s.",
        len(taken),
        moment=moment_told(one.confirmed_at, WORDS),
        who=one.confirmed_by,
    )
    erased = _erased_told(workplace, taken[0]) if taken else ""
    return Confirmed(told, erased, can_undo_confirm(one, workplace.now), one.confirmed_at.isoformat())


def _erased_told(workplace: Workplace, ended: Header) -> str:
    """Write the day on which an ended case goes, by the rule published now; empty where none knows."""
    content = workplace.content
    municipality = content.municipality if content else workplace.municipality
    day = goes_on(ended, municipality.personal_data.kept_days, workplace.now.date())
    return day_told(day, WORDS) if day else ""
