"""The comparison of all: one page, or with many providers an entrance and pages by area."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from hemval.content.provider import Provider
from hemval.pages.address import COMPARE, PROVIDERS, address, compare_area
from hemval.pages.comparison import comparison
from hemval.pages.generated import GeneratedPage
from hemval.pages.many_providers import by_area, parts
from hemval.pages.shortlist import pick_form
from hemval.pages.site import Site
from hemval.pages.view import Link
from hemval.words import Phrase, Words

ON_A_PAGE = 24
"""Providers that one page compares. More than that nobody reads side by side: an area is picked first."""


@dataclass(frozen=True)
class Area:
    """An area as the entrance lists it."""

    name: Phrase
    told: str
    """How many providers work there."""
    pages: tuple[Link, ...]
    """Its pages; none where nobody works there."""


@dataclass(frozen=True)
class _Part:
    """What one page compares, and where it stands."""

    path: str
    title: str
    providers: Sequence[Provider]


def comparison_pages(site: Site, words: Words) -> list[GeneratedPage]:
    """List them; together they grow with the providers times the areas that each works in."""
    title = words.say("Compare the providers")
    if len(site.contracted) <= ON_A_PAGE:
        return [_page(_Part(COMPARE, title, site.contracted), (), site, words)]
    areas = {
        area: _parts(area, there, site, words)
        for area, there in by_area(site.contracted, site.content).items()
    }
    pages = [_page(part, _links(cut, part, words), site, words) for cut in areas.values() for part in cut]
    return [_entrance(title, areas, site, words), *pages]


def _page(part: _Part, siblings: tuple[Link, ...], site: Site, words: Words) -> GeneratedPage:
    lead = words.say("The same facts about all, in the same order. The providers are in alphabetical order.")
    return GeneratedPage(
        part.path,
        part.title,
        "compare.html",
        lead if part.providers else "",
        partial(_matter, part, siblings, site, words),
        min((provider.review.reviewed for provider in part.providers), default=None),
    )


def _matter(part: _Part, siblings: tuple[Link, ...], site: Site, words: Words) -> dict[str, Any]:
    if not part.providers:
        return {"comparison": None}
    views = [site.provider(provider, words) for provider in part.providers]
    return {
        "comparison": comparison(views, words),
        "siblings": siblings,
        "form": pick_form(part.providers, (), words),
    }


def _entrance(title: str, areas: dict[str, list[_Part]], site: Site, words: Words) -> GeneratedPage:
    say = words.say
    names = site.content.municipality.areas
    listed = tuple(
        Area(
            names[area].phrase(words.language),
            words.count("%(n)s provider", "%(n)s providers", sum(len(part.providers) for part in cut)),
            _links(cut, None, words),
        )
        for area, cut in areas.items()
    )
    return GeneratedPage(
        COMPARE,
        title,
        "compare_areas.html",
        say("There are %(n)s providers. Begin with where you live.", n=len(site.contracted)),
        lambda: {"areas": listed, "providers": address(words.language, PROVIDERS)},
    )


def _parts(area: str, there: Sequence[Provider], site: Site, words: Words) -> list[_Part]:
    """Cut an area's providers into pages."""
    name = site.content.municipality.areas[area].in_(words.language)
    title = words.say("Compare providers: %(area)s", area=name)
    return [
        _Part(
            compare_area(area, part.number),
            title
            if part.of == 1
            else words.say(
                "%(title)s, page %(number)s of %(of)s", title=title, number=part.number, of=part.of
            ),
            part.items,
        )
        for part in parts(there, ON_A_PAGE, ON_A_PAGE)
        if part.items
    ]


def _links(cut: Sequence[_Part], here: _Part | None, words: Words) -> tuple[Link, ...]:
    """Link to an area's pages by the first and the last name on each."""
    return tuple(
        Link(
            words.say("%(first)s to %(last)s", first=part.providers[0].name, last=part.providers[-1].name),
            address(words.language, part.path),
            current=part is here,
        )
        for part in cut
    )
