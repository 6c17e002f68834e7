"""Fixtures that every test may use."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import settings as trying

from hemval.settings import Settings
from tests.made_once import keep_address_builders, keep_builds, leave_to_the_end
from tests.municipalities import SOURCES, Made, made_once

# A case may take its time: how fast the machine is just now says nothing of the code.
trying.register_profile("hemval", deadline=None)
trying.load_profile("hemval")

MadeBy = Callable[[str], Made]


def pytest_collection_finish() -> None:
    """Begin: all that is imported and collected stays."""
    leave_to_the_end()


@pytest.fixture(scope="session", autouse=True)
def _made_once() -> Iterator[None]:
    """Make once what every application of the tests has in common."""
    with pytest.MonkeyPatch.context() as patch:
        keep_builds(patch)
        keep_address_builders(patch)
        yield


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[MadeBy]:
    """Give a municipality by its name: keys, files and pages, made once a run for all workers."""
    known: dict[str, tuple[Made, dict[str, tuple[int, int]]]] = {}

    def of(name: str) -> Made:
        if name not in known:
            made = made_once(name, tmp_path_factory)
            known[name] = made, made.stamps()
        return known[name][0]

    yield of
    for made, before in known.values():
        assert made.stamps() == before, "a test wrote into the pages that all tests share"


@pytest.fixture(params=sorted(SOURCES))
def municipality(request: pytest.FixtureRequest) -> str:
    """Run a test once for each municipality."""
    name: str = request.param
    return name


@pytest.fixture
def settings(municipality: str, made: MadeBy, tmp_path: Path) -> Settings:
    """Return the settings of a fresh copy of a municipality, initialised and built."""
    return made(municipality).copy(tmp_path / municipality)


@pytest.fixture
def recovery_key(municipality: str, made: MadeBy) -> str:
    """Return the recovery key's secret half."""
    return made(municipality).recovery
