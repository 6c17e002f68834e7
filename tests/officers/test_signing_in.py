"""Sign in, stay, be signed out."""

import re

from hemval.officers.application import LARGEST_POST, create
from hemval.settings import Settings
from tests.officers.browser import NAME, PASSWORD

LOGIN = "/arenden/logga-in/"


def refused(browser) -> str:
    assert browser.last.status_code == 400
    assert browser.page.words("title").startswith("Fel: Logga in")
    assert PASSWORD not in browser.last.text
    return browser.last.text


def test_the_right_password_leads_to_the_list(browser, log):
    answer = browser.sign_in()
    assert answer.status_code == 200
    assert browser.is_at("/arenden/")
    assert "Inloggad: anna" in " ".join(browser.page.words("header").split())
    assert [entry.who for entry in log("login")] == ["anna"]
    browser.get(LOGIN)
    assert browser.last.status_code == 302
    assert browser.last.location == "/arenden/"


def test_every_refusal_says_the_same(browser, desk, clock):
    desk.accounts.add("bo", PASSWORD, "test", clock.now)
    desk.accounts.close("bo", "test", clock.now)
    desk.accounts.add("lo", PASSWORD, "test", clock.now)
    for _ in range(20):
        browser.sign_in("lo", "fel fel fel fel fel")
    pages = set()
    for name, password in [("anna", "fel"), ("ingen", PASSWORD), ("bo", PASSWORD), ("lo", PASSWORD)]:
        browser.sign_in(name, password)
        text = refused(browser).replace(f'value="{name}"', "")
        pages.add(re.sub(r'name="csrf_token" value="[^"]+"', "", text))
        assert browser.token() is None
    (text,) = pages
    assert "Namnet eller lösenordet är fel, eller så är kontot låst." in text
    assert "den som sköter Hemval" in text


def test_nothing_written_is_no_guess(browser, desk):
    for _ in range(25):
        browser.sign_in(NAME, "")
    assert "Skriv både ditt namn och ditt lösenord." in refused(browser)
    assert desk.accounts.list()[0].failures == 0


def test_a_hostile_name_comes_back_as_text(browser):
    browser.sign_in('"><script>alert(1)</script>', "x")
    assert "<script" not in refused(browser)


def test_a_login_without_our_token_does_nothing(browser, log):
    browser.get(LOGIN)
    browser.post(LOGIN, data={"name": NAME, "password": PASSWORD})
    assert "Försök en gång till" in refused(browser)
    assert log("login") == []
    browser.press("Logga in", name=NAME, password=PASSWORD)
    assert browser.is_at("/arenden/")


def test_a_token_planted_before_the_login_is_worth_nothing_after_it(app, browser):
    other = app.test_client()
    other.sign_in()
    planted = other.token()
    with browser.session_transaction() as session:
        session["token"] = planted
    browser.get("/arenden/hamta/")  # the thief's session works, so its page is shown
    assert browser.last.status_code == 200
    _, fields = browser.page.form("Logga ut")
    browser.post(LOGIN, data=fields | {"name": NAME, "password": PASSWORD}, follow_redirects=True)
    assert browser.is_at("/arenden/")
    assert browser.token() != planted
    assert other.get("/arenden/").status_code == 303


def test_each_login_gives_a_new_token(browser):
    tokens = set()
    for _ in range(3):
        browser.sign_in()
        tokens.add(browser.token())
        browser.press("Logga ut")
    assert len(tokens) == 3


def test_signing_out_ends_the_session_on_the_server(anna, app, log):
    thief = app.test_client()
    with thief.session_transaction() as session:
        session["token"] = anna.token()
    assert thief.get("/arenden/").status_code == 200
    anna.press("Logga ut")
    assert anna.is_at(LOGIN)
    assert "Du är utloggad." in anna.last.text
    assert anna.token() is None
    assert thief.get("/arenden/").status_code == 303
    assert [entry.who for entry in log("logout")] == ["anna"]


def test_a_browser_idle_for_20_minutes_is_signed_out_and_told_why(anna, clock):
    clock.move(minutes=19, seconds=59)
    assert anna.get("/arenden/").status_code == 200
    clock.move(minutes=20)
    assert anna.get("/arenden/", follow_redirects=True).status_code == 200
    assert anna.is_at(LOGIN)
    assert "20 minuter" in anna.last.text


def test_no_session_lasts_longer_than_8_hours(anna, clock):
    for _ in range(31):
        clock.move(minutes=15)
        assert anna.get("/arenden/").status_code == 200
    clock.move(minutes=15)
    assert anna.get("/arenden/").status_code == 303


def test_closing_the_account_signs_out(anna, desk, clock):
    desk.accounts.close(NAME, "test", clock.now)
    assert anna.get("/arenden/").status_code == 303


def test_a_post_after_the_session_has_run_out_changes_nothing(anna, clock, log):
    anna.get("/arenden/hamta/")
    clock.move(minutes=21)
    anna.press("Logga ut")
    assert anna.is_at(LOGIN)
    assert log("logout") == []


def cookies(answer) -> list[str]:
    return answer.headers.getlist("Set-Cookie")


def test_the_cookie_is_for_this_host_alone(anna, app):
    browser = app.test_client()
    anna.press("Logga ut")
    given = cookies(anna.last) + cookies(browser.get(LOGIN))
    assert given
    for cookie in given:
        name, *attributes = cookie.split("; ")
        assert name.startswith("handlaggare=")
        assert set(attributes) == {"HttpOnly", "Path=/", "SameSite=Strict"}


def test_over_https_the_cookie_is_secure_and_bound_to_the_host(places, desk, clock):
    app = create(Settings(content=places.content), clock)
    with app.test_client() as client:
        answer = client.get(LOGIN, base_url="https://localhost")
    (cookie,) = cookies(answer)
    assert cookie.startswith("__Host-handlaggare=")
    assert {"Secure", "HttpOnly", "Path=/", "SameSite=Strict"} <= set(cookie.split("; "))
    assert "max-age" in answer.headers["Strict-Transport-Security"]
    app.extensions["hemval.desk"].close()


def test_its_name_is_not_the_public_one():
    from hemval.officers.application import COOKIE
    from hemval.public.draft_session import COOKIE as PUBLIC

    assert COOKIE != PUBLIC


def test_a_huge_post_is_refused(browser):
    browser.get(LOGIN)
    assert browser.post(LOGIN, data={"name": "x" * (LARGEST_POST + 1)}).status_code == 413
    assert "Inget ändrades" in browser.last.text
