"""A table as another program exported it: CSV with whatever separator and letters it happened to use."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass

SEPARATORS = ";\t,"
"""As Swedish programs write them, the usual one first."""


class NotATable(ValueError):
    """The bytes are no text that a program exports, such as a workbook or a PDF."""


@dataclass(frozen=True)
class TableLine:
    """A line of the table; ``number`` is its place in the file, from one."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """A heading a column, and the lines below that hold something."""

    headings: tuple[str, ...]
    lines: tuple[TableLine, ...]


def read_table(data: bytes) -> Table:
    """Read a table; raise ``NotATable``.

    UTF-8 with or without a mark, or Windows-1252, which Excel writes; separated by semicolon, tab or comma.
    """
    text = _text(data)
    first = next((line for line in text.splitlines() if line.strip()), "")
    separator = max(SEPARATORS, key=first.count)
    lines = list(_lines(text, separator))
    if not lines:
        return Table((), ())
    return Table(lines[0].cells, tuple(lines[1:]))


def _text(data: bytes) -> str:
    if b"\0" in data:
        raise NotATable
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _lines(text: str, separator: str) -> Iterator[TableLine]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    before = 0
    try:
        for cells in reader:
            told = tuple(" ".join(cell.split()) for cell in cells)
            if any(told):
                yield TableLine(before + 1, told)
            before = reader.line_num
    except csv.Error as error:
        raise NotATable from error
