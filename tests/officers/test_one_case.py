"""One choice: opened, taken over."""

import json

import pytest
from flask import abort

from hemval.forms.sent.reference import grouped
from hemval.officers.error_pages import TOLD
from hemval.queue.submission import Asked
from tests.officers.browser import PASSWORD
from tests.officers.page import told
from tests.officers.samples import NUMBER, choice
from tests.queue.samples import counted

ONE = choice(review=("quick", "something new"))
ADDRESS = f"/arenden/{ONE.id}/"


@pytest.fixture(autouse=True)
def one_new(send, anna):
    send(ONE)
    anna.get("/arenden/")


@pytest.fixture
def bo(app, desk, clock):
    desk.accounts.add("bo", PASSWORD, "test", clock.now)
    browser = app.test_client()
    browser.sign_in("bo")
    return browser


def facts(browser) -> dict[str, str]:
    terms = [told(term) for term in browser.page.all("dt")]
    return dict(zip(terms, [told(fact) for fact in browser.page.all("dd")], strict=True))


def test_everything_that_was_sent_is_there(anna):
    anna.follow(grouped(ONE.reference))
    assert anna.page.words("h1") == f"Val {grouped(ONE.reference)}"
    assert facts(anna) == {asked.question: asked.answer for asked in ONE.asked} | {
        "Personnummer": "19380412-****",
        "Kom in": "2 december 2026 klockan 09.05",
        "Kanal": "Webben",
        "Språk": "engelska",
        "Blankett": "Val",
        "Blankettens version": "1",
        "Uppgifternas version": "0012e4567890",
    }
    assert "inte bekräftat med e-legitimation" in anna.last.text
    assert "numret som står i verksamhetssystemet" in anna.last.text


def test_reasons_to_look_twice_come_with_what_to_do(anna):
    anna.get(ADDRESS)
    notices = [told(div) for div in anna.page.all("div") if div.get("class") == "notice"]
    assert notices[0].startswith("Skickades ovanligt fortRing och fråga")
    assert notices[1].startswith("something newTitta extra")


def test_the_window_and_the_address_say_nothing_personal(anna):
    anna.get(ADDRESS)
    for word in ("Åsa", NUMBER, "070"):
        assert word not in anna.page.words("title")
        assert word not in " ".join(anna.page.links().values())


def test_opening_is_in_the_log(anna, log):
    anna.get(ADDRESS)
    (entry,) = log("open")
    assert (entry.who, json.loads(entry.rows)) == ("anna", [ONE.id])


def test_without_the_log_nothing_is_shown(anna, desk):
    with desk.queue.writing() as connection:
        connection.exec_driver_sql(
            "CREATE TRIGGER no BEFORE INSERT ON audit BEGIN SELECT RAISE(ABORT, 'no'); END"
        )
    for address in (ADDRESS, "/arenden/"):
        assert anna.get(address).status_code == 503
        assert "Åsa" not in anna.last.text
        assert anna.page.words("h1") == "Kön går inte att nå just nu"


def test_taking_over(anna, desk, log):
    anna.get(ADDRESS)
    anna.press("Markera som övertagen")
    assert anna.is_at(ADDRESS)
    assert "Ärendet är markerat som övertaget av dig." in anna.last.text
    assert "Övertagen av anna, 2 december 2026 klockan 10.30" in anna.last.text
    assert anna.page.buttons() == [
        "Logga ut",
        "Ångra",
        "Visa personnumret",
        "PDF för ärendet",
        "Markera som skyddat",
    ]
    assert desk.count() == counted(new=0, taken_over=1)
    assert [entry.who for entry in log("take_over")] == ["anna"]
    anna.get(ADDRESS)
    assert "markerat som övertaget av dig" not in anna.last.text, "told once"


def test_the_second_officer_is_told_who_was_first(anna, bo, desk, clock, log):
    anna.get(ADDRESS)
    bo.get(ADDRESS)
    bo.press("Markera som övertagen")
    clock.move(minutes=5)
    anna.press("Markera som övertagen")
    assert anna.last.status_code == 409
    assert anna.page.words("h1") == "En annan handläggare hann före"
    assert "bo tog över ärendet 2 december 2026 klockan 10.30. Inget ändrades nu." in anna.last.text
    assert desk.list()[0].changed_by == "bo"
    assert len(log("take_over")) == 1
    anna.follow("Se ärendet som det är nu")
    assert "Övertagen av bo" in anna.last.text


def test_pressing_twice_is_no_conflict(anna, log):
    anna.get(ADDRESS)
    first = anna.last
    anna.press("Markera som övertagen")
    anna.last = first
    anna.press("Markera som övertagen")
    assert anna.last.status_code == 200
    assert anna.is_at(ADDRESS)
    assert len(log("take_over")) == 1


def test_a_step_can_be_undone_until_the_next_morning(anna, desk, clock, log):
    anna.get(ADDRESS)
    anna.press("Vänta på svar")
    assert "Ärendet väntar på svar." in anna.last.text
    assert "Väntar på svar sedan 2 december 2026 klockan 10.30, av anna" in anna.last.text
    assert "Vänta på svar" not in anna.page.buttons()
    anna.press("Ångra")
    assert "Det senaste steget är ångrat." in anna.last.text
    assert "Ångra" not in anna.page.buttons()
    assert desk.list()[0].state == "new"
    anna.press("Avsluta utan att lägga in")
    clock.move(hours=25)
    anna.sign_in("anna")
    anna.get(ADDRESS)
    assert anna.page.buttons() == ["Logga ut", "Visa personnumret", "PDF för ärendet", "Markera som skyddat"]
    assert len(log("undo")) == 1


def test_a_step_that_does_not_lead_out_of_the_state_is_refused(anna, desk):
    anna.get(ADDRESS)
    seen = anna.last
    anna.press("Avsluta utan att lägga in")
    version = desk.list()[0].version
    anna.last = seen
    for button in ("Markera som övertagen", "Vänta på svar", "Avsluta utan att lägga in"):
        anna.last = seen
        anna.press(button, version=str(version))
        assert anna.last.status_code == 400
    assert (desk.list()[0].state, desk.list()[0].version) == ("closed", version)


def test_a_protected_case_leaves_the_list_and_comes_back(anna, desk):
    anna.get(ADDRESS)
    anna.press("Markera som skyddat")
    assert "Ärendet står inte längre i listor eller filer." in anna.last.text
    assert "Skyddat sedan 2 december 2026 klockan 10.30, av anna" in anna.last.text
    assert (desk.list(), len(desk.list(protected=True))) == ([], 1)
    anna.get("/arenden/hamta/")
    assert anna.page.buttons() == ["Logga ut"]
    anna.get(ADDRESS)
    anna.press("Visa det i listorna igen")
    assert "Ärendet står i listorna igen." in anna.last.text
    assert len(desk.list("new")) == 1


def test_from_one_case_to_the_next(anna, send):
    send(choice(1), choice(2, form="opinion"), choice(3))
    anna.get("/arenden/")
    anna.get(ADDRESS)
    anna.press("Markera som övertagen")
    anna.follow("Nästa nya ärende")
    assert anna.is_at(f"/arenden/{choice(1).id}/")
    anna.follow("Nästa nya ärende")
    assert anna.is_at(f"/arenden/{choice(3).id}/")
    anna.follow("Nästa nya ärende")
    assert anna.is_at(f"/arenden/{choice(1).id}/"), "after the last comes the first that is still new"
    anna.press("Avsluta utan att lägga in")
    anna.follow("Nästa nya ärende")
    anna.press("Avsluta utan att lägga in")
    assert "Nästa nya ärende" not in anna.page.links()


def test_the_identity_number_is_masked_until_it_is_asked_for_and_that_is_logged(anna, log):
    anna.get(ADDRESS)
    assert NUMBER not in anna.last.text
    assert "19380412-****" in anna.page.words("main")
    anna.press("Visa personnumret")
    assert NUMBER in anna.page.words("main")
    assert "Visa personnumret" not in anna.page.buttons()
    (entry,) = log("number")
    assert (entry.who, json.loads(entry.rows)) == ("anna", [choice().id])
    anna.get(ADDRESS)
    assert NUMBER not in anna.last.text, "it was shown on that answer only"


def test_a_version_that_is_none_changes_nothing(anna, desk):
    for version in ("", "x", "-1", "1.0", "٣", "9" * 30):
        anna.get(ADDRESS)
        anna.press("Markera som övertagen", version=version)
        assert anna.last.status_code == 400
    assert desk.count()["new"] == 1


def test_a_row_that_is_not_here(anna, log):
    for row in ("0" * 32, "x", "%00", "<script>"):
        assert anna.get(f"/arenden/{row}/").status_code == 404
    assert log("open") == []


def test_every_error_has_its_page(app, anna):
    for status in [*TOLD, 418, 501]:
        app.view_functions["opened"] = lambda row_id, status=status: abort(status)
        assert anna.get(ADDRESS).status_code == status
        assert anna.page.words("title").startswith("Fel: ")
        assert anna.page.links()["Till din första sida"] == "/arenden/"


def test_an_address_or_a_method_that_is_not_here(anna):
    token = anna.page.form("Logga ut")[1]
    assert anna.get("/nowhere/").status_code == 404
    assert anna.post("/arenden/", data=token).status_code == 405


def test_an_error_of_ours_says_nothing_of_what_was_in_it(app, anna, caplog):
    def broken(row_id):
        raise ValueError("Åsa Öst")

    app.view_functions["opened"] = broken
    assert anna.get(ADDRESS).status_code == 500
    assert anna.page.words("h1") == "Något gick fel hos oss"
    assert "Åsa" not in anna.last.text + caplog.text
    assert "ValueError at - in opened" in caplog.text


def test_what_is_no_choice_lists_and_opens_without_anything_of_the_rules(send, anna):
    asked = (Asked(id="view", question="Synpunkt", answer="Tack"),)
    one = choice(2, form="opinion", answers={"view": "Tack"}, asked=asked, outcome=None)
    send(one)
    anna.get("/arenden/")
    anna.follow("Synpunkter (1)")
    anna.follow(grouped(one.reference))
    assert facts(anna)["Synpunkt"] == "Tack"
    assert "Vad reglerna säger" not in anna.page.words("main")
    anna.press("Markera som övertagen")
    assert anna.last.status_code == 200


OF_A_CHOICE = ("Valet", "valet", "reglerna", "Ring och fråga om personen")


@pytest.mark.parametrize("form", ["opinion", "accessibility", "withdraw", "provider"])
def test_a_case_that_is_no_choice_is_not_told_as_one(anna, send, form):
    """Nobody may be there to call: an opinion can be anonymous."""
    other = choice(1, form=form, answers={}, asked=(), review=("quick", "trap", "incomplete", "form-stops"))
    send(other)
    anna.get("/arenden/")
    anna.get(f"/arenden/{other.id}/")
    words = anna.page.words("main")
    assert [said for said in OF_A_CHOICE if said in words] == []
    assert "Har en människa skrivit tar du hand om det som vanligt." in words
    named = "Den som skrev är inte bekräftad med e-legitimation." in words
    assert named == (form == "withdraw"), "only there can somebody act in another's name"
