"""A code from one's telephone after the password: the first time, each time, and when it is lost."""

import re
from datetime import timedelta

import pytest

from hemval.queue.desk.accounts import FAILURES
from hemval.queue.desk.second_factor import code_of, step_at
from tests.officers.browser import NAME, PASSWORD, TIE, secret_on
from tests.officers.samples import COMPLETE

LOGIN = "/arenden/logga-in/"
CODE = "/arenden/logga-in/kod/"
TELEPHONE = "/arenden/logga-in/telefon/"
AGAIN = "/arenden/logga-in-igen/"


@pytest.fixture
def code(clock, new):
    """Give the code of anna's telephone just now; first tie the telephone, and move on to the next code."""
    new.sign_in()
    secret = secret_on(new.page)
    new.press(TIE, code=code_of(secret, step_at(clock.now)))
    assert new.is_at("/arenden/")
    new.press("Logga ut")
    clock.move(minutes=2)
    return lambda **later: code_of(secret, step_at(clock.now + timedelta(**later)))


def test_the_first_login_ties_a_telephone(new, clock, desk, log):
    new.sign_in()
    assert new.is_at(TELEPHONE)
    assert new.token() is None
    secret = secret_on(new.page)
    assert re.fullmatch(r"[A-Z2-7]{32}", secret)
    assert "viewBox" in new.last.text.partition('role="img"')[2]
    new.get(TELEPHONE)
    assert secret_on(new.page) == secret, "a page that is loaded again must not undo what the telephone read"
    new.press(TIE, code="000000")
    assert new.last.status_code == 400
    assert "Koden är fel" in new.last.text
    assert secret_on(new.page) == secret
    assert not desk.accounts.list()[0].second_factor
    new.press(TIE, code=code_of(secret, step_at(clock.now)))
    assert new.is_at("/arenden/")
    assert new.token()
    assert [entry.act for entry in log()][-2:] == ["second_factor_set", "login"]


def test_each_later_login_asks_for_a_code(new, code, log):
    new.sign_in()
    assert new.is_at(CODE)
    assert new.token() is None
    for address in ("/arenden/", "/arenden/hamta/", "/arenden/konto/"):
        assert new.get(address).location == LOGIN
    new.get(CODE)
    new.press("Logga in", code=code())
    assert new.is_at("/arenden/")
    assert len(log("login")) == 2


def test_a_code_is_taken_once(new, code, strict):
    written = code()
    new.sign_in()
    new.press("Logga in", code=written)
    thief = strict.test_client()
    thief.sign_in()
    thief.press("Logga in", code=written)
    assert thief.last.status_code == 400
    assert "har den redan använts" in thief.last.text
    assert thief.token() is None


def test_the_code_page_is_nobodys_without_the_password(new, code):
    for address in (CODE, TELEPHONE):
        new.get(address)
        assert new.last.location == LOGIN
        new.post(address, data={"code": code()})
        assert new.last.location == LOGIN
    new.sign_in(password="fel fel fel fel fel")
    assert new.last.status_code == 400
    assert new.get(CODE).location == LOGIN


def test_who_has_a_telephone_is_never_shown_another_key(new, code):
    new.sign_in()
    assert new.get(TELEPHONE).location == CODE
    _, fields = new.page.form("Logga in") if new.get(CODE) else None
    new.post(TELEPHONE, data=fields | {"code": code()})
    assert new.last.status_code == 400
    assert new.token() is None


def test_wrong_codes_lock_the_account_and_lead_back_to_the_login(new, code, desk):
    new.sign_in()
    for _ in range(FAILURES):
        new.press("Logga in", code="000000")
        assert new.last.status_code == 400
    new.press("Logga in", code=code())
    assert new.page.words("h1") == "Logga in"
    assert "kontot låst" in new.last.text
    assert desk.accounts.list()[0].locked


def test_the_password_is_asked_for_anew_when_the_code_took_too_long(new, code, clock):
    new.sign_in()
    clock.move(minutes=20)
    new.press("Logga in", code=code())
    assert new.page.words("h1") == "Logga in"
    assert new.get(CODE).location == LOGIN


def test_a_page_of_another_login_signs_nobody_in(new, code, strict):
    other = strict.test_client()
    other.sign_in()
    _, fields = other.page.form("Logga in")
    new.sign_in()
    new.post(CODE, data=fields | {"code": code()})
    assert new.last.status_code == 400
    assert new.token() is None


def test_a_token_planted_before_the_login_is_worth_nothing_after_it(new, code, strict):
    thief = strict.test_client()
    thief.sign_in()
    thief.press("Logga in", code=code())
    planted = thief.token()
    with new.session_transaction() as session:
        session["token"] = planted
    new.get("/arenden/")
    _, fields = new.page.form("Logga ut")
    new.post(LOGIN, data=fields | {"name": NAME, "password": PASSWORD}, follow_redirects=True)
    new.press("Logga in", code=code(seconds=30))
    assert new.is_at("/arenden/")
    assert new.token() != planted
    assert thief.get("/arenden/").status_code == 303


def test_a_new_telephone_is_tied_when_the_old_is_gone(new, code, desk, clock):
    new.sign_in()
    new.press("Logga in", code=code())
    desk.accounts.clear_second_factor(NAME, "test", clock.now)
    assert new.get("/arenden/").location == LOGIN
    new.sign_in()
    assert new.is_at(TELEPHONE)
    new.press(TIE, code=code_of(secret_on(new.page), step_at(clock.now)))
    assert new.is_at("/arenden/")


def test_the_fresh_login_asks_for_password_and_code(new, code, clock):
    new.sign_in()
    new.press("Logga in", code=code())
    clock.move(minutes=6)
    new.get(AGAIN)
    used = code(seconds=-30)
    for password, written in [(PASSWORD, "000000"), ("fel fel fel fel fel", code()), (PASSWORD, "")]:
        new.press("Fortsätt", password=password, code=written)
        assert new.last.status_code == 400
        assert new.page.words("title").startswith("Fel: ")
    new.press("Fortsätt", password=PASSWORD, code=code())
    assert new.last.status_code == 200
    clock.move(minutes=6)
    new.get(AGAIN)
    new.press("Fortsätt", password=PASSWORD, code=used)
    assert new.last.status_code == 400


def test_what_was_keyed_in_goes_with_both_questions(new, code, clock):
    new.sign_in()
    new.press("Logga in", code=code())
    new.get("/arenden/ny/choice/")
    _, fields = new.page.form("Registrera")
    clock.move(minutes=21)
    new.post("/arenden/ny/choice/", data=fields | COMPLETE)
    new.press("Logga in", name=NAME, password=PASSWORD)
    assert new.page.words("h1") == "Skriv koden från din telefon"
    new.press("Logga in", code="000000")
    assert new.last.status_code == 400
    new.press("Logga in", code=code())
    assert "Du hade loggats ut" in new.last.text
    assert COMPLETE["name"] in new.last.text


def test_without_a_second_factor_the_login_says_that_it_is_for_trying_out(browser, new):
    browser.get(LOGIN)
    assert "till för att prova" in browser.last.text
    new.get(LOGIN)
    assert "till för att prova" not in new.last.text
