"""Print what one person wrote, while they wait.

Nothing of it is on disk: it goes to the printing process on its standard input and comes back on its standard
output. What the process says when it fails is thrown away, since it may quote what was written.
"""

import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date

from hemval.paper.printing import AnySheet, pdfs_of

AT_ONCE = 2
"""Each takes about 80 MB and most of a second of one processor."""
SECONDS = 20
"""Far more than the longest form takes on a slow machine."""


class PrintersBusy(Exception):
    """As many are printing as may at once: nothing is wrong, and nothing lost."""


class NotPrinted(Exception):
    """The printing process failed, or took too long."""


class Printers:
    """A few printers that all requests share; nobody waits for one and so holds up who sends a choice."""

    def __init__(self, at_once: int = AT_ONCE, seconds: float = SECONDS) -> None:
        self._free = threading.BoundedSemaphore(at_once)
        self._seconds = seconds

    def pdf_of(self, sheet: AnySheet, day: date) -> bytes:
        """Print a sheet; raise ``PrintersBusy`` or ``NotPrinted``."""
        with self.taken() as print_:
            return print_(sheet, day)

    @contextmanager
    def taken(self) -> Iterator[Callable[[AnySheet, date], bytes]]:
        """Hold a printer for several sheets, so that nobody takes it between two; raise ``PrintersBusy``."""
        if not self._free.acquire(blocking=False):
            raise PrintersBusy
        try:
            yield self._pdf_of
        finally:
            self._free.release()

    def _pdf_of(self, sheet: AnySheet, day: date) -> bytes:
        try:
            (pdf,) = pdfs_of([sheet], day, silent=True, seconds=self._seconds)
        except (subprocess.SubprocessError, OSError) as error:
            raise NotPrinted(type(error).__name__) from None
        return pdf
