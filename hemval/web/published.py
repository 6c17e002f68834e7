"""The published content as a process sees it: read again when a build, room or the exits replace it."""

import logging
import threading
from pathlib import Path

from hemval.content.exit import Exits
from hemval.content.folder import Folder
from hemval.content.loading import EXITS, load_exits, load_rooms
from hemval.content.room import Rooms
from hemval.pages.published import Published, UnreadableBuild, read_published, with_rooms
from hemval.settings import Places

log = logging.getLogger(__name__)

Stamp = tuple[int, int, int]


class PublishedContent:
    """Content and forms of the last build, with room and exits as they stand now.

    Safe to share between threads.
    """

    def __init__(self, places: Places, folder: Folder) -> None:
        self.build_file = places.published
        self.room_file = folder.own / "room.yml"
        self.exits_file = folder.own / EXITS
        self.folder = folder
        self.lock = threading.Lock()
        self.build = read_published(self.build_file)
        self.build_stamp = stamp(self.build_file)
        self.rooms: Rooms | None = None
        self.room_stamp: Stamp | None = None
        self.exits: Exits | None = None
        self.exits_stamp: Stamp | None = None
        self.current = self.build
        self.build_is_read = self.rooms_are_read = self.exits_are_read = True

    def snapshot(self) -> Published:
        """Return content and forms that belong together, renewed if their files have changed.

        A request takes one and keeps it. A file that cannot be read leaves what was last read.
        """
        with self.lock:
            build, room, exits = stamp(self.build_file), stamp(self.room_file), stamp(self.exits_file)
            if (build, room, exits) != (self.build_stamp, self.room_stamp, self.exits_stamp):
                if build != self.build_stamp:
                    self._read_build()
                if room != self.room_stamp:
                    self._read_rooms()
                if exits != self.exits_stamp:
                    self._read_exits()
                self.build_stamp, self.room_stamp, self.exits_stamp = build, room, exits
                self.current = self._joined()
            return self.current

    def newest(self) -> Published | None:
        """Return what ``snapshot`` does, but None where what stands on disk cannot be read."""
        current = self.snapshot()
        return current if self.build_is_read and self.rooms_are_read and self.exits_are_read else None

    def _read_build(self) -> None:
        try:
            self.build = read_published(self.build_file)
        except (UnreadableBuild, OSError):
            log.error("the new build cannot be read; run hemval build")
            self.build_is_read = False
        else:
            self.build_is_read = True

    def _read_rooms(self) -> None:
        rooms = load_rooms(self.folder)
        self.rooms_are_read = rooms is not None
        if rooms is None:
            log.error("room.yml cannot be read; run hemval check")
        else:
            self.rooms = rooms

    def _read_exits(self) -> None:
        exits = load_exits(self.folder)
        self.exits_are_read = exits is not None
        if exits is None:
            log.error("exits.yml cannot be read; run hemval check")
        else:
            self.exits = exits

    def _joined(self) -> Published:
        content = self.build.content
        if self.rooms is not None:
            content = with_rooms(content, self.rooms)
        if self.exits is not None:
            content = content.with_exits(self.exits)
        return self.build.model_copy(update={"content": content})


def stamp(path: Path) -> Stamp | None:
    """Return what changes when a file is replaced or written; None while it is not there."""
    try:
        status = path.stat()
    except FileNotFoundError:
        return None
    return status.st_ino, status.st_mtime_ns, status.st_size
