"""The site map: every page by its title, in groups. With many providers it leads to their list instead."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from hemval.content.provider import Provider
from hemval.pages.address import (
    CHOOSE,
    COMPARE,
    DATA,
    FOLLOW_UPS,
    FOR_PROVIDERS,
    FORMS,
    PAPER,
    PROVIDERS,
    SEARCH,
    SITE_MAP,
    STOPPING,
    TEXT_SIZE,
    WORD_LIST,
    address,
    page_of_form,
    provider_page,
)
from hemval.pages.generated import GeneratedPage
from hemval.pages.long_lists import MANY
from hemval.pages.page_titles import PageTitles, path_of
from hemval.pages.site import Site
from hemval.pages.view import Link
from hemval.words import Words, sentence
from hemval.words.text import MAIN_LANGUAGE

GROUPS = (
    (
        sentence("To choose home care"),
        ("", "sa-fungerar-det/", "fragor/", CHOOSE, PAPER, STOPPING, WORD_LIST, "kontakt/"),
    ),
    (sentence("Other forms"), ()),
    (sentence("The providers"), (PROVIDERS, COMPARE, FOLLOW_UPS)),
    (sentence("Each provider"), ()),
    (sentence("By language and area"), ()),
    (sentence("For others"), (FOR_PROVIDERS, DATA)),
    (sentence("About the website"), (SEARCH, TEXT_SIZE, "tillganglighet/", "personuppgifter/", SITE_MAP)),
)
"""Where pages stand that all sites have, in this order. Parts of the list and of the comparison have a group
of their own, as have the providers; any other page stands in the first."""

FIRST, OTHER_FORMS, EACH_PROVIDER, PARTS = 0, 1, 3, 4

A_LATER_PART = re.compile(r".*/[0-9]+/")
"""The second page and on of something that has been cut: the first leads there."""


@dataclass(frozen=True)
class Group:
    """A heading and the pages below it."""

    title: str
    pages: tuple[Link, ...]


def site_map_page(
    site: Site, titles: PageTitles, made: Sequence[GeneratedPage], words: Words
) -> GeneratedPage:
    """Return the page, which lists itself too."""
    title = words.say("Site map")
    itself = GeneratedPage(SITE_MAP, title, "site_map.html")
    pages = [*made, itself]
    told = words.say("All the pages of the website.")
    return replace(itself, lead=told, matter=lambda: {"groups": _groups(site, titles, pages, words)})


def written_names(titles: PageTitles) -> list[str]:
    """List the files of the written pages; each has a page in every language, if only to say where it is."""
    folder, start = titles.folder, f"site_src/{MAIN_LANGUAGE}"
    roots = [root / start for root in folder.roots]
    return [
        next(path.relative_to(root).as_posix() for root in roots if path.is_relative_to(root))
        for path in folder.files(start, "**/*.md")
    ]


def _groups(site: Site, titles: PageTitles, made: Iterable[GeneratedPage], words: Words) -> list[Group]:
    language = words.language
    links = {
        path_of(name): link
        for name in written_names(titles)
        if (link := titles.link(name, language)) is not None
    }
    each = {provider_page(identity) for identity in site.content.providers}
    links |= {
        page.path: Link(page.title, address(language, page.path))
        for page in made
        if page.path not in each and not A_LATER_PART.fullmatch(page.path)
    }
    links |= {
        page: Link.of(form.title.phrase(language), address(language, page), language)
        for form in site.forms
        for page in [page_of_form(form.address)]
    }
    links[SEARCH] = Link(words.say("Search"), address(language, SEARCH))
    found = _sorted_out(links)
    if len(site.contracted) <= MANY:
        found[EACH_PROVIDER] += _each(site.contracted, language)
    return [
        Group(words.say(title), tuple(pages))
        for (title, _), pages in zip(GROUPS, found, strict=True)
        if pages
    ]


def _sorted_out(links: dict[str, Link]) -> list[list[Link]]:
    """Put each page in its group: those named there first, in that order, then the others as they came."""
    groups = [[links[path] for path in paths if path in links] for _, paths in GROUPS]
    named = {path for _, paths in GROUPS for path in paths}
    for path, link in links.items():
        if path not in named:
            groups[_group_of(path)].append(link)
    return groups


def _group_of(path: str) -> int:
    """Return the group of a page that none of them names."""
    if path.startswith(FORMS):
        return OTHER_FORMS
    return PARTS if path.startswith((PROVIDERS, COMPARE)) else FIRST


def _each(providers: Iterable[Provider], language: str) -> Iterator[Link]:
    for provider in providers:
        yield Link(provider.name, address(language, provider_page(provider.id)))
