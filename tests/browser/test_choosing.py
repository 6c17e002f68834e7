"""A citizen with a keyboard and no script: compares, makes mistakes, chooses, gets a receipt."""

import sqlite3

import pytest

from tests.browser.conftest import NewTab, Town
from tests.browser.journeys import answer, fill_in, page_name
from tests.browser.keyboard import Keyboard
from tests.browser.watched import Watched

CHOSEN = {"lindvik": "fjordens-omsorg", "botkyrka": "utforare-b"}
"""Both have a queue, so the form asks about it."""


def received(town: Town) -> int:
    with sqlite3.connect(town.settings.places.inbox / "inbox.sqlite") as inbox:
        (number,) = inbox.execute("SELECT count(*) FROM inbox").fetchone()
    inbox.close()
    return int(number)


@pytest.mark.parametrize(("name", "language"), [("lindvik", "en"), ("botkyrka", "sv")])
def test_a_choice_by_keyboard_without_script(
    towns: dict[str, Town], tab: NewTab, name: str, language: str
) -> None:
    town = towns[name]
    before = received(town)
    prefix = "" if language == "sv" else f"/{language}"
    watched = tab(town.address, script=False).go(f"{prefix}/")
    keyboard = Keyboard(watched)
    keyboard.follow("main .button")
    assert watched.check().path == f"{prefix}/jamfor/"
    keyboard.follow(f'main a[href="{prefix}/utforare/{CHOSEN[name]}/"]')
    watched.check()
    watched.page.go_back()
    watched.check()
    keyboard.follow(f'main a.button[href="{prefix}/valj/"]')
    watched.check()
    fill_in(watched, until="identity-number")
    mistake(watched, "19380412-9818")
    mistake(watched, "1938")
    fill_in(watched, until="provider")
    mistake(watched, "")
    fill_in(watched, provider=CHOSEN[name])
    assert "Åsa Öberg" in watched.check().page.inner_text("main")
    keyboard.follow("#send")
    assert page_name(watched.check()) == "kvitto"
    assert len(watched.page.inner_text(".reference-code").replace(" ", "")) == 8
    assert received(town) == before + 1


def mistake(watched: Watched, wrong: str) -> None:
    """Answer wrongly: the summary is focused, its link leads to the field, what was written is kept."""
    keyboard = Keyboard(watched)
    if wrong:
        answer(keyboard, wrong)
    else:
        keyboard.follow("#go-on")
    assert watched.status == 400
    assert watched.check().page.title().startswith(("Fel:", "Error:"))
    assert keyboard.summary_is_focused
    assert "#" not in watched.path
    keyboard.follow(".problems a")
    field = f"#{page_name(watched)}"
    assert watched.check().page.locator(f"{field}:focus").count() == 1
    assert watched.page.get_attribute(field, "aria-invalid") == "true"
    if wrong:
        assert watched.page.input_value(field) == wrong


def test_double_click_back_and_refresh_make_one_choice(towns: dict[str, Town], tab: NewTab) -> None:
    town = towns["lindvik"]
    before = received(town)
    watched = tab(town.address).open("/valj/")
    fill_in(watched, kind="call-me")
    watched.page.dblclick("#send")
    watched.page.wait_for_url("**/kvitto/")
    receipt = watched.check().page.inner_text(".reference-code")
    watched.page.reload()
    assert watched.check().page.inner_text(".reference-code") == receipt
    for _ in range(3):
        watched.page.go_back()
        assert page_name(watched.check()) == "kvitto"
        assert watched.page.inner_text(".reference-code") == receipt
    assert received(town) == before + 1
