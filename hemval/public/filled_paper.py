"""The form on paper with the answers filled in, for those who would rather post it. Nothing is sent by it."""

import logging
from pathlib import PurePath

from flask import Blueprint, Response, make_response, redirect, request
from flask.typing import ResponseReturnValue

from hemval.forms.asked.asking import Asking
from hemval.forms.asked.way import objections, way_through
from hemval.forms.paper.form import filled_form
from hemval.pages.address import paper_name
from hemval.pages.paper_files import home_of
from hemval.paper.font import FontMissing
from hemval.paper.personal import NotPrinted, Printers, PrintersBusy
from hemval.public.counter import Counter
from hemval.public.draft_session import Draft
from hemval.public.sending import check_page
from hemval.public.steps import CHECK, ON_PAPER, RECEIPT, draft_of, lost
from hemval.web.headers import keep_nothing
from hemval.web.same_site import token_is_right

log = logging.getLogger(__name__)

LARGE = "stora"
"""What the second button sends: the form in large letters."""


def add_filled_paper(blueprint: Blueprint, counter: Counter) -> None:
    """Add the view that the check page's second form leads to."""
    printers = Printers()

    @blueprint.route(f"/<draft_id>/{ON_PAPER}/", methods=["GET", "POST"])
    def filled_paper(language: str, draft_id: str) -> ResponseReturnValue:
        """Print the answers of a draft that could be sent; the draft stays as it is."""
        draft = draft_of(draft_id)
        if draft is None:
            return lost(counter, language)
        if "receipt" in draft:
            return redirect(f"{draft.folder}{RECEIPT}/")
        asking = counter.asking(draft, language)
        way = way_through(counter.form, asking)
        if request.method != "POST" or not way.complete or objections(way, asking):
            return redirect(f"{draft.folder}{CHECK}/")
        if not token_is_right(request):
            told = asking.words.say("The page had been open for long. Press the button once more.")
            return check_page(counter, way, asking, draft, [(f"#{ON_PAPER}", told)])
        return _printed(counter, printers, asking, draft)


def _printed(counter: Counter, printers: Printers, asking: Asking, draft: Draft) -> Response:
    home = home_of(asking.content, asking.words.language)
    large = request.form.get("bokstaver") == LARGE
    sheet = filled_form(counter.form, asking, home=home, large=large)
    try:
        pdf = printers.pdf_of(sheet, asking.today)
    except PrintersBusy:
        return _not_now(counter, asking, draft)
    except (NotPrinted, FontMissing) as error:
        log.error("a form could not be printed: %s", type(error).__name__)
        return _not_now(counter, asking, draft)
    response = make_response(pdf)
    response.mimetype = "application/pdf"
    # The name says nothing of a person: it stays in the list of what was downloaded.
    blank = PurePath(paper_name(counter.form.address, large=large)).stem
    response.headers.set("Content-Disposition", "attachment", filename=f"{blank}-ifylld.pdf")
    return keep_nothing(response)


def _not_now(counter: Counter, asking: Asking, draft: Draft) -> Response:
    language = asking.words.language
    view = counter.view(language, asking.words.say("We cannot print your form just now"), CHECK, draft)
    check, paper = f"{draft.folder}{CHECK}/", counter.paper(language)
    response = counter.answer("form/not_printed.html", view, 503, again=check, paper=paper)
    response.headers["Retry-After"] = "30"
    return response
