"""How far a language's pages have come, told to whoever waits."""

from collections.abc import Callable
from dataclasses import dataclass

OFTEN = 20
"""Pages between two words of progress."""


@dataclass(frozen=True)
class Progress:
    """Whom to tell how many pages of how many are done."""

    tell: Callable[[int, int], object]

    def done(self, count: int, total: int) -> None:
        """Tell now and then, and when the last page is made."""
        if count % OFTEN == 0 or count == total:
            self.tell(count, total)
