"""The pages that show room, drawn anew alone: a co-ordinator's change is seen without a build.

They are drawn of what was last published, with room as ``room.yml`` has it now. What a writer has begun to
change meanwhile stays unpublished.
"""

import os
import tempfile
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from pydantic import ValidationError

from hemval.content.document import document_sizes
from hemval.content.folder import Folder
from hemval.content.loading import load_rooms
from hemval.content.whole import Content
from hemval.pages.address import address
from hemval.pages.comparison_pages import comparison_pages
from hemval.pages.drawing import Drawing
from hemval.pages.generated import GeneratedPage
from hemval.pages.list_pages import list_pages
from hemval.pages.open_data import OpenData, RoomData
from hemval.pages.open_data_files import JSON_FILE, open_data_files
from hemval.pages.open_data_page import open_data_page
from hemval.pages.page_titles import PageTitles
from hemval.pages.paper_files import paper_addresses
from hemval.pages.provider_pages import provider_pages
from hemval.pages.published import read_published, with_rooms
from hemval.pages.search_file import write_indexes
from hemval.pages.search_site import language_index
from hemval.pages.site import Site
from hemval.pages.theme import environment
from hemval.queue.file_lock import locked
from hemval.settings import Places
from hemval.words import Words, words_in

LOCK = "build.lock"
"""In ``var``: one build, or one drawing of room, at a time."""

PATIENCE = 120.0
"""Seconds that one waits for another: a writer may save while the night's build runs."""

SHOW_ROOM: tuple[Callable[[Site, Words], list[GeneratedPage]], ...] = (
    provider_pages,
    list_pages,
    comparison_pages,
    open_data_page,
)
"""What of ``made.PAGES`` makes pages that room stands on."""


class RoomUnreadable(Exception):
    """There is something wrong in ``room.yml``; ``hemval check`` says what."""


def redraw_room(places: Places, folder: Folder, today: date, patience: float | None = None) -> int:
    """Draw the pages anew that show room, and return how many files differ from those that stood there.

    Raises ``RoomUnreadable``, ``UnreadableBuild``, ``TimeoutError`` where a build goes on for long, and
    ``OSError``. Each file is replaced whole: a reader meets the old or the new.
    """
    with locked(places.var / LOCK, PATIENCE if patience is None else patience):
        published = read_published(places.published)
        rooms = load_rooms(folder)
        if rooms is None:
            raise RoomUnreadable
        site = Site(with_rooms(published.content, rooms), today, tuple(published.forms.values()))
        replaced = [path for path, content in _files(site, folder, places) if _replaced(path, content)]
        if replaced:
            _index_again(places, site.content)
    return len(replaced)


def rooms_shown(places: Places) -> dict[str, RoomData | None]:
    """Return the room that the site shows of each provider, as its open data say; nothing before a build."""
    try:
        data = OpenData.model_validate_json((places.site / JSON_FILE).read_bytes())
    except (OSError, ValidationError):
        return {}
    return {one.id: one.room for one in data.providers}


def _files(site: Site, folder: Folder, places: Places) -> Iterator[tuple[Path, bytes]]:
    """List each file that shows room as it is to be: of pages that no build has made there are none."""
    titles = PageTitles(site.content, folder, site.today)
    for language in site.content.municipality.site.languages:
        words, root = words_in(language), places.site / address(language).strip("/")
        pages = [page for make in SHOW_ROOM for page in make(site, words)]
        sizes = document_sizes(folder) | _paper_sizes(site, language, places)
        drawing = Drawing(site, words, titles, environment(folder, language), sizes, pages)
        for page in pages:
            if (root / page.file).is_file():
                yield root / page.file, drawing.html(page).encode()
    for file in open_data_files(site):
        content = file.content
        yield places.site / file.path, content.encode() if isinstance(content, str) else content


def _paper_sizes(site: Site, language: str, places: Places) -> dict[str, int]:
    """Return the bytes of the printed forms that stand in the site."""
    found = {name: places.site / name.strip("/") for name in paper_addresses(site.forms, language)}
    return {name: path.stat().st_size for name, path in found.items() if path.is_file()}


def _replaced(path: Path, content: bytes) -> bool:
    """Put a file in place by a rename where it says something else than the one that stands there."""
    if path.is_file() and path.read_bytes() == content:
        return False
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".room-", delete=False) as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    new = Path(file.name)
    new.chmod(0o644)
    new.replace(path)
    return True


def _index_again(places: Places, content: Content) -> None:
    """Let the search find what the pages say now."""
    indexes = {
        language: index
        for language in content.municipality.site.languages
        if (index := language_index(places.site / address(language).strip("/"), content, language))
    }
    write_indexes(places.search, indexes)
