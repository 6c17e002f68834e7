"""The list of choices: new ones first met, oldest on top."""

from flask import Flask, g, redirect, request
from flask.typing import ResponseReturnValue

from hemval.handover.told import WORDS
from hemval.officers.address import CASES, case
from hemval.officers.case_told import Line, damaged_line, line_of
from hemval.officers.paging import Part, part_of
from hemval.officers.workplace import Workplace
from hemval.queue.desk.tables import Header, State
from hemval.words import sentence

TABS: dict[str, tuple[State, str]] = {
    "nya": ("new", sentence("New ones")),
    "overtagna": ("taken_over", sentence("Taken over")),
}
FIRST = "nya"


def add_case_list(app: Flask, workplace: Workplace) -> None:
    """Add the list, which is also the start."""

    @app.get("/")
    def start() -> ResponseReturnValue:
        """Lead to the list."""
        return redirect(CASES)

    @app.get(CASES)
    def cases() -> ResponseReturnValue:
        """Take in what has come, then show one page of the list. Seeing it is logged with its rows."""
        tab = request.args.get("visa", FIRST)
        tab = tab if tab in TABS else FIRST
        up_to_date = workplace.take_in()
        headers = workplace.desk.list(TABS[tab][0])
        part = part_of(len(headers), request.args.get("sida", ""))
        counts = workplace.desk.count()
        tabs = [
            (_titled(label, counts[state]), _address(key), key == tab) for key, (state, label) in TABS.items()
        ]
        return workplace.answer(
            "list.html",
            workplace.view(_titled(TABS[tab][1], len(headers)), CASES),
            tabs=tabs,
            tab=tab,
            part=part,
            shown=_shown(part),
            lines=_lines(workplace, headers[part.span]),
            up_to_date=up_to_date,
            before=_address(tab, part.number - 1) if part.number > 1 else "",
            after=_address(tab, part.number + 1) if part.number < part.pages else "",
            case=case,
        )


def _lines(workplace: Workplace, headers: list[Header]) -> list[Line]:
    if not headers:
        return []
    seen = workplace.desk.open_all([header.id for header in headers], g.officer, "list", workplace.now)
    lines = {opened.header.id: line_of(opened) for opened in seen.opened}
    lines |= {header.id: damaged_line(header) for header in seen.broken}
    return [lines[header.id] for header in headers]


def _titled(label: str, count: int) -> str:
    return f"{WORDS.say(label)} ({count})"


def _shown(part: Part) -> str:
    return WORDS.say(
        "Showing %(first)s–%(last)s of %(total)s", first=part.first, last=part.last, total=part.total
    )


def _address(tab: str, page: int = 1) -> str:
    return f"{CASES}?visa={tab}" + (f"&sida={page}" if page > 1 else "")
