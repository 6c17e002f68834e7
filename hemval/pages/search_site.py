"""Which pages of a built site the search looks in."""

from collections.abc import Iterator
from pathlib import Path

from hemval.content.whole import Content
from hemval.pages.address import address
from hemval.pages.search_index import Index, index_of
from hemval.words import LANGUAGES
from hemval.words.text import MAIN_LANGUAGE

STAND_IN = 'class="alone stand-in"'
"""What a page has that only says that it is in Swedish: the Swedish search finds the page itself."""


def site_indexes(site: Path, content: Content) -> dict[str, Index]:
    """Make an index of each language that the site is in and that the search has words of."""
    return {
        language: index_of(_pages(site, language), vocabulary, language)
        for language, vocabulary in content.search_vocabularies.items()
        if language in content.municipality.site.languages
    }


def _pages(site: Path, language: str) -> Iterator[tuple[str, str]]:
    """List a language's pages, each its address and its HTML. Errors are files of other names."""
    root = site if language == MAIN_LANGUAGE else site / language
    others = {other for other in LANGUAGES if other != MAIN_LANGUAGE} if language == MAIN_LANGUAGE else set()
    for file in sorted(root.rglob("index.html")):
        path = file.relative_to(root).parent.as_posix()
        if path.split("/")[0] in others:
            continue
        html = file.read_text(encoding="utf-8")
        if STAND_IN not in html:
            yield address(language, "" if path == "." else f"{path}/"), html
