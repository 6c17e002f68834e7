"""A provider's page is one sheet of paper that can be read without glasses: A4, nothing under 14 points."""

import pytest

from tests.browser.conftest import NewTab, Town
from tests.browser.paper import letter_sizes, printed, sheets
from tests.browser.watched import Watched
from tests.municipalities import SOURCES

BODY = 14


def faults(watched: Watched) -> list[str]:
    """Say what is wrong with a page on paper."""
    pdf = printed(watched)
    found = [] if sheets(pdf) == 1 else [f"{watched.path}: {sheets(pdf)} sheets"]
    sizes = letter_sizes(pdf)
    assert sizes, "no letters were found: mend the reader"
    return found + [f"{watched.path}: {size} points" for size in sorted(sizes) if size < BODY]


def providers(town: Town, language: str) -> list[str]:
    """List the addresses of all providers' pages; one that has only applied has none."""
    profiles = sorted((town.settings.content / "provider_profiles").glob("*.yml"))
    known = [profile.stem for profile in profiles if "  applied:" not in profile.read_text("utf-8")]
    assert len(known) >= 5
    prefix = "" if language == "sv" else f"/{language}"
    return [f"{prefix}/utforare/{stem}/" for stem in known]


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("municipality", sorted(SOURCES))
def test_every_provider_fits_one_sheet(
    towns: dict[str, Town], tab: NewTab, municipality: str, language: str
) -> None:
    town = towns[municipality]
    watched = tab(town.address)
    found = [fault for path in providers(town, language) for fault in faults(watched.open(path))]
    assert not found, "\n".join(found)


def test_the_sheet_says_what_was_left_out_and_where_it_is(towns: dict[str, Town], tab: NewTab) -> None:
    watched = tab(towns["lindvik"].address).open("/utforare/storangens-omsorg/")
    watched.page.emulate_media(media="print")
    words = watched.page.inner_text("body")
    watched.unchecked.clear()
    assert "På webbplatsen står också varifrån siffrorna kommer" in words
    assert "https://hemtjanst.lindvik.example/utforare/storangens-omsorg/" in words
    assert "031-390 06 53" in words
    assert "031-390 06 12" in words
    assert "86 av 100 är nöjda" in words
    assert "Rättat." not in words, "what checks have shown is left out"


@pytest.mark.parametrize(
    ("rules", "told"),
    [
        (".lead { font-size: 12pt !important }", "12.0 points"),
        (".facts { zoom: .7 }", "9.8 points"),
        (".lead { margin-block-end: 22cm !important }", "2 sheets"),
        ("@page { size: A5 } body { page: auto !important }", "sheets"),
    ],
)
def test_faults_on_paper_are_found(towns: dict[str, Town], tab: NewTab, rules: str, told: str) -> None:
    watched = tab(towns["lindvik"].address).open("/utforare/bjorkens-hemtjanst/")
    watched.restyle(rules)
    found = faults(watched)
    assert any(told in fault for fault in found), found
