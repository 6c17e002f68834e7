"""What a page's Markdown links to and can be linked to at, with places: read, not run.

Every branch counts, also one that this municipality skips: a link in it is another one's dead link.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

from markdown.extensions.toc import slugify, unique

from hemval.pages.raw_html import without_code

PIECE = r"(?:[^\s()]|\([^\s()]*\))"
TARGET = re.compile(rf"(?<!\\)\](?=\(\s*(?:<([^<>]*)>|({PIECE}*(?:\s+(?![\"']){PIECE}+)*)))")
"""Where a link or picture leads: what stands after ``](``, in angle brackets or not.
What it says before that may hold anything. What follows in quotes is a title.

Looked at and not taken: ``]([a](b.md)`` may be a link within what only looks like a target.
"""

DEFINED = re.compile(r"^ {0,3}\[(?!\^)[^\[\]\n]+\]:[ \t]*<?([^\s<>]+)", re.MULTILINE)
"""A target by name, on a line of its own: ``[avgift]: avgift.md``."""

PICTURE = re.compile(r"!\[((?:[^\[\]]|\[[^\[\]]*\])*)\](?=[(\[])")

HEADING = re.compile(r"^ {0,3}#{1,6}[ \t]*(.+?)[ \t]*#*[ \t]*$|^(\S.*)\n(?:=+|-+)[ \t]*$", re.MULTILINE)
ATTRIBUTES = re.compile(r"[ \t]*\{:?([^{}%\n]*)\}[ \t]*$")
GIVEN = re.compile(r"\{:?(?![{%])[^{}\n]*?#([\w:.-]+)[^{}\n]*\}")
FOOTNOTE = re.compile(r"^\[\^([^\]]+)\]:", re.MULTILINE)
FACT = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
LINK = re.compile(r"!?\[([^\[\]]*)\](?:\([^()]*\)|\[[^\[\]]*\])")
SIGNS = re.compile(r"[*_`]|(?<=\\)\\|\\(?=[!-/:-@\[-`{-~])")


@dataclass(frozen=True)
class Target:
    """Where a link or picture leads, as it is written, and where in the page that stands, from 1."""

    href: str
    line: int
    column: int


def targets(markdown: str) -> Iterator[Target]:
    """List where links and pictures lead; what a fact decides is left out."""
    text = without_code(markdown)
    found = ((match, match.lastindex or 1) for match in (*TARGET.finditer(text), *DEFINED.finditer(text)))
    for match, group in sorted(found, key=lambda one: one[0].start(one[1])):
        if match[group] and "{" not in match[group]:
            yield Target(unescape(match[group]), *_place(text, match.start(group)))


def pictures_without_words(markdown: str) -> Iterator[tuple[int, int]]:
    """List the places of pictures that say nothing to those who do not see them."""
    text = without_code(markdown)
    for found in PICTURE.finditer(text):
        if not found[1].strip():
            yield _place(text, found.start())


def heading_ids(markdown: str) -> frozenset[str]:
    """Return what a link can lead to on the page: ids that are given, and those that Markdown makes."""
    text = without_code(markdown)
    taken: set[str] = set(GIVEN.findall(text))
    for footnote in FOOTNOTE.findall(text):
        taken |= {f"fn:{footnote}", f"fnref:{footnote}"}
    plain = FACT.sub(_set_apart, markdown)
    for found in HEADING.finditer(FACT.sub(_set_apart, text)):
        part = 1 if found[1] else 2
        heading = plain[found.start(part) : found.end(part)].strip()
        attributes = ATTRIBUTES.search(heading)
        if not (attributes and "#" in attributes[1]):
            words = SIGNS.sub("", LINK.sub(r"\1", ATTRIBUTES.sub("", heading)))
            unique(slugify(unescape(words), "-"), taken)
    return frozenset(taken)


def _set_apart(fact: re.Match[str]) -> str:
    """Let what stands in a branch begin a line of its own, with every place where it was."""
    return ("\n" if fact[0].startswith("{%") else " ") * len(fact[0])


def _place(text: str, start: int) -> tuple[int, int]:
    return text.count("\n", 0, start) + 1, start - text.rfind("\n", 0, start)
