"""A built page's own words, cut at the headings that can be linked to.

Our pages are made by our templates and our Markdown, so tags are found by a pattern; a test compares it with
an HTML parser on every page there is. A parser in Python would take longer than making the pages.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

from hemval.pages.search_words import composed

MAIN = re.compile(r"<main\b[^>]*>(.*?)</main>", re.DOTALL)

LEFT_OUT = re.compile(
    r"<(nav|form|svg|script|aside)\b.*?</\1>|<!--.*?-->"
    r'|<p class="(?:buttons|back|alone)[^"]*".*?</p>|<div class="chosen".*?</div>',
    re.DOTALL,
)
"""Ways to other pages, and questions to the reader."""

HEADING = re.compile(r"<(h[1-4])\b([^>]*)>(.*?)</\1>", re.DOTALL)
ID = re.compile(r"\bid=\"([^\"]+)\"")
TAG = re.compile(r"</?([a-z][a-z0-9]*)\b[^>]*>", re.IGNORECASE)
WITHIN_A_LINE = {
    "a",
    "abbr",
    "b",
    "bdi",
    "br",
    "cite",
    "code",
    "em",
    "i",
    "mark",
    "small",
    "span",
    "strong",
    "sub",
    "sup",
}
SPACE = re.compile(r"[ \t\r\f\v]*\n\s*")


@dataclass(frozen=True)
class Section:
    """A part of a page under a heading of its own; the first has the page's title and no anchor."""

    anchor: str
    heading: str
    text: str
    """Lines, each a paragraph, an item or a fact."""


def sections_of(html: str) -> list[Section]:
    """Return a page's sections; none where the page has no title of its own."""
    found = MAIN.search(composed(html))
    if found is None:
        return []
    parts = list(_parts(LEFT_OUT.sub("\n", found[1])))
    first = next((number for number, part in enumerate(parts) if part[0] == "h1"), len(parts))
    return [Section(anchor, heading, text) for _, anchor, heading, text in parts[first:]]


def _parts(main: str) -> Iterator[tuple[str, str, str, str]]:
    """Cut at headings: level, anchor, words of the heading, words of what follows.

    A heading without an id cannot be linked to and belongs to what stands before it. One that is itself a
    link leads to where its matter stands, so what follows it is left out.
    """
    cuts = list(HEADING.finditer(main))
    open_part: tuple[str, str, str] | None = None
    words: list[str] = []
    for number, cut in enumerate(cuts):
        end = cuts[number + 1].start() if number + 1 < len(cuts) else len(main)
        follows = text_of(main[cut.end() : end])
        anchor = ID.search(cut[2])
        if "<a " in cut[3]:
            continue
        if cut[1] != "h1" and anchor is None:
            words += [text_of(cut[3]), follows]
            continue
        if open_part is not None:
            yield (*open_part, _joined(words))
        open_part = cut[1], anchor[1] if anchor and cut[1] != "h1" else "", " ".join(text_of(cut[3]).split())
        words = [follows]
    if open_part is not None:
        yield (*open_part, _joined(words))


def text_of(html: str) -> str:
    """Return the words of HTML, a line a block; a term and what is said of it on one."""
    broken = TAG.sub(_gap, html.replace("\n", " "))
    return SPACE.sub("\n", re.sub(r"[ \t]{2,}", " ", unescape(broken).replace("::", ":"))).strip()


def _gap(tag: re.Match[str]) -> str:
    name = tag[1].lower()
    if name in WITHIN_A_LINE:
        return " " if name == "br" else ""
    if name == "dt":
        return ": " if tag[0].startswith("</") else "\n"
    return "" if name == "dd" and not tag[0].startswith("</") else "\n"


def _joined(lines: list[str]) -> str:
    return "\n".join(line for line in lines if line)
