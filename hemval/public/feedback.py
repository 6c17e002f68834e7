"""Did this help? Two buttons under each page of information, and the thanks afterwards.

A plain post: the pages are files, so they can hold no token, and nothing of a person is asked or kept.
"""

import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

from flask import Blueprint, redirect, request
from flask.typing import ResponseReturnValue

from hemval.pages.address import COMPARE_SELECTED, FEEDBACK, SEARCH, SELECTION, address, language_and_page
from hemval.pages.view import PageFacts, make_view
from hemval.public.counter import Counter
from hemval.queue.feedback import Answer
from hemval.web.same_site import told_where_from
from hemval.words import words_in

THANKS = f"{FEEDBACK}tack/"

ASKED_FOR = (SELECTION, COMPARE_SELECTED, SEARCH)
"""Pages of information that are no files."""

PATH = re.compile(r"/(?:[a-z0-9-]{1,80}/){0,6}")

HELPED = {"yes": True, "no": False}


@dataclass(frozen=True)
class KnownPage:
    """A page that the site has: its language and its address without it."""

    language: str
    path: str

    @property
    def href(self) -> str:
        """Return the address, which we made: nothing of what was posted."""
        return address(self.language, self.path)


def add_feedback(blueprint: Blueprint, counter: Counter) -> None:
    """Add the views in one language."""

    @blueprint.post(f"/{FEEDBACK}")
    def feedback(language: str) -> ResponseReturnValue:
        """Count the answer and thank; what is unknown, or cannot be counted now, is let go as kindly."""
        page = known_page(request.form.get("page", ""), counter)
        helped = HELPED.get(request.form.get("helped", ""))
        # A program that fills in every form it meets says nothing of where it comes from; browsers do.
        if page and helped is not None and told_where_from(request):
            counter.inbox.feedback.count(Answer(page.language, page.path, helped), counter.now.date())
        asked = {"svar": "nej"} if helped is False else {}
        asked |= {"sida": page.href} if page else {}
        query = f"?{urlencode(asked, safe='/')}" if asked else ""
        return redirect(f"{address(language, THANKS)}{query}", 303)

    @blueprint.get(f"/{THANKS}")
    def thanks(language: str) -> ResponseReturnValue:
        """Thank, lead back to the page, and on No say how to tell more."""
        page = known_page(request.args.get("sida", ""), counter)
        words = words_in(language)
        facts = PageFacts(words.say("Thank you for your answer"), THANKS)
        return counter.answer(
            "feedback_thanks.html",
            make_view(counter.content, words, facts, counter.now.date()),
            missed=request.args.get("svar") == "nej",
            back=page.href if page else "",
            write=address(language, "kontakt/#synpunkter"),
        )


def known_page(posted: str, counter: Counter) -> KnownPage | None:
    """Return the page of an address, when the site that stands now has it."""
    if not PATH.fullmatch(posted):
        return None
    language, path = language_and_page(posted)
    if language not in counter.content.municipality.site.languages:
        return None
    if path not in ASKED_FOR and not _file(counter.site, language, path).is_file():
        return None
    return KnownPage(language, path)


def _file(site: Path, language: str, path: str) -> Path:
    return site / address(language, path).lstrip("/") / "index.html"
