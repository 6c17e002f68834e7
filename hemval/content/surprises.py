"""Unquoted text that YAML would read as something else than was meant, without a word."""

import re

import yaml

from hemval.content.node import Node, Place
from hemval.content.quoting import HASH, line_in_quotes
from hemval.content.syntax import (
    NO_SPACE_AFTER_COLON,
    NO_SPACE_AFTER_DASH,
    SPACE_AFTER_COLON,
    SPACE_AFTER_DASH,
    Explained,
    explained,
)
from hemval.words import words_in
from hemval.words.sentence import sentence

HALF_COMMENT = (
    HASH,
    sentence(
        "If it belongs to the text, put the whole text in quotation marks. If not, write a space after #."
    ),
)
NOT_AN_ITEM = (
    sentence("The line continues the text above it; it is not read as an item of a list."),
    sentence("Begin all dashes of a list in the same column, with no text after the key itself."),
)


COMMENT_BEGINS = re.compile(r"\s+#(?=[^\s#])")


def surprise(event: yaml.ScalarEvent, lines: list[str]) -> Explained | None:
    """Explain what would be lost or joined; None for the text that is what it looks like."""
    if event.style or not event.value:
        return None
    start, end = event.start_mark, event.end_mark
    if start is None or end is None:
        return None
    rest = lines[end.line][end.column :] if end.line < len(lines) else ""
    on_one_line = start.line == end.line and "#" not in rest
    if on_one_line and rest.startswith(":") and not event.value.startswith("-"):
        return None  # a key, as nearly half of all are
    alone = not lines[start.line][: start.column].strip()
    if on_one_line and not alone:
        return None  # a value after its key, as nearly all others are
    for number in range(start.line + (0 if alone else 1), min(end.line + 1, len(lines))):
        line = lines[number]
        if number == end.line and not line[: end.column].strip():
            break
        indent = len(line) - len(line.lstrip())
        if NO_SPACE_AFTER_DASH.match(line):
            return explained((number + 1, indent + 1), SPACE_AFTER_DASH)
        if line[indent:].startswith("- "):
            return explained((number + 1, indent + 1), NOT_AN_ITEM)
        if match := NO_SPACE_AFTER_COLON.match(line):
            return explained((number + 1, match.end(1) + 2), SPACE_AFTER_COLON)
    if match := COMMENT_BEGINS.match(rest):
        place = (end.line + 1, end.column + match.end())
        return _half_comment(place, lines) if start.line == end.line else explained(place, HALF_COMMENT)
    return None


def _half_comment(place: Place, lines: list[str]) -> Explained:
    written = line_in_quotes(place[0], lines)
    if written is None:
        return explained(place, HALF_COMMENT)
    say = words_in("sv").say
    advice = say("If it belongs to the text: %(written)s If not, write a space after #.", written=written)
    return Explained(place, say(HALF_COMMENT[0]), advice)


def glued(key: Node) -> Explained | None:
    """Explain ``{sv:Hej}``: in braces it is a key ``sv:Hej`` without a value."""
    if isinstance(key.value, str) and (match := NO_SPACE_AFTER_COLON.match(key.value)):
        return explained((key.line, key.column + match.end(1) + 1), SPACE_AFTER_COLON)
    return None
