"""Search all cases, whatever form they came by and however far they have come; never the protected ones."""

from flask import Flask, g, redirect, request
from flask.typing import ResponseReturnValue

from hemval.handover.told import WORDS, form_called
from hemval.officers.across.gist import Looked
from hemval.officers.address import SEARCH, case, found_at
from hemval.officers.case.told import Line, about_told
from hemval.officers.kept_in_memory import KeptInMemory
from hemval.officers.lists.board import Board
from hemval.officers.lists.lines import lines_of
from hemval.officers.lists.paging import part_of, shown
from hemval.officers.search.sought import Sought
from hemval.officers.workplace import Workplace
from hemval.pages.published import Published
from hemval.queue.desk.rows import Opened
from hemval.queue.desk.tables import OPEN, Header

FIELD = "sok"
LONGEST = 100
"""Characters that are looked for: no name and no number is longer."""


def add_search(app: Flask, workplace: Workplace) -> None:
    """Add the box with what it finds."""
    kept = KeptInMemory[str]()

    @app.get(SEARCH)
    def search() -> ResponseReturnValue:
        """Show the box alone."""
        return _page(workplace)

    @app.post(SEARCH)
    def sought() -> ResponseReturnValue:
        """Keep what was typed, and lead to what is found."""
        typed = request.form.get(FIELD, "").strip()[:LONGEST]
        if Sought.of(typed) is None:
            told = WORDS.say("Write at least two letters of the name, or four digits of a number.")
            return _page(workplace, typed, told, 400)
        return redirect(found_at(kept.keep(typed, g.officer, workplace.now)), 303)

    @app.get(found_at("<number>"))
    def found(number: str) -> ResponseReturnValue:
        """Show the cases, open ones first. They are logged before they are shown."""
        typed = kept.get(number, g.officer, workplace.now)
        meant = Sought.of(typed) if typed is not None else None
        if typed is None or meant is None:
            return redirect(SEARCH, 303)
        up_to_date = workplace.take_in()
        board = workplace.board()
        headers = [
            one.header
            for one in board.rows.values()
            if one.gist is not None and not one.header.protected and meant.is_in(one.gist)
        ]
        headers.sort(key=_newest_first)
        part = part_of(len(headers), request.args.get("sida", ""))
        lines = _lines(workplace, board, headers[part.span])
        count = WORDS.count("%(n)s case found", "%(n)s cases found", len(headers))
        at = found_at(number)
        return workplace.answer(
            "search.html",
            workplace.view(WORDS.say("Search: %(count)s", count=count), SEARCH),
            typed=typed,
            error="",
            searched=True,
            headings=[WORDS.say("Form"), WORDS.say("Name"), WORDS.say("About")],
            lines=lines,
            part=part,
            shown=shown(part),
            up_to_date=up_to_date,
            before=f"{at}?sida={part.number - 1}" if part.number > 1 else "",
            after=f"{at}?sida={part.number + 1}" if part.number < part.pages else "",
            case=case,
        )


def _page(workplace: Workplace, typed: str = "", error: str = "", status: int = 200) -> ResponseReturnValue:
    view = workplace.view(WORDS.say("Search"), SEARCH, failed=bool(error))
    return workplace.answer("search.html", view, status, typed=typed, error=error, searched=False)


def _newest_first(header: Header) -> tuple[bool, float, str]:
    return header.state not in OPEN, -header.received_at.timestamp(), header.id


def _lines(workplace: Workplace, board: Board, headers: list[Header]) -> list[Line]:
    if not headers:
        return []
    seen = workplace.desk.open_all([header.id for header in headers], g.officer, "search", workplace.now)
    published = workplace.published.snapshot()
    awaited = workplace.awaited(headers)
    return lines_of(headers, seen, board, lambda opened: _cells(opened, published), awaited)


def _cells(opened: Opened, published: Published) -> tuple[str, ...]:
    one = opened.submission
    names = Looked.of(published.forms.get(one.form)).names
    named = [asked.answer for asked in one.asked if asked.id in names and one.answers.get(asked.id)]
    return form_called(one.form, published), ", ".join(named), " – ".join(about_told(one))
