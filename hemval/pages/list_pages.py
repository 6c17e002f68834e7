"""The pages of the list: the whole of it, and those who speak a language or work in an area.

They are files, so that the list can be narrowed also where the application does not answer.
"""

from collections.abc import Callable, Iterator
from functools import cached_property, partial
from typing import Any

from hemval.content.provider import Provider
from hemval.pages.address import BY_AREA, BY_LANGUAGE, BY_PAGE, PROVIDERS, address
from hemval.pages.generated import GeneratedPage
from hemval.pages.long_lists import Part, parts
from hemval.pages.provider_listing import in_order_told, listing
from hemval.pages.selection import Found
from hemval.pages.selection_address import selection_address
from hemval.pages.selection_filter import Filter, Way
from hemval.pages.selection_told import all_told, room_counted
from hemval.pages.site import Site
from hemval.pages.view import Link
from hemval.rules.neutral_order import letter
from hemval.rules.selection import Criteria, Selector
from hemval.words import Words
from hemval.words.dates import decimal_told

FOLDERS = {"language": BY_LANGUAGE, "area": BY_AREA}
"""What the list is narrowed by in files, and where those stand."""


def list_pages(site: Site, words: Words) -> list[GeneratedPage]:
    """Make the list's pages of a language."""
    return [*_ListPages(site, words).all()]


class _ListPages:
    def __init__(self, site: Site, words: Words) -> None:
        self.site = site
        self.words = words
        self.filter = Filter(Selector(site.content, site.today), words)
        self.everyone = parts(site.contracted)
        self.total = len(site.contracted)

    def all(self) -> Iterator[GeneratedPage]:
        yield self._whole()
        if len(self.everyone) > 1:
            yield from self._by_alphabet()
        for name, ways in self.ways.items():
            for way in ways:
                yield from self._narrowed(name, way)

    @cached_property
    def ways(self) -> dict[str, list[Way]]:
        return {name: ways for name in FOLDERS if (ways := self.filter.ways(name))}

    @cached_property
    def letters(self) -> tuple[Link, ...]:
        """Lead from each letter to where it begins."""
        found: dict[str, Link] = {}
        for part in self.everyone:
            here = self._address(BY_PAGE, part.number)
            for provider in part.items:
                first = letter(provider.name)
                found.setdefault(first, Link(first, f"{here}#p-{provider.id}"))
        return tuple(found.values())

    def _whole(self) -> GeneratedPage:
        with_room = len(self.filter.selector.fitting(Criteria(room=True)))
        lead = (room_counted(with_room, self.total, self.words), in_order_told(self.total, self.words))
        title = all_told(self.total, self.words)
        told = " ".join(sentence for sentence in lead if sentence)
        return GeneratedPage(PROVIDERS, title, "providers.html", told, self._whole_matter)

    def _whole_matter(self) -> dict[str, Any]:
        """Show everyone where that is one page; otherwise only the ways to some of them."""
        many = len(self.everyone) > 1
        return {
            "form": self.filter.form(Criteria(), short=True),
            "ways": {name: self._links(name) for name in self.ways},
            "letters": self.letters if many else (),
            "listing": None if many else listing(self.site, self.words, self.everyone[0]),
        }

    def _by_alphabet(self) -> Iterator[GeneratedPage]:
        for part in self.everyone:
            title = self.words.say(
                "Providers %(first)s–%(last)s of %(total)s",
                first=decimal_told(part.first, self.words),
                last=decimal_told(part.last, self.words),
                total=decimal_told(part.total, self.words),
            )
            matter = partial(self._part, part, BY_PAGE, {"letters": self.letters})
            yield self._page(BY_PAGE, part, title, matter)

    def _narrowed(self, name: str, way: Way) -> Iterator[GeneratedPage]:
        found = self.filter.selector.fitting(way.criteria)
        folder = f"{FOLDERS[name]}{way.value}/"
        title = self.filter.heading(way.criteria, len(found))
        more = {
            "chosen": self.filter.chosen(way.criteria, len(found), static=True),
            "ways": {name: self._links(name, but=way)},
            "more": selection_address(self.words.language, way.criteria),
        }
        for part in parts(found):
            numbered = title if part.number == 1 else f"{title} ({part.first}–{part.last})"
            yield self._page(folder, part, numbered, partial(self._part, part, folder, more))

    def _part(self, part: Part[Provider], folder: str, more: dict[str, Any]) -> dict[str, Any]:
        before = self._address(folder, part.number - 1) if part.number > 1 else ""
        after = self._address(folder, part.number + 1) if part.number < part.of else ""
        return {"found": Found(listing(self.site, self.words, part, before, after), **more)}

    def _page(
        self, folder: str, part: Part[Provider], title: str, matter: Callable[[], dict[str, Any]]
    ) -> GeneratedPage:
        told = in_order_told(part.total, self.words)
        return GeneratedPage(_path(folder, part.number), title, "selection.html", told, matter)

    def _links(self, name: str, but: Way | None = None) -> tuple[Link, ...]:
        return tuple(
            way.link(f"{FOLDERS[name]}{way.value}/", self.words) for way in self.ways[name] if way is not but
        )

    def _address(self, folder: str, number: int) -> str:
        return address(self.words.language, _path(folder, number))


def _path(folder: str, number: int) -> str:
    """Return a page of a list that has been cut; in the alphabet the first page has a number too."""
    return folder if number == 1 and folder != BY_PAGE else f"{folder}{number}/"
