"""A table of texts as CSV that a spreadsheet opens and that cannot come alive in it."""

import csv
import io
import re
from collections.abc import Iterable, Sequence

from hemval.words.cell_text import leads_a_formula

BOM = "\ufeff"
"""Without it Excel takes UTF-8 for an older code page, and å becomes Ã¥."""

GUARD = "'"

AFTER_SEPARATOR = re.compile("(?<=[,;|\t\n])[^,;|\t\n]+")
"""What stands where a program that takes another separator than ours begins a new cell, also inside quotes.

LibreOffice without a word of the separator takes the comma, and then ends a row at each line end.
"""


def csv_bytes(rows: Iterable[Sequence[str]]) -> bytes:
    """Return the file: UTF-8 with BOM, semicolons, CRLF, everything quoted, cells guarded."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerows([guarded(cell) for cell in row] for row in rows)
    return (BOM + text.getvalue()).encode()


def guarded(text: str) -> str:
    """Put an apostrophe before what a spreadsheet could take for a formula; ``+46 …`` becomes ``'+46 …``.

    So too after each separator within the text. What already looks guarded gets one more, so that taking one
    away in each place always gives what was typed.
    """
    inner = AFTER_SEPARATOR.sub(lambda part: _guarded(part[0]), text)
    return GUARD + inner if leads_a_formula(text.lstrip(GUARD)) else inner


def unguarded(cell: str) -> str:
    """Return what was typed, from a guarded cell."""
    return _unguarded(AFTER_SEPARATOR.sub(lambda part: _unguarded(part[0]), cell))


def _guarded(part: str) -> str:
    return GUARD + part if leads_a_formula(part.lstrip(GUARD)) else part


def _unguarded(part: str) -> str:
    return part[1:] if part.startswith(GUARD) and leads_a_formula(part.lstrip(GUARD)) else part
