"""The list of cases: what is to be looked at twice first, then the oldest."""

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from urllib.parse import urlencode

from flask import Flask, g, redirect, request
from flask.typing import ResponseReturnValue

from hemval.forms.definition import FormDefinition
from hemval.handover.told import WORDS, form_called
from hemval.officers.across.overview import Known
from hemval.officers.address import CASES, PURGING, case
from hemval.officers.case.told import Line, cells_of, on_the_line, protected_line
from hemval.officers.case.walk import beginning
from hemval.officers.form_names import forms_in_order
from hemval.officers.lists.board import FIRST, PROTECTED, TABS, Board
from hemval.officers.lists.lines import lines_of
from hemval.officers.lists.narrowing import ORDERS, Narrowing
from hemval.officers.lists.paging import part_of, shown
from hemval.officers.permissions import may
from hemval.officers.workplace import Workplace, start_address
from hemval.pages.published import Published
from hemval.queue.desk.tables import Header
from hemval.words.text import MAIN_LANGUAGE


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
        tab = tab if tab in TABS else FIRST
        up_to_date = workplace.take_in()
        published = workplace.published.snapshot()
        board = workplace.board()
        forms = forms_in_order(published, {form for form, _ in board.tabs})
        form = request.args.get("blankett", "")
        form = form if form in forms else forms[0]
        here = board.tabs.get((form, tab), ())
        narrowing = Narrowing.of(request.args, tab)
        arranged = narrowing.arranged(here, board)
        part = part_of(len(arranged), request.args.get("sida", ""))
        headers = [one.header for one in arranged[part.span]]
        headings, lines = _lines(workplace, board, headers, published.forms.get(form))
        titled = _titled(WORDS.say(TABS[tab]), len(arranged))
        address = partial(_address, form if len(forms) > 1 else "")
        paged = partial(address, tab, narrowing)
        return workplace.answer(
            "list.html",
            workplace.view(f"{form_called(form, published)}: {titled}" if len(forms) > 1 else titled, CASES),
            forms=[(_form_tab(one, board, published), _address(one, FIRST), one == form) for one in forms],
            tabs=_tabs({key: board.count(form, key) for key in TABS}, tab, address),
            tab=tab,
            part=part,
            shown=shown(part),
            headings=headings,
            lines=lines,
            narrowing=narrowing,
            can_be_narrowed=tab != PROTECTED and (len(here) > 1 or narrowing.narrows),
            asked_for=[("visa", tab), *([("blankett", form)] if len(forms) > 1 else [])],
            orders=ORDERS,
            order_told=ORDERS[narrowing.order],
            providers=_providers(here, published),
            begin=beginning(board, arranged, narrowing, tab) if may("step", g.roles) else "",
            whole=address(tab),
            up_to_date=up_to_date,
            warned=len(board.warned),
            purging=PURGING,
            before=paged(page=part.number - 1) if part.number > 1 else "",
            after=paged(page=part.number + 1) if part.number < part.pages else "",
            case=case,
        )


def _form_tab(form: str, board: Board, published: Published) -> str:
    return _titled(form_called(form, published), board.count(form, FIRST))


def _tabs(counts: Mapping[str, int], tab: str, address: Callable[[str], str]) -> list[tuple[str, str, bool]]:
    """Return the tabs that hold something, with the first and the one that is shown."""
    return [
        (_titled(WORDS.say(told), counts[key]), address(key), key == tab)
        for key, told in TABS.items()
        if counts[key] or key in (FIRST, tab)
    ]


def _providers(cases: Iterable[Known], published: Published) -> list[tuple[str, str]]:
    """List the providers that the cases ask for, by name."""
    wished = {provider for one in cases if one.gist is not None for provider in one.gist.wished}
    known = published.content.providers
    named = ((provider, known[provider].name if provider in known else provider) for provider in wished)
    return sorted(named, key=lambda one: one[1].casefold())


def _lines(
    workplace: Workplace, board: Board, headers: list[Header], form: FormDefinition | None
) -> tuple[list[str], list[Line]]:
    """Return what stands above the answers, and the lines."""
    awaited = workplace.awaited(headers)
    if not headers or headers[0].protected:
        return [], [
            protected_line(header, board.waited(header), board.goes(header, awaited)) for header in headers
        ]
    seen = workplace.desk.open_all([header.id for header in headers], g.officer, "list", workplace.now)
    pages = on_the_line(form, seen.opened)
    lines = lines_of(headers, seen, board, lambda opened: cells_of(opened, pages), awaited)
    return [page.label(MAIN_LANGUAGE) for page in pages], lines


def _titled(label: str, count: int) -> str:
    return f"{label} ({count})"


def _address(form: str, tab: str, narrowing: Narrowing | None = None, page: int = 1) -> str:
    asked = {"visa": tab} | ({"blankett": form} if form else {})
    asked |= narrowing.query() if narrowing is not None else {}
    asked |= {"sida": str(page)} if page > 1 else {}
    return f"{CASES}?{urlencode(asked)}"
