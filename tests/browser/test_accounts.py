"""From an administrator's page to a new person's first day: a password, a telephone, a code, a way back."""

import os
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import expect

from hemval.officers.application import create
from hemval.queue.desk import Desk
from hemval.queue.desk.second_factor import code_of, step_at
from tests.browser.conftest import NewTab
from tests.browser.serving import served
from tests.browser.watched import Watched
from tests.conftest import MadeBy
from tests.municipalities import NOW

PASSWORD = "en lång mening som lösenord"


class Clock:
    """A clock that is moved to the next code."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now

    def next_code(self) -> None:
        self.now += timedelta(seconds=30)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def officers(request: pytest.FixtureRequest, made: MadeBy, tmp_path: Path, clock: Clock) -> Iterator[str]:
    """Serve the officers' application as it is by default, with an administrator."""
    settings = made(request.param).copy(tmp_path / "content").model_copy(update={"second_factor": True})
    desk = Desk.open(settings.places)
    desk.accounts.add("eva.admin", PASSWORD, "test", NOW, ["admin"])
    desk.close()
    app = create(settings, clock)
    with served(app, "localhost") as address:
        yield address
    app.extensions["hemval.desk"].close()


class Person:
    """Somebody at a browser, with a telephone; what is shown can be looked at afterwards."""

    def __init__(self, watched: Watched, clock: Clock, name: str, looks: str) -> None:
        self.watched = watched
        self.page = watched.page
        self.clock = clock
        self.name = name
        self.looks = looks
        self.secret = ""

    def see(self, what: str) -> None:
        self.watched.check()
        if folder := os.environ.get("LOOKS"):
            self.page.screenshot(path=Path(folder) / f"{what}-{self.looks}.png", full_page=True)

    def fill(self, **fields: str) -> None:
        for name, value in fields.items():
            self.page.fill(f"#{name}", value)

    def enter(self) -> None:
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def press(self, button: str) -> None:
        self.watched.press(self.page.get_by_role("button", name=button))

    def sign_in(self, password: str) -> None:
        self.fill(name=self.name, password=password)
        self.enter()

    def write_code(self) -> None:
        self.clock.next_code()
        self.fill(code=code_of(self.secret, step_at(self.clock.now)))
        self.enter()

    def tie(self, what: str) -> None:
        self.secret = "".join(self.page.inner_text(".key-text").split())
        self.see(what)
        square = self.page.locator(".square svg").bounding_box()
        assert square is not None
        assert 200 <= square["width"] <= 300, "as large as a telephone's camera reads, and within 320"
        self.write_code()


@pytest.mark.parametrize(
    ("officers", "width", "scheme"),
    [("lindvik", 1280, "light"), ("botkyrka", 320, "dark")],
    indirect=["officers"],
)
def test_a_new_persons_first_day(officers: str, tab: NewTab, clock: Clock, width: int, scheme: str) -> None:
    looks = f"{width}-{scheme}"
    eva = Person(tab(officers, width=width, scheme=scheme).open("/arenden/"), clock, "eva.admin", looks)
    eva.see("login")
    eva.sign_in(PASSWORD)
    eva.tie("telephone")
    eva.see("accounts")
    eva.watched.go("/arenden/konton/nytt/")
    eva.fill(name="bo.ek")
    eva.see("new-account")
    eva.press("Öppna kontot")
    eva.see("new-account-wrong")
    expect(eva.page.locator(".problems")).to_be_focused()
    eva.page.click("label[for=role-registrar]")
    eva.press("Öppna kontot")
    eva.see("first-password")
    first = eva.page.inner_text(".first-password")

    bo = Person(
        tab(officers, width=width, scheme=scheme, script=False).open("/arenden/"), clock, "bo.ek", looks
    )
    bo.see("login")
    bo.sign_in(first)
    bo.see("own-password")
    bo.fill(password=PASSWORD, again=PASSWORD)
    bo.enter()
    bo.tie("telephone-without-script")
    bo.see("list")
    bo.watched.open("/arenden/hamta/")
    bo.see("refused")
    bo.watched.go("/arenden/konto/")
    bo.see("own-account")
    bo.press("Logga ut")
    bo.see("signed-out")
    bo.sign_in(PASSWORD)
    bo.see("code")
    bo.fill(code="000000")
    bo.enter()
    bo.see("code-wrong")
    bo.write_code()
    bo.see("list")

    eva.watched.go("/arenden/konton/")
    eva.watched.press(eva.page.get_by_role("link", name="bo.ek").locator("visible=true"))
    eva.see("account")
    clock.now += timedelta(minutes=6)
    eva.press("Låt en ny telefon kopplas")
    eva.see("fresh-login")
    eva.fill(password=PASSWORD)
    eva.write_code()
    assert eva.watched.path == "/arenden/konton/"
    eva.see("accounts-after")
    eva.watched.press(eva.page.get_by_role("link", name="bo.ek").locator("visible=true"))
    eva.watched.check()
    eva.press("Låt en ny telefon kopplas")
    eva.see("account-after")
    bo.watched.open("/arenden/").check()
    bo.sign_in(PASSWORD)
    bo.tie("telephone-again")
    bo.watched.check()
    for person in (eva, bo):
        person.watched.check()
