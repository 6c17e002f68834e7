"""The list with only those that fit what was asked for. Nothing is kept of who asked, or of what."""

from flask import Blueprint, Response, request

from hemval.pages.address import SELECTION
from hemval.pages.selection import selected
from hemval.pages.site import Site
from hemval.pages.view import PageFacts
from hemval.public.counter import Counter
from hemval.words import words_in


def add_selection(blueprint: Blueprint, counter: Counter) -> None:
    """Answer with the providers that fit the address."""

    @blueprint.get(f"/{SELECTION}")
    def selection(language: str) -> Response:
        """Show those who fit, kept by caches as long as the built pages are."""
        words = words_in(language)
        page = selected(Site(counter.content, counter.now.date()), request.args, words)
        site = counter.content.municipality.site
        facts = PageFacts(
            page.title,
            SELECTION,
            query=page.query,
            lead=page.lead,
            published=site.published,
            reviewed=site.reviewed,
        )
        return counter.answer_for_all("selection.html", facts, language, found=page.found)
