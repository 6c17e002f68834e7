"""An administrator looks after the accounts from a page, and never reaches a case by it."""

import pytest

from hemval.queue.desk.accounts import FAILURES
from hemval.queue.desk.administering import FIRST_HOLDS
from hemval.queue.desk.errors import AdministratorRefused
from hemval.queue.desk.second_factor import code_of, step_at
from tests.officers.browser import NAME, PASSWORD, TIE, secret_on
from tests.officers.test_permissions import refusal

ACCOUNTS, NEW = "/arenden/konton/", "/arenden/konton/nytt/"
AGAIN = "/arenden/logga-in-igen/"
OWN = "/arenden/logga-in/losenord/"
CODE, TELEPHONE = "/arenden/logga-in/kod/", "/arenden/logga-in/telefon/"
MINE = "min alldeles egna mening"


@pytest.fixture
def eva(browser, desk, clock):
    """A browser in which eva, an administrator, has signed in; anna is an officer."""
    desk.accounts.add("eva", PASSWORD, "test", clock.now, ["admin"])
    browser.sign_in("eva")
    assert browser.is_at(ACCOUNTS)
    return browser


def account(desk, name):
    return next(one for one in desk.accounts.list() if one.name == name)


def add(browser, name="bo", *roles):
    browser.get(NEW)
    _, fields = browser.page.form("Öppna kontot")
    return browser.post(NEW, data=fields | {"name": name, "role": list(roles)})


def first_password(browser) -> str:
    assert browser.last.status_code == 200
    (shown,) = [one for one in browser.page.all("dd") if one.get("class") == "first-password"]
    return "".join(shown.itertext())


def at(browser, name):
    browser.get(ACCOUNTS)
    browser.follow(name)
    return browser


def test_accounts_are_listed_and_no_name_stands_in_an_address(eva, desk, clock):
    desk.accounts.add("lo", PASSWORD, "test", clock.now)
    desk.accounts.close("lo", "test", clock.now)
    eva.get(ACCOUNTS)
    links = eva.page.links()
    named = {name: links[name] for name in ("anna", "eva", "lo")}
    assert not [address for address in named.values() for name in named if name in address]
    assert "Stängt 2 december 2026" in eva.last.text


def test_a_new_account_gets_a_password_that_is_seen_once(eva, app, desk, log):
    add(eva, "Bo", "registrar", "auditor")
    password = first_password(eva)
    assert account(desk, "bo").roles == ("registrar", "auditor")
    logged = log("account_added")[-1]
    assert (logged.who, logged.rows) == ("eva", '["bo", "registrar", "auditor"]')
    for address in (ACCOUNTS, at(eva, "bo").last.request.path):
        assert password not in eva.get(address).text
    bo = app.test_client()
    bo.sign_in("bo", password)
    assert bo.is_at(OWN)
    assert bo.token() is None
    assert bo.get("/arenden/").status_code == 303
    bo.get(OWN)
    wrong = [("kort", "kort", "minst 15"), (MINE, MINE + "!", "olika"), (password, password, "Någon annan")]
    for one, other, told in wrong:
        bo.press("Fortsätt", password=one, again=other)
        assert bo.last.status_code == 400
        assert told in bo.last.text
    bo.press("Fortsätt", password=MINE, again=MINE)
    assert bo.is_at("/arenden/")
    assert [entry.who for entry in log("password_changed")] == ["bo"]
    other = app.test_client()
    other.sign_in("bo", password)
    assert other.last.status_code == 400


def test_the_first_login_chooses_a_password_and_then_ties_a_telephone(eva, new, desk, clock):
    add(eva, "bo", "officer")
    new.sign_in("bo", first_password(eva))
    assert new.is_at(OWN)
    for address in (CODE, TELEPHONE):
        assert new.get(address).location == OWN
    new.get(OWN)
    new.press("Fortsätt", password=MINE, again=MINE)
    new.press(TIE, code=code_of(secret_on(new.page), step_at(clock.now)))
    assert new.is_at("/arenden/")
    assert account(desk, "bo").first_until is None


def test_a_first_password_opens_nothing_by_any_other_page(eva, new, clock):
    """Not the code's page and not the telephone's, whatever is posted there."""
    add(eva, "bo", "officer")
    new.sign_in("bo", first_password(eva))
    _, fields = new.page.form("Fortsätt")
    for address in (CODE, TELEPHONE):
        new.sign_in("bo", first_password(eva))
        new.post(address, data=fields | {"code": "000000"})
        assert new.last.status_code == 400
        assert new.token() is None


def test_a_first_password_runs_out(eva, app, clock):
    add(eva, "bo", "officer")
    password = first_password(eva)
    clock.move(seconds=FIRST_HOLDS.total_seconds())
    bo = app.test_client()
    bo.sign_in("bo", password)
    assert bo.last.status_code == 400
    assert "fel, eller så är kontot låst" in bo.last.text


def test_all_that_is_wrong_is_told_at_once_and_a_name_as_it_is_kept(eva, desk):
    add(eva, "a:b")
    assert "utan kolon" in eva.last.text
    assert "Kryssa i minst en roll" in eva.last.text
    add(eva, " Bo Berg ", "officer")
    assert "bo berg" in eva.last.text
    assert "Bo Berg" not in eva.last.text
    assert "bo berg" in [one.name for one in desk.accounts.list()]


@pytest.mark.parametrize(
    ("name", "roles", "told"),
    [
        (NAME, ["officer"], "finns redan"),
        ("a:b", ["officer"], "utan kolon"),
        ("bo", [], "Kryssa i minst en roll"),
        ("bo", ["admin", "officer"], "har ingen annan"),
        ("bo", ["root"], "minst en roll"),
    ],
)
def test_what_cannot_be_is_refused_and_stays_on_the_page(eva, desk, name, roles, told):
    before = desk.accounts.list()
    add(eva, name, *roles)
    assert eva.last.status_code == 400
    assert told in eva.last.text
    assert f'value="{name}"' in eva.last.text
    assert desk.accounts.list() == before


def test_each_button_does_what_it_says_and_is_logged_by_name(eva, app, desk, clock, log):
    anna = app.test_client()
    anna.sign_in()
    with desk.queue.writing() as connection:
        connection.exec_driver_sql(f"UPDATE officer SET failures = {FAILURES} WHERE name = 'anna'")
    at(eva, NAME).press("Lås upp kontot")
    assert "Kontot är upplåst." in eva.last.text
    assert not account(desk, NAME).locked
    _, fields = eva.page.form("Spara rollerna")
    eva.post(eva.last.request.path, data=fields | {"role": ["registrar", "coordinator"]})
    assert account(desk, NAME).roles == ("registrar", "coordinator")
    assert anna.get("/arenden/").status_code == 200
    assert anna.get("/arenden/hamta/").status_code == 403
    at(eva, NAME).press("Stäng kontot för gott")
    assert account(desk, NAME).closed_at == clock.now
    assert anna.get("/arenden/").status_code == 303
    assert eva.page.buttons() == ["Logga ut"]
    acts = [(entry.who, entry.act) for entry in log()]
    assert acts[-3:] == [("eva", "account_unlocked"), ("eva", "roles_changed"), ("eva", "account_closed")]


def test_a_new_telephone_is_let_in_from_the_page(eva, new, desk, clock, log):
    new.sign_in()
    new.press(TIE, code=code_of(secret_on(new.page), step_at(clock.now)))
    at(eva, NAME).press("Låt en ny telefon kopplas")
    assert new.get("/arenden/").status_code == 303
    assert not account(desk, NAME).second_factor
    assert [entry.who for entry in log("second_factor_cleared")] == ["eva"]


def test_nobody_shuts_out_the_last_administrator(eva, desk, clock):
    """Not by the page, not by a post that no page made, not by two at once."""
    at(eva, "eva")
    assert eva.page.buttons() == ["Logga ut"]
    _, fields = eva.page.form("Logga ut")
    here = eva.last.request.path
    for values in ({"act": "close"}, {"act": "roles", "role": "officer"}, {"act": "new-code"}):
        eva.post(here, data=fields | values)
        assert eva.last.status_code == 400
        assert "en annan administratör" in eva.last.text
    desk.accounts.add("lo", PASSWORD, "test", clock.now, ["admin"])
    desk.administering.close("eva", "lo", clock.now)
    with pytest.raises(AdministratorRefused):
        desk.administering.close("lo", "eva", clock.now)
    with pytest.raises(AdministratorRefused):
        desk.administering.add_with_first_password("bo", ["officer"], "eva", clock.now)
    assert [one.name for one in desk.accounts.list() if "admin" in one.roles and not one.closed_at] == ["lo"]


@pytest.mark.parametrize("made", [ACCOUNTS, NEW])
def test_a_login_that_is_not_fresh_is_asked_for_and_leads_back(eva, desk, clock, made):
    page = at(eva, NAME).last.request.path if made == ACCOUNTS else NEW
    eva.get(page)
    _, fields = eva.page.form("Stäng kontot för gott" if made == ACCOUNTS else "Öppna kontot")
    clock.move(minutes=6)
    till = "accounts" if made == ACCOUNTS else "new_account"
    assert eva.post(page, data=fields | {"name": "bo", "role": "officer"}).location == (
        f"{AGAIN}?till={till}&tryckt=1"
    ), "who pressed is told to press once more"
    assert [(one.name, one.closed_at) for one in desk.accounts.list()] == [(NAME, None), ("eva", None)]
    assert eva.get(page).location == f"{AGAIN}?till={till}"
    eva.get(f"{AGAIN}?till={till}")
    eva.press("Fortsätt", password=PASSWORD)
    assert eva.is_at(made)


def test_an_officer_is_refused_and_told_whom_to_ask(anna, desk, clock):
    desk.accounts.add("eva", PASSWORD, "test", clock.now, ["admin"])
    for address in (ACCOUNTS, NEW, f"{ACCOUNTS}0123456789abcdef/"):
        anna.get(address)
        assert "eva" in refusal(anna)


def test_unknown_accounts_and_made_up_acts_change_nothing(eva, desk, log):
    before = len(log())
    assert eva.get(f"{ACCOUNTS}0123456789abcdef/").status_code == 404
    at(eva, NAME)
    _, fields = eva.page.form("Stäng kontot för gott")
    assert eva.post(eva.last.request.path, data=fields | {"act": "add"}).status_code == 400
    assert eva.post(f"{ACCOUNTS}0123456789abcdef/", data=fields).status_code == 404
    assert len(log()) == before
