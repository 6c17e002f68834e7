"""A municipality whose site is published and whose queue is prepared, with officers and choices."""

import shutil
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from flask import Flask

from hemval.content.folder import Folder
from hemval.content.loading import load
from hemval.content.whole import Content
from hemval.forms.reading.loading import load_forms
from hemval.officers.application import create
from hemval.pages.published import write_published
from hemval.queue.desk import Desk
from hemval.queue.desk.audit import Entry, read_entries
from hemval.queue.desk.keys import new_recovery_key
from hemval.queue.desk.prepare import prepare
from hemval.queue.inbox import Inbox
from hemval.queue.submission import Submission
from hemval.settings import PROJECT, Places, Settings
from hemval.web.rendering import Renderer
from hemval.words.dates import SWEDEN
from tests.officers.browser import NAME, PASSWORD, Browser
from tests.web.mail_server import mail_server

START = datetime(2026, 12, 2, 10, 30, tzinfo=SWEDEN)

SENDER = "svara-inte@lindvik.example"


class Clock:
    """A clock that stands until it is moved."""

    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> datetime:
        return self.now

    def move(self, **by: float) -> None:
        self.now += timedelta(**by)


@pytest.fixture(scope="session")
def content() -> Content:
    content, findings = load(Folder(PROJECT, PROJECT))
    assert content is not None, findings
    return content


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory, content: Content) -> Path:
    """Make the folder once: migrations and password hashes take their time."""
    places = Places(tmp_path_factory.mktemp("prepared"))
    prepare(places, new_recovery_key().public)
    write_published(places.published, content, load_forms(Folder(PROJECT, PROJECT))[0])
    desk = Desk.open(places)
    # Cheap to check, as the hash itself says how: most tests only need somebody who has signed in.
    desk.accounts.passwords.hasher = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    desk.accounts.add(NAME, PASSWORD, "test", START)
    desk.close()
    return places.content


@pytest.fixture
def places(tmp_path: Path, prepared: Path) -> Places:
    return Places(shutil.copytree(prepared, tmp_path / "lindvik"))


@pytest.fixture
def desk(places: Places) -> Iterator[Desk]:
    """The desk as the tests see it beside the application."""
    desk = Desk.open(places)
    yield desk
    desk.close()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(scope="session")
def renderer() -> Renderer:
    """Templates, compiled once for all tests: half of a test's time otherwise."""
    return Renderer(Folder(PROJECT, PROJECT))


@pytest.fixture
def app(
    places: Places, desk: Desk, clock: Clock, renderer: Renderer, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Flask]:
    monkeypatch.setattr("hemval.officers.application.Renderer", lambda folder: renderer)
    app = create(Settings(content=places.content, secure_cookies=False, second_factor=False), clock)
    app.test_client_class = Browser
    yield app
    app.extensions["hemval.desk"].close()


@pytest.fixture
def browser(app: Flask) -> Browser:
    """A browser that has never been here."""
    return app.test_client()


@pytest.fixture
def strict(places, desk, clock, renderer, monkeypatch):
    """The application as it is by default."""
    monkeypatch.setattr("hemval.officers.application.Renderer", lambda folder: renderer)
    app = create(Settings(content=places.content, secure_cookies=False), clock)
    app.test_client_class = Browser
    yield app
    app.extensions["hemval.desk"].close()


@pytest.fixture
def new(strict):
    """A browser that never was here."""
    return strict.test_client()


@pytest.fixture
def anna(browser: Browser) -> Browser:
    """A browser in which anna has signed in."""
    browser.sign_in()
    assert browser.is_at("/arenden/")
    return browser


@pytest.fixture
def send(places: Places):
    """Send a choice as the public process does."""
    inbox = Inbox.open(places)

    def send(*submissions: Submission) -> None:
        for submission in submissions:
            inbox.submit(submission)

    yield send
    inbox.close()


@pytest.fixture
def log(desk: Desk):
    """Return the log's entries, of an act where one is named."""

    def entries(act: str | None = None) -> list[Entry]:
        assert desk.verify().broken_at is None
        with desk.queue.reading() as connection:
            return [entry for entry in read_entries(connection) if act in (None, entry.act)]

    return entries


@pytest.fixture
def noticed(places, clock, renderer, monkeypatch):
    """Make an application that is to tell a mailbox, and go its rounds once; return what was sent."""

    monkeypatch.setattr("hemval.officers.application.Renderer", lambda folder: renderer)

    def go(at: datetime) -> list[str]:
        clock.now = at
        with mail_server() as box:
            settings = Settings(
                content=places.content,
                secure_cookies=False,
                second_factor=False,
                mail_server=box.address,
                mail_sender=SENDER,
                notice_to="hemtjanst@lindvik.example",
                officers_address="https://handlaggare.lindvik.example",
            )
            app = create(settings, clock)
            rounds = app.extensions["hemval.rounds"]
            rounds.go(rounds.rounds)
            rounds.go(rounds.rounds)
            app.extensions["hemval.desk"].close()
            app.extensions["hemval.post"].close()
            return [box.received.get() for _ in range(box.received.qsize())]

    return go


@pytest.fixture
def kim(desk, clock, browser) -> Browser:
    """A browser in which a co-ordinator has signed in."""
    desk.accounts.set_roles(NAME, ["coordinator"], "test", clock.now)
    browser.sign_in()
    return browser


@pytest.fixture
def orebro(prepared, tmp_path, desk, clock, monkeypatch, renderer):
    """Örebro's three, whom the municipality appoints for: the same pages with other days and providers."""
    target = tmp_path / "orebro"
    shutil.copytree(prepared, target)
    folder = Folder(PROJECT / "examples" / "orebro", PROJECT)
    content, findings = load(folder)
    assert content is not None, findings
    shutil.copy(PROJECT / "examples" / "orebro" / "exits.yml", target)
    write_published(Places(target).published, content, load_forms(folder)[0])
    monkeypatch.setattr("hemval.officers.application.Renderer", lambda folder: renderer)
    app = create(Settings(content=target, secure_cookies=False, second_factor=False), clock)
    app.test_client_class = Browser
    yield app, content
    app.extensions["hemval.desk"].close()
