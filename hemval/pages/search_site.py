"""Which pages of a built site the search looks in."""

from collections.abc import Iterator
from pathlib import Path

from hemval.content.whole import Content
from hemval.pages.address import address
from hemval.pages.search_index import Index, index_of
from hemval.words import LANGUAGES

STAND_IN = 'class="alone stand-in"'
"""What a page has that only says that it is in Swedish: the Swedish search finds the page itself."""


def language_index(built: Path, content: Content, language: str) -> Index | None:
    """Make the index of one language's built pages; None where the search has no words of it."""
    vocabulary = content.search_vocabularies.get(language)
    return index_of(_pages(built, language), vocabulary, language) if vocabulary else None


def _pages(built: Path, language: str) -> Iterator[tuple[str, str]]:
    """List a language's pages, each its address and its HTML. Errors are files of other names.

    In a site that is put together the other languages stand in folders below the main one's.
    """
    for file in sorted(built.rglob("index.html")):
        if file.relative_to(built).parts[0] in LANGUAGES:
            continue
        path = file.relative_to(built).parent.as_posix()
        html = file.read_text(encoding="utf-8")
        if STAND_IN not in html:
            yield address(language, "" if path == "." else f"{path}/"), html
