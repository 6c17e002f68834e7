"""HTML in a page's Markdown: refused, since no check of ours sees what it does to the page."""

import re
from collections.abc import Iterator

from hemval.pages.asked_facts import Fault
from hemval.words import words_in
from hemval.words.plain import HTML

FENCED = re.compile(
    r"^(?P<fence>~{3,}|`{3,})[ ]*\.?[\w#.+-]*[ ]*\n.*?(?<=\n)(?P=fence)[ ]*$", re.MULTILINE | re.DOTALL
)
"""Code between lines of ``` or ~~~. Only at the line's start: indented, Markdown reads it as text."""

CODE = re.compile(r"(`+)[^`\n]+\1")
"""Code between backticks on one line."""

PARAGRAPH = re.compile(r"(?:[^\n]*\S[^\n]*\n?)+")

AUTOLINK = re.compile(r"<(?:https?|ftp)://[^<>\s]*>|<[^<>\s!@]+@[^<>\s@]+>", re.IGNORECASE)
"""An address that is its own link: ``<https://…>`` or ``<name@place>``."""


def raw_html(markdown: str) -> list[Fault]:
    """Find each tag, comment or instruction that Markdown would let through, but none in code."""
    say = words_in("sv").say
    text = AUTOLINK.sub(_blank, without_code(markdown))
    advice = say("Write it as Markdown. A sign for less than needs a space after it.")
    return [
        Fault(line, column, say("The page holds HTML: ”%(tag)s”. HTML is not used here.", tag=tag), advice)
        for line, column, tag in _tags(text, markdown)
    ]


def without_code(markdown: str) -> str:
    """Blank the code in a page; every line and column stays where it was."""
    return PARAGRAPH.sub(_without_code, FENCED.sub(_blank, markdown))


def _tags(text: str, markdown: str) -> Iterator[tuple[int, int, str]]:
    """Find where HTML begins on each line; the rest of a line follows from its first tag."""
    seen_on = set()
    for found in HTML.finditer(text):
        line = text.count("\n", 0, found.start()) + 1
        if line not in seen_on:
            seen_on.add(line)
            column = found.start() - text.rfind("\n", 0, found.start())
            yield line, column, markdown[found.start() : found.start() + 20].partition("\n")[0]


def _blank(match: re.Match[str]) -> str:
    """Leave the lines and columns of what follows as they were."""
    return re.sub(r"[^\n]", " ", match[0])


def _without_code(paragraph: re.Match[str]) -> str:
    """Leave code out where there is no doubt which backticks belong together: in pairs on every line.

    Where there is doubt nothing is code: Markdown's own pairing has many ends, and a tag must not find one.
    """
    text = paragraph[0]
    ticks = set(re.findall(r"\\?`+", text))
    even = all(len(re.findall(r"`+", line)) % 2 == 0 for line in text.split("\n"))
    return CODE.sub(_blank, text) if len(ticks) == 1 and even and "\\`" not in text else text
