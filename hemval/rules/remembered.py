"""Remember what follows from a content on a day: every request asks, and nothing of it changes meanwhile."""

from collections.abc import Callable
from datetime import date
from functools import wraps
from typing import TypeVar

from hemval.content.whole import Content

Found = TypeVar("Found")

KEPT = 8
"""Contents and days at once: what is published, the day before midnight, and rules that are to come."""


def remembered(work: Callable[[Content, date], Found]) -> Callable[[Content, date], Found]:
    """Work something out once for each content and day, the same content being the same object."""
    known: list[tuple[Content, date, Found]] = []

    @wraps(work)
    def once(content: Content, day: date) -> Found:
        for of, on, found in tuple(known):
            if of is content and on == day:
                return found
        found = work(content, day)
        known.append((content, day, found))
        del known[:-KEPT]
        return found

    return once
