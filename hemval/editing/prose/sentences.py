"""A page's prose, sentence by sentence, each with its place: what is drawn from data is not prose."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from hemval.pages.markdown_links import FACT
from hemval.pages.raw_html import without_code

HISTORY = re.compile(r"\{:[^{}\n]*\.historia\b[^{}\n]*\}")
"""What a paragraph ends with that tells of the past: it may differ from what holds now."""

PARAGRAPH = re.compile(r"(?:[^\n]*\S[^\n]*(?:\n|\Z))+")
TARGET = re.compile(r"\]\([^()\n]*\)|\]\[[^\[\]\n]*\]|\{:?[^{}\n]*\}|&\w+;")
SIGN = re.compile(r"[*_\[\]]")
END = re.compile(r"[.!?:](?=\s|\Z)|\n(?=[ \t>]*(?:[-*+#|]|\d+\.|:[ ]))|\n[ \t]*(?=\n)|\|")


@dataclass(frozen=True)
class Sentence:
    """A sentence as it is read, and where in the text it begins. Letters stand where they stood."""

    text: str
    start: int


def sentences(markdown: str) -> list[Sentence]:
    """Read the prose of a text: without code, facts, addresses and paragraphs of the past."""
    return list(_sentences(PARAGRAPH.sub(_of_now, without_code(markdown))))


def _of_now(paragraph: re.Match[str]) -> str:
    text = paragraph[0]
    if HISTORY.search(text):
        return _blank(text)
    for pattern in (FACT, TARGET, SIGN):
        text = pattern.sub(lambda found: _blank(found[0]), text)
    return text


def _sentences(text: str) -> Iterator[Sentence]:
    start = 0
    for end in END.finditer(text):
        if text[start : end.end()].strip():
            yield Sentence(text[start : end.end()], start)
        start = end.end()
    if text[start:].strip():
        yield Sentence(text[start:], start)


def _blank(text: str) -> str:
    return re.sub(r"[^\n]", " ", text)
