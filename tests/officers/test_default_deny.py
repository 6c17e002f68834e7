"""Without a session there is the login and nothing else. A new route must be put in the table."""

import pytest

from hemval.officers.guard import KEEPS, OPEN
from tests.officers.routes import AUTOMATIC, ROUTES

AFTER_PASSWORD = {"code", "new_telephone", "own_password"}
"""They need no session, but lead to the login without the right password."""


def test_the_table_has_every_route_and_no_other(app):
    routes = {
        (rule.endpoint, method)
        for rule in app.url_map.iter_rules()
        for method in (rule.methods or set()) - AUTOMATIC
    }
    assert routes == {(endpoint, method) for endpoint, method, _ in ROUTES}
    answer = {endpoint for (endpoint, *_), status in ROUTES.items() if status != 303}
    assert answer == (OPEN | KEEPS) - AFTER_PASSWORD


@pytest.mark.parametrize(("route", "status"), ROUTES.items(), ids=[" ".join(route) for route in ROUTES])
def test_a_browser_without_a_session(browser, route, status, log):
    _, method, address = route
    answer = browser.open(address, method=method)
    assert answer.status_code == status
    if status == 303:
        assert answer.headers["Location"] == "/arenden/logga-in/"
        for other in AUTOMATIC if route[0] not in AFTER_PASSWORD else ():
            assert browser.open(address, method=other).status_code == 303
    assert log("open") == log("list") == log("logout") == log("register") == []


def test_a_new_route_is_behind_the_guard_by_itself(app, browser):
    app.add_url_rule("/ny/", "new", lambda: "hemligt")
    assert browser.get("/ny/").status_code == 303
    browser.sign_in()
    assert browser.get("/ny/").status_code == 403
    assert "hemligt" not in browser.last.text


def test_the_guard_is_what_denies(app, browser):
    app.before_request_funcs.clear()
    assert browser.get("/arenden/hamta/").status_code == 200


@pytest.mark.parametrize("address", ["/finns-inte/", "/arenden", "/assets", "/en/"])
def test_an_address_that_is_not_here_tells_strangers_nothing(browser, address):
    assert browser.get(address).headers["Location"] == "/arenden/logga-in/"


@pytest.mark.parametrize(
    "address", ["/assets/", "/assets/..%2flayout.html", "/assets/%2e%2e/layout.html", "/assets//etc/passwd"]
)
def test_assets_hold_nothing_else(browser, address):
    assert browser.get(address).status_code in (303, 404, 308)


@pytest.mark.parametrize("value", ["x", "", "eyJ0b2tlbiI6ImEifQ.x.y", "a" * 4000])
def test_a_made_up_cookie_is_no_session(browser, value):
    browser.set_cookie("handlaggare", value)
    assert browser.get("/arenden/").status_code == 303


def test_a_signed_cookie_with_a_made_up_token_is_no_session(browser):
    with browser.session_transaction() as session:
        session["token"] = "made-up"
    assert browser.get("/arenden/").status_code == 303
