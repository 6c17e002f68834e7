"""Add the log's head in the second place when it has changed, and notice what is not right there."""

import logging
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from hemval.queue.desk import Desk
from hemval.queue.desk.audit import Head
from hemval.queue.desk.errors import HeadsOutOfReach
from hemval.queue.desk.heads_outside import add_head, last_head

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Keeping:
    """How it has gone since the process began."""

    head: Head | None = None
    """The last head that was written."""
    at: datetime | None = None
    """When that was."""
    failing_since: datetime | None = None
    log_lacks: datetime | None = None
    """When it was noticed that the log has no longer what the second place says it had."""
    place_lacks: datetime | None = None
    """When it was noticed that the second place has no longer what was written last."""


class HeadKeeper:
    """The second place, as the officers' process looks after it."""

    def __init__(self, desk: Desk, path: Path) -> None:
        self.desk = desk
        self.path = path
        self.keeping = Keeping()

    def keep(self, now: datetime) -> None:
        """Add the head where it is another than the last; what fails is told once, and tried again."""
        head = self.desk.head()
        if head == self.keeping.head:
            return
        try:
            last = last_head(self.path)
            self._compare(last, now)
            if last != head:
                add_head(self.path, head, now)
        except HeadsOutOfReach as error:
            if self.keeping.failing_since is None:
                log.error("the log's head is kept nowhere else: %s", error)
                self.keeping = replace(self.keeping, failing_since=now)
            return
        if self.keeping.failing_since is not None:
            log.info("the log's head is kept elsewhere again")
        self.keeping = replace(self.keeping, head=head, at=now, failing_since=None)

    def _compare(self, last: Head | None, now: datetime) -> None:
        """Notice at once what ``hemval queue verify`` would find later; told until the process ends."""
        kept = self.keeping
        if kept.head is not None and last != kept.head and kept.place_lacks is None:
            log.error("the heads in %s are not those that were written there", self.path)
            self.keeping = replace(self.keeping, place_lacks=now)
        if last is not None and not self.desk.still_holds(last) and kept.log_lacks is None:
            log.error("the log lacks entry %s, whose head was kept: run hemval queue verify", last.seq)
            self.keeping = replace(self.keeping, log_lacks=now)
