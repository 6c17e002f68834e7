"""The published content as this process sees it: read again when a build or a change of room replaces it."""

import logging
import threading
from pathlib import Path

from hemval.content.folder import Folder
from hemval.content.loading import load_rooms
from hemval.content.room import Rooms
from hemval.content.whole import Content
from hemval.forms.definition import FormDefinition
from hemval.pages.published import Published, UnreadableBuild, read_published
from hemval.settings import Places

log = logging.getLogger(__name__)

Stamp = tuple[int, int, int]


class PublishedContent:
    """Content and forms of the last build, with room as it stands now. Safe to share between threads."""

    def __init__(self, places: Places, folder: Folder) -> None:
        self.build_file = places.published
        self.room_file = folder.own / "room.yml"
        self.folder = folder
        self.lock = threading.Lock()
        self.published: Published = read_published(self.build_file)
        self.build_stamp = _stamp(self.build_file)
        self.room_stamp: Stamp | None = None
        self._content = self.published.content

    def form(self, identity: str) -> FormDefinition:
        """Return a form of the last build."""
        return self.published.forms[identity]

    def content(self) -> Content:
        """Return the content, renewed if its files have changed; a broken file leaves the last good one."""
        with self.lock:
            if (stamp := _stamp(self.build_file)) != self.build_stamp and stamp is not None:
                self.build_stamp = stamp
                self._renew()
            if (stamp := _stamp(self.room_file)) != self.room_stamp and stamp is not None:
                self.room_stamp = stamp
                self._content = self._with_rooms()
            return self._content

    def _renew(self) -> None:
        """Take the new build, or keep the old one where the new cannot be read."""
        try:
            self.published = read_published(self.build_file)
        except (UnreadableBuild, FileNotFoundError):
            log.error("the new build cannot be read; run hemval build")
        else:
            self.room_stamp = None

    def _with_rooms(self) -> Content:
        rooms = load_rooms(self.folder)
        if rooms is None:
            log.error("room.yml cannot be read; run hemval check")
            return self.published.content
        known = self.published.content.providers
        current = Rooms({identity: room for identity, room in rooms.root.items() if identity in known})
        return self.published.content.model_copy(update={"rooms": current})


def _stamp(path: Path) -> Stamp | None:
    """Return what changes when a file is replaced or written; None while it is not there."""
    try:
        status = path.stat()
    except FileNotFoundError:
        return None
    return status.st_ino, status.st_mtime_ns, status.st_size
