"""The sentence of a section that shows why it was found."""

import re
from collections.abc import Collection
from dataclasses import dataclass

from hemval.pages.search_words import words_of

SENTENCE = re.compile(r"[^\n]*?[.!?](?=\s|$)|[^\n]+")
LONGEST = 200
"""Characters of an excerpt: two lines or three."""

BEFORE = 60
"""Characters kept before the first word that was found, where a sentence is too long to show whole."""


@dataclass(frozen=True)
class Piece:
    """A piece of an excerpt."""

    text: str
    found: bool = False
    """True for a word that was looked for."""


def excerpt(text: str, words: Collection[str]) -> tuple[Piece, ...]:
    """Return the first sentence with most of the words, or the first one where the text has none of them."""
    sentences = [found[0].strip() for found in SENTENCE.finditer(text) if found[0].strip()]
    if not sentences:
        return ()
    wanted = set(words)
    # Of equals a whole sentence goes before a line such as a date.
    best = max(sentences, key=lambda one: (len(wanted & {f.word for f in words_of(one)}), one[-1] in ".!?"))
    return _marked(_cut(best, words), words)


def _cut(sentence: str, words: Collection[str]) -> str:
    """Shorten a long sentence around the first word found, at spaces."""
    if len(sentence) <= LONGEST:
        return sentence
    first = next((found.start for found in words_of(sentence) if found.word in words), 0)
    start = max(0, min(first - BEFORE, len(sentence) - LONGEST))
    kept = sentence[start : start + LONGEST]
    if start:
        kept = "… " + kept.partition(" ")[2]
    return kept if start + LONGEST >= len(sentence) else kept.rpartition(" ")[0] + " …"


def _marked(sentence: str, words: Collection[str]) -> tuple[Piece, ...]:
    pieces, at = [], 0
    for found in words_of(sentence):
        if found.word in words:
            pieces += [
                Piece(sentence[at : found.start]),
                Piece(sentence[found.start : found.end], found=True),
            ]
            at = found.end
    return tuple(piece for piece in (*pieces, Piece(sentence[at:])) if piece.text)
