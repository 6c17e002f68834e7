"""The locks say exactly what is installed: names, versions and hashes, and nothing about where from."""

import re
import tomllib

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.project.running import PROJECT

PYPROJECT = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))
RUN, TEST = ((PROJECT / f"requirements/{name}.txt").read_text(encoding="utf-8") for name in ("run", "test"))

Lock = dict[tuple[str, str], str]
"""Version by name and environment marker: some packages have one version for an older Python."""


def read(lock: str) -> Lock:
    """Read a lock; fail on a line that is anything but a package at a version with hashes."""
    packages: Lock = {}
    for entry in re.sub(r"\\\n\s+", "", re.sub(r"^#.*\n", "", lock)).splitlines():
        line, *hashes = entry.split("--hash=")
        assert hashes, f"no hash: {entry}"
        assert all(re.fullmatch(r"sha256:[0-9a-f]{64}", given.strip()) for given in hashes), entry
        requirement = Requirement(line.strip())
        (version,) = requirement.specifier
        assert version.operator == "==", entry
        assert requirement.url is None
        packages[canonicalize_name(requirement.name), str(requirement.marker or "")] = version.version
    return packages


@pytest.mark.parametrize("lock", [RUN, TEST], ids=["run", "test"])
def test_no_address_and_every_package_hashed(lock):
    assert len(read(lock)) > 40
    assert "://" not in lock
    assert "--index" not in lock
    assert "--find-links" not in lock
    assert "file:" not in lock


@pytest.mark.parametrize(
    "line",
    ["flask==3.1.3", "flask>=3 \\\n    --hash=sha256:" + "a" * 64, "--index-url x --hash=sha256:" + "a" * 64],
)
def test_an_unhashed_or_unpinned_line_is_found(line):
    with pytest.raises((AssertionError, ValueError)):
        read(line)


def test_what_runs_is_what_was_tested():
    assert read(RUN).items() <= read(TEST).items()


@pytest.mark.parametrize(
    ("lock", "wanted"),
    [
        (RUN, PYPROJECT["project"]["dependencies"] + PYPROJECT["build-system"]["requires"]),
        (TEST, PYPROJECT["project"]["optional-dependencies"]["test"]),
    ],
    ids=["run", "test"],
)
def test_everything_asked_for_is_locked_at_a_version_that_fits(lock, wanted):
    locked = read(lock)
    for requirement in map(Requirement, wanted):
        versions = [
            version for (name, _), version in locked.items() if name == canonicalize_name(requirement.name)
        ]
        assert versions, f"{requirement} is not locked: make lock"
        assert all(requirement.specifier.contains(version) for version in versions), (
            f"{requirement}: make lock"
        )


def test_no_registry_stands_in_the_commands():
    for path in [PROJECT / "Makefile", *(PROJECT / "setup").iterdir(), PROJECT / ".ci/run"]:
        if path.is_file():
            assert "://" not in path.read_text(encoding="utf-8"), path
