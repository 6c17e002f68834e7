"""What the search looks in, as this process sees it: read again when a build replaces it."""

import logging
import threading
from collections.abc import Mapping
from pathlib import Path

from hemval.pages.search_file import UnreadableIndex, read_indexes
from hemval.pages.search_index import Index
from hemval.web.published import Stamp, stamp

log = logging.getLogger(__name__)


class PublishedSearch:
    """The indexes of the last build, by language. Safe to share between threads."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.lock = threading.Lock()
        self.stamp: Stamp | None = None
        self.indexes: Mapping[str, Index] = {}

    def index(self, language: str) -> Index | None:
        """Return a language's index, or None where there is none to read.

        A file that cannot be read leaves what was last read.
        """
        with self.lock:
            now = stamp(self.file)
            if now != self.stamp:
                self.stamp = now
                try:
                    self.indexes = read_indexes(self.file)
                except (UnreadableIndex, OSError):
                    log.error("the search's index cannot be read; run hemval build")
            return self.indexes.get(language)
