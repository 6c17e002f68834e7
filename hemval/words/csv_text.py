"""A table of texts as CSV that a spreadsheet opens and that cannot come alive in it."""

import csv
import io
from collections.abc import Iterable, Sequence

from hemval.words.cell_text import leads_a_formula

BOM = "\ufeff"
"""Without it Excel takes UTF-8 for an older code page, and å becomes Ã¥."""

GUARD = "'"


def csv_bytes(rows: Iterable[Sequence[str]]) -> bytes:
    """Return the file: UTF-8 with BOM, semicolons, CRLF, everything quoted, cells guarded."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerows([guarded(cell) for cell in row] for row in rows)
    return (BOM + text.getvalue()).encode()


def guarded(text: str) -> str:
    """Put an apostrophe before what a spreadsheet could take for a formula; ``+46 …`` becomes ``'+46 …``.

    Text that already looks guarded gets one more, so that taking one away always gives what was typed.
    """
    return GUARD + text if leads_a_formula(text.lstrip(GUARD)) else text


def unguarded(cell: str) -> str:
    """Return what was typed, from a guarded cell."""
    return cell[1:] if cell.startswith(GUARD) and leads_a_formula(cell.lstrip(GUARD)) else cell
