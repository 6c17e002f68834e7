"""A table as another program exported it: CSV with whatever separator and letters it happened to use."""

import csv
import io
import re
from collections.abc import Iterator

from hemval.words.csv_text import unguarded

MOST_LINES, MOST_COLUMNS = 20_000, 50
"""Of a table of people: a larger one is another file, and nobody is to wait for what is wrong in it."""

SEPARATOR_TOLD = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)


class TooLarge(ValueError):
    """A table has more lines or columns than any that is meant."""

    def __init__(self, line: int) -> None:
        super().__init__("more lines or columns than there may be")
        self.line = line


def decoded(data: bytes) -> str:
    """Return the text: UTF-8 or UTF-16 with a mark, UTF-8 without, or the page that Excel has by itself."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def lines_of(text: str) -> Iterator[tuple[int, list[str]]]:
    """Part the text into cells, each line with its number in the file; empty lines are left out.

    Raises ``csv.Error`` and ``TooLarge``.
    """
    skipped = 0
    if told := SEPARATOR_TOLD.match(text):
        separator, text, skipped = told[1], text[told.end() :], 1
    else:
        first = text.split("\n", 1)[0]
        separator = max(";,\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    before = skipped
    for cells in reader:
        line, before = before + 1, reader.line_num + skipped
        if before > MOST_LINES or len(cells) > MOST_COLUMNS:
            raise TooLarge(line)
        if any(cell.strip() for cell in cells):
            yield line, [unguarded(cell.strip()) for cell in cells]
