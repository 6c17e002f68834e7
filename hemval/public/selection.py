"""The list with only those that fit what was asked for. Nothing is kept of who asked, or of what."""

from flask import Blueprint, Response, make_response, request

from hemval.pages.address import SELECTION
from hemval.pages.selection import selected
from hemval.pages.site import Site
from hemval.pages.view import PageFacts, make_view
from hemval.public.counter import Counter
from hemval.public.static_site import PAGE_AGE
from hemval.words import words_in


def add_selection(blueprint: Blueprint, counter: Counter) -> None:
    """Answer with the providers that fit the address."""

    @blueprint.get(f"/{SELECTION}")
    def selection(language: str) -> Response:
        """Show those who fit, kept by caches as long as the built pages are."""
        words = words_in(language)
        today = counter.now.date()
        page = selected(Site(counter.content, today), request.args, words)
        site = counter.content.municipality.site
        facts = PageFacts(
            page.title,
            SELECTION,
            query=page.query,
            lead=page.lead,
            published=site.published,
            reviewed=site.reviewed,
        )
        view = make_view(counter.content, words, facts, today)
        response = make_response(counter.renderer.page("selection.html", view, found=page.found))
        response.cache_control.public = True
        response.cache_control.max_age = PAGE_AGE
        return response
