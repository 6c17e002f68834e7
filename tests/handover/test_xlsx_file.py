"""XLSX: every cell text, read back as typed."""

import io
import zipfile
from datetime import UTC, datetime

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from xlsxwriter import Workbook

from hemval.handover.rows import Column, Table, table
from hemval.handover.xlsx_file import xlsx_bytes
from hemval.words.cell_text import CUT, LONGEST, cell_text
from tests.handover.samples import FORMULAS, choice

MADE = datetime(2026, 12, 2, 10, tzinfo=UTC)


def one_sheet(rows: Table) -> bytes:
    return xlsx_bytes({"Val": rows}, MADE)


def opened(made: bytes) -> Worksheet:
    sheet = load_workbook(io.BytesIO(made)).active
    assert isinstance(sheet, Worksheet)
    return sheet


def of_answers(*answers: str) -> bytes:
    return one_sheet(table([choice(*[(f"q{n}", "Fråga", a) for n, a in enumerate(answers)])]))


def cells(*answers: str) -> list[str]:
    row = next(opened(of_answers(*answers)).iter_rows(min_row=2))[8:]
    assert all(cell.data_type == "s" for cell in row if cell.value is not None)
    return [cell.value or "" for cell in row]


def live_formulas(made: bytes) -> int:
    with zipfile.ZipFile(io.BytesIO(made)) as file:
        sheet = file.read("xl/worksheets/sheet1.xml").decode()
        links = [name for name in file.namelist() if "rels" in name and "sheet" in name]
    return sheet.count("<f>") + sheet.count("<hyperlink") + len(links)


def test_no_payload_comes_alive_and_each_reads_back_as_typed():
    assert live_formulas(of_answers(*FORMULAS)) == 0
    assert cells(*FORMULAS) == [cell_text(payload) for payload in FORMULAS]


def test_the_count_of_live_formulas_can_fail():
    file = io.BytesIO()
    workbook = Workbook(file, {"in_memory": True})
    workbook.add_worksheet().write_column(0, 0, FORMULAS)
    workbook.close()
    assert live_formulas(file.getvalue()) > 5


def test_what_people_type_comes_back():
    typed = ["Åsa Öst", "=1+1", "0701740605", "+46 70 174 06 05", "193804129819", "no", "8:00", "1e5", "  x "]
    assert cells(*typed) == typed


def test_cells_are_formatted_as_text_and_the_head_is_frozen():
    sheet = opened(of_answers("0701740605", "x" * 300))
    assert {cell.number_format for row in sheet.iter_rows() for cell in row} == {"@"}
    assert sheet.freeze_panes == "B2"
    widths = [dimension.width for dimension in sheet.column_dimensions.values()]
    assert 9 < min(widths) < max(widths) < 50


def test_the_same_table_and_time_give_the_same_bytes():
    assert of_answers("Åsa") == of_answers("Åsa")


def test_no_rows_are_a_workbook_too():
    assert opened(one_sheet(table([]))).max_row == 1


def test_nothing_is_written_to_temporary_files(tmp_path, monkeypatch):
    monkeypatch.setenv("TMPDIR", str(tmp_path / "not there"))
    monkeypatch.setattr("tempfile.tempdir", None)
    monkeypatch.setattr("tempfile.mkstemp", None)
    assert live_formulas(of_answers("Åsa")) == 0


@pytest.mark.parametrize("sign", ["x", "å", "😀", "x😀"])
def test_a_text_that_no_cell_holds_is_cut_where_one_can_see_it(sign):
    (cell,) = cells(sign * (LONGEST + 1))
    assert cell.endswith(CUT)
    assert cell.startswith(sign * 1000)
    assert len(cell.encode("utf-16-le")) // 2 <= LONGEST


def test_a_cell_that_xlsxwriter_would_leave_out_stops_the_file(monkeypatch):
    monkeypatch.setattr("hemval.handover.xlsx_file.fitting", lambda text: text)
    long = Table((Column("x", "question"),), (("x" * (LONGEST + 1),),))
    with pytest.raises(ValueError, match="whole"):
        one_sheet(long)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.text(), min_size=1, max_size=8))
@example(["_x000D_", "_x0041_", "&amp;", "<b>", "]]>", "\n", " ", "\t", "\ufffe", "\ue000"])
def test_any_text_reads_back_without_what_nobody_can_see(answers):
    assert cells(*answers) == [cell_text(answer) for answer in answers]
