"""Letters at the officers' desk: by reference until they are made, and of names nothing is kept anywhere."""

import sys
import zipfile
from datetime import date, datetime
from io import BytesIO
from pathlib import Path

import pytest
from flask import Request
from page import validate_pdf_bytes

from hemval.content.folder import Folder
from hemval.forms.reading.loading import load_forms
from hemval.handover import merged_letters
from hemval.officers.exits import letters
from hemval.pages.published import write_published
from hemval.paper import printing
from hemval.paper.personal import NotPrinted
from hemval.settings import PROJECT
from hemval.words.dates import SWEDEN
from tests.officers.browser import PASSWORD, Browser
from tests.officers.exit_pages import HERE, SAME_SITE, upload
from tests.officers.exits import EXITS, helper, sent, take_in
from tests.officers.page import Page
from tests.paper.pdf import Pdf
from tests.queue.exits import ended

EXIT = EXITS["lindvik"]
AT = f"{HERE}brev/"
MARKER = "Qxzplanted"
HEAD = "referens;namn;adress;postnummer;ort\n"


def addresses(*numbers: int) -> str:
    return HEAD + "".join(f"HEM-{n:04};{MARKER} {n};Planterad väg {n};123 45;Lindvik\n" for n in numbers)


@pytest.fixture
def cases(desk, content, clock):
    return take_in(desk, content, EXIT, clock.now)


def test_letters_are_made_then_noted_as_posted_once(kim, cases, desk, log):
    upload(kim, AT, addresses(1, 2, 3, 4))
    assert "Alla som ska ha brev har en adress." in kim.page.words("main")
    assert MARKER not in kim.last.text
    meeting = kim.last
    answer = kim.press("Hämta breven")
    assert answer.mimetype == "application/pdf"
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Content-Disposition"] == f"attachment; filename={EXIT}-2026-12-02-brev.pdf"
    assert validate_pdf_bytes(answer.data, profile="ua1").is_compliant
    text = Pdf(answer.data).text()
    assert all(f"{MARKER} {n}" in text for n in (1, 2, 3, 4))
    (entry,) = log("exit_letters")
    assert all(case.id in entry.rows for case in cases)
    assert MARKER not in entry.rows
    assert not any(case.reference in entry.rows for case in cases)
    assert all(case.told_at is None for case in desk.exits.read(EXIT)), "a PDF is no letter"
    kim.last = meeting
    kim.follow("Breven är postade")
    assert "Det noteras att breven till 4 personer är postade i dag." in kim.page.words("main")
    page = kim.last
    kim.press("Ja, 4 brev är postade")
    assert "4 brev är noterade som postade." in kim.last.text
    assert all(case.told_at is not None for case in desk.exits.read(EXIT))
    kim.last = page
    kim.press("Ja, 4 brev är postade")
    assert "Det är redan noterat." in kim.last.text
    assert len(log("exit_posted")) == 1
    kim.get(AT)
    assert "Ingen ska ha ett brev nu." not in kim.page.words("main"), "they can be reminded"


def test_who_was_told_another_last_day_is_written_to_anew(kim, cases, desk, content, clock):
    left = content.providers[cases[0].affected.provider]
    agreement = left.agreement.model_copy(update={"last_day": date(2027, 2, 28)})
    moved = content.model_copy(
        update={"providers": {**content.providers, left.id: left.model_copy(update={"agreement": agreement})}}
    )
    desk.exits.note(EXIT, [cases[0].id], "letter", "anna", clock.now, moved)
    desk.exits.note(EXIT, [case.id for case in cases[1:]], "letter", "anna", clock.now, content)
    upload(kim, AT, addresses(1, 2, 3, 4), slag="brev")
    assert "1 brev görs" in kim.page.words("main")
    assert "3 rader gäller personer som inte ska ha ett sådant brev." in kim.page.words("main")


def test_only_those_who_have_not_chosen_are_reminded(kim, cases, desk, content, clock, send):
    desk.exits.note(EXIT, [case.id for case in cases], "letter", "anna", clock.now, content)
    send(sent(1, cases[0], helper(content, cases[0])))
    clock.move(minutes=1)
    upload(kim, AT, addresses(1, 2, 3, 4), slag="paminnelse")
    words = kim.page.words("main")
    assert "3 påminnelser görs" in words
    assert "1 rad gäller någon som inte ska ha ett sådant brev." in words
    answer = kim.press("Hämta påminnelserna")
    assert f"{MARKER} 1" not in Pdf(answer.data).text()
    assert "Påminnelse: välj en ny" in Pdf(answer.data).text()
    kim.get(f"{AT}postade/?slag=paminnelse")
    assert "Det noteras att påminnelserna till 3 personer är postade i dag." in kim.page.words("main")
    kim.press("Ja, 3 påminnelser är postade")
    assert "3 påminnelser är noterade som postade." in kim.last.text


def test_whom_the_addresses_do_not_fit_is_told_by_reference(kim, cases, log):
    upload(kim, AT, addresses(1, 2, 2, 9))
    words = kim.page.words("main")
    assert "2 har ingen adress i listan" in words
    assert "1 står mer än en gång i listan" in words
    assert "1 rad gäller någon som inte ska ha ett sådant brev." in words
    assert {"HEM-0002", "HEM-0003", "HEM-0004"} <= set(kim.page.links())
    assert "HEM-0009" not in kim.last.text
    assert MARKER not in kim.last.text
    assert len(log("exit_seen")) == 1
    answer = kim.press("Hämta breven")
    assert Pdf(answer.data).text().count(f"{MARKER} ") == 1


@pytest.mark.parametrize("text", ["", "namn;adress\nQxzplanted;Vägen 1\n", "referens;adress\nHEM-1;Vägen\n"])
def test_what_is_no_list_is_told_without_a_word_of_it(kim, cases, text):
    upload(kim, AT, text, slag="brev")
    assert kim.last.status_code == 400
    assert MARKER not in kim.last.text
    assert "Inga brev gjordes" in kim.page.words("main")


def test_while_none_is_to_be_written_none_is_made(kim, cases, log):
    upload(kim, AT, addresses(1), slag="paminnelse")
    assert kim.last.status_code == 409
    assert "Ingen ska ha ett sådant brev nu." in kim.page.words("main")
    assert log("exit_letters") == []


def test_a_protected_person_gets_no_letter(kim, cases, desk, content, clock, send):
    one = sent(1, cases[0], helper(content, cases[0]))
    send(one)
    kim.get(AT)
    desk.protect(one.id, 1, "anna", clock.now, on=True)
    upload(kim, AT, addresses(1, 2, 3, 4))
    assert "3 brev görs" in kim.page.words("main")
    assert "HEM-0001" not in kim.last.text


@pytest.mark.parametrize("press", ["Hämta breven", "Ja, 4 brev är postade"])
def test_who_was_marked_a_moment_ago_gets_no_letter_and_none_is_noted(
    kim, cases, desk, content, clock, send, press
):
    """The choice is taken in by whoever opens the cases, and joined to a reference only at an exit's page."""
    upload(kim, AT, addresses(1, 2, 3, 4))
    page = kim.last
    if press != "Hämta breven":
        kim.press("Hämta breven")
        page = kim.get(f"{AT}postade/?slag=brev")
    row = sent(1, cases[0], helper(content, cases[0]))
    send(row)
    desk.take_in(clock.now)
    (header,) = [one for one in desk.list() if one.id == row.id]
    desk.protect(row.id, header.version, "anna", clock.now, on=True)
    kim.last = page
    kim.press(press)
    if press == "Hämta breven":
        assert f"{MARKER} 1" not in Pdf(kim.last.data).text()
    else:
        kim.get(f"{AT}postade/?slag=brev")
        assert "1 brev ska inte postas. Ta bort det ur högen." in kim.page.words("main")
        assert "HEM-0001" in kim.page.links()
        assert "Ja, 3 brev är postade" in kim.page.buttons()
    assert all(case.told_at is None for case in desk.exits.read(EXIT))


def test_addresses_are_forgotten_after_a_quarter_and_are_nobody_elses(kim, app, cases, desk, clock):
    upload(kim, AT, addresses(1))
    seen_at = kim.last.request.path
    desk.accounts.add("bo", PASSWORD, "test", clock.now, ["coordinator"])
    bo: Browser = app.test_client()
    bo.sign_in("bo")
    bo.get(seen_at, follow_redirects=True)
    assert "Skicka in dem en gång till." in bo.last.text
    clock.move(minutes=14)
    kim.get(seen_at)
    assert "1 brev görs" in kim.page.words("main")
    clock.move(minutes=2)
    rounds = app.extensions["hemval.rounds"]
    rounds.go([one for one in rounds.rounds if one.name == "what officers sent in"])
    kim.get(seen_at, follow_redirects=True)
    assert "Skicka in dem en gång till." in kim.last.text


def begun(kim):
    """Press the button, and take no more of the answer than has come."""
    here, token = kim.last.request.path, Page(kim.last.text).form("Hämta breven")[1]
    return kim.post(here, data=token, headers=SAME_SITE, buffered=False)


def test_many_letters_come_as_they_are_printed_and_a_second_press_waits(kim, cases, log, monkeypatch):
    monkeypatch.setattr(merged_letters, "IN_A_FILE", 2)
    upload(kim, AT, addresses(1, 2, 3, 4))
    page = kim.last
    under_way = begun(kim)
    kim.last = page
    assert kim.press("Hämta breven").status_code == 503
    assert "Brev görs redan" in kim.page.words("h1")
    (part,) = [entry for entry in log("exit_seen") if cases[0].id in entry.rows]
    assert cases[2].id not in part.rows
    assert log("exit_letters") == [], "of a part nobody can open, nobody has a letter"
    with zipfile.ZipFile(BytesIO(under_way.data)) as box:
        assert [f"{MARKER} {n}" in Pdf(box.read("brev-3-4.pdf")).text() for n in (2, 3)] == [False, True]
    (entry,) = log("exit_letters")
    assert all(case.id in entry.rows for case in cases)


def test_letters_that_are_cut_off_are_not_counted_as_made(kim, cases, log, monkeypatch, caplog):
    monkeypatch.setattr(merged_letters, "IN_A_FILE", 2)
    upload(kim, AT, addresses(1, 2, 3, 4))
    page = kim.last
    cut = begun(kim)
    with monkeypatch.context() as broken:
        broken.setattr(printing, "PRESS", (sys.executable, "-c", "raise SystemExit(1)"))
        with pytest.raises(NotPrinted):
            _ = cut.data
    assert "letters could not be printed to the end" in caplog.text
    kim.get(f"{AT}postade/?slag=brev")
    assert "inga brev är gjorda sedan sist" in kim.page.words("main")
    kim.last = page
    begun(kim).close()
    kim.last = page
    again = begun(kim)
    assert again.status_code == 200, "the printer is free after each"
    again.close()


def test_a_letter_is_noted_with_the_day_that_it_tells(kim, cases, desk, content, places):
    upload(kim, AT, addresses(1, 2, 3, 4))
    kim.press("Hämta breven")
    provider = content.providers["solgardens-hemtjanst"]
    moved = provider.agreement.model_copy(update={"last_day": date(2027, 1, 20)})
    providers = {**content.providers, provider.id: provider.model_copy(update={"agreement": moved})}
    newer = content.model_copy(update={"providers": providers})
    write_published(places.published, newer, load_forms(Folder(PROJECT, PROJECT))[0])
    kim.get(f"{AT}postade/?slag=brev")
    assert "Breven till 4 personer har en annan dag än den som gäller nu." in kim.page.words("main")
    kim.press("Ja, 4 brev är postade")
    assert {case.told_day for case in desk.exits.read(EXIT)} == {provider.agreement.last_day}
    kim.get(AT)
    assert "4 personer ska ha det" in kim.page.words("main")


def test_before_letters_are_made_there_is_nothing_to_note(kim, cases, desk):
    kim.get(AT)
    assert "Breven är postade" not in kim.page.links()
    kim.get(f"{AT}postade/?slag=brev")
    assert "inga brev är gjorda sedan sist" in kim.page.words("main")
    assert kim.page.buttons() == ["Logga ut"]


def test_after_the_last_day_to_choose_no_letter_is_made_and_what_was_printed_in_time_is_noted(
    kim, cases, desk, clock, log
):
    upload(kim, AT, addresses(1, 2, 3))
    kim.press("Hämta breven")
    clock.now = datetime(2027, 1, 16, 9, tzinfo=SWEDEN)
    kim.sign_in()
    kim.get(AT)
    words = kim.page.words("main")
    assert "1 person kan inte få något brev: sista dagen att välja har passerat." in words
    assert "sätta en senare sista dag att välja" in words
    assert "HEM-0004" in kim.page.links()
    assert log("exit_seen")[-1].rows.count(cases[3].id) == 1, "who is named is logged"
    assert "Gjorda och inte noterade: 3" in words
    kim.follow("Breven är postade")
    words = kim.page.words("main")
    assert "Sista dagen att välja i breven till 3 personer har passerat." in words
    kim.press("Ja, 3 brev är postade")
    assert sum(case.told_at is not None for case in desk.exits.read(EXIT)) == 3
    kim.get(AT)
    assert "Breven är postade" not in kim.page.links()
    clock.now = datetime(2027, 1, 31, 9, tzinfo=SWEDEN)
    kim.sign_in()
    kim.get(AT)
    words = kim.page.words("main")
    assert "De vet inte vad som gäller nu. Ring dem." in words
    assert "sätta en senare" not in words, "no day is left to set"


def test_the_rule_and_letters_of_an_ended_exit_are_closed(kim, cases, desk, clock):
    ended(desk, clock.now, EXIT)
    for at in (AT, f"{AT}postade/", f"{HERE}regeln/"):
        assert kim.get(at).status_code == 409


# Nothing is kept: the same look is held against a server that keeps something.


@pytest.fixture
def room(tmp_path_factory, monkeypatch) -> Path:
    """Send everything that looks for a folder to write in to an empty one."""
    room = tmp_path_factory.mktemp("room")
    for name in ("HOME", "TMPDIR", "XDG_CACHE_HOME", "XDG_DATA_HOME", "XDG_RUNTIME_DIR"):
        monkeypatch.setenv(name, str(room))
    monkeypatch.setattr("tempfile.tempdir", None)
    return room


def held_open() -> int:
    """Count the names in every file that the process has open, those that have no name any more too."""
    files = [path for path in Path("/proc/self/fd").iterdir() if path.is_file()]
    return sum(path.read_bytes().count(MARKER.encode()) for path in files)


def found_in(kim, app, places, room, caplog, capfd) -> list[str]:
    """Make letters from a long list with planted names; say where any of them was written."""
    found = set()
    # What other tests have said may still lie in a file of the test runner's.
    before = held_open()

    def look(response):
        if held_open() > before:
            found.add("a file without a name")
        return response

    app.after_request_funcs.setdefault(None, []).append(look)
    kim.get(AT)
    token = Page(kim.last.text).form("Se vilka som får brev")[1]["csrf_token"]
    long = (addresses(1, 2, 3, 4) + addresses(*range(1000, 16_000)).removeprefix(HEAD)).encode()
    assert len(long) > 600_000
    head = "--b\r\nContent-Disposition: form-data; name={}{}\r\n\r\n"
    body = b"".join(
        (
            head.format("csrf_token", "").encode() + f"{token}\r\n".encode(),
            head.format("list", "; filename=l.csv").encode() + long + b"\r\n--b--\r\n",
        )
    )
    kim.post(
        AT,
        input_stream=BytesIO(body),
        content_length=len(body),
        content_type="multipart/form-data; boundary=b",
        headers=SAME_SITE,
        follow_redirects=True,
    )
    answer = kim.press("Hämta breven")
    assert f"{MARKER} 4" in Pdf(answer.data).text()
    for folder in (places.content, room):
        files = [path for path in folder.rglob("*") if path.is_file()]
        found |= {path.name for path in files if MARKER.encode() in path.read_bytes()}
    if MARKER in caplog.text + "".join(capfd.readouterr()):
        found.add("what was said")
    return sorted(found)


@pytest.fixture
def look(kim, app, cases, places, room, caplog, capfd):
    return lambda: found_in(kim, app, places, room, caplog, capfd)


def test_no_name_is_written_anywhere(look):
    assert look() == []


def test_the_look_finds_a_request_that_writes_long_files(look, app):
    app.request_class = Request
    assert look() == ["a file without a name"]


def test_the_look_finds_a_press_that_keeps_what_it_prints(look, room, monkeypatch):
    keeps = (
        "import subprocess, sys; data = sys.stdin.buffer.read();"
        f"open({str(room / 'kept')!r}, 'wb').write(data); sys.stderr.buffer.write(data);"
        "subprocess.run([sys.executable, '-m', 'hemval.paper.press'], input=data, check=True)"
    )
    monkeypatch.setattr(printing, "PRESS", (sys.executable, "-c", keeps))
    assert look() == ["kept"], "what a press says is thrown away"


def test_the_look_finds_a_server_that_says_what_it_reads(look, monkeypatch):
    read = letters.read_addresses
    monkeypatch.setattr(letters, "read_addresses", lambda data: letters.log.error("%s", data) or read(data))
    assert look() == ["what was said"]
