"""A browser, the municipalities' applications served for real, and tabs that check what they show.

The browser lives as long as a test file: beside a playwright that is still running no site can be built
(the build forks), and tests of other rooms, on the same worker, need to.
"""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Browser, sync_playwright

from hemval.public.application import create
from hemval.settings import Settings
from tests.browser.finding import browser_path
from tests.browser.serving import served
from tests.browser.watched import Watched
from tests.conftest import MadeBy
from tests.municipalities import NOW, SOURCES

NewTab = Callable[..., Watched]


@dataclass(frozen=True)
class Town:
    """A municipality whose pages answer at an address."""

    name: str
    settings: Settings
    app: Flask
    address: str

    def pages(self, language: str) -> list[str]:
        """List the addresses of the built pages in a language, an error's, and one that is not there.

        Of the providers' pages, which are one template, all in Swedish and the first two in English.
        """
        site = self.settings.places.site
        root = site if language == "sv" else site / language
        folders = sorted(file.parent.relative_to(site).as_posix() for file in root.rglob("index.html"))
        paths = ["/" if folder == "." else f"/{folder}/" for folder in folders]
        own = [path for path in paths if language != "sv" or not path.startswith("/en/")]
        if language != "sv":
            providers = [path for path in own if path.startswith(f"/{language}/utforare/")][1:]
            own = [path for path in own if path not in providers[2:]]
        errors = ["/finns-inte/", "/fel/502.html"]
        return [*own, *(error if language == "sv" else f"/{language}{error}" for error in errors)]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Start the browser."""
    path = browser_path()
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path)
        yield started
        started.close()


@pytest.fixture(scope="session")
def towns(made: MadeBy, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Town]]:
    """Serve the municipalities, once for all the test files of a worker."""
    with ExitStack() as open_:
        serving = {}
        for name in SOURCES:
            settings = made(name).copy(tmp_path_factory.mktemp(name) / "content")
            app = create(settings, lambda: NOW)
            address = open_.enter_context(served(app))
            serving[name] = Town(name, settings, app, address)
        yield serving


@pytest.fixture
def tab(browser: Browser) -> Iterator[NewTab]:
    """Return a function that opens a watched tab on an address; it closes with the test."""
    with ExitStack() as open_:

        def new(
            address: str, *, width: int = 320, scheme: str = "light", script: bool = True, **more: Any
        ) -> Watched:
            context = browser.new_context(
                viewport={"width": width, "height": 900},
                color_scheme=scheme,  # type: ignore[arg-type]
                java_script_enabled=script,
                reduced_motion="reduce",
                locale="sv-SE",
                **more,
            )
            open_.callback(context.close)
            watched = Watched(context, address, script=script)
            open_.callback(watched.close)
            return watched

        yield new


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test here: each of them opens the browser."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)
