"""Download the new choices."""

import csv
import io
import json
from types import SimpleNamespace

import pytest
from click.testing import CliRunner
from openpyxl import load_workbook

from hemval.cli.queue import queue
from hemval.forms.reference import grouped
from hemval.settings import Settings
from hemval.words.csv_text import unguarded
from tests.officers.page import told
from tests.officers.samples import NUMBER, choice

TYPED = [
    ("Åsa Öst", "070-174 06 05"),
    ("=cmd|'/C calc'!A0", "0701740605"),
    ("<script>alert(1)</script>", "+46 70 174 06 05"),
]
EXCEL, CSV, JSON = "Hämta till Excel (XLSX)", "Hämta som CSV", "Hämta som JSON"


@pytest.fixture
def three_new(send):
    send(*[choice(n, name, phone) for n, (name, phone) in enumerate(TYPED)])


def csv_rows(answer) -> list[list[str]]:
    text = answer.data.decode("utf-8-sig")
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=";", strict=True)
    return [[unguarded(cell) for cell in row] for row in rows]


def xlsx_rows(answer) -> list[list[str]]:
    sheet = load_workbook(io.BytesIO(answer.data)).active
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s"}
    return [[cell or "" for cell in row] for row in sheet.iter_rows(values_only=True)]


def told_of(anna) -> list[tuple[str, str]]:
    """Return the forms on the page in their order, each with how many are new."""
    headings = [told(heading) for heading in anna.page.all("h2")]
    counts = [told(line) for line in anna.page.all("p") if told(line).endswith(("nytt.", "nya."))]
    return list(zip(headings, counts, strict=True))


@pytest.mark.parametrize(
    ("button", "read", "act", "name", "kind"),
    [
        (CSV, csv_rows, "download_csv", "val-2026-12-02-1030.csv", "text/csv; charset=utf-8"),
        (EXCEL, xlsx_rows, "download_xlsx", "val-2026-12-02-1030.xlsx",
         "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ],
)  # fmt: skip
def test_cells_read_back_are_what_was_typed(anna, three_new, log, button, read, act, name, kind):
    anna.get("/arenden/hamta/")
    assert "3 nya." in anna.last.text
    assert log(act) == []
    answer = anna.press(button)
    assert answer.headers["Content-Disposition"] == f"attachment; filename={name}"
    assert answer.headers["Content-Type"] == kind
    head, *rows = read(answer)
    told = [dict(zip(head, row, strict=True)) for row in rows]
    assert [(row["Namn (name)"], row["Telefon (phone)"]) for row in told] == TYPED
    assert {row["Personnummer (identity-number)"] for row in told} == {NUMBER}
    assert [row["Referens"] for row in told] == [grouped(choice(n).reference) for n in range(3)]
    (entry,) = log(act)
    assert (entry.who, json.loads(entry.rows)) == ("anna", [choice(n).id for n in range(3)])


def test_json_holds_what_was_stored_and_the_words(anna, three_new, log):
    anna.get("/arenden/hamta/")
    answer = anna.press(JSON)
    assert answer.headers["Content-Disposition"] == "attachment; filename=val-2026-12-02-1030.json"
    whole = json.loads(answer.data)
    assert [one["answers"] for one in whole["submissions"]] == [
        choice(n, *typed).answers for n, typed in enumerate(TYPED)
    ]
    assert [one["asked"][0]["answer"] for one in whole["submissions"]] == [name for name, _ in TYPED]
    (entry,) = log("download_json")
    assert entry.who == "anna"


def test_a_file_holds_one_form(anna, send, desk, log):
    send(choice(1), choice(2, form="opinion"))
    anna.get("/arenden/hamta/")
    assert told_of(anna) == [("Val", "1 nytt."), ("Synpunkter", "1 nytt.")]
    token = anna.page.form(CSV)[1]
    for form, n in (("choice", 1), ("opinion", 2)):
        answer = anna.post("/arenden/hamta/", data={**token, "format": "csv", "form": form})
        assert [row[0] for row in csv_rows(answer)[1:]] == [grouped(choice(n).reference)]
    assert "synpunkter-2026" in answer.headers["Content-Disposition"]
    assert anna.post("/arenden/hamta/", data={**token, "format": "csv", "form": ""}).status_code == 400
    assert [json.loads(entry.rows) for entry in log("download_csv")] == [[choice(1).id], [choice(2).id]]


def test_the_command_line_asks_which_form_where_there_are_several(send, desk, places, tmp_path):
    send(choice(1), choice(2, form="opinion"))

    def export(*more: str):
        out = ["export", "--out", str(tmp_path / "fil.csv"), *more]
        return CliRunner().invoke(queue, out, obj=Settings(content=places.content))

    refused = export()
    assert (refused.exit_code, "choice, opinion" in refused.output) == (1, True)
    assert export("--form", "nothing").output == "Det finns inget nytt att skriva.\n"
    assert not (tmp_path / "fil.csv").exists()
    assert export("--form", "opinion").output == "1 val skrevs.\n"


def test_what_is_taken_over_is_not_downloaded(anna, three_new, desk, clock):
    desk.take_in(clock.now)
    desk.take_over(choice(1).id, 1, "bo", clock.now)
    anna.get("/arenden/hamta/")
    assert [row[0] for row in csv_rows(anna.press(CSV))[1:]] == [grouped(choice(n).reference) for n in (0, 2)]


def test_nothing_new_gives_no_button_and_no_file(anna, log):
    anna.get("/arenden/hamta/")
    assert "Inget nytt just nu." in anna.last.text
    assert anna.page.buttons() == ["Logga ut"]
    token = anna.page.form("Logga ut")[1]
    answer = anna.post("/arenden/hamta/", data=token | {"format": "csv", "form": "choice"})
    assert (answer.status_code, answer.location) == (303, "/arenden/hamta/")
    assert log("download_csv") == []


def test_a_format_we_do_not_have(anna, three_new, log):
    anna.get("/arenden/hamta/")
    answer = anna.post("/arenden/hamta/", data=anna.page.form(CSV)[1] | {"format": "pdf"})
    assert answer.status_code == 400
    assert not [entry for entry in log() if entry.act.startswith("download")]


def test_a_damaged_row_is_in_the_file_and_says_what_to_do(anna, three_new, desk, clock):
    desk.take_in(clock.now)
    with desk.queue.writing() as connection:
        connection.exec_driver_sql("UPDATE submission SET sealed = x'00' WHERE id = ?", (choice(1).id,))
    for button, read in ((CSV, csv_rows), (EXCEL, xlsx_rows)):
        anna.get("/arenden/hamta/")
        rows = read(anna.press(button))
        assert len(rows) == 4
        assert choice(1).id in " ".join(rows[-1])
        assert "går inte att öppna" in " ".join(rows[-1])


def test_without_the_log_there_is_no_file(anna, three_new, desk, clock):
    anna.get("/arenden/hamta/")
    with desk.queue.writing() as connection:
        connection.exec_driver_sql(
            "CREATE TRIGGER no BEFORE INSERT ON audit BEGIN SELECT RAISE(ABORT, 'no'); END"
        )
    answer = anna.press(CSV)
    assert answer.status_code == 503
    assert "Åsa" not in answer.text


@pytest.mark.parametrize(("button", "name"), [(CSV, "csv"), (EXCEL, "xlsx")])
def test_the_command_line_gives_the_same_cells(anna, three_new, desk, clock, places, tmp_path, button, name):
    anna.get("/arenden/hamta/")
    with desk.queue.writing() as connection:
        connection.exec_driver_sql("UPDATE submission SET sealed = x'00' WHERE id = ?", (choice(1).id,))
    answer = anna.press(button)
    out = tmp_path / f"val.{name}"
    arguments = ["export", "--format", name, "--out", str(out)]
    CliRunner().invoke(queue, arguments, obj=Settings(content=places.content), catch_exceptions=False)
    read = {"csv": csv_rows, "xlsx": xlsx_rows}[name]
    assert read(SimpleNamespace(data=out.read_bytes())) == read(answer)
