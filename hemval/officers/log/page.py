"""The log for whoever audits: who did what, when, to which cases. Nothing of what a case holds."""

from dataclasses import replace

from flask import Flask, Response, flash, g, redirect, request
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from hemval.forms.sent.reference import NotAReference, normalise
from hemval.handover.told import WORDS
from hemval.officers.address import LOG, LOG_CHECKED, LOG_OF_CASE
from hemval.officers.lists.paging import part_of
from hemval.officers.log.check import checked
from hemval.officers.log.filter import PAGE, LogFilter, address_of_rows, log_filter
from hemval.officers.log.second_place import second_place
from hemval.officers.log.told import OPENED, act_told, line_of, short, who_told
from hemval.officers.workplace import Workplace
from hemval.queue.desk.audit import Head
from hemval.words import sentence

AT_ONCE = 50
REFERENCE, HEAD = "reference", "head"
"""Fields that are posted."""


def add_log(app: Flask, workplace: Workplace) -> None:
    """Add the log, the question who has seen a case, and the check."""

    @app.get(LOG)
    def log() -> ResponseReturnValue:
        """Show a page of it, newest first. That it was read is written in it first."""
        return _page(workplace, log_filter(request.args, workplace.now.date()))

    @app.post(LOG_OF_CASE)
    def log_of_case() -> ResponseReturnValue:
        """Lead to all that was done with the rows of a reference, which itself stands in no address."""
        typed = request.form.get(REFERENCE, "")
        try:
            reference = normalise(typed)
        except NotAReference as error:
            told = WORDS.say("Write the reference: eight letters and digits, as on the receipt.")
            if error.reason != "length":
                told = WORDS.say("A sign is wrong. Look at the reference once more.")
            return _page(workplace, _nothing_asked(workplace), REFERENCE, typed, told)
        rows = _rows_of(workplace, reference)
        workplace.desk.log.note_sought(rows, g.officer, workplace.now)
        if not rows:
            flash(sentence("No case has that reference. It may have been erased, when its time was out."))
            return redirect(LOG, 303)
        return redirect(address_of_rows(rows), 303)

    @app.post(LOG_CHECKED)
    def log_checked() -> ResponseReturnValue:
        """Check the whole log, hold it against the second place, and work the rules' outcomes out again."""
        typed = request.form.get(HEAD, "").strip()
        try:
            written = Head.parse(typed) if typed else None
        except ValueError:
            told = WORDS.say(
                "Write the whole head, as it stood: a number, a colon and 64 letters and digits."
            )
            return _page(workplace, _nothing_asked(workplace), HEAD, typed, told)
        workplace.desk.log.note_check(g.officer, workplace.now)
        found = checked(workplace.desk, workplace.heads, written)
        view = workplace.view(found.title, LOG, failed=bool(found.faults or found.unseen))
        return workplace.answer("log_checked.html", view, found=found, log=LOG)


def _rows_of(workplace: Workplace, reference: str) -> list[str]:
    """Return the ids of the rows with a reference; what they hold stays in the process."""
    board = workplace.board()
    return board.in_order(board.ties.references.get(reference, ()))


def _nothing_asked(workplace: Workplace) -> LogFilter:
    return log_filter(MultiDict(), workplace.now.date())


def _page(
    workplace: Workplace, asked: LogFilter, field: str = "", typed: str = "", wrong: str = ""
) -> Response:
    """Draw the page; with a fault it says so and shows no entry, so that nobody takes it for all there is.

    ``field`` is where something wrong was typed, beside the filters.
    """
    day = WORDS.say("Write the day such as %(day)s", day=workplace.now.date().isoformat())
    faults = [(name, day) for name in asked.faults]
    if wrong:
        faults.append((field, wrong))
    reader = workplace.desk.log
    extent = reader.extent(asked.sought)
    part = part_of(0 if faults else extent.total, request.args.get(PAGE, ""), AT_ONCE)
    sought = replace(asked.sought, up_to=extent.up_to)
    entries = [] if faults else reader.read(sought, part.span, g.officer, workplace.now)
    title = WORDS.say("The log")
    if asked.rows:
        title = WORDS.say("Who has dealt with the case")
    return workplace.answer(
        "log.html",
        workplace.view(title, LOG, failed=bool(faults)),
        400 if faults else 200,
        action=LOG,
        of_case=LOG_OF_CASE,
        check=LOG_CHECKED,
        asked=asked,
        cases=", ".join(map(short, asked.rows)),
        opened_by=[who_told(name) for name in reader.who_did(asked.rows, OPENED)],
        names=[(name, who_told(name)) for name in extent.names],
        acts=sorted(((act, act_told(act)) for act in extent.acts), key=lambda pair: pair[1]),
        faults=faults,
        wrong=dict(faults),
        typed={field: typed},
        part=part,
        lines=[line_of(entry, asked.rows) for entry in entries],
        newer=asked.address(extent.up_to, part.number - 1) if part.number > 1 else "",
        older=asked.address(extent.up_to, part.number + 1) if part.number < part.pages else "",
        place=second_place(workplace.heads),
    )
