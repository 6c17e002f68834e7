"""A table as CSV, for systems that read files in.

Excel guesses when it opens CSV by double-clicking and drops leading zeros; people are given XLSX.
"""

from hemval.handover.rows import Table
from hemval.words import csv_text


def csv_bytes(table: Table) -> bytes:
    """Return the file."""
    return csv_text.csv_bytes([[column.heading for column in table.columns], *table.rows])
