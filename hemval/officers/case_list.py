"""The list of cases: new ones first met, oldest on top."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial

from flask import Flask, g, redirect, request
from flask.typing import ResponseReturnValue

from hemval.forms.definition import FormDefinition
from hemval.handover.told import WORDS, form_called
from hemval.officers.address import CASES, PURGING, case
from hemval.officers.case_told import Line, damaged_line, line_of, on_the_line, protected_line
from hemval.officers.form_names import forms_in_order
from hemval.officers.paging import part_of, shown
from hemval.officers.purging_told import danger_flag
from hemval.officers.workplace import Workplace, start_address
from hemval.queue.desk.tables import Header, State
from hemval.words import sentence
from hemval.words.dates import SWEDEN
from hemval.words.text import MAIN_LANGUAGE

TABS: dict[str, tuple[State, str]] = {
    "nya": ("new", sentence("New ones")),
    "vantar": ("awaiting", sentence("Waiting for an answer")),
    "ko": ("queued", sentence("On waiting lists")),
    "overtagna": ("taken_over", sentence("Taken over")),
    "aterkallade": ("withdrawn", sentence("Withdrawn ones")),
    "avslutade": ("closed", sentence("Closed ones")),
}
FIRST = "nya"
PROTECTED = "skyddade"
ONLY_PROTECTED = sentence("Protected ones")
"""The tab of those that are in no list: that they are here, and nothing of whom they are about."""


def add_case_list(app: Flask, workplace: Workplace) -> None:
    """Add the list, which is also the start."""

    @app.get("/")
    def start() -> ResponseReturnValue:
        """Lead each to its own first page."""
        return redirect(start_address())

    @app.get(CASES)
    def cases() -> ResponseReturnValue:
        """Take in what has come, then show one page of a form's list. Seeing it is logged with its rows."""
        tab = request.args.get("visa", FIRST)
        tab = tab if tab in (*TABS, PROTECTED) else FIRST
        label = TABS[tab][1] if tab in TABS else ONLY_PROTECTED
        up_to_date = workplace.take_in()
        published = workplace.published.snapshot()
        counts = workplace.desk.count_forms()
        forms = forms_in_order(published, (form for _, form in counts))
        form = request.args.get("blankett", "")
        form = form if form in forms else forms[0]
        protected = workplace.desk.list(protected=True)
        those = protected if tab == PROTECTED else workplace.desk.list(TABS[tab][0])
        headers = [header for header in those if header.form == form]
        part = part_of(len(headers), request.args.get("sida", ""))
        headings, lines = _lines(workplace, headers[part.span], published.forms.get(form))
        called = form_called(form, published)
        titled = _titled(WORDS.say(label), len(headers))
        address = partial(_address, form if len(forms) > 1 else "")
        return workplace.answer(
            "list.html",
            workplace.view(f"{called}: {titled}" if len(forms) > 1 else titled, CASES),
            forms=[
                (
                    _titled(form_called(one, published), counts.get(("new", one), 0)),
                    _address(one, FIRST),
                    one == form,
                )
                for one in forms
            ],
            tabs=_tabs(counts, sum(header.form == form for header in protected), form, tab, address),
            tab=tab,
            part=part,
            shown=shown(part),
            headings=headings,
            lines=lines,
            up_to_date=up_to_date,
            warned=workplace.desk.count_warned(),
            purging=PURGING,
            before=address(tab, part.number - 1) if part.number > 1 else "",
            after=address(tab, part.number + 1) if part.number < part.pages else "",
            case=case,
        )


def _tabs(
    counts: Mapping[tuple[State, str], int], protected: int, form: str, tab: str,
    address: Callable[[str], str],
) -> list[tuple[str, str, bool]]:  # fmt: skip
    """Return the tabs that hold something, with the first and the one that is shown."""
    numbers = {key: (told, counts.get((state, form), 0)) for key, (state, told) in TABS.items()}
    numbers[PROTECTED] = (ONLY_PROTECTED, protected)
    return [
        (_titled(WORDS.say(told), count), address(key), key == tab)
        for key, (told, count) in numbers.items()
        if count or key in (FIRST, tab)
    ]


def _lines(
    workplace: Workplace, headers: list[Header], form: FormDefinition | None
) -> tuple[list[str], list[Line]]:
    """Return what stands above the answers, and the lines."""
    if not headers or headers[0].protected:
        return [], [protected_line(header) for header in headers]
    seen = workplace.desk.open_all([header.id for header in headers], g.officer, "list", workplace.now)
    pages = on_the_line(form, seen.opened)
    kept_days, today = workplace.retention.kept_days, workplace.now.astimezone(SWEDEN).date()
    lines = {}
    for opened in seen.opened:
        line = line_of(opened, pages)
        danger = danger_flag(opened.header, kept_days, today)
        lines[line.id] = replace(line, flags=(*danger, *line.flags))
    lines |= {header.id: damaged_line(header) for header in seen.broken}
    return [page.label(MAIN_LANGUAGE) for page in pages], [lines[header.id] for header in headers]


def _titled(label: str, count: int) -> str:
    return f"{label} ({count})"


def _address(form: str, tab: str, page: int = 1) -> str:
    of_form = f"&blankett={form}" if form else ""
    return f"{CASES}?visa={tab}{of_form}" + (f"&sida={page}" if page > 1 else "")
