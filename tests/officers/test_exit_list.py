"""The case system's list at the officers' desk: seen before it is taken in, and never a name."""

from io import BytesIO

import pytest

from tests.officers.browser import PASSWORD, Browser
from tests.officers.exit_pages import HERE, SAME_SITE, upload
from tests.officers.exits import EXITS, take_in
from tests.officers.page import Page
from tests.queue.exits import ended

EXIT = EXITS["lindvik"]
AT = f"{HERE}lista/"
HEAD = "referens;utförare;område;insatser;språk;timmar\n"
THREE = HEAD + "".join(f"HEM-{n:04};Solgårdens hemtjänst;;;;{10 + n}\n" for n in range(1, 4))


def test_a_list_is_seen_then_taken_in_once(kim, desk, log):
    kim.get(AT)
    upload(kim, AT, THREE)
    assert "Listan innehåller 3 personer." in kim.page.words("main")
    assert "3 är nya" in kim.page.words("main")
    assert desk.exits.read(EXIT) == ()
    seen_at = kim.last.request.path
    page = kim.last.text
    kim.press("Läs in listan")
    assert kim.is_at(HERE)
    assert "Listan är inläst: 3 är nya." in kim.last.text
    assert [case.reference for case in desk.exits.read(EXIT)] == ["HEM-0001", "HEM-0002", "HEM-0003"]
    codes = [case.code for case in desk.exits.read(EXIT)]
    token = Page(page).form("Läs in listan")[1]
    kim.post(seen_at, data=token, headers=SAME_SITE, follow_redirects=True)
    assert "Listan är redan inläst." in kim.last.text
    assert [case.code for case in desk.exits.read(EXIT)] == codes
    assert len(log("exit_listed")) == 1


def test_what_is_changed_gone_and_back_is_told_by_reference(kim, desk, content, clock, log):
    cases = take_in(desk, content, EXIT, clock.now, 4)
    upload(kim, AT, HEAD + "HEM-0001;solgardens-hemtjanst;;;;77\nNY-1;solgardens-hemtjanst;;;;\n")
    words = kim.page.words("main")
    assert "1 är ny" in words
    assert "1 är ändrad" in words
    assert "timmar: 10 blir 77" in words
    assert "3 är borta ur listan" in words
    assert "Mer än hälften saknas" in words
    (shown,) = log("exit_seen")
    assert all(case.id in shown.rows for case in cases)
    kim.press("Läs in listan")
    upload(kim, AT, HEAD + "HEM-0002;solgardens-hemtjanst;;;;11\nNY-1;solgardens-hemtjanst;;;;\n")
    assert "1 är tillbaka" in kim.page.words("main")


def test_what_the_list_holds_is_counted_before_it_is_read_in(kim):
    rows = "HEM-1;solgardens-hemtjanst;norra;städning,service;en;7\nHEM-2;solgardens-hemtjanst;;städning;;\n"
    upload(kim, AT, HEAD + rows)
    counted = {
        "".join(row[0].itertext()): "".join(row[1].itertext()) for row in kim.page.all("tr") if len(row) == 2
    }
    assert counted["Solgårdens hemtjänst"] == "2"
    assert counted["Norra Lindvik"] == counted["Inget område i listan"] == "1"
    assert counted["städning"] == "2"
    assert counted["Inga timmar i listan"] == counted["engelska"] == "1"
    assert "Solgårdens hemtjänst, Norra Lindvik, städning" in kim.page.words("main")


def test_only_so_many_of_a_kind_are_named(kim):
    rows = "".join(f"HEM-{n:04};solgardens-hemtjanst;;;;\n" for n in range(40))
    upload(kim, AT, HEAD + rows)
    assert kim.last.text.count("HEM-") == 25
    assert "Och 15 till." in kim.page.words("main")


def test_what_stands_in_a_refused_column_is_shown_nowhere(kim, desk, log):
    upload(kim, AT, "referens;utförare;namn\nHEM-1;solgardens-hemtjanst;Qxzplanted Ek\n")
    assert kim.last.status_code == 400
    words = kim.page.words("main")
    assert "Rad 1, kolumn 3." in words
    assert "Inget lästes in" in words
    assert "Qxzplanted" not in kim.last.text
    upload(kim, AT, HEAD + "193804129819;solgardens-hemtjanst;;;;\n")
    assert "193804129819" not in kim.last.text
    assert "Rad 2, kolumn 1." in kim.page.words("main")
    assert desk.exits.read(EXIT) == ()


def test_a_post_without_a_file_is_told(kim):
    kim.get(AT)
    words = kim.page.words("main")
    assert "utförare (måste finnas): Solgårdens hemtjänst" in words
    assert "språk: svenska eller engelska. Språket i brevet." in words
    assert "timmar: beviljade timmar i månaden" in words
    kim.press("Se vad listan ändrar")
    assert kim.last.status_code == 400
    assert "Välj filen med listan." in kim.page.words("main")


def test_a_list_is_taken_by_post_alone(kim, desk):
    kim.get(AT)
    file = {"list": (BytesIO(THREE.encode()), "lista.csv")}
    answer = kim.get(AT, data=file, content_type="multipart/form-data")
    assert answer.status_code == 200
    kim.post(
        f"{AT}abc/",
        data=Page(answer.text).form("Se vad listan ändrar")[1],
        headers=SAME_SITE,
        follow_redirects=True,
    )
    assert "Skicka in den en gång till." in kim.last.text
    assert desk.exits.read(EXIT) == ()


def test_one_of_a_kind_is_told_in_the_singular(kim):
    upload(kim, AT, HEAD + "HEM-1;solgardens-hemtjanst;;;;\n")
    kim.press("Läs in listan")
    assert "Listan är inläst: 1 är ny." in kim.last.text


def test_only_what_was_seen_is_taken_in(kim, desk, content, clock):
    upload(kim, AT, THREE)
    take_in(desk, content, EXIT, clock.now, 1)
    kim.press("Läs in listan")
    assert "något har ändrats sedan du öppnade sidan" in kim.last.text
    assert len(desk.exits.read(EXIT)) == 1
    kim.press("Läs in listan")
    assert len(desk.exits.read(EXIT)) == 3


def test_a_list_is_whose_it_was_sent_in_by_and_kept_for_an_hour(kim, app, desk, clock):
    upload(kim, AT, THREE)
    seen_at = kim.last.request.path
    desk.accounts.add("bo", PASSWORD, "test", clock.now, ["coordinator"])
    bo: Browser = app.test_client()
    bo.sign_in("bo")
    bo.get(seen_at, follow_redirects=True)
    assert "Skicka in den en gång till." in bo.last.text
    clock.move(minutes=59)
    kim.sign_in()
    kim.get(seen_at)
    assert "3 är nya" in kim.page.words("main")
    clock.move(minutes=2)
    kim.get(seen_at, follow_redirects=True)
    assert "Skicka in den en gång till." in kim.last.text


def test_a_fresh_login_is_asked_for_and_leads_back(kim, clock):
    clock.move(minutes=6)
    kim.get(AT, follow_redirects=True)
    assert kim.page.words("h1") == "Skriv ditt lösenord igen"
    kim.press("Fortsätt", password=PASSWORD)
    assert kim.is_at(AT)


def test_a_file_that_was_chosen_in_time_is_not_to_be_chosen_again(kim, clock, desk):
    kim.get(AT)
    _, token = kim.page.form("Se vad listan ändrar")
    clock.move(minutes=6)
    sent = {"csrf_token": token["csrf_token"], "list": (BytesIO(THREE.encode()), "lista.csv")}
    kim.post(AT, data=sent, content_type="multipart/form-data", headers=SAME_SITE, follow_redirects=True)
    assert kim.page.words("h1") == "Skriv ditt lösenord igen"
    kim.press("Fortsätt", password=PASSWORD)
    assert "Nu kan du fortsätta." in kim.page.words("body")
    assert "Tryck en gång till" not in kim.page.words("body")
    assert "3 är nya" in kim.page.words("main")
    clock.move(minutes=6)
    kim.press("Läs in listan")
    kim.press("Fortsätt", password=PASSWORD)
    assert "Nu kan du fortsätta. Tryck en gång till." in kim.page.words("body")
    assert desk.exits.read(EXIT) == ()
    kim.press("Läs in listan")
    assert len(desk.exits.read(EXIT)) == 3


@pytest.mark.parametrize("number", ["", "abc", "../../logg", "a" * 33])
def test_a_list_is_led_to_by_a_number_alone(kim, number):
    kim.get(f"/arenden/logga-in-igen/?till=exit_changes&avslut={EXIT}&lista={number}")
    assert kim.last.headers["Location"] == "/arenden/ko/"


@pytest.mark.parametrize("exit_id", ["finns-inte", "..", "utforare-c-2027"])
def test_no_address_from_outside_is_led_to(kim, exit_id):
    kim.get(f"/arenden/logga-in-igen/?till=exit_list&avslut={exit_id}")
    assert not kim.last.headers["Location"].startswith(f"/arenden/avslut/{exit_id}")
    kim.get(f"/arenden/avslut/{exit_id}/lista/")
    assert kim.last.status_code in (303, 404, 308)


def test_a_confirmed_exit_takes_no_list(kim, desk, content, clock):
    take_in(desk, content, EXIT, clock.now)
    upload(kim, AT, THREE)
    ended(desk, clock.now, EXIT)
    kim.press("Läs in listan")
    assert kim.last.status_code == 409
    assert "Avslutet är bekräftat" in kim.page.words("h1")
    assert len(desk.exits.read(EXIT)) == 4
    kim.get(AT)
    assert kim.last.status_code == 409


def test_a_long_list_is_taken_whole(kim, desk):
    rows = "".join(f"HEM-{n:05};solgardens-hemtjanst;;;;{n % 90}\n" for n in range(1200))
    file = BytesIO((HEAD + rows).encode())
    assert len(file.getvalue()) > 40_000
    upload(kim, AT, HEAD + rows)
    assert "1200 är nya" in kim.page.words("main")
