"""The municipality's own pages, which the foot of every page leads to."""

from datetime import date

from hemval.content.folder import Folder
from hemval.content.whole import Content, OwnPage
from hemval.pages.page_facts import UnknownFact, fact_printer
from hemval.pages.written import read_page
from hemval.words import Text, words_in
from hemval.words.text import MAIN_LANGUAGE


def with_own_pages(content: Content, folder: Folder, today: date) -> Content:
    """Return the content with the pages that are not shared by all municipalities, by address.

    A page in a folder of its own is left out: its writer links to it, as from a page that gathers several.
    """
    shared = {path.name for path in (folder.fallback / "site_src" / MAIN_LANGUAGE).glob("*.md")}
    own = [path for path in folder.own_files(f"site_src/{MAIN_LANGUAGE}/*.md") if path.name not in shared]
    pages = tuple(
        OwnPage(path=f"{path.stem}/", title=title)
        for path in own
        if (title := _title(content, folder, path.name, today)) is not None
    )
    return content.model_copy(update={"own_pages": pages})


def _title(content: Content, folder: Folder, name: str, today: date) -> Text | None:
    """Return a page's title in the languages that it is written in; None where the check refuses the page."""
    found = {}
    for language in content.municipality.site.languages:
        path = folder.own / "site_src" / language / name
        page, _ = read_page(path, name) if path.is_file() else (None, [])
        if page is not None:
            try:
                found[language] = fact_printer(content, words_in(language), today).into_text(page.meta.title)
            except UnknownFact:
                return None
    return Text(found) if MAIN_LANGUAGE in found else None
