"""What written pages are called, for links to them that someone names by their file."""

from dataclasses import dataclass, field
from datetime import date

from hemval.content.folder import Folder
from hemval.content.whole import Content
from hemval.pages.address import address
from hemval.pages.page_facts import FactPrinter, UnknownFact, fact_printer
from hemval.pages.view import Link
from hemval.pages.written import read_page
from hemval.words import Text, words_in
from hemval.words.text import MAIN_LANGUAGE


@dataclass(frozen=True)
class PageTitles:
    """The titles of a municipality's written pages on a day, each read once."""

    content: Content
    folder: Folder
    today: date
    printers: dict[str, FactPrinter] = field(default_factory=dict, repr=False, compare=False)
    read: dict[str, Text | None] = field(default_factory=dict, repr=False, compare=False)

    def title(self, name: str) -> Text | None:
        """Return a page's title in the languages that it is written in; None where there is no such page.

        None also for a page that the check refuses.
        """
        if name not in self.read:
            self.read[name] = self._title(name)
        return self.read[name]

    def link(self, name: str, language: str) -> Link | None:
        """Return a link to a page with its title as words, marked where they are in another language."""
        title = self.title(name)
        if title is None:
            return None
        return Link.of(title.phrase(language), address(language, path_of(name)), language)

    def _title(self, name: str) -> Text | None:
        found = {}
        for language in self.content.municipality.site.languages:
            path = self.folder.find(f"site_src/{language}/{name}")
            page, _ = read_page(path, name) if path is not None and path.is_file() else (None, [])
            if page is not None:
                try:
                    found[language] = self._printer(language).into_text(page.meta.title)
                except UnknownFact:
                    return None
        return Text(found) if MAIN_LANGUAGE in found else None

    def _printer(self, language: str) -> FactPrinter:
        if language not in self.printers:
            self.printers[language] = fact_printer(self.content, words_in(language), self.today)
        return self.printers[language]


def path_of(name: str) -> str:
    """Return the address, without the language, of a page's file: ``fragor/`` of ``fragor.md``."""
    path = name.removesuffix(".md").removesuffix("index")
    return path if not path or path.endswith("/") else f"{path}/"
