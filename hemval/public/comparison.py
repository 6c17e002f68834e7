"""Up to three providers side by side, at an address that can be printed and sent: no cookie, nothing kept."""

from typing import Any

from flask import Blueprint, Response, request

from hemval.pages.address import COMPARE_SELECTED
from hemval.pages.comparison import comparison
from hemval.pages.comparison_pages import ALL_AT_ONCE
from hemval.pages.shortlist import PickForm, Shortlist, pick_form, shortlist_of, shortlist_query
from hemval.pages.site import Site
from hemval.pages.view import PageFacts
from hemval.public.counter import Counter
from hemval.words import Words, words_in
from hemval.words.dates import number_told

LONGEST_MENU = 500
"""Providers in the menu of one more: by the alphabet, where a letter pressed leads to its first."""


def add_comparison(blueprint: Blueprint, counter: Counter) -> None:
    """Add the shortlist in one language."""

    @blueprint.get(f"/{COMPARE_SELECTED}")
    def selected(language: str) -> Response:
        """Set the providers of the address side by side, or help to pick them."""
        site = Site(counter.content, counter.now.date())
        words = words_in(language)
        shortlist = shortlist_of(request.args.getlist("u"), site)
        gone: dict[str, Any] = {
            "ended": [site.provider(provider, words) for provider in shortlist.ended],
            "unknown": shortlist.unknown,
        }
        if shortlist.too_few or shortlist.too_many:
            matter = gone | _picking(shortlist, site, words)
            return counter.answer_for_all("compare_pick.html", language=language, **matter)
        matter = gone | _side_by_side(shortlist, site, words)
        return counter.answer_for_all("compare_selected.html", language=language, **matter)


def _side_by_side(shortlist: Shortlist, site: Site, words: Words) -> dict[str, Any]:
    say = words.say
    number = number_told(len(shortlist.picked), words)
    views = [site.provider(provider, words) for provider in shortlist.picked]
    lead = say("The same facts about all, in the same order. The providers are in alphabetical order.")
    return {
        "facts": PageFacts(
            say("Compare %(number)s providers", number=number),
            COMPARE_SELECTED,
            lead,
            query=shortlist_query(shortlist.ids),
            published=site.content.municipality.site.published,
            reviewed=min(provider.review.reviewed for provider in shortlist.picked),
        ),
        "comparison": comparison(views, words, without=shortlist.addresses_without(words.language)),
        "others": _one_more(shortlist, site, words) if shortlist.has_place else None,
    }


def _picking(shortlist: Shortlist, site: Site, words: Words) -> dict[str, Any]:
    """Offer every provider with those asked for ticked; where there are many, only those asked for."""
    title, told = _what_to_pick(shortlist, words)
    picked, many = shortlist.picked, len(site.contracted) > ALL_AT_ONCE
    return {
        "facts": PageFacts(
            title, COMPARE_SELECTED, told, failed=shortlist.too_many, query=shortlist_query(shortlist.ids)
        ),
        "form": pick_form(picked if many else site.contracted, picked, words)
        if shortlist.too_many or not many
        else None,
        "others": _one_more(shortlist, site, words) if many and shortlist.has_place and picked else None,
        "picked": picked,
        "many": many,
    }


def _what_to_pick(shortlist: Shortlist, words: Words) -> tuple[str, str]:
    """Return the heading and what is said below it."""
    say, picked = words.say, shortlist.picked
    if shortlist.too_many:
        number = number_told(len(picked), words)
        told = say("You picked %(number)s. Leave three at most and press the button again.", number=number)
        return say("Pick three at most to compare"), told
    if picked:
        told = say("You have picked %(name)s.", name=picked[0].name)
        return say("Pick one or two more to compare with"), told
    told = say("Tick the providers that you want to see side by side.")
    return say("Pick two or three to compare"), told


def _one_more(shortlist: Shortlist, site: Site, words: Words) -> PickForm | None:
    """Offer the others in one menu, unless nobody is left or the menu would be too long to look through."""
    others = [provider for provider in site.contracted if provider not in shortlist.picked]
    return pick_form(others, (), words) if 0 < len(others) <= LONGEST_MENU else None
