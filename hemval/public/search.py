"""The search: a field and a button, and what was found. Nothing is kept of what anyone looks for."""

from flask import Blueprint, Response, request

from hemval.pages.address import SEARCH
from hemval.pages.long_lists import ASKED
from hemval.pages.search_view import asked_of, search_view
from hemval.pages.view import PageFacts, make_view
from hemval.public.counter import Counter
from hemval.words import words_in


def add_search(blueprint: Blueprint, counter: Counter) -> None:
    """Answer what is searched for. No cache keeps it: what people type can be about themselves."""

    @blueprint.get(f"/{SEARCH}")
    def search(language: str) -> Response:
        """Show what was found, or where else to turn."""
        words = words_in(language)
        asked = asked_of(request.args.get("q", ""))
        found = search_view(counter.search.index(language), asked, request.args.get(ASKED, ""), words)
        view = make_view(
            counter.content, words, PageFacts(found.title, SEARCH, query=found.query), counter.now.date()
        )
        return counter.answer("search.html", view, search=found)
