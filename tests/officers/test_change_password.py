"""An officer changes the own password: by who knows the old one, and nobody else stays signed in."""

import json

import pytest
from sqlalchemy import update

from hemval.queue.desk.accounts import FAILURES
from hemval.queue.desk.errors import LoginRefused
from hemval.queue.desk.tables import officer
from tests.officers.browser import NAME, PASSWORD

ACCOUNT, PAGE = "/arenden/konto/", "/arenden/konto/losenord/"
NEW, WRONG = "en annan mening som lösenord", "fel fel fel fel fel"
BUTTON = "Byt lösenordet"


@pytest.fixture
def asked(anna):
    anna.follow(NAME)
    anna.follow("Byt lösenord")
    assert anna.is_at(PAGE)
    return anna


def change(browser, old: str = PASSWORD, new: str = NEW, again: str = NEW):
    return browser.press(BUTTON, old=old, password=new, again=again)


def test_it_is_changed_and_all_other_sessions_end(asked, app, log):
    elsewhere = app.test_client()
    elsewhere.sign_in()
    change(asked)
    assert asked.is_at(ACCOUNT)
    assert "Ditt lösenord är bytt." in asked.last.text
    assert elsewhere.get(ACCOUNT).status_code == 303
    assert asked.get(ACCOUNT).status_code == 200
    assert [(one.who, json.loads(one.rows)) for one in log("password_changed")] == [(NAME, [NAME])]
    elsewhere.sign_in()
    assert elsewhere.last.status_code == 400
    elsewhere.sign_in(password=NEW)
    assert elsewhere.is_at("/arenden/")


@pytest.mark.parametrize(
    ("old", "new", "again", "said", "at"),
    [
        ("", NEW, NEW, "Skriv ditt lösenord.", "old"),
        (WRONG, NEW, NEW, "Lösenordet är fel", "old"),
        (PASSWORD, NEW, NEW + "!", "De två lösenorden är olika.", "password"),
        (PASSWORD, "kort", "kort", "minst 15", "password"),
        (PASSWORD, "", "", "minst 15", "password"),
        (PASSWORD, PASSWORD, PASSWORD, "Välj ett annat lösenord än det du har.", "password"),
    ],
)
def test_what_is_refused_changes_and_shows_nothing(asked, desk, clock, log, old, new, again, said, at):
    change(asked, old, new, again)
    assert asked.last.status_code == 400
    assert asked.page.words("title").startswith("Fel: ")
    assert said in asked.last.text
    assert f"#{at}" in asked.page.links().values()
    assert not [one for one in (old, new, again) if one and one in asked.last.text]
    assert not log("password_changed")
    desk.logins.sign_in(NAME, PASSWORD, clock.now)


def test_pressing_twice_is_no_wrong_password(asked, desk, log):
    _, fields = asked.page.form(BUTTON)
    typed = fields | {"old": PASSWORD, "password": NEW, "again": NEW}
    for _ in range(2):
        assert asked.post(PAGE, data=typed).location == ACCOUNT
    assert len(log("password_changed")) == 1
    assert desk.accounts.list()[0].failures == 0


def test_guesses_count_and_once_locked_none_is_told_apart(asked, desk, clock, log):
    with desk.queue.writing() as connection:
        connection.execute(update(officer).values(failures=FAILURES - 1))
    change(asked, WRONG)
    assert f"Efter {FAILURES} fel lösenord" in asked.last.text
    assert desk.accounts.list()[0].locked
    for old, new in ((PASSWORD, NEW), (WRONG, PASSWORD)):
        with pytest.raises(LoginRefused):
            desk.logins.change_password(NAME, "token", old, new, clock.now)
    assert not log("password_changed")


def test_a_post_from_elsewhere_changes_nothing(anna, log):
    fields = {"old": PASSWORD, "password": NEW, "again": NEW}
    assert anna.post(PAGE, data=fields).status_code == 400
    assert not log("password_changed")
