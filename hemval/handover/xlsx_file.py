"""A table as an Excel workbook in which every cell is text."""

import io
from collections.abc import Mapping
from datetime import datetime

from xlsxwriter import Workbook  # type: ignore[import-untyped]
from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

from hemval.handover.delivery import Delivery
from hemval.handover.rows import Table
from hemval.handover.told import WORDS
from hemval.words.cell_text import fitting
from hemval.words.dates import SWEDEN

NARROWEST, WIDEST = 10, 45
"""Characters. A wider column pushes the next question off the screen."""

OPTIONS = {
    "in_memory": True,  # otherwise answers would lie in temporary files in the clear
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def workbook_bytes(delivery: Delivery, made_at: datetime) -> bytes:
    """Return a workbook: a sheet for each version, the newest first, and one that explains the columns."""
    sheets = {_sheet_name(table): table for table in delivery.tables()}
    return xlsx_bytes({**sheets, WORDS.say("Columns"): delivery.dictionary_table()}, made_at)


def xlsx_bytes(tables: Mapping[str, Table], made_at: datetime) -> bytes:
    """Return the workbook of tables by their sheets' names; the same and the time give the same bytes."""
    file = io.BytesIO()
    workbook = Workbook(file, OPTIONS)
    workbook.set_properties({"created": made_at.astimezone(SWEDEN).replace(tzinfo=None)})
    # Format 49 is Excel's "Text": who edits a cell afterwards keeps the leading zero too.
    body = workbook.add_format({"num_format": "@", "valign": "top", "text_wrap": True})
    head = workbook.add_format({"num_format": "@", "valign": "top", "text_wrap": True, "bold": True})
    for name, table in tables.items():
        _fill(workbook.add_worksheet(name), table, body, head)
    workbook.close()
    return file.getvalue()


def _sheet_name(table: Table) -> str:
    if table.version is None:
        return WORDS.say("Cases")
    return WORDS.say("Version %(version)s", version=table.version)


def _fill(sheet: Worksheet, table: Table, body: object, head: object) -> None:
    for number, column in enumerate(table.columns):
        cells = [column.heading[:WIDEST], *(row[number] for row in table.rows)]
        width = max(len(line) for cell in cells for line in [*cell.split("\n"), ""])
        sheet.set_column(number, number, min(max(width + 2, NARROWEST), WIDEST), body)
        _write(sheet, 0, number, column.heading, head)
    for place, row in enumerate(table.rows, start=1):
        for number, cell in enumerate(row):
            _write(sheet, place, number, cell, body)
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, max(len(table.rows), 1), len(table.columns) - 1)


def _write(sheet: Worksheet, row: int, column: int, text: str, look: object) -> None:
    # Never write(): it guesses a kind from the text.
    if sheet.write_string(row, column, fitting(text), look) != 0:
        raise ValueError("a cell was not written whole")
