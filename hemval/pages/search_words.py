"""Words as the search compares them: in small letters, by stem, by parts, and one slip of the finger apart.

Snowball's Swedish stemmer is run until nothing changes: one pass leaves kostnaden and kostnad apart. Further
passes must leave a word of some length, or it may become another word.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

import snowballstemmer  # type: ignore[import-untyped]

from hemval.words.text import MAIN_LANGUAGE

WORD = re.compile(r"[^\W_]+")

STEMMERS = {MAIN_LANGUAGE: "swedish", "en": "english"}
"""Snowball's names of the site's languages."""

SHORTEST_TYPED_WRONG = 5
"""Letters of a word for which another is taken: shorter ones are too often words of their own."""

SHORTEST_STEM = 4
"""Letters that the stemmer leaves when it is run again; its first pass may leave three: byt of byta."""

SHORTEST_PART = 3


@dataclass(frozen=True)
class Found:
    """A word and where it stands in its text."""

    word: str
    start: int
    end: int


def words_of(text: str) -> Iterator[Found]:
    """List the words of a composed text in small letters, in order."""
    for match in WORD.finditer(text):
        yield Found(match[0].casefold(), match.start(), match.end())


def distinct_words(text: str) -> frozenset[str]:
    """Return the different words of a composed text; faster where it does not matter where they stand."""
    return frozenset(WORD.findall(text.casefold()))


def composed(text: str) -> str:
    """Return a text in which å is one letter, however it was typed."""
    return unicodedata.normalize("NFC", text)


def plain(word: str) -> str:
    """Return a word as it is compared."""
    return composed(word).casefold()


@lru_cache(maxsize=20_000)
def stem(word: str, language: str) -> str:
    """Return what a word's forms have in common. A stemmer is not safe to share between threads."""
    stemmer = snowballstemmer.stemmer(STEMMERS[language])
    now = str(stemmer.stemWord(word))
    while (further := str(stemmer.stemWord(now))) != now and len(further) >= SHORTEST_STEM:
        now = further
    return now


def parts_of(word: str, parts: Iterable[str], joints: Iterable[str], language: str) -> tuple[str, ...]:
    """Return the stems of the listed words that a word is made of; nothing where a letter is left over.

    The last part may be inflected. Of several ways to take a word apart the one with the longest first part
    is taken: hemtjänst rather than hem and tjänst.
    """
    stems = {stem(part, language): part for part in parts}
    return _split(word, frozenset(parts), frozenset(stems), ("", *joints), language)


def _split(
    rest: str, parts: frozenset[str], stems: frozenset[str], joints: tuple[str, ...], language: str
) -> tuple[str, ...]:
    for end in range(len(rest) - SHORTEST_PART, SHORTEST_PART - 1, -1):
        if rest[:end] not in parts:
            continue
        for joint in joints:
            tail = rest[end:]
            if not tail.startswith(joint):
                continue
            tail = tail[len(joint) :]
            first = stem(rest[:end], language)
            if stem(tail, language) in stems:
                return first, stem(tail, language)
            if more := _split(tail, parts, stems, joints, language):
                return first, *more
    return ()


@lru_cache(maxsize=20_000)
def without_marks(word: str) -> str:
    """Return a word as it is typed on a keyboard without its letters: bjorken for björken."""
    return "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))


def one_slip_apart(typed: str, word: str) -> bool:
    """Say whether one letter is missing, too many, wrong, or two neighbours have changed places.

    (Damerau's distance is at most one.) Marks over letters do not count at all.
    """
    a, b = without_marks(typed), without_marks(word)
    if abs(len(a) - len(b)) > 1 or min(len(a), len(b)) < SHORTEST_TYPED_WRONG:
        return a == b
    start = 0
    while start < min(len(a), len(b)) and a[start] == b[start]:
        start += 1
    x, y = a[start:], b[start:]
    return x[1:] == y[1:] or x[1:] == y or x == y[1:] or (x[:2] == y[1::-1] and x[2:] == y[2:])
