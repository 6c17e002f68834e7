"""An example built as it stands on a day, with its citizens' and officers' applications."""

import re
import shutil
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest
from click.testing import CliRunner

from hemval.cli import main
from hemval.cli.build import build_site
from hemval.content.folder import Folder
from hemval.content.loading import load
from hemval.content.whole import Content
from hemval.officers.application import create
from hemval.public.application import create as public_application
from hemval.queue.desk import Desk
from hemval.queue.desk.keys import new_recovery_key
from hemval.queue.desk.prepare import prepare
from hemval.settings import PROJECT, Places, Settings
from hemval.words.dates import SWEDEN
from tests.municipalities import NOW, OWN
from tests.officers.browser import NAME, PASSWORD, Browser
from tests.pages.reading import edited, main_of, page, words_of
from tests.public.client import Citizen
from tests.public.journeys import go

CASE = re.compile(r"/arenden/[^/]{16,}/")
"""A case's address; the list's own pages have short names."""


class Example:
    """A municipality as it stands on a day."""

    def __init__(self, settings: Settings, now: datetime) -> None:
        self.settings = settings
        self.now = now
        self._public = public_application(settings, lambda: self.now)
        self._officer: Browser | None = None

    def says(self, address: str) -> str:
        """Return a built page's words."""
        return words_of(self.settings, address)

    def main(self, address: str) -> Element:
        """Return a built page's own part."""
        return main_of(page(self.settings, address))

    def goes(self, until: str = "kontrollera", **answers: str) -> Citizen:
        """Go through the form until a page is reached."""
        return go(Citizen(self._public), until, **answers)

    def among(self, **answers: str) -> list[str]:
        """List the providers that the form lets a person choose."""
        citizen = self.goes(until="provider", **answers)
        return [e.get("value") or "" for e in citizen.page.iter("input") if e.get("type") == "radio"]

    def chooses(self, **answers: str) -> str:
        """Send a choice; return the words of its receipt. The next one comes a second later, as it must."""
        self.now += timedelta(seconds=1)
        return self.goes(**answers).send().words

    def case(self) -> str:
        """Take the newest choice over as an officer; return the words of its case."""
        officer = self._signed_in()
        officer.get("/arenden/")
        newest = [href for href in officer.page.links().values() if CASE.fullmatch(href)][-1]
        officer.get(newest)
        officer.press("Markera som övertagen")
        return officer.page.words("main")

    def close(self) -> None:
        if self._officer is not None:
            self._officer.application.extensions["hemval.desk"].close()

    def _signed_in(self) -> Browser:
        if self._officer is None:
            app = create(self.settings, lambda: self.now)
            app.test_client_class = Browser
            self._officer = app.test_client()
            self._officer.municipality = content_of(self.settings).municipality.name
            self._officer.sign_in()
        return self._officer


def in_swedish(content: Path) -> None:
    """Leave a copy's English out: half the time of a build, where another test builds it whole."""
    edited(content / "municipality.yml", "languages: [sv, en]", "languages: [sv]")


def copied(name: str, target: Path) -> Path:
    """Copy an example's own files."""
    target.mkdir()
    for part in OWN:
        source = PROJECT / "examples" / name / part
        if source.is_dir():
            shutil.copytree(source, target / part)
        elif source.is_file():
            shutil.copy(source, target / part)
    return target


def explained(example: str | Path, *case: str) -> str:
    """Return what ``hemval explain`` says of a case in an example or a copy of one."""
    folder = str(PROJECT / "examples" / example)
    ran = CliRunner().invoke(main, ["--content", folder, "explain", *case])
    assert ran.exit_code == 0, ran.output
    return ran.output


def content_of(settings: Settings) -> Content:
    content, findings = load(Folder(settings.content, PROJECT))
    assert content is not None, findings
    return content


@pytest.fixture(scope="session")
def keys(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make keys, an empty queue and an officer's account once: they are no municipality's own."""
    places = Places(tmp_path_factory.mktemp("keys"))
    prepare(places, new_recovery_key().public)
    desk = Desk.open(places)
    desk.accounts.add(NAME, PASSWORD, "test", NOW)
    desk.close()
    return places.var


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory, keys: Path) -> Iterator[Callable[..., Example]]:
    """Return what builds an example as it stands on a day, after changes to the copy's files."""
    made: list[Example] = []

    def build(name: str, day: str = "2026-11-23", edit: Callable[[Path], object] | None = None) -> Example:
        content = copied(name, tmp_path_factory.mktemp(name) / "content")
        shutil.copytree(keys, content / "var")
        if edit is not None:
            edit(content)
        settings = Settings(content=content, secure_cookies=False, second_factor=False)
        now = datetime.fromisoformat(f"{day}T10:00").replace(tzinfo=SWEDEN)
        build_site(settings, now.date())
        made.append(Example(settings, now))
        return made[-1]

    yield build
    for one in made:
        one.close()
