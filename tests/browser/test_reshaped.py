"""Larger text, wider spacing, forced colours and paper: nothing is lost and nothing scrolls sideways."""

import pytest

from tests.browser.begun import begin
from tests.browser.conftest import NewTab, Town
from tests.browser.watched import MEASURE, Watched

PAGES = (
    "/",
    "/utforare/",
    "/utforare/fjordens-omsorg/",
    "/jamfor/",
    "/ordlista/",
    "/en/fragor/",
    "/finns-inte/",
)

SPACING = """
* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; }
p { margin-bottom: 2em !important; }"""
"""What a reader must be able to set (WCAG 1.4.12)."""

EDGED = "buttons => buttons.every(button => getComputedStyle(button).borderStyle === 'solid')"

INVISIBLE = """() => [...document.querySelectorAll("body *")].filter(element => element.checkVisibility()
    && [...element.childNodes].some(node => node.nodeType === 3 && node.data.trim())
    && getComputedStyle(element).color === getComputedStyle(document.body).backgroundColor
    && getComputedStyle(element).backgroundColor === "rgba(0, 0, 0, 0)")
    .map(element => element.outerHTML.slice(0, 100))"""


def moved(watched: Watched) -> list[str]:
    """Measure the page as it stands now; words may be torn where the text is twice its size."""
    watched.unchecked.clear()
    found: list[str] = watched.page.evaluate(MEASURE)
    return [f"{watched.path}: {finding}" for finding in found if not finding.startswith("torn")]


def larger_text(watched: Watched) -> None:
    """Set the browser's own text size to 200 %, as a reader does: media queries in em follow."""
    session = watched.context.new_cdp_session(watched.page)
    session.send("Page.enable")
    session.send("Page.setFontSizes", {"fontSizes": {"standard": 32, "fixed": 26}})


@pytest.mark.parametrize("width", [1280, 320])
def test_text_at_200_percent(towns: dict[str, Town], tab: NewTab, width: int) -> None:
    watched = tab(towns["lindvik"].address, width=width)
    larger_text(watched)
    found = []
    for path in PAGES:
        found += moved(watched.open(path))
        assert watched.page.evaluate("getComputedStyle(document.body).fontSize") == "40px"
    for question in ("provider", "kontrollera"):
        found += moved(begin(watched, towns["lindvik"], question, provider="fjordens-omsorg"))
    assert not found, "\n".join(found)


def test_text_spacing(towns: dict[str, Town], tab: NewTab) -> None:
    watched = tab(towns["lindvik"].address, width=320)
    found = []
    for path in PAGES:
        watched.open(path).restyle(SPACING)
        found += moved(watched)
    for question in ("who", "identity-number", "provider", "kontrollera"):
        begin(watched, towns["lindvik"], question, provider="fjordens-omsorg").restyle(SPACING)
        found += moved(watched)
    assert not found, "\n".join(found)


def test_forced_colours(towns: dict[str, Town], tab: NewTab) -> None:
    """Where the reader's colours replace ours, what is pressed and what is chosen still have an edge."""
    watched = tab(towns["lindvik"].address, forced_colors="active").open("/")
    found = moved(watched)
    assert watched.page.eval_on_selector_all(".button", EDGED)
    begin(watched, towns["lindvik"], "kind")
    watched.page.check("input[value=call-me]", force=True)
    drawn = "id => getComputedStyle(document.querySelector(`input[value=${id}]`)).backgroundColor"
    assert watched.page.evaluate(drawn, "call-me") != watched.page.evaluate(drawn, "first")
    found += moved(watched)
    assert not found, "\n".join(found)


@pytest.mark.parametrize("path", ["/", "/utforare/fjordens-omsorg/", "/jamfor/", "/en/"])
def test_paper(towns: dict[str, Town], tab: NewTab, path: str) -> None:
    """Paper is white in dark mode too, and says whose the page is, where it stands and when."""
    watched = tab(towns["lindvik"].address, width=700, scheme="dark").open(path)
    watched.page.emulate_media(media="print", color_scheme="dark")
    words = watched.page.inner_text("body")
    assert "Lindviks kommun" in words
    assert f"https://hemtjanst.lindvik.example{path}" in words
    assert "2026" in watched.page.inner_text("footer")
    assert watched.page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert watched.page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)") >= 18.6
    assert watched.page.evaluate(INVISIBLE) == []
    assert not watched.page.locator(".menu").is_visible()
    assert watched.page.evaluate("document.scrollingElement.scrollWidth <= innerWidth")
    watched.unchecked.clear()
