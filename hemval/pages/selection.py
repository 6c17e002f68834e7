"""Pages that show those who fit: their matter, and the one that answers what an address asks for."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from hemval.pages.long_lists import asked_part, parts
from hemval.pages.provider_listing import Listing, in_order_told, listing
from hemval.pages.selection_address import Given, query, read_part, read_query, selection_address
from hemval.pages.selection_filter import Chosen, Filter, FilterForm
from hemval.pages.site import Site
from hemval.pages.view import Link
from hemval.rules.selection import Selector
from hemval.words import Words

PAGE = 25
"""Providers on a page."""


@dataclass(frozen=True)
class Found:
    """What such a page shows, ready to print."""

    listing: Listing
    chosen: tuple[Chosen, ...] = ()
    unknown: str = ""
    """That the address says what nobody understands; empty where it does not."""
    form: FilterForm | None = None
    letters: tuple[Link, ...] = ()
    """The alphabet, where the page is a part of the whole list."""
    ways: Mapping[str, tuple[Link, ...]] = field(default_factory=dict)
    """Pages like this one, by what they are narrowed by."""
    more: str = ""
    """Where more can be asked for, on a page that is a file."""


@dataclass(frozen=True)
class Selected:
    """A page's heading, the end of its own address, and its matter."""

    title: str
    lead: str
    query: str
    """What was understood of the address, and nothing else of it."""
    found: Found


def selected(site: Site, given: Given, words: Words) -> Selected:
    """Find those who fit an address; what it says that nobody understands is told and left out."""
    filter_ = Filter(Selector(site.content, site.today), words)
    extras = site.content.municipality.rules_on(site.today).extras == "allowed"
    asked = read_query(given, site.content, extras=extras)
    criteria = asked.criteria
    found = filter_.selector.fitting(criteria)
    pages = parts(found, PAGE, PAGE)
    part = asked_part(pages, read_part(given))
    before, after = (
        selection_address(words.language, criteria, number) if 1 <= number <= len(pages) else ""
        for number in (part.number - 1, part.number + 1)
    )
    return Selected(
        title=filter_.heading(criteria, len(found)),
        lead=in_order_told(len(found), words),
        query=query(criteria, part.number),
        found=Found(
            listing(site, words, part, before, after),
            chosen=filter_.chosen(criteria, len(found)),
            unknown=filter_.unknown(asked.unknown),
            form=filter_.form(criteria),
        ),
    )
