"""Find a browser for the tests: $CHROMIUM, else a chromium on PATH, else playwright's own.

A missing browser is a failure with a sentence that says how to get one, never a skipped test.
``setup/browser.sh`` asks here too, so that installing and finding mean the same thing.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
"""The one without windows first: it lays out the same, and a tab costs it a quarter of the time."""

ADVICE = (
    "Hittar ingen webbläsare till testerna. Gör så här och kör testerna igen:\n"
    "    Debian:        sudo apt-get install -y chromium-headless-shell\n"
    "    andra system:  .venv/bin/python -m playwright install --with-deps chromium\n"
    "Finns Chromium på annan plats? Peka ut det: make test CHROMIUM=/sökväg/till/chromium"
)


class NoBrowserError(Exception):
    """No browser that starts; the message says how to get one."""


@cache
def browser_path() -> str:
    """Return the path of a browser that starts; raise ``NoBrowserError``."""
    return find(os.environ)


def find(environment: Mapping[str, str]) -> str:
    """Find a browser by an environment.

    One that was pointed out and does not start is an error: another would hide the mistake.
    """
    pointed_out = environment.get("CHROMIUM")
    if pointed_out:
        if starts(pointed_out):
            return pointed_out
        raise NoBrowserError(f"CHROMIUM är {pointed_out}, och den startar inte.\n{ADVICE}")
    for path in candidates(environment):
        if starts(path):
            return path
    raise NoBrowserError(ADVICE)


def candidates(environment: Mapping[str, str]) -> Iterator[str]:
    """Yield browsers that may be there, the system's own first."""
    for name in NAMES:
        if path := shutil.which(name, path=environment.get("PATH")):
            yield path
    yield playwrights_own()


def playwrights_own() -> str:
    """Return where playwright would have its browser, there or not."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        return playwright.chromium.executable_path


def starts(path: str) -> bool:
    """Try it: Ubuntu's chromium is a stand-in that only says it wants snap, and libraries may be missing."""
    if not Path(path).is_file():
        return False
    try:
        tried = subprocess.run([path, "--version"], capture_output=True, timeout=60, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return tried.returncode == 0


if __name__ == "__main__":
    try:
        sys.stdout.write(f"{browser_path()}\n")
    except NoBrowserError as error:
        sys.exit(f"\n{error}")
