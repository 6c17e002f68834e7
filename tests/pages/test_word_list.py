"""The word list: made from data, at the addresses it always had; and what the pages explain of it."""

import re

import pytest

from hemval.content.folder import Folder
from hemval.content.loading import load
from hemval.pages.address import WORD_LIST
from hemval.pages.site import load_site
from hemval.pages.word_list_pages import word_list_pages
from hemval.rules.neutral_order import alphabetical_key
from hemval.settings import PROJECT, Settings
from hemval.words import words_in
from tests.municipalities import NOW
from tests.page_invariants import text_of
from tests.pages.reading import main_of, page, pages_of

ALWAYS = {
    *("anhorig", "avgift", "avlosning", "beslut", "handlaggare", "extra", "fullmakt", "god-man", "hemtjanst"),
    *("icke-val", "ivo", "kontinuitet", "kooperativ", "ko", "ledsagning", "lagen", "ombud", "omvardnad"),
    *("service", "trygghetslarm", "uppfoljning", "utforare", "val"),
}
"""Ids that links go to since before the list was data."""

LANGUAGES = ("", "/en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_old_links_lead_to_their_words(settings, language):
    tree = main_of(page(settings, f"{language}/{WORD_LIST}"))
    ids = {element.get("id") for element in tree.iter()}
    assert ids >= ALWAYS


def test_only_what_holds_here_is_explained(settings, municipality):
    ids = {element.get("id") for element in main_of(page(settings, f"/{WORD_LIST}")).iter("h3")}
    assert ("egen-tid" in ids) == (municipality == "botkyrka")
    law = next(h for h in main_of(page(settings, f"/{WORD_LIST}")).iter("h3") if h.get("id") == "lagen")
    assert text_of(law) == {"lindvik": "LOV", "botkyrka": "LOU"}[municipality]


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_stand_from_a_to_o_under_letters_that_can_be_gone_to(settings, language):
    tree = main_of(page(settings, f"{language}/{WORD_LIST}"))
    words = [text_of(heading) for heading in tree.iter("h3")]
    assert words == sorted(words, key=alphabetical_key)
    letters = [
        text_of(heading) for heading in tree.iter("h2") if (heading.get("id") or "").startswith("letter-")
    ]
    assert letters == list(dict.fromkeys(word[0].upper() for word in words))
    links = [
        a.get("href") for nav in tree.iter("nav") if nav.get("class") == "letters" for a in nav.iter("a")
    ]
    assert links == [f"#letter-{letter.lower()}" for letter in letters]


def test_every_language_explains_the_same_words(settings):
    swedish, english = (
        {heading.get("id") for heading in main_of(page(settings, f"{language}/{WORD_LIST}")).iter("h3")}
        for language in LANGUAGES
    )
    assert english <= swedish


SHORTS = {
    "": ("den på kommunen som beslutar om din hemtjänst", "som ger hjälpen hemma"),
    "/en": ("the person at the municipality who decides on your help",),
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_explains_a_word_once_and_the_list_not_at_all(settings, language):
    told = dict.fromkeys(SHORTS[language], 0)
    for path, html in pages_of(settings).items():
        for short in told:
            number = html.count(f" ({short})")
            assert number <= 1, (path, short)
            assert not (number and path.endswith(f"{WORD_LIST}index.html"))
            told[short] += number
    assert all(told.values()), told


def test_no_page_explains_more_than_a_reader_stands(settings):
    shorts = shorts_of(settings)
    for path, html in pages_of(settings).items():
        found = [short for short in re.findall(r" \(([^()]{8,})\)", html) if short in shorts]
        assert len(found) <= 4, (path, found)


def shorts_of(settings: Settings) -> set[str]:
    content, _ = load(Folder(settings.content, PROJECT))
    assert content is not None
    return {entry.short for words in content.word_lists.values() for entry in words.words if entry.short}


def test_a_language_without_a_list_leads_to_the_swedish(settings):
    site = load_site(Folder(settings.content, PROJECT), NOW.date())
    site.content.word_lists.pop("en")
    (made,) = word_list_pages(site, words_in("en"))
    assert (made.path, made.template) == (WORD_LIST, "missing.html")
