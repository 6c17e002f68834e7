"""Municipalities for tests: a copy of one's files in a folder of its own, with keys and pages made."""

import os
import shutil
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pytest

from hemval.cli.build import build_site
from hemval.queue.desk.keys import new_recovery_key
from hemval.queue.desk.prepare import prepare
from hemval.queue.file_lock import locked
from hemval.settings import PROJECT, Settings
from hemval.words.dates import SWEDEN

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=SWEDEN)
"""A Monday morning: the moment of every test that does not set its own."""

OWN = ("municipality.yml", "room.yml", "exits.yml", "provider_profiles", "documents", "forms", "site_src")
SOURCES = {"lindvik": PROJECT, "botkyrka": PROJECT / "examples" / "botkyrka"}


def copy_of(name: str, target: Path) -> Settings:
    """Copy a municipality's own files; what the top level shares is taken from there."""
    source = SOURCES[name]
    target.mkdir(parents=True)
    for part in OWN:
        if source == PROJECT and part in ("forms", "site_src"):
            continue  # shared by all: it falls back
        if (source / part).is_dir():
            shutil.copytree(source / part, target / part)
        elif (source / part).is_file():
            shutil.copy(source / part, target / part)
    return Settings(content=target, secure_cookies=False, second_factor=False)


def prepared_copy(name: str, target: Path) -> tuple[Settings, str]:
    """Copy a municipality, make its keys and build its pages; return also the recovery key's secret half."""
    settings = copy_of(name, target)
    recovery = new_recovery_key()
    prepare(settings.places, recovery.public)
    build_site(settings, NOW.date())
    return settings, recovery.secret


@dataclass(frozen=True)
class Made:
    """A prepared municipality that all workers share: only to be read, or copied."""

    content: Path
    recovery: str
    """The recovery key's secret half."""

    def copy(self, target: Path) -> Settings:
        """Copy it. The built pages are linked and not copied: a build replaces them whole."""
        shutil.copytree(self.content, target, ignore=shutil.ignore_patterns("site"))
        shutil.copytree(self.content / "site", target / "site", copy_function=os.link)
        return Settings(content=target, secure_cookies=False, second_factor=False)

    def lend_papers(self, settings: Settings) -> None:
        """Give a fresh copy of the same municipality the blank forms that are printed already.

        To print them is half of a first build, and a build prints what differs from them.
        """
        shutil.copytree(self.content / "var" / "papers", settings.places.var / "papers")

    def stamps(self) -> dict[str, tuple[int, int]]:
        """Return the size and the moment of each built page, to tell whether a test wrote into one."""
        pages = ((path, path.stat()) for path in (self.content / "site").rglob("*") if path.is_file())
        return {path.as_posix(): (found.st_size, found.st_mtime_ns) for path, found in pages}


def made_once(name: str, factory: pytest.TempPathFactory) -> Made:
    """Return a municipality that is prepared once a run; whoever asks first makes it, the others wait."""
    root = factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        root = root.parent
    content, secret = root / f"made-{name}" / "content", root / f"made-{name}" / "recovery"
    with locked(root / f"made-{name}.lock", 300):
        if not secret.exists():
            secret.parent.mkdir()
            _, recovery = prepared_copy(name, content)
            secret.write_text(recovery, "utf-8")
    return Made(content, secret.read_text("utf-8"))
