"""What officers searched for lately, in memory: an address holds a number that says nothing.

A name or an identity number in an address would stand in logs and in the browser's history. So the search
is a post, and what it found has an address that Back, refresh and the next page work with.
"""

import secrets
import threading
from collections import OrderedDict
from dataclasses import dataclass
from datetime import datetime, timedelta

LASTS = timedelta(hours=1)
MOST = 500
"""Searches of all officers; the oldest goes first."""


@dataclass(frozen=True)
class _Search:
    typed: str
    who: str
    at: datetime


class KeptSearches:
    """The searches; safe to share between threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._kept: OrderedDict[str, _Search] = OrderedDict()

    def keep(self, typed: str, who: str, now: datetime) -> str:
        """Keep what was typed; return the number that its address has."""
        number = secrets.token_hex(16)
        with self._lock:
            self._kept[number] = _Search(typed, who, now)
            while len(self._kept) > MOST:
                self._kept.popitem(last=False)
        return number

    def typed(self, number: str, who: str, now: datetime) -> str | None:
        """Return what the same officer typed; None for another, after a while and after a restart."""
        with self._lock:
            self._kept = OrderedDict((key, kept) for key, kept in self._kept.items() if now - kept.at < LASTS)
            found = self._kept.get(number)
        return found.typed if found is not None and found.who == who else None
