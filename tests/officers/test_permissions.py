"""Each role reaches what the table says and nothing else; every refusal says what one may do, and no more."""

import pytest

from hemval.officers import permissions
from hemval.officers.guard import OPEN
from hemval.officers.permissions import CALLED, DOES, MAY
from hemval.queue.desk.roles import ROLES
from hemval.queue.desk.tables import officer as officer_table
from tests.officers.browser import NAME, PASSWORD
from tests.officers.routes import ROUTES, ROW
from tests.officers.samples import choice

READS_NO_CASE = ("coordinator", "auditor", "admin")
FIRST_PAGE = {
    "officer": "/arenden/",
    "registrar": "/arenden/",
    "coordinator": "/arenden/ko/",
    "auditor": "/arenden/logg/",
    "admin": "/arenden/konton/",
}


@pytest.fixture(autouse=True)
def one_new(send, desk, clock):
    send(choice())
    desk.take_in(clock.now)


@pytest.fixture
def as_role(browser, desk, clock):
    """Sign anna in with roles."""

    def signed_in(*roles):
        desk.accounts.set_roles(NAME, roles, "test", clock.now)
        browser.sign_in()
        return browser

    return signed_in


def refusal(browser) -> str:
    assert browser.last.status_code == 403
    assert browser.page.words("h1") == "Ditt konto får inte göra det här"
    assert "Fråga den som sköter" in browser.last.text
    return browser.last.text


def test_every_endpoint_has_a_row_and_every_row_an_endpoint(app):
    assert set(MAY) | OPEN == {rule.endpoint for rule in app.url_map.iter_rules()}
    assert not set(MAY) & OPEN
    assert all(MAY.values())
    assert set(CALLED) == set(DOES) == set(ROLES)


@pytest.mark.parametrize("role", ROLES)
def test_every_route_by_every_role(as_role, role, log):
    browser = as_role(role)
    asked = log("list"), log("open")
    for endpoint, method, address in ROUTES:
        if endpoint in OPEN:
            continue
        browser.open(address, method=method)
        if role in MAY[endpoint]:
            assert browser.last.status_code != 403, endpoint
        else:
            assert f"Kontot {NAME} är" in refusal(browser), endpoint
    assert role not in READS_NO_CASE or (log("list"), log("open")) == asked == ([], [])


@pytest.mark.parametrize("role", READS_NO_CASE)
def test_who_reads_no_case_never_meets_one(as_role, role, log):
    """By what the pages hold, whatever the table says."""
    browser, sent = as_role(role), choice()
    words = [answer.answer for answer in sent.asked if answer.id != "provider"] + [sent.reference]
    for _, method, address in ROUTES:
        if not address.startswith("/assets/"):
            text = browser.open(address, method=method).data.decode("utf-8", "replace")
            assert not [word for word in words if len(word) > 5 and word in text], address
    acts = {entry.act for entry in log()}
    assert acts <= {"account_added", "roles_changed", "take_in", "login", "log_read"}


def test_the_refusal_does_not_tell_whether_there_is_such_a_case(as_role):
    browser = as_role("admin")
    told = set()
    for row in (ROW, "0" * 32, "inget"):
        browser.get(f"/arenden/{row}/")
        refusal(browser)
        told.add(browser.page.words("main"))
    assert len(told) == 1


def test_several_roles_reach_what_each_reaches(as_role):
    browser = as_role("registrar", "auditor")
    assert browser.get("/arenden/").status_code == 200
    browser.get("/arenden/hamta/")
    assert "registrator och loggranskare" in refusal(browser)


def test_the_refusal_names_whom_to_ask(as_role, browser, desk, clock):
    for name, roles in (("eva", ["admin"]), ("lo", ["admin"]), ("bo", ["officer"])):
        desk.accounts.add(name, PASSWORD, "test", clock.now, roles)
    desk.accounts.close("lo", "test", clock.now)
    as_role("registrar").get("/arenden/hamta/")
    assert "Fråga den som sköter kontona: eva." in browser.last.text


@pytest.mark.parametrize("role", ROLES)
def test_each_role_begins_at_its_own_page_and_its_menu_leads_only_where_it_may(as_role, role):
    browser = as_role(role)
    assert browser.is_at(FIRST_PAGE[role])
    for address in browser.page.links().values():
        if address.startswith("/"):
            assert browser.get(address).status_code == 200
    assert browser.get("/", follow_redirects=True).status_code == 200
    assert browser.is_at(FIRST_PAGE[role])
    browser.press("Logga ut")


def test_a_role_that_is_taken_away_is_gone_at_the_next_click(anna, desk, clock):
    assert anna.get("/arenden/hamta/").status_code == 200
    desk.accounts.set_roles(NAME, ["registrar"], "test", clock.now)
    anna.get("/arenden/hamta/")
    refusal(anna)
    assert "Hämta" not in anna.page.links()
    assert anna.get("/arenden/").status_code == 200


def test_a_registrar_is_shown_no_button_that_refuses(as_role):
    browser = as_role("registrar")
    browser.get(f"/arenden/{ROW}/")
    assert browser.page.buttons() == [
        "Logga ut",
        "Visa personnumret",
        "PDF för ärendet",
        "Markera som skyddat",
    ]


def test_what_was_keyed_in_comes_back_only_to_who_may_register(anna, desk, clock):
    anna.get("/arenden/ny/choice/")
    clock.move(minutes=21)
    anna.press("Registrera")
    desk.accounts.set_roles(NAME, ["auditor"], "test", clock.now)
    anna.press("Logga in", name=NAME, password=PASSWORD)
    assert anna.last.status_code == 200
    assert anna.is_at("/arenden/logg/")


def test_a_role_that_nobody_knows_opens_nothing(anna, desk):
    with desk.queue.writing() as connection:
        connection.execute(officer_table.update().values(roles="root Officer"))
    anna.get("/arenden/")
    assert "har ingen roll än" in refusal(anna)


def test_the_table_is_what_refuses(as_role, monkeypatch):
    browser = as_role("registrar")
    monkeypatch.setitem(permissions.MAY, "download", permissions.EVERYONE)
    assert browser.get("/arenden/hamta/").status_code == 200
