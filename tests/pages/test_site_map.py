"""Every page is on the map, by its title, and in what search engines read."""

from datetime import date
from xml.etree import ElementTree

import pytest

from hemval.content.folder import Folder
from hemval.forms.reading.loading import load_forms
from hemval.pages.address import page_of_form
from hemval.pages.generated import GeneratedPage
from hemval.pages.page_titles import PageTitles
from hemval.pages.site import load_site
from hemval.pages.site_map import GROUPS, site_map_page
from hemval.settings import PROJECT, Settings
from hemval.words import words_in
from tests.page_invariants import text_of
from tests.pages.reading import main_of, page, pages_of

LANGUAGES = pytest.mark.parametrize("language", ["", "/en"])
NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}


def mapped(settings: Settings, language: str) -> dict[str, str]:
    tree = main_of(page(settings, f"{language}/webbkarta/"))
    return {a.get("href", ""): text_of(a) for section in tree.iter("section") for a in section.iter("a")}


def built(settings: Settings, language: str) -> dict[str, str]:
    """Return every page's heading by its address; error pages are files of other names."""
    found = {}
    for path in pages_of(settings):
        here = "/" + path.removesuffix("index.html")
        if here.startswith("/en/") == bool(language) and here.endswith("/"):
            found[here] = text_of(next(page(settings, here).iter("h1")))
    return found


@LANGUAGES
def test_every_page_of_the_language_is_there_by_its_title(settings: Settings, language: str) -> None:
    links, pages = mapped(settings, language), built(settings, language)
    assert set(pages) - set(links) == set()
    forms, _ = load_forms(Folder(settings.content, PROJECT))
    answered = {f"{language}/{page_of_form(form.address)}" for form in forms.values()}
    assert set(links) - set(pages) == {*answered, f"{language}/sok/"}
    assert {href: title for href, title in links.items() if href in pages and title != pages[href]} == {}


@LANGUAGES
def test_pages_stand_below_headings_in_a_stated_order(settings: Settings, language: str) -> None:
    tree = main_of(page(settings, f"{language}/webbkarta/"))
    say = words_in("en" if language else "sv").say
    titles = [say(title) for title, _ in GROUPS]
    here = [text_of(h) for h in tree.iter("h2")]
    assert here == [title for title in titles if title in here]
    assert here[0] == titles[0]
    first = [a.get("href") for a in next(tree.iter("section")).iter("a")]
    assert first[:2] == [f"{language}/", f"{language}/sa-fungerar-det/"]


def test_with_many_providers_the_map_leads_to_their_list_alone() -> None:
    site = load_site(Folder(PROJECT, PROJECT), date(2026, 11, 23))
    one = site.contracted[0]
    many = {f"p-{n}": one.model_copy(update={"id": f"p-{n}", "name": f"P {n}"}) for n in range(61)}
    large = type(site)(
        site.content.model_copy(update={"providers": site.content.providers | many}), site.today
    )
    titles = PageTitles(large.content, Folder(PROJECT, PROJECT), site.today)
    made = [
        GeneratedPage("utforare/", "Alla", ""),
        GeneratedPage("utforare/sida/2/", "51–61", ""),
        *(GeneratedPage(f"utforare/{name}/", name, "") for name in many),
    ]
    groups = site_map_page(large, titles, made, words_in("sv")).matter()["groups"]
    links = [link.href for group in groups for link in group.pages]
    assert "/utforare/" in links
    assert not [link for link in links if "/p-" in link or "sida" in link]


def test_search_engines_get_every_page_with_its_translation(settings: Settings, municipality: str) -> None:
    tree = ElementTree.fromstring((settings.places.site / "sitemap.xml").read_text("utf-8"))
    host = {"lindvik": "https://hemtjanst.lindvik.example", "botkyrka": "https://botkyrka.example"}[
        municipality
    ]
    told = {url.findtext("s:loc", "", NAMES): url for url in tree.findall("s:url", NAMES)}
    pages = {f"{host}{path}" for language in ("", "/en") for path in built(settings, language)}
    assert set(told) == pages
    for address, url in told.items():
        links = {link.get("hreflang"): link.get("href") for link in url.findall("x:link", NAMES)}
        assert not links or (address in links.values() and set(links) == {"sv", "en"}), address
    assert len(told) == len(tree.findall("s:url", NAMES))


def test_robots_are_kept_from_what_answers_one_person_and_from_an_example(
    settings: Settings, municipality: str
) -> None:
    lines = (settings.places.site / "robots.txt").read_text("utf-8").splitlines()
    if municipality == "botkyrka":
        assert "Disallow: /" in lines
    else:
        assert {"Disallow: /valj/", "Disallow: /en/sok/", "Disallow: /urval/"} <= set(lines)
        assert "Disallow: /" not in lines
    assert lines[-1].endswith("/sitemap.xml")
