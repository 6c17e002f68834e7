"""On paper two or three providers fit one sheet at 14 pt, and the comparison of all is cut between rows."""

import itertools
import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, Page

from hemval.content.whole import Content
from hemval.pages.comparison import comparison
from hemval.pages.published import read_published
from hemval.pages.shortlist import shortlist_query
from hemval.pages.site import Site
from hemval.words import words_in
from tests.browser.conftest import Town
from tests.browser.watched import RESTYLE
from tests.municipalities import NOW, SOURCES

SHEET = re.compile(rb"/Type\s*/Page\b(?!s)")

POINT = 4 / 3
"""CSS pixels."""

SMALLEST = """() => {
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    let found = [Infinity, ""];
    for (let text = texts.nextNode(); text; text = texts.nextNode()) {
        if (!text.data.trim() || !text.parentElement.checkVisibility()) continue;
        const size = parseFloat(getComputedStyle(text.parentElement).fontSize);
        if (size < found[0]) found = [size, text.data.trim()];
    }
    return found;
}"""


def longest(town: Town, language: str) -> list[tuple[str, ...]]:
    """Return the three providers whose rows are the longest, and the longest two."""
    content: Content = read_published(town.settings.places.published).content
    site, words = Site(content, NOW.date()), words_in(language)

    def length(ids: tuple[str, ...]) -> int:
        views = [site.provider(content.providers[one], words) for one in ids]
        rows = [row for section in comparison(views, words).sections for row in section.rows if row.printed]
        return sum(max(len(cell.value.value.text) for cell in row.cells) for row in rows)

    ids = [provider.id for provider in site.contracted]
    return [max(itertools.combinations(ids, number), key=length) for number in (3, 2)]


@contextmanager
def on_paper(browser: Browser, address: str) -> Iterator[Page]:
    page = browser.new_page()
    page.goto(address)
    page.emulate_media(media="print")
    yield page
    page.close()


def sheets(page: Page) -> int:
    return len(SHEET.findall(page.pdf(prefer_css_page_size=True)))


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("name", sorted(SOURCES))
def test_a_shortlist_fits_one_sheet(
    towns: dict[str, Town], browser: Browser, name: str, language: str
) -> None:
    folder = "" if language == "sv" else f"/{language}"
    for ids in longest(towns[name], language):
        asked = f"{folder}/jamfor/urval/{shortlist_query(ids)}"
        with on_paper(browser, towns[name].address + asked) as page:
            assert sheets(page) == 1, asked
            size, where = page.evaluate(SMALLEST)
            assert size >= 14 * POINT - 0.01, f"{size} px: {where}"
            printed = page.inner_text("body")
            assert asked in printed
            assert "november 2026" in printed.lower()
            assert page.locator("thead a").count() == len(ids)


def test_a_sheet_that_is_too_small_is_found(towns: dict[str, Town], browser: Browser) -> None:
    town = towns["lindvik"]
    (three, _) = longest(town, "sv")
    with on_paper(browser, f"{town.address}/jamfor/urval/{shortlist_query(three)}") as page:
        page.evaluate(RESTYLE, ".compare-few .not-printed { display: table-row !important }")
        assert sheets(page) > 1
        page.evaluate(RESTYLE, ".compare-few td { font-size: 13pt }")
        assert page.evaluate(SMALLEST)[0] < 14 * POINT


def test_the_comparison_of_all_repeats_its_heads_and_cuts_no_row(
    towns: dict[str, Town], browser: Browser
) -> None:
    with on_paper(browser, f"{towns['lindvik'].address}/jamfor/") as page:
        assert page.locator(".compare-wide").is_visible()
        assert not page.locator(".compare-narrow").is_visible()
        assert not page.locator("form").first.is_visible()
        style = "element => [getComputedStyle(element).display, getComputedStyle(element).breakInside]"
        assert page.locator("thead").first.evaluate(style)[0] == "table-header-group"
        cut = [row.evaluate(style)[1] for row in page.locator(".compare-wide tr").all()]
        assert set(cut) == {"avoid"}
        assert 3 <= sheets(page) <= 8
