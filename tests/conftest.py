"""Fixtures that every test may use."""

import shutil
from pathlib import Path

import pytest

from hemval.settings import Settings
from tests.municipalities import SOURCES, prepared_copy


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Path, str]]:
    """Each municipality made once a run: keys, files and pages. Tests get copies."""
    return {}


@pytest.fixture(params=sorted(SOURCES))
def municipality(request: pytest.FixtureRequest) -> str:
    """Run a test once for each municipality."""
    name: str = request.param
    return name


@pytest.fixture
def settings(
    municipality: str,
    made: dict[str, tuple[Path, str]],
    tmp_path: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> Settings:
    """Return the settings of a fresh copy of a municipality, initialised and built."""
    if municipality not in made:
        source = tmp_path_factory.mktemp(municipality) / "content"
        _, recovery = prepared_copy(municipality, source)
        made[municipality] = source, recovery
    source, _ = made[municipality]
    target = tmp_path / municipality
    shutil.copytree(source, target)
    return Settings(content=target, secure_cookies=False)


@pytest.fixture
def recovery_key(settings: Settings, municipality: str, made: dict[str, tuple[Path, str]]) -> str:
    """Return the recovery key's secret half."""
    return made[municipality][1]
