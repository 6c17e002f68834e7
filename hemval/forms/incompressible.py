"""Text that no compression makes shorter: the worst that a person could write. The same every time."""

import hashlib
from collections.abc import Iterator

RAREST = range(0x40000, 0xE0000)
"""Characters of four bytes that nobody has put in any order."""


def some_text(length: int, name: str) -> str:
    """Return so many characters; another name gives others, so that none repeat each other."""
    return "".join(chr(RAREST[number % len(RAREST)]) for number in _numbers(length, name))


def some_of(signs: str, length: int, name: str) -> str:
    """Return so many of the given signs."""
    return "".join(signs[number % len(signs)] for number in _numbers(length, name))


def _numbers(length: int, name: str) -> Iterator[int]:
    for place in range(length):
        digest = hashlib.sha256(f"{name} {place}".encode()).digest()
        yield int.from_bytes(digest[:8], "big")
