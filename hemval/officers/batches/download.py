"""What there is to hand over, a form at a time, and the batches that were made before."""

from dataclasses import dataclass

from flask import Flask, abort, flash, g, redirect, request
from flask.typing import ResponseReturnValue

from hemval.handover.batch_file import FORMATS, maker
from hemval.handover.told import WORDS, form_called
from hemval.officers.address import DOWNLOAD, SELECTION, batch_at, selection_of_form
from hemval.officers.batches.held_back import HeldBack, held_back
from hemval.officers.batches.selection import selection_of
from hemval.officers.batches.told import MAKING_BUTTONS, line_of, room_told, title_of
from hemval.officers.form_names import forms_in_order
from hemval.officers.lists.board import PROTECTED, Board
from hemval.officers.lists.paging import part_of
from hemval.officers.signing_in.again import ask_again, is_fresh
from hemval.officers.workplace import Workplace
from hemval.pages.published import Published
from hemval.queue.desk import Desk
from hemval.queue.desk.batch import NET_NEW, fingerprint_of
from hemval.queue.desk.confirming import to_take_over
from hemval.queue.desk.errors import RowsChanged
from hemval.words import sentence
from hemval.words.dates import SWEDEN, day_told

NEWEST = slice(0, 20)
"""The batches that are asked whether they wait to be confirmed: nobody works with more at once."""


@dataclass(frozen=True)
class Waiting:
    """What a form has to hand over."""

    form: str
    title: str
    count: int
    since: str
    """How many there are, and since which batch."""
    room: str
    """How many of them a batch has no room for, where it has not."""
    seen: str
    """What is counted here: what a press makes a batch of, or nothing."""
    held: HeldBack
    """Those that no batch takes until somebody has looked."""
    choose: str
    """Where other rows than these are chosen."""


def add_download(app: Flask, workplace: Workplace) -> None:
    """Add the page with the buttons, and what they do."""

    @app.get(DOWNLOAD)
    def download() -> ResponseReturnValue:
        """Count what is in no batch yet. Nothing is opened until a button is pressed."""
        up_to_date = workplace.take_in()
        published = workplace.published.snapshot()
        batches = workplace.desk.batches
        part = part_of(batches.count(), request.args.get("sida", ""))
        return workplace.answer(
            "download.html",
            workplace.view(WORDS.say("Download cases"), DOWNLOAD),
            unconfirmed=[
                (title_of(one, published), batch_at(one.number), len(rows))
                for one in batches.some(NEWEST)
                if one.confirmed_at is None and (rows := to_take_over(batches.rows(one.number)))
            ],
            forms=_waiting(workplace, published),
            buttons=MAKING_BUTTONS,
            up_to_date=up_to_date,
            lines=[line_of(one, published) for one in batches.some(part.span)],
            part=part,
            before=f"{DOWNLOAD}?sida={part.number - 1}" if part.number > 1 else "",
            after=f"{DOWNLOAD}?sida={part.number + 1}" if part.number < part.pages else "",
        )

    @app.post(DOWNLOAD)
    def make_batch() -> ResponseReturnValue:
        """Make a batch of what the page counted, and its file; a second press leads to the same batch."""
        name, form = request.form.get("format", ""), request.form.get("form", "")
        selected = selection_of(request.form, workplace.now.date()) if "urval" in request.form else None
        if name not in FORMATS or not form or (selected and selected.wrong):
            abort(400)
        if not is_fresh(workplace):
            return ask_again("download")
        chosen, seen = selected.chosen if selected else NET_NEW, request.form.get("seen", "")
        try:
            board = workplace.board()
            number, new = workplace.desk.batches.make(
                form, chosen, seen, g.officer, workplace.now, board.replaced, board.held
            )
        except RowsChanged:
            flash(sentence("No batch was made. What there is has changed: look once more."))
            return redirect(selected.address(SELECTION, form) if selected else DOWNLOAD, 303)
        workplace.desk.batches.keep_file(number, name, maker(name, workplace.published.newest()))
        flash(
            sentence("The batch is made. Now fetch the file.")
            if new
            else sentence("These cases are in this batch already. No new one was made.")
        )
        return redirect(batch_at(number), 303)


def _waiting(workplace: Workplace, published: Published) -> list[Waiting]:
    board, desk = workplace.board(), workplace.desk
    in_no_batch = desk.batches.net_new(board.replaced)
    new = {header.id for header in board.new()}
    met = {form for form, tab in board.tabs if tab != PROTECTED}
    listed = [form for form in forms_in_order(published, met) if form in met]
    return [_waiting_of(desk, published, form, in_no_batch.get(form, []), new, board) for form in listed]


def _waiting_of(
    desk: Desk, published: Published, form: str, rows: list[str], new: set[str], board: Board
) -> Waiting:
    last, count = desk.batches.newest_of(form), len(new.intersection(rows))
    if last is None:
        since = WORDS.count("%(n)d new.", "%(n)d new.", count)
    else:
        since = WORDS.count(
            "%(n)d new since batch %(number)s, %(day)s.", "%(n)d new since batch %(number)s, %(day)s.",
            count, number=last.number, day=day_told(last.made_at.astimezone(SWEDEN).date(), WORDS),
        )  # fmt: skip
    if others := len(rows) - count:
        begun = WORDS.count(
            "%(n)d more is in no batch: it waits for an answer or room.",
            "%(n)d more are in no batch: they wait for an answer or room.",
            others,
        )
        since = f"{since} {begun}"
    called, most = form_called(form, published), desk.batches.most
    held, rows = held_back(board, rows), [row for row in rows if row not in board.held]
    room, seen = room_told(most, len(rows) - most), fingerprint_of(rows[:most])
    return Waiting(form, called, len(rows), since, room, seen, held, selection_of_form(form))
