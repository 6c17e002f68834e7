"""What officers sent in lately and come back to, in memory: an address holds a number that says nothing.

A name or an identity number in an address would stand in logs and in the browser's history, and a list in a
file would outlive its use. So each is a post, and what it led to has an address that Back and refresh work
with. After a restart it is gone, and is asked for again.
"""

import secrets
import threading
from collections import OrderedDict
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Generic, TypeVar

LASTS = timedelta(hours=1)
MOST = 500

Thing = TypeVar("Thing")


@dataclass(frozen=True, repr=False)
class _Kept(Generic[Thing]):
    thing: Thing
    who: str
    at: datetime


class KeptInMemory(Generic[Thing]):
    """Things of all officers, each seen by who sent it alone; safe to share between threads."""

    def __init__(self, lasts: timedelta = LASTS, most: int = MOST) -> None:
        """Keep each thing so long, and so many of them: the oldest goes first."""
        self._lasts = lasts
        self._most = most
        self._lock = threading.Lock()
        self._kept: OrderedDict[str, _Kept[Thing]] = OrderedDict()

    def keep(self, thing: Thing, who: str, now: datetime) -> str:
        """Keep a thing; return the number that its address has."""
        number = secrets.token_hex(16)
        with self._lock:
            self._kept[number] = _Kept(thing, who, now)
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
        return number

    def get(self, number: str, who: str, now: datetime) -> Thing | None:
        """Return what the same officer sent; None for another, after a while and after a restart."""
        self.forget_old(now)
        with self._lock:
            found = self._kept.get(number)
        return found.thing if found is not None and found.who == who else None

    def forget_old(self, now: datetime) -> None:
        """Let go of what was kept long enough."""
        with self._lock:
            fresh = ((number, kept) for number, kept in self._kept.items() if now - kept.at < self._lasts)
            self._kept = OrderedDict(fresh)
