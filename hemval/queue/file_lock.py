"""A lock between processes that is a file beside what it guards."""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PAUSE = 0.001


@contextmanager
def locked(path: Path, seconds: float, mode: int = 0o600) -> Iterator[None]:
    """Hold the lock at a path, or raise ``TimeoutError`` when another holds it for too long.

    It is always a file of its own: closing any descriptor of a database would drop SQLite's locks on it.
    """
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, mode)
    try:
        _wait(descriptor, path, time.monotonic() + seconds)
        yield
    finally:
        os.close(descriptor)


def _wait(descriptor: int, path: Path, deadline: float) -> None:
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > deadline:
                raise TimeoutError(f"{path} is held by another process") from None
            time.sleep(PAUSE)
        else:
            return
