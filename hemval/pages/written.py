"""A written page: a Markdown file that begins with what it says of itself."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from hemval.content.binding import bind
from hemval.content.findings import Finding
from hemval.content.kinds import Day, Line, Model
from hemval.content.node import Node, Place
from hemval.content.reader import read_text
from hemval.content.source import not_utf8
from hemval.words import words_in

FRONT_MATTER = re.compile(r"\A---\n(.*?\n)---\n", re.DOTALL)


class PageMeta(Model):
    """What a page says of itself. Both dates are shown to citizens; an empty one is a finding."""

    title: Line
    lead: Line | None = None
    description: Line | None = None
    published: Day
    reviewed: Day
    related: tuple[Line, ...] = ()
    """Files of pages to read next, such as ``kontakt.md``; shown last on the page."""
    template: Literal["main.html", "start.html"] = "main.html"


@dataclass(frozen=True)
class WrittenPage:
    """What stands before a page's text, read and checked; the text itself is a ``Body``."""

    meta: PageMeta
    places: Mapping[str, Place]
    """Where each thing that the page says of itself stands in the file."""


@dataclass(frozen=True)
class Body:
    """What a page says to its readers, and the line of the file on which that begins, from 1."""

    text: str
    line: int


def body_of(path: Path) -> Body:
    """Return a page's body also where something is wrong with what stands before it."""
    text = _text(path)
    match = FRONT_MATTER.match(text)
    return Body(text[match.end() :], text[: match.end()].count("\n") + 1) if match else Body(text, 1)


def read_page(path: Path, name: str) -> tuple[WrittenPage | None, list[Finding]]:
    """Read what a page says of itself; the findings have positions in the whole file."""
    try:
        text = _text(path, "strict")
    except UnicodeDecodeError as error:
        return None, [not_utf8(error.object, error.start, name)]
    match = FRONT_MATTER.match(text)
    if match is None:
        say = words_in("sv").say
        message = say("The page does not begin with what it says of itself.")
        advice = say("Begin with a line ---, then title:, published: and reviewed:, then a line ---.")
        return None, [Finding(name, 1, 1, message, text.partition("\n")[0], advice)]
    # A blank line stands for the first ---, so that positions are those of the file.
    front = "\n" + match[1]
    node, findings = read_text(front, name)
    if node is None or findings:
        return None, findings
    meta, findings = bind(node, PageMeta, name, front)
    if meta is None:
        return None, findings
    return WrittenPage(meta, dict(_places(node))), findings


def _text(path: Path, errors: str = "replace") -> str:
    return path.read_text(encoding="utf-8-sig", errors=errors).replace("\r\n", "\n")


def _places(node: Node) -> Iterator[tuple[str, Place]]:
    """List where each value stands, and each item of a list under its number: ``related.0``."""
    for key, value in node.value.items() if isinstance(node.value, Mapping) else ():
        yield key, value.place
        if isinstance(value.value, tuple):
            for number, item in enumerate(value.value):
                yield f"{key}.{number}", item.place
