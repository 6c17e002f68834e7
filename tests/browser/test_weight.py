"""What a page weighs over the wire: bytes, never seconds."""

import gzip
import re
from pathlib import Path

import pytest

from tests.browser.begun import begin
from tests.browser.conftest import NewTab, Town
from tests.municipalities import SOURCES

KIB = 1024
TEXT, HEAVIEST, STEP = 10 * KIB, 30 * KIB, 8 * KIB
HEAVY = re.compile(r"(?:/en)?/(?:jamfor|utforare)/")
"""Pages that tell of every provider."""


def packed(page: str | bytes) -> int:
    """Return the size of a page as a web server packs it."""
    return len(gzip.compress(page.encode() if isinstance(page, str) else page, 6))


@pytest.mark.parametrize("name", sorted(SOURCES))
def test_pages(towns: dict[str, Town], name: str) -> None:
    """Weigh every page together with the styles and the icon: all that a first view asks for."""
    town = towns[name]
    site: Path = town.settings.places.site
    assets = {f"/assets/{file.name}": packed(file.read_bytes()) for file in (site / "assets").iterdir()}
    heavy = {}
    for file in sorted(site.rglob("*.html")):
        path = f"/{file.parent.relative_to(site).as_posix()}/"
        asked_for = set(re.findall(r'"(/assets/[^"]+)"', file.read_text("utf-8")))
        weight = packed(file.read_bytes()) + sum(assets[address] for address in asked_for)
        if weight > (HEAVIEST if HEAVY.fullmatch(path) else TEXT):
            heavy[path] = weight
    assert not heavy


def test_a_step_of_the_form(towns: dict[str, Town], tab: NewTab) -> None:
    """Weigh the form's pages: the styles are in the browser already."""
    town = towns["lindvik"]
    watched = tab(town.address)
    weights = {}
    for question in ("who", "identity-number", "provider", "kontrollera"):
        begin(watched, town, question, provider="fjordens-omsorg")
        weights[question] = packed(watched.page.content())
    watched.unchecked.clear()
    assert max(weights.values()) <= STEP, weights
