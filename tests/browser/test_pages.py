"""Every page of both municipalities: no finding, no sideways scroll, no third party, nothing stored."""

import pytest

from tests.browser.conftest import NewTab, Town
from tests.municipalities import SOURCES

AS_SEEN_BY = {"lindvik": (320, "light"), "botkyrka": (1280, "dark")}
"""One way to see each municipality's every page; the key pages are seen in all four."""


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("name", sorted(SOURCES))
def test_every_page(towns: dict[str, Town], tab: NewTab, name: str, language: str) -> None:
    town = towns[name]
    width, scheme = AS_SEEN_BY[name]
    watched = tab(town.address, width=width, scheme=scheme)
    faults = []
    for path in town.pages(language):
        # One style sheet serves both languages: colours are looked at where the page is Swedish.
        found = watched.open(path).findings(colours=language == "sv")
        faults += [f"{path} {finding}" for finding in found]
        if watched.status != (404 if "finns-inte" in path else 200):
            faults.append(f"{path} answers {watched.status}")
        if len(watched.requests) > 4:
            faults.append(f"{path} asks for {watched.requests}")
    assert not faults, "\n".join(faults)
