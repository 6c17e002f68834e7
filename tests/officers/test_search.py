"""Search among all cases."""

import json
import re

import pytest

from hemval.forms.sent.reference import grouped
from hemval.officers.across.gist import Looked, gist_of
from hemval.officers.search.sought import Sought
from tests.officers.page import told
from tests.officers.samples import choice
from tests.officers.test_gist import LOOKED

NUMBER = "193804129819"
ASA = choice(0, answers={"name": "Åsa Maria Öst", "phone": "+46 70 174 06 05", "email": "asa@example.se"})


@pytest.mark.parametrize(
    "typed",
    [
        "Åsa Öst", "asa", "öst asa", "Ost", "ari", "ÅSA MARIA",
        "19380412-9819", "193804129819", "380412 9819", "19380412", "380412-9819", "19380412–9819",
        "Åsa 1938", "070-174 06 05", "0701740605", "+46 70-174 06 05", "0046701740605", "174 06",
        "asa@example.se", "ASA@example", grouped(ASA.reference), ASA.reference.lower(),
        " ".join(ASA.reference), f"{ASA.reference[:4]}-{ASA.reference[4:]}",
    ],
)  # fmt: skip
def test_what_is_typed_finds_the_case(typed):
    gist = gist_of(ASA.model_copy(update={"answers": {**ASA.answers, "identity-number": NUMBER}}), LOOKED)
    assert Sought.of(typed).is_in(gist)


@pytest.mark.parametrize(
    "typed", ["Berta", "Åsa Berg", "Åsa 1939", "19380413", "070-174 06 06", "9819", "x@example.se"]
)
def test_what_is_another_does_not(typed):
    gist = gist_of(ASA.model_copy(update={"answers": {**ASA.answers, "identity-number": NUMBER}}), LOOKED)
    assert not Sought.of(typed).is_in(gist)


@pytest.mark.parametrize("typed", ["", " ", "a", "12", "123", "-", "\u200b", "1 2 3"])
def test_too_little_is_no_search(typed):
    assert Sought.of(typed) is None


def test_a_withdrawal_is_found_by_the_reference_that_it_names():
    gist = gist_of(choice(1, answers={"which": ASA.reference}), Looked(references=("which",)))
    assert Sought.of(grouped(ASA.reference)).is_in(gist)


def cells(browser) -> list[list[str]]:
    return [[told(cell) for cell in row] for body in browser.page.all("tbody") for row in body.iter("tr")]


def test_the_search_goes_through_all_states_and_its_address_says_nothing(anna, send, desk, clock, log):
    send(choice(0), choice(1, "Asa Ek"), choice(2, "Bo Ek"))
    desk.take_in(clock.now)
    desk.step(choice(0).id, 1, "closed", "bo", clock.now)
    anna.get("/arenden/")
    anna.press("Sök ärenden", sok="åsa")
    assert anna.page.words("h1") == "Sökning: 2 ärenden hittades"
    assert [row[0] for row in cells(anna)] == [grouped(choice(1).reference), grouped(choice(0).reference)]
    assert cells(anna)[0][3:6] == ["Val", "Asa Ek", "Solgården"]
    assert json.loads(log("search")[-1].rows) == [choice(1).id, choice(0).id]
    address = anna.last.request.path
    assert re.fullmatch(r"/arenden/sok/[0-9a-f]{32}/", address)
    assert not anna.last.request.query_string
    anna.get(address)
    assert len(cells(anna)) == 2, "Back and refresh show it again"
    assert len(log("search")) == 2, "and that is logged too"


def test_nothing_found_is_said_and_not_logged(anna, send, log):
    send(choice(0))
    anna.get("/arenden/sok/")
    anna.press("Sök ärenden", sok="Nilsson")
    assert "Inget ärende har det." in anna.page.words("main")
    assert log("search") == []


def test_too_little_is_told_and_what_was_typed_stays(anna):
    anna.get("/arenden/sok/")
    assert anna.press("Sök ärenden", sok="a").status_code == 400
    assert "minst två bokstäver" in anna.page.words("main")
    assert anna.page.form("Sök ärenden")[1]["sok"] == "a"


def test_a_protected_case_is_not_found(anna, send, desk, clock):
    send(choice(0))
    desk.take_in(clock.now)
    desk.protect(choice(0).id, 1, "bo", clock.now, on=True)
    anna.get("/arenden/sok/")
    anna.press("Sök ärenden", sok="Öst")
    assert anna.page.words("h1") == "Sökning: 0 ärenden hittades"


def test_a_search_is_its_officers_own_and_lasts_an_hour(anna, app, send, desk, clock):
    send(choice(0))
    anna.get("/arenden/sok/")
    anna.press("Sök ärenden", sok="Öst")
    address = anna.last.request.path
    desk.accounts.add("bo", "en annan lång mening som lösenord", "test", clock.now)
    other = app.test_client()
    other.sign_in("bo", "en annan lång mening som lösenord")
    other.get(address, follow_redirects=True)
    assert other.page.words("h1") == "Sök"
    for _ in range(4):
        clock.move(minutes=16)
        anna.get("/arenden/")
    anna.get(address, follow_redirects=True)
    assert anna.page.words("h1") == "Sök"


def test_many_come_in_pages_of_25(anna, send):
    send(*[choice(n) for n in range(30)])
    anna.get("/arenden/sok/")
    anna.press("Sök ärenden", sok="Öst")
    assert "Visar 1–25 av 30" in anna.last.text
    anna.follow("Senare")
    assert len(cells(anna)) == 5
