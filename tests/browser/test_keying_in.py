"""A paper choice keyed in by keyboard alone: Tab, digits, arrows and space, and as few of them as can be."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from hemval.officers.application import create
from hemval.queue.desk import Desk
from tests.browser.conftest import NewTab, Town
from tests.browser.serving import served
from tests.browser.watched import Watched
from tests.municipalities import NOW

NAME, PASSWORD = "anna", "en lång mening som lösenord"

PAPER = {
    "who": "1",
    "granted": "1",
    "name": "Åsa Öberg",
    "identity-number": "193804129819",
    "contact": "1",
    "phone": "0701740605",
    "kind": "1",
    "area": "1",
    "provider": "1",
    "second": "2",
    "third": "3",
}
"""What the officer types at each question: digits choose an answer."""

MOST_KEYS = 60
"""Keys beside the letters of name, number and telephone: Tab past what is not for the person, and digits."""

NOT_TICKED = "() => document.activeElement.value === '_none' && !document.activeElement.checked"
HERE = "() => document.activeElement.name || document.activeElement.id"


@pytest.fixture
def officers(request: pytest.FixtureRequest, towns: dict[str, Town]) -> Iterator[tuple[Town, str]]:
    """Serve the officers' application with an account in it."""
    town = towns[request.param]
    desk = Desk.open(town.settings.places)
    if NAME not in [account.name for account in desk.accounts.list()]:
        desk.accounts.add(NAME, PASSWORD, "test", NOW)
    desk.close()
    app = create(town.settings, lambda: NOW)
    with served(app, "localhost") as address:
        yield town, address
    app.extensions["hemval.desk"].close()


@pytest.mark.parametrize(
    ("officers", "width", "scheme"),
    [("lindvik", 320, "dark"), ("botkyrka", 1280, "light")],
    indirect=["officers"],
)
def test_a_paper_choice_is_keyed_in_by_keyboard_alone(
    officers: tuple[Town, str], tab: NewTab, width: int, scheme: str
) -> None:
    _, address = officers
    watched = tab(address, width=width, scheme=scheme, script=False).open("/arenden/")
    watched.check()
    watched.page.fill("#name", NAME)
    watched.page.fill("#password", PASSWORD)
    press_and_wait(watched, "Enter")
    watched.check().open("/arenden/ny/choice/")
    keys = key_in(watched, PAPER | {"phone": ""})
    assert watched.check().status == 400
    expect(watched.page.locator(".problems")).to_be_focused()
    assert "Skriv ett telefonnummer" in watched.page.inner_text(".problems")
    keys = key_in(watched, {"phone": PAPER["phone"]})
    watched.check()
    assert watched.page.inner_text("h1") == "Registrerat"
    expect(watched.page.get_by_text("Registrera en till")).to_be_focused()
    press_and_wait(watched, "Enter")
    assert watched.page.evaluate(HERE) == "who"
    keys = key_in(watched, PAPER)
    watched.check()
    assert watched.page.inner_text("h1") == "Registrerat"
    assert keys <= MOST_KEYS, f"{keys} keys beside the letters"


def key_in(watched: Watched, paper: dict[str, str]) -> int:
    """Go through the page from where the focus is; return how many keys beside letters were pressed."""
    page, keys = watched.page, 0
    done = set()
    watched.check()
    for _ in range(80):
        here = page.evaluate(HERE)
        if here == "register":
            press_and_wait(watched, "Enter")
            return keys + 1
        if here in paper and here not in done:
            page.keyboard.type(paper[here])
            keys += page.evaluate("() => document.activeElement.tagName === 'SELECT'")
            done.add(here)
        elif here == "support" and page.evaluate(NOT_TICKED):
            page.keyboard.press("Space")
            keys += 1
        page.keyboard.press("Tab")
        keys += 1
    raise AssertionError("Tab never comes to Register")


def press_and_wait(watched: Watched, key: str) -> None:
    """Press a key that leads to another page."""
    with watched.page.expect_navigation():
        watched.page.keyboard.press(key)
