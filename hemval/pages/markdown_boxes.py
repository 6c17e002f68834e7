"""Boxes and what opens in a page's Markdown: the kinds there are, and their titles in the page's language."""

import re
from collections.abc import Iterator
from difflib import get_close_matches

from hemval.pages.asked_facts import Fault
from hemval.pages.raw_html import without_code
from hemval.words import Words, sentence, words_in

TITLES = {
    "note": sentence("Good to know"),
    "tip": sentence("Tip"),
    "warning": sentence("Important"),
}
"""The kinds of box, and what one without a title of its own is called: Markdown itself would say "Note"."""

BOX = re.compile(r"^(?P<begins> *(?:!!!|\?\?\?\+?)[ ]+)(?P<kind>[\w-]+)(?P<rest>[^\n]*)$", re.MULTILINE)


def with_titles(markdown: str, words: Words) -> str:
    """Give each box without a title the one of its kind."""

    def titled(box: re.Match[str]) -> str:
        if box["kind"] not in TITLES or box["rest"].strip():
            return box[0]
        return f'{box["begins"]}{box["kind"]} "{words.say(TITLES[box["kind"]])}"'

    return BOX.sub(titled, markdown)


def box_faults(markdown: str) -> Iterator[Fault]:
    """Find boxes of a kind that there is not, each with the nearest there is."""
    say = words_in("sv").say
    text = without_code(markdown)
    for box in BOX.finditer(text):
        kind = box["kind"]
        if kind not in TITLES:
            near = get_close_matches(kind, TITLES, n=1)
            advice = (
                say("Did you mean %(name)s?", name=near[0])
                if near
                else say("These are there: %(names)s.", names=", ".join(TITLES))
            )
            line = text.count("\n", 0, box.start()) + 1
            message = say("There is no box of the kind ”%(kind)s”.", kind=kind)
            yield Fault(line, len(box["begins"]) + 1, message, advice)
