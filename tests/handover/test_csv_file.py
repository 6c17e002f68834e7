"""CSV: read back as typed, and nothing in it starts as a formula."""

import csv
import io
import re
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from hemval.handover.csv_file import csv_bytes
from hemval.handover.rows import table
from hemval.words.cell_text import cell_text
from hemval.words.csv_text import unguarded
from tests.handover.samples import FORMULAS, choice


def cells(*answers: str) -> list[str]:
    made = csv_bytes(table([choice(*[(f"q{n}", "Fråga", answer) for n, answer in enumerate(answers)])]))
    text = made.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=";", strict=True))
    assert len(rows) == 2
    return rows[1][8:]


def starts_a_formula(cell: str) -> bool:
    """Judge as a spreadsheet might, in another way than the code does."""
    seen = unicodedata.normalize("NFKC", cell).lstrip(" \t\r\n\u200d\u3164\u1160\u2800\u00a0\u3000")
    return seen[:1] in {*"=+-@%", "−"} or cell[:1] in {"\t", "\r", "\n"}


def test_the_bytes_are_as_excel_and_systems_want_them():
    made = csv_bytes(table([choice(("name", "Namn", 'Åsa "Ö"; B'))]))
    assert made.startswith(b"\xef\xbb\xbf")
    assert made.endswith(b"\r\n")
    assert made.decode("utf-8-sig").splitlines()[1].endswith(';"";"Åsa ""Ö""; B"')


@pytest.mark.parametrize("payload", FORMULAS)
def test_no_payload_comes_alive_and_each_reads_back_as_typed(payload):
    (cell,) = cells(payload)
    assert not starts_a_formula(cell)
    assert unguarded(cell) == cell_text(payload)


@pytest.mark.parametrize("separator", [",", ";", "|", "\t", "\n"])
def test_no_payload_comes_alive_where_another_separator_is_taken_for_ours(separator):
    """LibreOffice without a word of the separator takes the comma: each line of a text became a row."""
    answers = [f"a{separator}{payload}{separator}b" for payload in FORMULAS]
    made = csv_bytes(table([choice(*[(f"q{n}", "Fråga", answer) for n, answer in enumerate(answers)])]))
    read_wrongly = re.split(r"[,;|\t\n]", made.decode("utf-8-sig").replace("\r\n", "\n"))
    assert not [piece for piece in read_wrongly if starts_a_formula(piece)]
    assert [unguarded(cell) for cell in cells(*answers)] == [cell_text(answer) for answer in answers]


def test_a_list_and_a_sum_stay_readable():
    assert cells("Köp:\n- mjölk\n- bröd", "Åsa, född 1938", "8,50; 9,-") == [
        "Köp:\n'- mjölk\n'- bröd", "Åsa, född 1938", "8,50; 9,'-",
    ]  # fmt: skip


def test_the_judge_can_fail():
    alive = [payload for payload in FORMULAS if starts_a_formula(payload)]
    assert len(FORMULAS) == 31
    assert len(alive) == 27


def test_a_phone_number_and_a_dash_stay_readable_behind_the_apostrophe():
    assert cells("+46 70-174 06 05", "-", "0701740605", "'t Hooft") == [
        "'+46 70-174 06 05", "'-", "0701740605", "'t Hooft",
    ]  # fmt: skip


def test_headings_are_guarded_too():
    made = csv_bytes(table([choice(("x", "=1+1", "svar"))])).decode("utf-8-sig")
    assert ';"\'=1+1 (x)"\r\n' in made


@given(st.lists(st.text(), min_size=1, max_size=4))
@example(["''=x", "'", "' =x", '"', ";", "\r\n", '=\r\n;"', "' \n'=1", "'\n''=,'-"])
def test_any_text_reads_back_without_what_nobody_can_see(answers):
    back = cells(*answers)
    assert [unguarded(cell) for cell in back] == [cell_text(answer) for answer in answers]
    assert not any(starts_a_formula(cell) for cell in back)
