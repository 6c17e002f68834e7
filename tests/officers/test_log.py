"""The log, as whoever audits reads it."""

import json
from datetime import timedelta
from pathlib import Path

import pytest

from hemval.officers.application import create
from hemval.settings import Settings
from tests.officers.browser import PASSWORD, Browser
from tests.officers.page import told
from tests.officers.samples import NUMBER, choice

LOG = "/arenden/logg/"
SHOW, ASK, CHECK = "Visa", "Visa vem som har sett det", "Kontrollera loggen"


def sign_in(app, desk, clock) -> Browser:
    desk.accounts.add("rut", PASSWORD, "test", clock.now, ["auditor"])
    browser = app.test_client()
    browser.sign_in("rut")
    return browser


@pytest.fixture
def rut(app, desk, clock) -> Browser:
    """A browser in which an auditor has signed in; that is where she begins."""
    rut = sign_in(app, desk, clock)
    assert rut.is_at(LOG)
    return rut


def rows(browser) -> list[list[str]]:
    return [[told(cell) for cell in row] for body in browser.page.all("tbody") for row in body.iter("tr")]


def test_it_says_in_plain_words_who_did_what_newest_first(anna, rut, send, clock):
    send(choice(0), choice(1, "Bo Ek", "070-174 06 06"))
    clock.move(minutes=1)
    anna.get("/arenden/")
    anna.get(f"/arenden/{choice(0).id}/")
    rut.get(LOG)
    short = [choice(n).id[:8] for n in (0, 1)]
    assert [row[2:] for row in rows(rut)][:3] == [
        ["anna", "öppnade", f"1 ärende: {short[0]}"],
        ["anna", "såg i listan", f"2 ärenden: {short[0]}, {short[1]}"],
        ["Hemval självt", "hämtade in det som skickats", f"2 ärenden: {short[0]}, {short[1]}"],
    ]
    assert rows(rut)[0][1] == "2026-12-02 10:31:00"
    assert rows(rut)[3][2:] == ["rut", "läste poster i loggen", "1–4"]
    assert rows(rut)[-1][3:] == ["öppnade ett konto", "anna, handläggare"]


def test_nothing_of_anybody_stands_there(anna, rut, send):
    send(choice(0, name="Åsa Öst"))
    anna.get("/arenden/")
    anna.get(f"/arenden/{choice(0).id}/")
    rut.get(LOG)
    rut.press(ASK, reference=choice(0).reference)
    for secret in ("Öst", NUMBER, "Solgården", choice(0).reference):
        assert secret not in rut.last.text


def test_reading_it_is_in_it(rut, log):
    first = log("log_read")
    rut.get(LOG)
    entry = log("log_read")[-1]
    assert (entry.who, json.loads(entry.rows)) == ("rut", [f"1–{entry.seq - 1}"])
    assert len(log("log_read")) == len(first) + 1


def test_a_log_that_cannot_be_written_is_not_shown(rut, desk):
    with desk.queue.writing() as connection:
        connection.exec_driver_sql(
            "CREATE TRIGGER no BEFORE INSERT ON audit BEGIN SELECT RAISE(ABORT, 'no'); END"
        )
    assert rut.get(LOG).status_code == 503
    assert "loggade in" not in rut.last.text


def test_fifty_a_page_and_what_is_added_meanwhile_moves_nothing(rut, desk, clock):
    for _ in range(110):
        desk.log.note_check("bo", clock.now)
    rut.get(LOG)
    newest = int(rows(rut)[0][0])
    assert len(rows(rut)) == 50
    assert f"Visar 1–50 av {newest}" in rut.last.text
    seen = [int(row[0]) for row in rows(rut)]
    for _ in range(5):
        desk.log.note_check("bo", clock.now)
    while "Äldre" in rut.page.links():
        rut.follow("Äldre")
        seen += [int(row[0]) for row in rows(rut)]
    assert seen == list(range(newest, 0, -1))
    rut.follow("Nyare")
    assert [int(row[0]) for row in rows(rut)] == seen[50:100]


def test_filters_by_who_what_and_day(anna, rut, send, clock):
    send(choice(0))
    anna.get("/arenden/")
    rut.get(LOG)
    rut.get(f"{LOG}?vem=anna&atgard=list")
    assert [row[2:4] for row in rows(rut)] == [["anna", "såg i listan"]]
    chosen = [told(option) for option in rut.page.all("option") if option.get("selected") is not None]
    assert chosen == ["anna", "såg i listan"]
    for query, found in (
        ("fran=2026-12-02&till=2026-12-02", True),
        ("fran=2%20december%202026", True),
        ("till=2026-12-01", False),
        ("fran=2026-12-03", False),
        ("vem=ingen", False),
    ):
        rut.get(f"{LOG}?{query}")
        assert bool(rows(rut)) == found, query
        assert found or "Loggen har inget av det du frågar efter." in rut.last.text


def test_a_day_is_a_swedish_day(rut, desk, clock):
    for moment in ("2026-07-01T00:00", "2026-07-01T23:59", "2026-07-02T00:00"):
        desk.log.note_check(moment, clock.now.fromisoformat(moment + "+02:00"))
    rut.get(f"{LOG}?fran=2026-07-01&till=2026-07-01&atgard=log_checked")
    assert [row[1] for row in rows(rut)] == ["2026-07-01 23:59:00", "2026-07-01 00:00:00"]


@pytest.mark.parametrize("typed", ["i går", "2026-13-01", "9999-12-31"])
def test_a_day_that_is_none_is_told_and_nothing_shown_for_it(rut, log, typed):
    before = log("log_read")
    assert rut.get(f"{LOG}?fran={typed}&vem=anna").status_code == 400
    assert "Skriv dagen så här: 2026-12-02" in rut.last.text
    assert typed in [field.get("value") for field in rut.page.all("input")]
    assert rows(rut) == []
    assert log("log_read") == before


@pytest.mark.parametrize(
    "query", ["sida=0", "sida=x", "post=-1", "post=9999", "rad=x", "rad=' OR 1", "sida=99"]
)
def test_a_query_that_means_nothing_is_no_error(rut, query):
    assert rut.get(f"{LOG}?{query}").status_code == 200
    assert rows(rut)


def test_who_has_seen_a_case_is_asked_by_reference_and_told_by_row(anna, rut, send, log):
    send(choice(0), choice(1, "Bo Ek", "070-174 06 06"))
    anna.get("/arenden/")
    anna.get(f"/arenden/{choice(1).id}/")
    rut.get(LOG)
    typed = f" {choice(0).reference[:4].lower()}-{choice(0).reference[4:]} "
    rut.press(ASK, reference=typed)
    assert rut.last.request.query_string.decode() == f"rad={choice(0).id}"
    assert rut.page.words("h1") == "Vem har haft hand om ärendet"
    assert f"Allt som har gjorts med {choice(0).id[:8]} sedan" in rut.last.text
    (entry,) = log("log_sought")
    assert (entry.who, json.loads(entry.rows)) == ("rut", [choice(0).id])
    assert [row[2:4] for row in rows(rut)] == [
        ["rut", "frågade vem som har sett ett ärende"],
        ["anna", "såg i listan"],
        ["Hemval självt", "hämtade in det som skickats"],
    ]
    rut.press(SHOW, vem="anna")
    assert [row[3] for row in rows(rut)] == ["såg i listan"], "the filters narrow the case"


def test_the_case_that_is_asked_about_stands_alone_with_who_opened_it(anna, rut, send):
    send(choice(0), choice(1, "Bo Ek", "070-174 06 06"))
    anna.get("/arenden/")
    rut.get(f"{LOG}?rad={choice(1).id}")
    assert "Har öppnat det: ingen" in told(rut.page.one("main"))
    anna.get(f"/arenden/{choice(1).id}/")
    rut.get(f"{LOG}?rad={choice(1).id}")
    assert "Har öppnat det: anna" in told(rut.page.one("main"))
    assert choice(0).id[:8] not in rut.last.text


def test_a_case_is_found_by_all_rows_of_its_sitting(rut, send, desk, clock):
    first = choice(0)
    send(first, choice(1, reference=first.reference))
    desk.take_in(clock.now)
    rut.get(LOG)
    rut.press(ASK, reference=first.reference)
    assert {first.id, choice(1).id} == set(rut.last.request.args.getlist("rad"))


def test_a_damaged_row_stops_no_question(rut, send, desk, clock):
    send(choice(0), choice(1))
    desk.take_in(clock.now)
    with desk.queue.writing() as connection:
        connection.exec_driver_sql("UPDATE submission SET sealed = x'00' WHERE id = ?", (choice(0).id,))
    rut.get(LOG)
    rut.press(ASK, reference=choice(1).reference)
    assert rut.last.request.args.getlist("rad") == [choice(1).id]


def test_a_reference_that_nothing_has_is_said_and_logged(rut, log):
    rut.get(LOG)
    rut.press(ASK, reference=choice(5).reference)
    assert "Inget ärende har den referensen." in rut.last.text
    assert [entry.rows for entry in log("log_sought")] == ["[]"]
    assert rut.press(ASK, reference="7K2").status_code == 400
    assert "Skriv referensen: åtta" in rut.last.text
    assert "7K2" in [field.get("value") for field in rut.page.all("input")]
    assert len(log("log_sought")) == 1
    rut.press(ASK, reference=choice(5).reference.replace(choice(5).reference[0], "A"))
    assert "Något tecken är fel. Titta på referensen en gång till." in rut.last.text


def test_an_edited_entry_is_shown_as_far_as_it_can_be_read(rut, desk):
    with desk.queue.writing() as connection:
        changed = "rows = 'x', at = '<b>', who = '<i>', act = 'new'"
        connection.exec_driver_sql(f"UPDATE audit SET {changed} WHERE seq = 1")
    rut.get(LOG)
    assert rows(rut)[-1] == ["1", "<b>", "<i>", "new", ""]


def test_the_check_says_in_words_that_all_holds_and_shows_the_head(rut, log, desk):
    rut.get(LOG)
    rut.press(CHECK)
    assert rut.page.words("h1") == "Loggen stämmer"
    assert f"{len(log())} poster i loggen, obrutna." in rut.last.text
    assert desk.head().grouped in rut.last.text
    assert log("log_checked")[-1].who == "rut"


def test_a_head_that_was_written_down_is_held_against_the_log(rut, log, desk, clock):
    rut.get(LOG)
    rut.press(CHECK)
    written = desk.head()
    rut.get(LOG)
    rut.press(CHECK, head=written.grouped.upper())
    assert f"Den innehåller slutmärket som du skrev, vid post {written.seq}." in rut.last.text
    before = log("log_checked")
    rut.get(LOG)
    assert rut.press(CHECK, head="12: ab34").status_code == 400
    assert "Skriv hela slutmärket som det stod" in rut.last.text
    assert "12: ab34" in [field.get("value") for field in rut.page.all("input")]
    assert log("log_checked") == before, "nothing was checked"
    with desk.queue.writing() as connection:
        connection.exec_driver_sql("DELETE FROM audit WHERE seq >= ?", (written.seq,))
    clock.move(seconds=1)
    rut.press(CHECK, head=str(written))
    assert rut.page.words("h1") == "Loggen stämmer inte"
    assert f"Loggen är bruten vid post {written.seq}." in rut.last.text


def test_the_check_says_where_it_does_not_hold(rut, desk):
    rut.get(LOG)
    with desk.queue.writing() as connection:
        connection.exec_driver_sql("UPDATE audit SET who = 'bo' WHERE seq = 2")
    rut.press(CHECK)
    assert rut.page.words("h1") == "Loggen stämmer inte"
    assert "Loggen är bruten vid post 2." in rut.last.text


def test_the_check_names_what_is_gone_without_a_purge(rut, send, desk, clock):
    send(choice(0))
    desk.take_in(clock.now)
    with desk.queue.writing() as connection:
        connection.exec_driver_sql("DELETE FROM submission")
    rut.get(LOG)
    rut.press(CHECK)
    assert rut.page.words("h1") == "Loggen stämmer inte"
    assert f"men ingen gallring har tagit dem: {choice(0).id[:8]}" in rut.last.text


@pytest.fixture
def outside(tmp_path: Path) -> Path:
    (tmp_path / "elsewhere").mkdir()
    return tmp_path / "elsewhere" / "heads"


@pytest.fixture
def kept(places, clock, desk, outside, renderer, monkeypatch):
    """An auditor at an application that keeps the head in a second place; and its rounds, gone once."""
    monkeypatch.setattr("hemval.officers.application.Renderer", lambda folder: renderer)
    app = create(
        Settings(content=places.content, secure_cookies=False, second_factor=False, audit_head=outside), clock
    )
    app.test_client_class = Browser
    rounds = app.extensions["hemval.rounds"]
    rut = sign_in(app, desk, clock)
    rounds.go(rounds.rounds)
    yield rut, lambda: rounds.go(rounds.rounds)
    app.extensions["hemval.desk"].close()


def test_the_check_holds_the_log_against_the_second_place(kept, outside, desk, clock):
    rut, go_rounds = kept
    rut.get(LOG)
    assert "sparades senast på ett andra ställe 2 december 2026 klockan 10.30" in rut.last.text
    rut.press(CHECK)
    assert "Den innehåller slutmärket på det andra stället." in rut.last.text
    with desk.queue.writing() as connection:
        connection.exec_driver_sql("DELETE FROM audit WHERE seq > 1")
    for _ in range(9):
        desk.log.note_check("bo", clock.now)
    go_rounds()
    rut.get(LOG)
    assert "Loggen saknar poster som den har haft." in rut.last.text
    rut.press(CHECK)
    assert rut.page.words("h1") == "Loggen stämmer inte"
    assert "loggen har kortats där eller skrivits om" in rut.last.text


def test_a_second_place_that_is_gone_is_told_and_work_goes_on(kept, outside, clock):
    rut, go_rounds = kept
    outside.unlink()
    outside.parent.rmdir()
    clock.now += timedelta(minutes=1)
    rut.get(LOG)
    go_rounds()
    assert rut.get(LOG).status_code == 200
    assert "går inte att spara på det andra stället sedan 2 december 2026 klockan 10.31" in rut.last.text
    rut.press(CHECK)
    assert rut.page.words("h1") == "Allt gick inte att kontrollera"
    assert "Slutmärkena på det andra stället går inte att läsa nu." in rut.last.text
    assert "poster i loggen, obrutna." in rut.last.text, "a place that is gone hides no other result"
