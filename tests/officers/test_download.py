"""Make a batch of what is new, and fetch its file."""

import csv
import io
import json
from types import SimpleNamespace

import pytest
from click.testing import CliRunner
from openpyxl import load_workbook

from hemval.cli.queue import queue
from hemval.forms.sent.reference import grouped
from hemval.settings import Settings
from hemval.words.cell_text import cell_text
from hemval.words.csv_text import unguarded
from tests.handover.samples import FORMULAS
from tests.handover.test_csv_file import starts_a_formula
from tests.officers.page import told
from tests.officers.samples import NUMBER, choice

TYPED = [
    ("Åsa Öst", "070-174 06 05"),
    ("=cmd|'/C calc'!A0", "0701740605"),
    ("<script>alert(1)</script>", "+46 70 174 06 05"),
]
EXCEL, CSV, JSON = "Hämta till Excel (XLSX)", "Hämta som CSV", "Hämta som JSON"
MAKE = "Gör en omgång som CSV"


@pytest.fixture
def three_new(send):
    send(*[choice(n, name, phone) for n, (name, phone) in enumerate(TYPED)])


def csv_rows(answer) -> list[list[str]]:
    text = answer.data.decode("utf-8-sig")
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=";", strict=True)
    return [[unguarded(cell) for cell in row] for row in rows]


def xlsx_rows(answer) -> list[list[str]]:
    sheet = load_workbook(io.BytesIO(answer.data)).worksheets[0]
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s"}
    return [[cell or "" for cell in row] for row in sheet.iter_rows(values_only=True)]


def told_of(anna) -> list[tuple[str, str]]:
    """Return the forms on the page in their order, each with how many are new."""
    headings = [told(heading) for heading in anna.page.all("h2")]
    counts = [told(line) for line in anna.page.all("p") if told(line).endswith(("nytt.", "nya."))]
    return list(zip(headings, counts, strict=True))


@pytest.mark.parametrize(
    ("button", "read", "name", "kind"),
    [
        (CSV, csv_rows, "val-1-2026-12-02.csv", "text/csv; charset=utf-8"),
        (EXCEL, xlsx_rows, "val-1-2026-12-02.xlsx",
         "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ],
)  # fmt: skip
def test_cells_read_back_are_what_was_typed(anna, three_new, log, button, read, name, kind):
    anna.get("/arenden/hamta/")
    assert "3 nya." in anna.last.text
    assert log("batch") == []
    answer = anna.fetch(button)
    assert answer.headers["Content-Disposition"] == f"attachment; filename={name}"
    assert answer.headers["Content-Type"] == kind
    head, *rows = read(answer)
    cells = [dict(zip(head, row, strict=True)) for row in rows]
    assert [(row["Namn (name)"], row["Telefon (phone)"]) for row in cells] == TYPED
    assert {row["Personnummer (identity-number)"] for row in cells} == {NUMBER}
    assert [row["Referens"] for row in cells] == [grouped(choice(n).reference) for n in range(3)]
    (made,), (fetched,) = log("batch"), log("batch_fetch")
    ids = [choice(n).id for n in range(3)]
    assert (made.who, json.loads(made.rows)) == ("anna", ["batch:1", *ids])
    number, format_, _, *rows = json.loads(fetched.rows)
    assert (fetched.who, number, format_, rows) == ("anna", "batch:1", name.rpartition(".")[2], ids)


@pytest.mark.parametrize("read", [csv_rows, xlsx_rows])
def test_no_formula_comes_alive_on_its_way_through_a_batch(anna, send, read):
    send(*[choice(n, typed) for n, typed in enumerate(FORMULAS)])
    answer = anna.fetch({csv_rows: CSV, xlsx_rows: EXCEL}[read])
    head, *rows = read(answer)
    assert [row[head.index("Namn (name)")] for row in rows] == [cell_text(typed) for typed in FORMULAS]
    if read is csv_rows:
        raw = csv.reader(io.StringIO(answer.data.decode("utf-8-sig"), newline=""), delimiter=";")
        assert not [cell for row in raw for cell in row if starts_a_formula(cell)]


def test_json_holds_what_was_stored_and_the_words(anna, three_new, log):
    answer = anna.fetch(JSON)
    assert answer.headers["Content-Disposition"] == "attachment; filename=val-1-2026-12-02.json"
    whole = json.loads(answer.data)
    assert [one["answers"] for one in whole["submissions"]] == [
        choice(n, *typed).answers for n, typed in enumerate(TYPED)
    ]
    assert [one["asked"][0]["answer"] for one in whole["submissions"]] == [name for name, _ in TYPED]
    assert "json" in json.loads(log("batch_fetch")[0].rows)


def test_a_file_holds_one_form(anna, send, desk, log):
    send(choice(1), choice(2, form="opinion"))
    anna.get("/arenden/hamta/")
    assert told_of(anna) == [("Val", "1 nytt."), ("Synpunkter", "1 nytt.")]
    forms = [form for form in anna.page.all("form") if form.get("action") is None]
    fields = [{field.get("name"): field.get("value") for field in form.iter("input")} for form in forms]
    for number, (form, n) in enumerate((("choice", 1), ("opinion", 2)), start=1):
        (mine,) = (one for one in fields if one["form"] == form)
        answer = anna.post("/arenden/hamta/", data={**mine, "format": "csv"})
        assert answer.location == f"/arenden/hamta/{number}/"
        anna.get(answer.location)
        answer = anna.press(CSV)
        assert [row[0] for row in csv_rows(answer)[1:]] == [grouped(choice(n).reference)]
    assert "synpunkter-2-2026" in answer.headers["Content-Disposition"]
    head = csv_rows(answer)[0]
    assert "Ersätter" not in head, "an opinion replaces no other"
    nothing = {**fields[0], "format": "csv", "form": ""}
    assert anna.post("/arenden/hamta/", data=nothing).status_code == 400
    assert [json.loads(entry.rows)[1:] for entry in log("batch")] == [[choice(1).id], [choice(2).id]]


def test_the_command_line_asks_which_form_where_there_are_several(send, desk, places, tmp_path):
    send(choice(1), choice(2, form="opinion"))

    def export(*more: str):
        out = ["export", "--out", str(tmp_path / "fil.csv"), *more]
        return CliRunner().invoke(queue, out, obj=Settings(content=places.content))

    refused = export()
    assert (refused.exit_code, "choice, opinion" in refused.output) == (1, True)
    assert export("--form", "nothing").output == "Det finns inget nytt att skriva.\n"
    assert not (tmp_path / "fil.csv").exists()
    assert export("--form", "opinion").output.startswith("1 val skrevs.\nDet är omgång 1. SHA-256: ")


def test_what_is_taken_over_is_not_new(anna, three_new, desk, clock):
    desk.take_in(clock.now)
    desk.take_over(choice(1).id, 1, "bo", clock.now)
    assert [row[0] for row in csv_rows(anna.fetch(CSV))[1:]] == [grouped(choice(n).reference) for n in (0, 2)]


def test_nothing_new_gives_no_button_and_no_batch(anna, log):
    anna.get("/arenden/hamta/")
    assert "Inget nytt just nu." in anna.last.text
    assert anna.page.buttons() == ["Logga ut"]
    token = anna.page.form("Logga ut")[1]
    answer = anna.post("/arenden/hamta/", data=token | {"format": "csv", "form": "choice", "seen": "x"})
    assert (answer.status_code, answer.location) == (303, "/arenden/hamta/")
    assert log("batch") == []


def test_a_format_we_do_not_have(anna, three_new, log):
    anna.get("/arenden/hamta/")
    answer = anna.post("/arenden/hamta/", data=anna.page.form(MAKE)[1] | {"format": "pdf"})
    assert answer.status_code == 400
    assert log("batch") == []
    anna.get("/arenden/hamta/")
    anna.press(MAKE)
    assert anna.post("/arenden/hamta/1/", data=anna.page.form(CSV)[1] | {"format": "pdf"}).status_code == 400
    assert log("batch_fetch") == []


def test_a_damaged_row_is_in_the_file_and_says_what_to_do(anna, three_new, desk, clock):
    desk.take_in(clock.now)
    with desk.queue.writing() as connection:
        connection.exec_driver_sql("UPDATE submission SET sealed = x'00' WHERE id = ?", (choice(1).id,))
    anna.fetch(CSV)
    for button, read in ((CSV, csv_rows), (EXCEL, xlsx_rows)):
        anna.get("/arenden/hamta/1/")
        rows = read(anna.press(button))
        assert len(rows) == 4
        assert choice(1).id in " ".join(rows[-1])
        assert "går inte att öppna" in " ".join(rows[-1])


def test_without_the_log_there_is_no_file(anna, three_new, desk, clock):
    anna.get("/arenden/hamta/")
    anna.press(MAKE)
    with desk.queue.writing() as connection:
        connection.exec_driver_sql(
            "CREATE TRIGGER no BEFORE INSERT ON audit BEGIN SELECT RAISE(ABORT, 'no'); END"
        )
    answer = anna.press(CSV)
    assert answer.status_code == 503
    assert "Åsa" not in answer.text


@pytest.mark.parametrize(("button", "name"), [(CSV, "csv"), (EXCEL, "xlsx")])
def test_the_command_line_gives_the_same_file(anna, three_new, desk, places, tmp_path, button, name):
    out = tmp_path / f"val.{name}"
    arguments = ["export", "--format", name, "--out", str(out)]
    CliRunner().invoke(queue, arguments, obj=Settings(content=places.content), catch_exceptions=False)
    anna.get("/arenden/hamta/1/")
    assert "command:" in anna.last.text
    answer = anna.press(button)
    assert answer.data == out.read_bytes()
    read = {"csv": csv_rows, "xlsx": xlsx_rows}[name]
    assert read(SimpleNamespace(data=out.read_bytes())) == read(answer)
