"""The word list: every word that holds in this municipality, from A to Ö, each at an address that is kept."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from typing import Any

import markdown

from hemval.content.whole import Content
from hemval.content.word_list import Entry, WordList
from hemval.pages.address import WORD_LIST
from hemval.pages.generated import GeneratedPage, untranslated_pages
from hemval.pages.page_facts import FactPrinter, fact_printer
from hemval.pages.site import Site
from hemval.pages.terms import Terms, term
from hemval.rules.neutral_order import alphabetical_key
from hemval.words import Words


@dataclass(frozen=True)
class Explained:
    """A word as the list shows it."""

    id: str
    word: str
    html: str


@dataclass(frozen=True)
class Letter:
    """The words that begin with a letter."""

    letter: str
    words: tuple[Explained, ...]

    @property
    def id(self) -> str:
        """Return what the links above the list go to; no word has such an id."""
        return f"letter-{self.letter.lower()}"


def word_list_pages(site: Site, words: Words) -> list[GeneratedPage]:
    """Make the page of the word list; in a language without one, a page that leads to the Swedish."""
    word_list = site.content.word_lists.get(words.language)
    if word_list is None:
        return untranslated_pages([f"{WORD_LIST.rstrip('/')}.md"], [], words)
    printer = fact_printer(site.content, words, site.today)
    return [
        GeneratedPage(
            WORD_LIST,
            word_list.title,
            "word_list.html",
            word_list.lead,
            partial(_matter, word_list, printer),
            word_list.reviewed,
        )
    ]


def _matter(word_list: WordList, printer: FactPrinter) -> dict[str, Any]:
    explained = [
        Explained(entry.id, printer.into_text(entry.word), _html(printer.into_markdown(entry.long)))
        for entry in holding(word_list, printer)
    ]
    explained.sort(key=lambda entry: alphabetical_key(entry.word))
    letters = groupby(explained, key=lambda entry: entry.word[0].upper())
    return {"letters": [Letter(letter, tuple(entries)) for letter, entries in letters]}


def holding(word_list: WordList, printer: FactPrinter) -> Iterator[Entry]:
    """List the words that hold in a municipality on a day."""
    for entry in word_list.words:
        if entry.when is None or printer.into_text(f"{{% if {entry.when} %}}x{{% endif %}}"):
            yield entry


def site_terms(content: Content, printer: FactPrinter) -> Terms:
    """Return the words to explain where a page of a language first uses them."""
    language = printer.words.language
    word_list = content.word_lists.get(language)
    if word_list is None:
        return Terms(language, ())
    return Terms(
        language,
        tuple(
            term(
                entry.id,
                entry.forms or [printer.into_text(entry.word)],
                printer.into_text(entry.short),
                language,
            )
            for entry in holding(word_list, printer)
            if entry.short
        ),
        frozenset(word_list.defined_by),
        frozenset(word_list.not_before),
    )


def _html(text: str) -> str:
    return markdown.markdown(text)
