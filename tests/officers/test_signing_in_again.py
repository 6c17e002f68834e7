"""Everything is downloaded only by who has given the password within five minutes."""

import pytest

from tests.officers.browser import NAME, PASSWORD
from tests.officers.samples import choice
from tests.officers.test_download import CSV, MAKE, csv_rows

AGAIN = "/arenden/logga-in-igen/"
FROM_DOWNLOAD = f"{AGAIN}?till=download"
DOWNLOAD = "/arenden/hamta/"
WRONG = "fel fel fel fel fel"


@pytest.fixture(autouse=True)
def two_new(send):
    send(choice(0), choice(1))


@pytest.fixture
def asked(anna, clock):
    """A browser that has been asked for the password."""
    clock.move(minutes=5)
    anna.get(DOWNLOAD)
    anna.press(MAKE)
    assert anna.is_at(AGAIN)
    return anna


def test_within_five_minutes_nothing_is_asked(anna, clock, log):
    clock.move(minutes=4, seconds=59)
    assert len(csv_rows(anna.fetch(CSV))) == 3
    assert len(log("batch_fetch")) == 1
    assert anna.get(FROM_DOWNLOAD).location == DOWNLOAD


def test_after_five_minutes_the_password_is_asked_for_and_then_the_file_is_there(asked, log):
    assert asked.page.words("h1") == "Skriv ditt lösenord igen"
    assert [field.get("type") for field in asked.page.all("input")] == [
        "hidden",
        "hidden",
        "hidden",
        "hidden",
        "password",
    ]
    assert "anna" in asked.page.text
    assert log("batch") == []
    asked.press("Fortsätt", password=PASSWORD)
    assert asked.is_at(DOWNLOAD)
    assert "Nu kan du fortsätta. Tryck en gång till." in asked.last.text
    assert "2 nya." in asked.last.text
    assert len(csv_rows(asked.fetch(CSV))) == 3
    assert [entry.who for entry in log("login")] == [NAME, NAME]


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_no_kind_of_file_and_no_made_up_post_gets_around_it(anna, clock, log, kind):
    anna.get(DOWNLOAD)
    _, fields = anna.page.form(MAKE)
    clock.move(minutes=6)
    answer = anna.post(DOWNLOAD, data=fields | {"format": kind, "password": PASSWORD, "fresh": "1"})
    assert (answer.status_code, answer.location) == (303, f"{FROM_DOWNLOAD}&tryckt=1")
    assert log("batch") == []


def test_the_old_token_is_worth_nothing_afterwards(asked, app):
    thief = app.test_client()
    with thief.session_transaction() as session:
        session["token"] = old = asked.token()
    assert thief.get("/arenden/").status_code == 200
    asked.press("Fortsätt", password=PASSWORD)
    assert asked.token() != old
    assert thief.get("/arenden/").status_code == 303


def test_a_wrong_password_downloads_nothing_and_loses_nothing(asked, log):
    for password, told in [(WRONG, "Lösenordet är fel"), ("", "Skriv ditt lösenord.")]:
        asked.press("Fortsätt", password=password)
        assert asked.last.status_code == 400
        assert asked.page.words("title").startswith("Fel: ")
        assert told in asked.last.text
        assert WRONG not in asked.last.text
    assert asked.get("/arenden/").status_code == 200
    assert log("batch") == []


def test_guesses_count_and_lock_the_account(asked, desk):
    for _ in range(20):
        asked.press("Fortsätt", password=WRONG)
    assert "Efter 20 fel lösenord eller koder" in asked.last.text
    assert desk.accounts.list()[0].locked
    asked.press("Fortsätt", password=PASSWORD)
    assert asked.last.status_code == 400


def test_another_officers_password_does_not_help(asked, desk, clock, log):
    desk.accounts.add("bo", "en helt annan mening här", "test", clock.now)
    _, fields = asked.page.form("Fortsätt")
    told = {"name": "bo", "password": "en helt annan mening här"}
    assert asked.post(AGAIN, data=fields | told).status_code == 400
    assert [entry.who for entry in log("login")] == [NAME]


def test_another_tab_goes_on_working(asked):
    page = asked.get(f"/arenden/{choice(0).id}/")
    action, fields = asked.page.form("Markera som övertagen")
    assert page.status_code == 200
    asked.get(AGAIN)
    asked.press("Fortsätt", password=PASSWORD)
    assert asked.post(action, data=fields, follow_redirects=True).status_code == 200
    assert "markerat som övertaget" in asked.last.text


@pytest.mark.parametrize(
    "till", ["", "https://example.org/", "//example.org", "/arenden/hamta/", "opened", "login"]
)
def test_it_leads_nowhere_but_to_pages_it_knows_by_name(anna, clock, till):
    for address in (f"{AGAIN}?till={till}", AGAIN):
        assert anna.get(address).location == "/arenden/"
    clock.move(minutes=6)
    anna.get(f"{AGAIN}?till={till}")
    assert anna.page.links()["Tillbaka utan att göra det"] == "/arenden/"
    _, fields = anna.page.form("Fortsätt")
    assert anna.post(AGAIN, data=fields | {"password": PASSWORD, "till": till}).location == "/arenden/"


@pytest.fixture
def batch(anna, clock):
    """A browser on the page of a batch, whose password was given long ago."""
    anna.get(DOWNLOAD)
    anna.press(MAKE)
    clock.move(minutes=6)
    return anna


@pytest.mark.parametrize(("button", "leads_to"), [(CSV, "1/"), ("Bekräfta omgången", "1/bekrafta/")])
def test_from_a_batch_it_leads_back_to_the_same_batch(batch, button, leads_to, log):
    if button == CSV:
        batch.press(button)
    else:
        batch.get(batch.follow(button).location)
    assert batch.is_at(AGAIN)
    assert batch.page.links()["Tillbaka utan att göra det"] == f"{DOWNLOAD}{leads_to}"
    batch.press("Fortsätt", password=WRONG)
    batch.press("Fortsätt", password=PASSWORD)
    assert batch.is_at(f"{DOWNLOAD}{leads_to}")
    assert "Nu kan du fortsätta." in batch.last.text
    assert log("batch_fetch") + log("confirm") == []


NO_NUMBERS = [
    "", "0", "01", "-1", "+1", " 1", "1 ", "1\n", "1.0", "1e3", "0x1", "1_0", "²", "１", "١", "1/",
    "1/../../", "../1", "//example.org", "https://example.org/", "\\\\example.org", "1?a", "1#a", "1%2f",
    "1;a", "1&till=x", "1@example.org", "javascript:alert(1)", "1\x00", "1\r\nLocation: //example.org",
    "batch", "None", "9999999999", "9" * 5000,
]  # fmt: skip


def test_a_batch_is_a_number_and_nothing_else(anna):
    for number in NO_NUMBERS:
        for till in ("batch", "to_confirm"):
            asked = {"till": till, "omgang": number}
            assert anna.get(AGAIN, query_string=asked).location == "/arenden/", asked


def test_a_batchs_number_opens_no_other_way(anna):
    for till in ("undo_confirm", "batch_file", "confirm", "make_batch", "opened", "change_place"):
        assert anna.get(f"{AGAIN}?till={till}&omgang=1").location == "/arenden/"
    assert anna.get(f"{FROM_DOWNLOAD}&omgang=//example.org").location == DOWNLOAD


def test_it_leads_nowhere_that_the_role_may_not_go(anna, desk, clock):
    desk.accounts.set_roles(NAME, ["registrar"], "test", clock.now)
    for address in (FROM_DOWNLOAD, f"{AGAIN}?till=batch&omgang=1"):
        assert anna.get(address).location == "/arenden/"
