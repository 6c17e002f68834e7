"""Tell those who run the server that choices are being refused, without filling their log."""

import logging
import threading
from datetime import datetime, timedelta

from hemval.queue.errors import InboxUnavailable
from hemval.web.clock import Clock

log = logging.getLogger(__name__)

EVERY = timedelta(minutes=1)
"""At most one line in this time, however many citizens are refused."""


class RefusalAlarm:
    """Writes the reason why the inbox cannot be used; it names a file and a fault, never a person."""

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self.lock = threading.Lock()
        self.last: datetime | None = None

    def raise_for(self, error: InboxUnavailable) -> None:
        """Log a refusal, unless one was logged just now."""
        now = self.clock()
        with self.lock:
            if self.last is not None and now - self.last < EVERY:
                return
            self.last = now
        log.error("choices are refused: %s", error)
