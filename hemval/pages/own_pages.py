"""The municipality's own pages, which the foot of every page leads to."""

from datetime import date

from hemval.content.folder import Folder
from hemval.content.whole import Content, OwnPage
from hemval.pages.page_titles import PageTitles
from hemval.words.text import MAIN_LANGUAGE


def with_own_pages(content: Content, folder: Folder, today: date) -> Content:
    """Return the content with the pages that are not shared by all municipalities, by address.

    A page in a folder of its own is left out: its writer links to it, as from a page that gathers several.
    """
    shared = {path.name for path in (folder.fallback / "site_src" / MAIN_LANGUAGE).glob("*.md")}
    titles = PageTitles(content, folder, today)
    own = [path for path in folder.own_files(f"site_src/{MAIN_LANGUAGE}/*.md") if path.name not in shared]
    pages = tuple(
        OwnPage(path=f"{path.stem}/", title=title)
        for path in own
        if (title := titles.title(path.name)) is not None
    )
    return content.model_copy(update={"own_pages": pages})
