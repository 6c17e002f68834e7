"""Municipalities for tests: a copy of one's files in a folder of its own, with keys and pages made."""

import shutil
from datetime import datetime
from pathlib import Path

from hemval.cli.build import build_site
from hemval.queue.desk.keys import new_recovery_key
from hemval.queue.desk.prepare import prepare
from hemval.settings import PROJECT, Settings
from hemval.words.dates import SWEDEN

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=SWEDEN)
"""A Monday morning: the moment of every test that does not set its own."""

OWN = ("municipality.yml", "room.yml", "provider_profiles", "documents", "forms", "site_src")
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
    return Settings(content=target, secure_cookies=False)


def prepared_copy(name: str, target: Path) -> tuple[Settings, str]:
    """Copy a municipality, make its keys and build its pages; return also the recovery key's secret half."""
    settings = copy_of(name, target)
    recovery = new_recovery_key()
    prepare(settings.places, recovery.public)
    build_site(settings, NOW.date())
    return settings, recovery.secret
