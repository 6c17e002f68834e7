"""The comparison of all; with more providers than one page can compare, the way to picking a few."""

from typing import Any

from hemval.pages.address import BY_AREA, COMPARE, PROVIDERS, address
from hemval.pages.comparison import comparison
from hemval.pages.generated import GeneratedPage
from hemval.pages.selection_filter import Filter
from hemval.pages.shortlist import pick_form
from hemval.pages.site import Site
from hemval.pages.view import Link
from hemval.rules.selection import Selector
from hemval.words import Words
from hemval.words.dates import decimal_told

ALL_AT_ONCE = 24
"""Providers that one page compares. More than that nobody reads side by side: a few are picked first."""


def comparison_pages(site: Site, words: Words) -> list[GeneratedPage]:
    """Make the one page, whose size has a limit however many the providers are."""
    say, number = words.say, len(site.contracted)
    title = say("Compare the providers")
    if number > ALL_AT_ONCE:
        told = say(
            "There are %(n)s providers. Compare two or three at a time.", n=decimal_told(number, words)
        )
        return [
            GeneratedPage(
                COMPARE, title, "compare_many.html", told, lambda: {"ways": _ways_to_the_list(site, words)}
            )
        ]
    told = say("The same facts about all, in the same order. The providers are in alphabetical order.")
    return [
        GeneratedPage(
            COMPARE,
            title,
            "compare.html",
            told if number else "",
            lambda: _everyone(site, words),
            min((provider.review.reviewed for provider in site.contracted), default=None),
        )
    ]


def _everyone(site: Site, words: Words) -> dict[str, Any]:
    if not site.contracted:
        return {"comparison": None}
    return {
        "comparison": comparison(site.providers(words), words),
        "form": pick_form(site.contracted, (), words),
    }


def _ways_to_the_list(site: Site, words: Words) -> tuple[Link, ...]:
    """Lead to the lists by area, where there is a box to tick at each provider."""
    areas = tuple(
        way.link(f"{BY_AREA}{way.value}/", words)
        for way in Filter(Selector(site.content, site.today), words).ways("area")
    )
    return (*areas, Link(words.say("All providers"), address(words.language, PROVIDERS)))
