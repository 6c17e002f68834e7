"""Headings in a written page that would be a second title."""

import re
from collections.abc import Iterator

from hemval.pages.asked_facts import Fault
from hemval.pages.raw_html import without_code
from hemval.words import words_in

TITLE = re.compile(
    r"^(?P<before>(?:[ \t>]|[-*+][ \t]|\{%[^\n]*?%\})*)(?:#(?!#)[ \t]*[^\s#]|[^\s#][^\n]*\n[ \t]*=+[ \t]*$)",
    re.MULTILINE,
)
"""A heading of the first level, with a sign or underlined; also in a box, a list or a branch."""


def heading_faults(markdown: str) -> Iterator[Fault]:
    """Find headings of the first level: ``title:`` is the only one, as those who listen go by it."""
    say = words_in("sv").say
    text = without_code(markdown)
    for found in TITLE.finditer(text):
        message = say("The page gets two main headings: its title: is already one.")
        advice = say("Begin the heading with ## instead, or take it away.")
        line = text.count("\n", 0, found.start()) + 1
        yield Fault(line, len(found["before"]) + 1, message, advice)
