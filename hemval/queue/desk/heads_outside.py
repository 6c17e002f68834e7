"""The log's newest link in a second place, a line each time: what was written there proves what the log held.

Lines are only ever added. A file with the newest alone would soon hold the head of a log that had been cut
off or written anew, while each older line goes on telling. Whoever keeps the place can forbid more
than adding (``chattr +a``, another machine), so that not even the officers' process can take a line back.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from hemval.queue.desk.audit import Head
from hemval.queue.desk.errors import HeadsOutOfReach
from hemval.queue.times import as_text, from_text

TAIL = 4096
"""Bytes from the end that hold the last whole line for sure."""


@dataclass(frozen=True)
class HeadsOutside:
    """What the second place holds, oldest first, and how many of its lines are none of ours."""

    heads: tuple[Head, ...]
    unreadable: int = 0


def read_heads(path: Path) -> HeadsOutside:
    """Return every head that was written; raise ``HeadsOutOfReach``, also where there is no file."""
    with _named(path):
        lines = path.read_bytes().split(b"\n")
    return _parsed(lines)


def last_head(path: Path) -> Head | None:
    """Return the last head that was written, None where there is none; raise ``HeadsOutOfReach``."""
    with _named(path):
        try:
            with path.open("rb") as file:
                file.seek(max(file.seek(0, os.SEEK_END) - TAIL, 0))
                found = _parsed(file.read().split(b"\n")).heads
        except FileNotFoundError:
            return None
    return found[-1] if found else None


def add_head(path: Path, head: Head, now: datetime) -> None:
    """Add a line and put it on disk; raise ``HeadsOutOfReach``. A line that was cut off is left as it is."""
    line = f"{as_text(now)} {head}\n".encode("ascii")
    with _named(path):
        flags = os.O_RDWR | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW
        descriptor = os.open(path, flags, 0o600)
        try:
            size = os.fstat(descriptor).st_size
            if size and os.pread(descriptor, 1, size - 1) != b"\n":
                line = b"\n" + line
            if os.write(descriptor, line) < len(line):
                raise HeadsOutOfReach(path=path, reason="full")
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _parsed(lines: list[bytes]) -> HeadsOutside:
    written = [line for line in lines if line.strip()]
    heads = [head for line in written if (head := _head(line)) is not None]
    return HeadsOutside(tuple(heads), len(written) - len(heads))


def _head(line: bytes) -> Head | None:
    try:
        moment, _, head = line.decode("ascii").partition(" ")
        from_text(moment)
        return Head.parse(head)
    except ValueError:
        return None


@contextmanager
def _named(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise HeadsOutOfReach(path=path, reason=error.strerror or type(error).__name__) from error
