"""Room at the providers: changed by co-ordinators, line by line, and never over what another wrote."""

import hashlib
import json
import shutil
from datetime import date
from pathlib import Path

import pytest

from hemval.content.room import Room
from hemval.editing.room_changed import read_room_file
from hemval.officers.application import create
from hemval.officers.room import page as room_page
from hemval.pages.open_data_files import JSON_FILE, open_data_files
from hemval.pages.site import Site
from hemval.settings import PROJECT, Places
from tests.municipalities import NOW, OWN
from tests.officers.browser import NAME, PASSWORD, Browser
from tests.officers.conftest import START
from tests.officers.page import told

AT = {"lindvik": "bjorkens-hemtjanst", "botkyrka": "utforare-a"}
NAMES = {"lindvik": "Lindviks kommun", "botkyrka": "Botkyrka kommun"}
ALL = "/arenden/plats/"


@pytest.fixture
def places(places: Places) -> Places:
    """The prepared folder with what is written in it, and no pages."""
    for part in OWN:
        if (PROJECT / part).is_dir() and part not in ("forms", "site_src"):
            shutil.copytree(PROJECT / part, places.content / part)
        elif (PROJECT / part).is_file():
            shutil.copy(PROJECT / part, places.content / part)
    return places


@pytest.fixture
def kim(desk, clock, browser) -> Browser:
    desk.accounts.set_roles(NAME, ["coordinator"], "test", clock.now)
    browser.sign_in()
    browser.get(ALL)
    return browser


@pytest.fixture
def bo(app, desk, clock) -> Browser:
    desk.accounts.add("bo", PASSWORD, "test", clock.now, ["coordinator"])
    browser = app.test_client()
    browser.sign_in("bo")
    return browser


@pytest.fixture
def file(places: Places) -> Path:
    return places.content / "room.yml"


def rooms_in(file: Path) -> dict[str, Room]:
    return read_room_file(file.read_text("utf-8")).rooms.root


def test_a_change_is_written_line_by_line_and_shown_in_each_municipality(
    settings, municipality, renderer, monkeypatch
):
    """The whole way, with pages: the one test here that draws them."""
    monkeypatch.setattr("hemval.officers.application.Renderer", lambda folder: renderer)
    app = create(settings, lambda: NOW)
    app.test_client_class = Browser
    desk, kim, at = app.extensions["hemval.desk"], app.test_client(), AT[municipality]
    kim.municipality = NAMES[municipality]
    desk.accounts.add("kim", PASSWORD, "test", NOW, ["coordinator"])
    kim.sign_in("kim")
    kim.get(ALL)
    file = settings.content / "room.yml"
    before = file.read_text("utf-8")
    links = {href for href in kim.page.links().values() if href.startswith(ALL) and href != ALL}
    assert links == {f"{ALL}{identity}/" for identity in rooms_in(file)}
    assert "Sidorna visar det inte än" not in kim.last.text
    kim.get(f"{ALL}{at}/")
    assert "I Hemvals kö: 0." in kim.last.text
    kim.press("Spara", state="queue", waiting="3")
    assert "är sparad, och webbplatsen visar det" in kim.last.text
    after, room = file.read_text("utf-8"), rooms_in(file)[at]
    assert (room.state, room.as_of, room.waiting) == ("queue", NOW.date(), 3)
    changed = set(after.splitlines()) ^ set(before.splitlines())
    assert all(line.strip().split(":")[0] in ("state", "as_of", "waiting") for line in changed)
    data = json.loads((settings.places.site / JSON_FILE).read_text("utf-8"))
    assert [one["room"]["waiting"] for one in data["providers"] if one["id"] == at] == [3]
    with desk.queue.reading() as connection:
        rows = connection.exec_driver_sql("SELECT rows FROM audit WHERE act = 'room'").scalar_one()
    assert json.loads(rows) == [at, hashlib.sha256(after.encode()).hexdigest()]
    desk.close()


def test_as_before_takes_one_press_and_changes_the_day_alone(kim, file):
    before = rooms_in(file)
    kim.press("Som förut i dag")
    assert kim.is_at(ALL)
    after = rooms_in(file)
    (changed,) = [identity for identity in after if after[identity] != before[identity]]
    assert after[changed] == before[changed].model_copy(update={"as_of": START.date()})


def test_hours_ceilings_and_areas(kim, file):
    kim.get(f"{ALL}storangens-omsorg/")
    kim.press(
        "Spara",
        **{"granted_hours": "5300", "hours": "5900", "told": "2026-11-20", "begins": "2027-01-01"},
        **{"norra.state": "closed", "norra.granted_hours": "12"},
    )
    room = rooms_in(file)["storangens-omsorg"]
    assert room.granted_hours == 5300
    assert [(one.hours, one.begins) for one in room.ceilings] == [(5600, None), (5900, date(2027, 1, 1))]
    assert {area: (here.state, here.granted_hours) for area, here in room.areas.items()} == {
        "norra": ("closed", 12)
    }
    assert "5600 timmar, 5900 timmar från 1 januari 2027" in kim.last.text
    assert "# Timmar i månaden" in file.read_text("utf-8")
    kim.get(f"{ALL}storangens-omsorg/")
    assert "Ta bort: 5600 timmar" in kim.last.text
    action, fields = kim.page.form("Spara")
    kim.post(
        action,
        data=fields | {"drop": "0", "norra.state": ""},
        headers={"Origin": "http://localhost", "Sec-Fetch-Site": "same-origin"},
    )
    room = rooms_in(file)["storangens-omsorg"]
    assert [one.hours for one in room.ceilings] == [5900]
    assert not room.areas


def test_what_the_check_would_find_is_not_saved(kim, file):
    before = file.read_bytes()
    for typed, field, says in REFUSED:
        kim.get(f"{ALL}storangens-omsorg/")
        kim.press("Spara", **typed)
        assert kim.last.status_code == 400, typed
        (problem,) = [link for link in kim.page.all("a") if says in told(link)]
        assert problem.get("href") == f"#{field}"
        assert file.read_bytes() == before
        for name, value in typed.items():
            assert name == "state" or kim.page.form("Spara")[1][name] == value


REFUSED = [
    ({"granted_hours": "9000"}, "state", "har 9000 beviljade timmar och tar högst 5600"),
    ({"as_of": "2026-12-24"}, "as_of", "Dagen har inte varit än."),
    ({"as_of": ""}, "as_of", "Skriv dagen så här: 2026-12-02"),
    ({"granted_hours": "12oo"}, "granted_hours", "Skriv ett helt tal med siffror, till exempel 4"),
    ({"hours": "x", "told": "2026-11-20"}, "hours", "Skriv ett helt tal med siffror"),
    ({"hours": "5"}, "told", "Skriv dagen så här: 2026-12-02"),
    ({"told": "2026-11-20"}, "hours", "Skriv ett helt tal med siffror"),
    ({"norra.state": "queue", "norra.granted_hours": "-1"}, "norra.granted_hours", "Skriv ett helt tal"),
    ({"state": "öppet: [ja]"}, "state", "öppet: [ja]"),
]


def test_the_second_of_two_co_ordinators_overwrites_nothing(kim, bo, file):
    for browser in (kim, bo):
        browser.get(f"{ALL}bjorkens-hemtjanst/")
    kim.press("Spara", state="closed")
    after = file.read_bytes()
    bo.press("Spara", state="queue")
    assert bo.last.status_code == 409
    assert bo.page.words("h1") == "Någon annan hann ändra platsen"
    assert "Björkens hemtjänst: anna ändrade uppgiften om plats " in bo.last.text
    assert file.read_bytes() == after
    bo.follow("Se vad som står nu")
    assert bo.page.form("Spara")[1]["state"] == "closed"
    file.write_bytes(after.replace(b"storangens", b"# by hand\nstorangens"))
    kim.get(f"{ALL}bjorkens-hemtjanst/")
    file.write_bytes(file.read_bytes().replace(b"closed", b"queue", 1))
    kim.press("Spara", state="open")
    assert "Det har ändrats sedan du öppnade sidan." in kim.last.text, "an editor leaves no name"


def test_saving_room_twice_is_no_conflict(kim, file, log):
    kim.get(f"{ALL}bjorkens-hemtjanst/")
    seen = kim.last
    kim.press("Spara", state="closed")
    kim.last = seen
    kim.press("Spara", state="closed")
    assert (kim.last.status_code, len(log("room"))) == (200, 1)
    assert kim.is_at(ALL)


def test_two_at_different_providers_are_in_nobodys_way(kim, bo, file):
    kim.get(f"{ALL}bjorkens-hemtjanst/")
    bo.get(f"{ALL}lyktans-hemtjanst/")
    kim.press("Spara", state="closed")
    bo.press("Spara", state="queue")
    rooms = rooms_in(file)
    assert [rooms[one].state for one in ("bjorkens-hemtjanst", "lyktans-hemtjanst")] == ["closed", "queue"]


def test_a_writer_who_saves_while_the_check_runs_is_not_overwritten(kim, file, monkeypatch):
    checked = room_page.room_changed

    def while_a_writer_saves(*given):
        new = checked(*given)
        file.write_text(f"{file.read_text('utf-8')}# nytt\n", "utf-8")
        return new

    monkeypatch.setattr(room_page, "room_changed", while_a_writer_saves)
    kim.get(f"{ALL}bjorkens-hemtjanst/")
    kim.press("Spara", state="closed")
    assert kim.last.status_code == 409
    assert file.read_text("utf-8").endswith("# nytt\n")
    assert "closed" not in file.read_text("utf-8").split("fjordens-omsorg")[0]


def test_a_file_that_is_wrong_is_told_and_left(kim, file):
    kim.get(f"{ALL}bjorkens-hemtjanst/")
    file.write_text("fel: [", "utf-8")
    kim.press("Spara", state="closed")
    assert kim.last.status_code == 503
    assert "går inte att läsa just nu" in kim.last.text
    assert file.read_text("utf-8") == "fel: ["
    assert kim.get(ALL).status_code == 200
    assert "går inte att läsa just nu" in kim.last.text


def test_where_it_cannot_be_written_nothing_is_logged_and_it_is_told(kim, file, monkeypatch, log):
    def refuses(*_given):
        raise PermissionError

    monkeypatch.setattr(room_page, "write_in_place", refuses)
    before = file.read_bytes()
    kim.get(f"{ALL}bjorkens-hemtjanst/")
    kim.press("Spara", state="closed")
    assert kim.last.status_code == 503
    assert "Hemval får inte skriva i filen room.yml" in kim.last.text
    assert file.read_bytes() == before
    assert log("room") == []


def test_pages_that_another_user_draws_are_told_to_be_behind(kim, places, content):
    """There are no pages that this process may write; what they show stands in their open data."""
    shown = places.site / JSON_FILE
    shown.parent.mkdir(parents=True)
    shown.write_bytes(open_data_files(Site(content, START.date()))[0].content.encode())
    places.site.rename(places.content / "elsewhere")
    kim.get(f"{ALL}bjorkens-hemtjanst/")
    kim.press("Spara", state="closed")
    assert "så snart de har ritats om" in kim.last.text
    (places.content / "elsewhere").rename(places.site)
    kim.get(ALL)
    assert "Sidorna visar det inte än: Björkens hemtjänst" in kim.last.text


def test_a_link_to_a_folder_of_its_own_is_followed(kim, file, places):
    moved = places.content / "var" / "room" / "room.yml"
    moved.parent.mkdir()
    file.rename(moved)
    file.symlink_to(moved)
    kim.get(f"{ALL}bjorkens-hemtjanst/")
    kim.press("Spara", state="closed")
    assert file.is_symlink()
    assert rooms_in(moved)["bjorkens-hemtjanst"].state == "closed"
