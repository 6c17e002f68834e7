"""What the search looks in: the words of the built pages, by the sections they stand in."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from hemval.content.search_vocabulary import SearchVocabulary
from hemval.pages.address import COMPARE, DATA, FOR_PROVIDERS, PROVIDERS, SITE_MAP, WORD_LIST, address
from hemval.pages.search_lexicon import Lexicon
from hemval.pages.search_pages import Section, sections_of
from hemval.pages.search_words import distinct_words

IN_TEXT, IN_HEADING = 1, 2
"""Where in a section a word stands."""

TITLE_ONLY = (COMPARE, SITE_MAP, DATA)
"""Pages that gather what stands on others: the others are the answer."""

LESS = {PROVIDERS: 0.75, WORD_LIST: 0.4, FOR_PROVIDERS: 0.3, DATA: 0.3}
"""What a page's hits are worth beside those of pages that answer citizens' questions, by its address.

A provider's page tells of one provider, the word list explains words that other pages use, and the last two
are for others than citizens.
"""

Postings = dict[int, int]
"""Where a word stands: sections by number, each with IN_TEXT, IN_HEADING or both."""


@dataclass(frozen=True)
class Place:
    """A section and the page it stands on."""

    page: int
    """The page's number among the index's titles."""
    address: str
    """Of the page, without the section's anchor."""
    section: Section
    weight: float
    alike: bool
    """True on a provider's page: its headings are every other's too, so the provider's name is what tells."""


@dataclass(frozen=True)
class Index:
    """One language's pages, cut into sections, and each word's places."""

    lexicon: Lexicon
    titles: tuple[str, ...]
    places: tuple[Place, ...]
    postings: Mapping[str, Postings]
    roots: Mapping[str, tuple[str, tuple[str, ...]]]
    """Of each word its root and the roots of its parts."""

    @cached_property
    def words_by_root(self) -> dict[str, list[str]]:
        """Words that are forms of one, by their root."""
        return _grouped((root, word) for word, (root, _) in self.roots.items())

    @cached_property
    def words_by_part(self) -> dict[str, list[str]]:
        """Words that are made of others, by the root of each part."""
        return _grouped((part, word) for word, (_, parts) in self.roots.items() for part in parts)

    @cached_property
    def places_by_address(self) -> dict[str, Place]:
        """Each section by its whole address."""
        return {f"{p.address}#{p.section.anchor}" if p.section.anchor else p.address: p for p in self.places}


def said(heading: str, lexicon: Lexicon) -> frozenset[str]:
    """Return the words of a heading that say something; all, where none of them does."""
    words = distinct_words(heading)
    return frozenset(word for word in words if not lexicon.is_ignored(word)) or words


def index_of(pages: Iterable[tuple[str, str]], vocabulary: SearchVocabulary, language: str) -> Index:
    """Make an index of pages, each its address and its HTML; time and size grow with the pages' words."""
    lexicon = Lexicon(vocabulary, language)
    titles: list[str] = []
    places: list[Place] = []
    postings: dict[str, Postings] = {}
    home = address(language)
    for where, html in pages:
        sections = sections_of(html)
        if where in {address(language, path) for path in TITLE_ONLY}:
            sections = [replace(section, text=section.text.partition("\n")[0]) for section in sections[:1]]
        weight = next((LESS[path] for path in LESS if where.startswith(f"{home}{path}")), 1.0)
        for section in sections:
            number, heading = len(places), distinct_words(section.heading)
            for word in heading:
                postings.setdefault(word, {})[number] = IN_HEADING
            for word in distinct_words(section.text):
                postings.setdefault(word, {})[number] = IN_TEXT | (IN_HEADING if word in heading else 0)
            alike = where.startswith(f"{home}{PROVIDERS}")
            places.append(Place(len(titles), where, section, weight, alike))
        titles += [section.heading for section in sections[:1]]
    roots = {word: (lexicon.root(word), lexicon.parts(word)) for word in postings}
    return Index(lexicon, tuple(titles), tuple(places), postings, roots)


def _grouped(pairs: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    grouped: dict[str, list[str]] = {}
    for key, value in pairs:
        grouped.setdefault(key, []).append(value)
    return grouped
