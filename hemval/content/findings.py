"""What is wrong in a file, where, and what to write instead."""

import re
import unicodedata
from dataclasses import dataclass

from hemval.words.plain import HIDDEN, visible

SHOWN = 100
"""How many columns of a long line are shown around the place."""
TAB = "→   "


@dataclass(frozen=True, order=True)
class Finding:
    """One thing to mend, at a line and column counted from one; sorts by file and place.

    Message and advice are finished sentences in the writer's language.
    """

    file: str
    line: int
    column: int
    message: str
    source_line: str = ""
    advice: str = ""

    def render(self) -> str:
        """Return the finding for a terminal: place and message, the line with a caret, the advice."""
        lines = [visible(f"{self.file}:{self.line}:{self.column}: {self.message}")]
        if self.source_line.strip():
            shown, caret = pointed_at(self.source_line, self.column)
            lines += [f"    {shown}", f"    {' ' * caret}^"]
        if self.advice:
            lines.append(f"  {visible(self.advice)}")
        return "\n".join(lines)

    def as_json(self) -> dict[str, str | int]:
        """Return the finding as plain values for other programs; nothing is cut or written out."""
        return {
            "file": self.file,
            "line": self.line,
            "column": self.column,
            "message": self.message,
            "source_line": self.source_line,
            "advice": self.advice,
        }


class ContentError(Exception):
    """The files cannot be used; ``findings`` says everything that is wrong with them."""

    def __init__(self, findings: list[Finding]) -> None:
        super().__init__("\n\n".join(finding.render() for finding in findings))
        self.findings = findings


def line_of(source: str, line: int) -> str:
    """Return one line of a source, counted from one; empty where there is none."""
    lines = re.split(r"\r\n|\r|\n", source.removeprefix("\ufeff"))
    return lines[line - 1] if 0 < line <= len(lines) else ""


def pointed_at(source_line: str, column: int) -> tuple[str, int]:
    """Return a line as it can be shown, and how many columns in the caret stands.

    Tabs and hidden characters are written out, wide characters take two columns and combining ones none;
    a long line is cut around the place.
    """
    shown = [TAB if c == "\t" else visible(c) if HIDDEN.match(c) else c for c in source_line]
    widths = [_width(piece) for piece in shown]
    place = min(max(column - 1, 0), len(shown))
    while 0 < place < len(shown) and widths[place] == 0:
        place -= 1
    # Two thirds of the room go to what stands before the place: what is wrong is mostly explained there.
    first = place - _fitting(widths[:place][::-1], SHOWN * 2 // 3)
    last = place + _fitting(widths[place:], SHOWN - sum(widths[first:place]))
    before, after = "…" if first else "", "…" if last < len(shown) else ""
    return before + "".join(shown[first:last]) + after, len(before) + sum(widths[first:place])


def _fitting(widths: list[int], room: int) -> int:
    """Return how many of the pieces fit; those without width count too, so that their number has an end."""
    used = 0
    for count, width in enumerate(widths):
        used += width
        if used > room or count >= 3 * SHOWN:
            return count
    return len(widths)


def _width(piece: str) -> int:
    if len(piece) > 1:
        return len(piece)
    if unicodedata.category(piece) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(piece) in {"W", "F"} else 1
