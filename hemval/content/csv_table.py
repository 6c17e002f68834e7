"""A table as another program exported it: CSV with whatever separator and letters it happened to use."""

import csv
import io
import re
from collections.abc import Iterator

from hemval.words.csv_text import unguarded

SEPARATOR_TOLD = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)


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

    Raises ``csv.Error``.
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
        if any(cell.strip() for cell in cells):
            yield line, [unguarded(cell.strip()) for cell in cells]
