"""Text that no compression makes shorter: the worst that a person could write. The same every time."""

import hashlib
from collections.abc import Iterator
from functools import cache

PLANES = (*range(4, 14), 15, 16)
"""Where characters are of four bytes, nobody has put them in any order, and a field takes them all in."""
SIGNS = 0xFFFE
"""How many of each; the last two of a plane are no characters."""


@cache
def some_text(length: int, name: str) -> str:
    """Return so many characters; another name gives others, so that none repeat each other."""
    return "".join(
        chr(PLANES[number % len(PLANES)] << 16 | number // len(PLANES) % SIGNS)
        for number in _numbers(length, name)
    )


@cache
def some_of(signs: str, length: int, name: str) -> str:
    """Return so many of the given signs."""
    return "".join(signs[number % len(signs)] for number in _numbers(length, name))


def _numbers(length: int, name: str) -> Iterator[int]:
    for place in range(length):
        digest = hashlib.sha256(f"{name} {place}".encode()).digest()
        yield int.from_bytes(digest[:8], "big")
