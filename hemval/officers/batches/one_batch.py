"""One batch: what it is, its checksums, and its file, as often as it is fetched."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import Flask, Response, abort, g, redirect, request
from flask.typing import ResponseReturnValue

from hemval.forms.addresses import CHOICE
from hemval.forms.sent.reference import grouped
from hemval.handover.batch_file import FORMATS, maker
from hemval.handover.told import WORDS
from hemval.officers.address import DOWNLOAD, batch_at, case, confirm_at, undo_confirm_at
from hemval.officers.batches.confirm import confirmed
from hemval.officers.batches.held_back import HeldBack, held_back
from hemval.officers.batches.told import FORMAT_BUTTONS, facts_of, left_told, sums_told, title_of
from hemval.officers.case.told import state_told
from hemval.officers.signing_in.again import ask_again, is_fresh
from hemval.officers.workplace import Workplace
from hemval.pages.published import Published
from hemval.queue.desk.batch import NET_NEW, Batch
from hemval.queue.desk.confirming import rows_left, to_take_over, waits_for_room
from hemval.queue.desk.tables import Header
from hemval.words.dates import SWEDEN


def add_batch_page(app: Flask, workplace: Workplace) -> None:
    """Add the page and its file."""

    @app.get(batch_at("<int:number>"))
    def batch(number: int) -> ResponseReturnValue:
        """Tell of a batch. Of its rows only those are opened that confirming it left as they were."""
        one = workplace.desk.batches.one(number)
        rows = workplace.desk.batches.rows(number)
        open_rows = to_take_over(rows)
        published = workplace.published.snapshot()
        return workplace.answer(
            "batch.html",
            workplace.view(title_of(one, published), DOWNLOAD),
            batch=one,
            room=left_told(one, rows, _in_no_batch(workplace, one)),
            held=_held(workplace, one),
            facts=facts_of(one, published.content),
            sums=sums_told(one),
            buttons=_buttons(one),
            erased=one.rows - one.kept,
            to_confirm=len(open_rows) if one.confirmed_at is None else 0,
            confirmed=confirmed(workplace, one, rows),
            left=_left(workplace, rows) if one.confirmed_at is not None else None,
            confirm=confirm_at(number),
            undo=undo_confirm_at(number),
            back=DOWNLOAD,
        )

    @app.post(batch_at("<int:number>"))
    def batch_file(number: int) -> ResponseReturnValue:
        """Send the file as it was made; a format that was never asked for is made, and kept from then on.

        A post: a browser that fetches ahead is not logged.
        """
        name = request.form.get("format", "")
        if name not in FORMATS:
            abort(400)
        if not is_fresh(workplace):
            return ask_again("batch", number)
        batches = workplace.desk.batches
        if not (one := batches.one(number)).in_file:
            return redirect(batch_at(number), 303)
        build = workplace.published.newest()
        content = batches.hand_out(number, name, maker(name, build), g.officer, workplace.now)
        response = Response(content, content_type=FORMATS[name].media_type)
        response.headers.set("Content-Disposition", "attachment", filename=_file_name(one, name, build))
        return response


@dataclass(frozen=True)
class Left:
    """What confirming a batch left: each with where it is, its reference and its state; and why, counted."""

    cases: list[tuple[str, str, str]]
    queued: int
    for_room: int
    """Open ones that the rules have wait: taken over, they would have no place."""
    broken: int
    changed: int


def _left(workplace: Workplace, rows: Sequence[Header]) -> Left | None:
    """Tell what was left by its reference, which is logged; None where nothing was."""
    left = rows_left(rows)
    if not left:
        return None
    seen = workplace.desk.open_all([row.id for row in left], g.officer, "list", workplace.now)
    references = {one.header.id: grouped(one.submission.reference) for one in seen.opened}
    broken = WORDS.say("Damaged, cannot be opened")
    queued = sum(row.state == "queued" and row.id in references for row in left)
    waits = [one for one in seen.opened if one.header.state != "queued"]
    for_room = sum(waits_for_room(one.submission, workplace.content) for one in waits)
    return Left(
        [(case(row.id), references.get(row.id, broken), state_told(row, when=True)) for row in left],
        queued,
        for_room,
        len(seen.broken),
        len(waits) - for_room,
    )


def _in_no_batch(workplace: Workplace, one: Batch) -> int:
    """Count what there is for one more batch, where this one had no room for all."""
    if one.chosen is None or not one.chosen.left:
        return 0
    board = workplace.board()
    return len(workplace.desk.batches.net_new(board.replaced, board.held).get(one.form, ()))


def _held(workplace: Workplace, one: Batch) -> HeldBack:
    """Say what the same choice finds now and no batch takes; before it is confirmed, and not after."""
    board = workplace.board()
    if one.confirmed_at is not None or not board.held:
        return HeldBack()
    chosen = one.chosen or NET_NEW
    return held_back(board, workplace.desk.batches.chosen(one.form, chosen, board.replaced))


def _buttons(one: Batch) -> list[tuple[str, str]]:
    """Return the formats with their buttons, those that are kept first; none for an empty batch."""
    order = sorted(FORMAT_BUTTONS, key=lambda name: name not in one.sums) if one.in_file else []
    return [(name, FORMAT_BUTTONS[name]) for name in order]


def _file_name(one: Batch, name: str, build: Published | None) -> str:
    known = build.forms.get(one.form) if build else None
    called = WORDS.say("choices") if one.form == CHOICE else known.address if known else one.form
    return f"{called}-{one.number}-{one.made_at.astimezone(SWEDEN):%Y-%m-%d}.{name}"
