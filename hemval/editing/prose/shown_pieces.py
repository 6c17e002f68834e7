"""Which pieces of a page this municipality shows: another's branch may well say something else."""

import re

from hemval.pages.asked_facts import Fault
from hemval.pages.markdown_links import FACT
from hemval.pages.page_facts import FactPrinter, UnknownFact

Piece = tuple[int, int]

SET_APART = re.compile(r"\ue000(\d+)\ue001")


def only_shown(text: str, printer: FactPrinter) -> str:
    """Blank the pieces of a text that are not shown here; every line and column stays where it was."""
    pieces = _pieces(text)
    marked, last = [], 0
    for number, (start, end) in enumerate(pieces):
        marked += [text[last:start], f"\ue000{number}\ue001"]
        last = end
    try:
        printed = printer.into_text("".join([*marked, text[last:]]))
    except UnknownFact:
        return text
    shown = {int(number) for number in SET_APART.findall(printed)}
    for number, (start, end) in enumerate(pieces):
        if number not in shown:
            text = text[:start] + re.sub(r"[^\n]", " ", text[start:end]) + text[end:]
    return text


def fault_at(text: str, start: int, message: str, advice: str) -> Fault:
    """Place a fault by how many characters stand before it."""
    return Fault(text.count("\n", 0, start) + 1, start - text.rfind("\n", 0, start), message, advice)


def _pieces(text: str) -> list[Piece]:
    pieces, last = [], 0
    for fact in FACT.finditer(text):
        if text[last : fact.start()].strip():
            pieces.append((last, fact.start()))
        last = fact.end()
    return [*pieces, (last, len(text))]
