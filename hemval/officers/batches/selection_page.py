"""Choose a batch by days, provider and state: ask and count by GET, and make it by POST."""

from flask import Flask, abort, request
from flask.typing import ResponseReturnValue

from hemval.forms.types.provider import ProviderChoice
from hemval.handover.told import WORDS, form_called
from hemval.officers.address import DOWNLOAD, SELECTION
from hemval.officers.batches.held_back import HeldBack, held_back
from hemval.officers.batches.selection import selection_of
from hemval.officers.batches.told import MAKING_BUTTONS, STATES, rows_told, selection_room_told
from hemval.officers.lists.board import PROTECTED
from hemval.officers.workplace import Workplace
from hemval.pages.published import Published
from hemval.queue.desk.batch import FIRST_WISH, fingerprint_of


def add_selection(app: Flask, workplace: Workplace) -> None:
    """Add the page."""

    @app.get(SELECTION)
    def selection() -> ResponseReturnValue:
        """Count what is asked for. Rows may be opened to be counted, but nothing of them is shown."""
        form = request.args.get("blankett", "")
        published = workplace.published.snapshot()
        board = workplace.board()
        if not any(form == one and tab != PROTECTED for one, tab in board.tabs):
            abort(404)
        asked = selection_of(request.args, workplace.now.date())
        rows, held = None, HeldBack()
        if any(asked.typed.values()) and not asked.wrong:
            found = workplace.desk.batches.chosen(form, asked.chosen, board.replaced)
            rows, held = [row for row in found if row not in board.held], held_back(board, found)
        most = workplace.desk.batches.most
        title = WORDS.say("Choose cases: %(form)s", form=form_called(form, published))
        return workplace.answer(
            "selection.html",
            workplace.view(title, DOWNLOAD, failed=bool(asked.wrong)),
            400 if asked.wrong else 200,
            form=form,
            typed=asked.typed,
            wrong=asked.wrong,
            states=[(state, WORDS.say(told)) for state, told in STATES.items()],
            providers=_providers(published, form),
            counted=rows is not None,
            count=len(rows or ()),
            told=rows_told(len(rows or ())),
            room=selection_room_told(most, len(rows or ()) - most),
            held=held,
            seen=fingerprint_of((rows or [])[:most]),
            buttons=MAKING_BUTTONS,
            action=SELECTION,
            make=DOWNLOAD,
        )


def _providers(published: Published, form: str) -> list[tuple[str, str]]:
    """Return the providers that a form's choices can be told apart by, by name; none where it asks not."""
    known = published.forms.get(form)
    page = known.page(FIRST_WISH) if known else None
    if not isinstance(page, ProviderChoice):
        return []
    providers = published.content.providers.values()
    return sorted(((one.id, one.name) for one in providers), key=lambda pair: pair[1])
