"""A table as CSV, for systems that read files in.

Excel guesses when it opens CSV by double-clicking and drops leading zeros; people are given XLSX.
"""

import csv
import io

from hemval.handover.cell_text import leads_a_formula
from hemval.handover.rows import Table

BOM = "\ufeff"
"""Without it Excel takes UTF-8 for an older code page, and å becomes Ã¥."""

GUARD = "'"


def csv_bytes(table: Table) -> bytes:
    """Return the file: UTF-8 with BOM, semicolons, CRLF, everything quoted, cells guarded."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow([guarded(column.heading) for column in table.columns])
    writer.writerows([guarded(cell) for cell in row] for row in table.rows)
    return (BOM + text.getvalue()).encode()


def guarded(text: str) -> str:
    """Put an apostrophe before what a spreadsheet could take for a formula; ``+46 …`` becomes ``'+46 …``.

    Text that already looks guarded gets one more, so that taking one away always gives what was typed.
    """
    return GUARD + text if leads_a_formula(text.lstrip(GUARD)) else text


def unguarded(cell: str) -> str:
    """Return what was typed, from a guarded cell."""
    return cell[1:] if cell.startswith(GUARD) and leads_a_formula(cell.lstrip(GUARD)) else cell
