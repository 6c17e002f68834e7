"""The plan of an exit on the co-ordinator's page: written line by line, and never over another's."""

import hashlib
import json
import shutil
from datetime import date, datetime
from pathlib import Path

import pytest

from hemval.content.exit import Exit
from hemval.editing.exit_changed import read_exit_file
from hemval.officers.exits import exits_file
from hemval.settings import PROJECT, Places
from hemval.words.dates import SWEDEN
from tests.municipalities import OWN
from tests.officers.browser import NAME, PASSWORD, Browser
from tests.officers.exits import take_in
from tests.officers.page import told

ALL = "/arenden/avslut/"
EXIT = "solgardens-2027"
PLAN = f"{ALL}{EXIT}/plan/"


@pytest.fixture
def places(places: Places) -> Places:
    """The prepared folder with what is written in it."""
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
    return browser


@pytest.fixture
def bo(app, desk, clock) -> Browser:
    desk.accounts.add("bo", PASSWORD, "test", clock.now, ["coordinator"])
    browser = app.test_client()
    browser.sign_in("bo")
    return browser


@pytest.fixture
def file(places: Places) -> Path:
    return places.content / "exits.yml"


def plan_in(file: Path, name: str = EXIT) -> Exit:
    return read_exit_file(file.read_text("utf-8")).exits.root[name]


def test_a_change_is_written_and_seen_at_once(kim, file, log):
    before = file.read_text("utf-8")
    kim.get(PLAN)
    kim.press("Spara planen", deadline="2027-01-14", reminder2="2027-01-11")
    assert kim.is_at(f"{ALL}{EXIT}/")
    assert "Planen är sparad." in kim.last.text
    assert "14 januari 2027" in kim.page.words("main"), "the form goes by it too"
    plan = plan_in(file)
    assert (plan.deadline, plan.reminders) == (date(2027, 1, 14), (date(2027, 1, 4), date(2027, 1, 11)))
    changed = set(file.read_text("utf-8").splitlines()) ^ set(before.splitlines())
    assert all(line.strip().split(":")[0] in ("reminders", "deadline") for line in changed)
    (entry,) = log("exit_planned")
    assert json.loads(entry.rows) == [f"exit:{EXIT}", hashlib.sha256(file.read_bytes()).hexdigest()]
    kim.get(PLAN)
    kim.press("Spara planen")
    assert "Inget i planen ändrades." in kim.last.text


def test_a_provider_that_stops_is_planned_for_the_first_time(kim, file):
    file.unlink()
    kim.get(ALL)
    kim.follow("Planera")
    (box,) = [one for one in kim.page.all("input") if one.get("name") == "providers"]
    assert box.get("checked") is not None
    kim.press("Spara planen", letters="2026-12-07", deadline="2027-01-15", rule="appointed")
    assert kim.is_at(f"{ALL}solgardens-hemtjanst-2027/")
    plan = plan_in(file, "solgardens-hemtjanst-2027")
    assert plan.no_choice is not None
    assert (plan.providers, plan.no_choice.kind) == (("solgardens-hemtjanst",), "appointed")


REFUSED = [
    ({"deadline": "2027-01-31"}, "deadline", "inte före"),
    ({"deadline": ""}, "deadline", "Skriv dagen som år, månad och dag"),
    ({"letters": "1 december"}, "letters", "Skriv dagen som år, månad och dag"),
    ({"letters": "2027-01-20"}, "letters", "för sent"),
    ({"reminder1": "2027-02-04"}, "reminder1", "påminnelse"),
    ({"rule": "one-provider"}, "successor", "Välj utföraren som ska hjälpa"),
    ({"rule": "one-provider", "successor": "inte-har"}, "successor", "Välj bland det som står på sidan"),
]


def test_what_the_check_would_find_is_not_saved(kim, file):
    before = file.read_bytes()
    for typed, field, says in REFUSED:
        kim.get(PLAN)
        kim.press("Spara planen", **typed)
        assert kim.last.status_code == 400, typed
        problems = {
            told(link): link.get("href") for link in kim.page.all("a") if link.get("href", "")[0] == "#"
        }
        assert any(
            says.casefold() in words.casefold() and href == f"#{field}" for words, href in problems.items()
        ), (typed, problems)
        assert file.read_bytes() == before
        for name, value in typed.items():
            assert name == "successor" or kim.page.form("Spara planen")[1][name] == value


def test_two_days_that_are_no_days_are_told_apart_and_the_others_with_their_weekday(kim):
    kim.get(PLAN)
    assert "fredag 15 januari 2027" in kim.page.words("main")
    kim.press("Spara planen", letters="1 december", deadline="snart")
    faults = kim.page.links()
    wrong = "Skriv dagen som år, månad och dag, till exempel 2027-02-01"
    assert faults[f"Breven går ut: {wrong}"] == "#letters"
    assert faults[f"Sista dag att välja: {wrong}"] == "#deadline"


def test_a_rule_that_was_written_by_hand_is_shown_and_kept(kim, file):
    rule = "  no_choice:\n    kind: random\n    excluded: [fjordens-omsorg]  # så är beslutet\n"
    file.write_text(file.read_text("utf-8") + rule, "utf-8")
    kim.get(PLAN)
    assert "Som det är skrivet i filen" in kim.page.words("main")
    assert "Fjordens omsorg" in kim.page.words("main")
    kim.press("Spara planen", deadline="2027-01-14")
    assert "Planen är sparad." in kim.last.text
    assert file.read_text("utf-8").endswith(rule)
    kim.get(PLAN)
    kim.press("Spara planen", rule="")
    assert plan_in(file).no_choice is None


def test_the_second_of_two_co_ordinators_overwrites_nothing(kim, bo, file):
    for browser in (kim, bo):
        browser.get(PLAN)
    seen = kim.last
    kim.press("Spara planen", deadline="2027-01-14")
    after = file.read_bytes()
    bo.press("Spara planen", deadline="2027-01-13")
    assert bo.last.status_code == 409
    assert "anna ändrade planen" in bo.page.words("main")
    assert file.read_bytes() == after
    kim.last = seen
    kim.press("Spara planen", deadline="2027-01-14")
    assert kim.last.status_code == 200, "the same press once more"


def test_where_it_cannot_be_written_nothing_is_logged_and_it_is_told(kim, file, monkeypatch, log):
    def refuses(*_given):
        raise PermissionError

    monkeypatch.setattr(exits_file, "write_in_place", refuses)
    before = file.read_bytes()
    kim.get(PLAN)
    kim.press("Spara planen", deadline="2027-01-14")
    assert kim.last.status_code == 503
    assert "Hemval får inte skriva i filen exits.yml" in kim.page.words("main")
    assert kim.page.form("Spara planen")[1]["deadline"] == "2027-01-14"
    assert file.read_bytes() == before
    assert log("exit_planned") == []


def test_a_file_that_is_wrong_is_told_and_left(kim, file):
    kim.get(PLAN)
    file.write_text("fel: [", "utf-8")
    kim.press("Spara planen", deadline="2027-01-14")
    assert kim.last.status_code == 503
    assert "går inte att läsa just nu" in kim.page.words("main")
    assert file.read_text("utf-8") == "fel: ["
    assert kim.get(ALL).status_code == 200


NOT_OFFERED = [
    {"successor": "\x07"},
    {"successor": "a: b\n- c"},
    {"providers": "\x00"},
    {"rule": "\ud7ff\x85"},
    {"rule": "lottery"},
    {"letters": "2026-12-01\x07"},
]


@pytest.mark.parametrize("where", [PLAN, f"{ALL}plan/"])
def test_what_the_page_does_not_offer_is_refused_on_the_page(kim, file, where):
    before = file.read_bytes()
    kim.get(where)
    typed = {
        "providers": "solgardens-hemtjanst",
        "letters": "2026-12-01",
        "deadline": "2027-01-11",
        "rule": "one-provider",
        "successor": "bjorkens-hemtjanst",
    }
    fields = {one.get("name"): one.get("value") for one in kim.page.all("input")}
    typed |= {name: fields.get(name, "") for name in ("csrf_token", "seen")}
    for field in NOT_OFFERED:
        kim.post(where, data=typed | field, headers={"Sec-Fetch-Site": "same-origin"})
        assert kim.last.status_code == 400, field
        assert "Inte sparat än" in kim.page.words("main"), field
    assert file.read_bytes() == before


def test_no_day_to_choose_that_letters_have_told_is_taken_back(kim, file, desk, content, clock):
    cases = take_in(desk, content, EXIT, clock.now)
    desk.exits.note(EXIT, [case.id for case in cases[:3]], "letter", "anna", clock.now, content)
    before = file.read_bytes()
    kim.get(PLAN)
    kim.press("Spara planen", deadline="2027-01-11")
    assert kim.last.status_code == 400
    assert "Brev som är postade säger 15 januari 2027." in kim.page.words("main")
    assert file.read_bytes() == before
    kim.press("Spara planen", deadline="2027-01-18")
    for page in ("", "plan/", "kontroll/", "rapport/"):
        kim.get(f"{ALL}{EXIT}/{page}")
        words = kim.page.words("main")
        assert "sista dagen att välja är 15 januari 2027. Planen säger 18 januari 2027." in words, page
        assert "3 personer har fått sådana brev. De får den längre tiden." in words
    kim.get(f"{ALL}{EXIT}/b/{cases[0].id}/")
    words = kim.page.words("main")
    assert "Brevet säger att sista dagen att välja är 15 januari 2027. Planen säger 18 januari 2027." in words
    assert "Personen får välja till och med 18 januari 2027." in words
    kim.get(f"{ALL}{EXIT}/b/{cases[3].id}/")
    assert "Brevet säger" not in kim.page.words("main"), "nobody has posted one to this person"
    file.write_text(file.read_text("utf-8").replace("2027-01-18", "2027-01-11"), "utf-8")
    kim.get(f"{ALL}{EXIT}/")
    assert "De får välja till den dag som brevet säger." in kim.page.words("main")
    clock.now = datetime(2027, 1, 13, 9, tzinfo=SWEDEN)
    kim.sign_in()
    kim.get(f"{ALL}{EXIT}/regeln/")
    words = kim.page.words("main")
    assert "Till 15 januari 2027, som brevet säger: 3" in words
    assert "1 person får en utförare" in words


def test_while_nobody_knows_which_day_a_letter_tells_the_plans_is_not_made_earlier(
    kim, file, desk, content, clock
):
    """A Hemval that did not keep the days has noted it."""
    cases = take_in(desk, content, EXIT, clock.now)
    desk.exits.note(EXIT, [cases[0].id], "letter", "anna", clock.now)
    before = file.read_bytes()
    kim.get(PLAN)
    unknown = "Hemval vet inte vilken sista dag att välja brevet till 1 person säger."
    assert unknown in kim.page.words("main")
    kim.press("Spara planen", deadline="2027-01-11")
    assert kim.last.status_code == 400
    told = "Hemval vet inte vilken dag postade brev säger. 15 januari 2027 kan bli senare, men inte tidigare."
    assert told in kim.page.words("main")
    assert file.read_bytes() == before
    kim.press("Spara planen", deadline="2027-01-18")
    assert b"2027-01-18" in file.read_bytes()
