"""What every built page of both municipalities holds."""

import re
from xml.etree.ElementTree import Element

import pytest

from hemval.cli.build import build_site
from hemval.content.folder import Folder
from hemval.content.loading import load
from hemval.content.whole import Content
from hemval.forms.reading.loading import load_forms
from hemval.pages.published import read_published, version_of
from hemval.rules.neutral_order import in_neutral_order
from hemval.settings import PROJECT, Settings
from hemval.words import words_in
from hemval.words.dates import number_told
from tests.municipalities import NOW
from tests.page_invariants import check_page, text_of
from tests.pages.reading import (
    card,
    compared,
    facts_of,
    listed,
    main_of,
    page,
    pages_of,
    with_class,
    words_of,
)

NO_INFORMATION = {"": "Ingen uppgift", "/en": "No information"}
LANGUAGES = pytest.mark.parametrize("language", ["", "/en"])


@pytest.fixture
def content(settings: Settings) -> Content:
    found, findings = load(Folder(settings.content, PROJECT))
    assert found is not None, findings
    return found.as_published(NOW.date())


def providers_in_order(content: Content) -> list[str]:
    return [provider.name for provider in in_neutral_order(content.contracted(NOW.date()))]


def test_every_page_keeps_the_invariants_and_says_which_municipality(
    settings: Settings, content: Content
) -> None:
    pages = pages_of(settings)
    assert len(pages) > 25
    for path, html in pages.items():
        tree = check_page(html)
        assert tree.get("lang") == ("en" if path.startswith("en/") else "sv"), path
        assert content.municipality.name in text_of(next(tree.iter("title"))), path
        assert "{{" not in html, path
        assert "{%" not in html, path
        if content.municipality.example_of is not None:
            assert content.municipality.example_of.in_(tree.get("lang") or "") in text_of(tree), path


def test_every_page_leads_to_itself_in_the_other_language(settings: Settings) -> None:
    pages = pages_of(settings)
    for path, html in pages.items():
        here = "/" + path.removesuffix("index.html")
        other = here.removeprefix("/en") if path.startswith("en/") else f"/en{here}"
        links = {a.get("hreflang"): a.get("href") for a in check_page(html).iter("a") if a.get("hreflang")}
        assert other in links.values(), path
        file = other.lstrip("/")
        assert (file if file.endswith(".html") else f"{file}index.html") in pages, path


def test_a_page_does_not_ask_a_reader_to_call_where_there_is_no_number(
    settings: Settings, content: Content
) -> None:
    phones = [html for html in pages_of(settings).values() if "Ring oss" in html or "Call us" in html]
    links = [html for html in pages_of(settings).values() if 'class="help-phone"' in html]
    if content.municipality.help.phone is None:
        assert not phones
        assert not links
    else:
        assert len(links) == len(pages_of(settings))


@LANGUAGES
def test_the_providers_stand_in_one_order_everywhere(
    settings: Settings, content: Content, language: str
) -> None:
    expected = providers_in_order(content)
    assert listed(settings, language) == expected
    assert list(compared(settings, language)) == expected
    narrow = [
        text_of(next(section.iter("h2")))
        for section in main_of(page(settings, f"{language}/jamfor/")).iter("section")
    ]
    assert narrow == expected


@LANGUAGES
def test_the_number_in_titles_comes_from_the_data(
    settings: Settings, content: Content, language: str
) -> None:
    words = words_in("en" if language else "sv")
    number = number_told(len(content.contracted(NOW.date())), words)
    assert text_of(next(page(settings, f"{language}/utforare/").iter("h1"))).startswith(number.capitalize())
    assert number in words_of(settings, f"{language}/")


@LANGUAGES
def test_all_providers_have_the_same_facts_in_the_same_order(
    settings: Settings, content: Content, language: str
) -> None:
    checked = ("Handlar om", "Kontrollen gällde", "Resultat", "Kommunens varning", "Utförarens svar")
    checked += ("It is about", "What was checked", "What was seen", "The provider's reply")
    checked += ("Warning from the municipality",)
    labels = set()
    for identity in content.providers:
        facts = facts_of(main_of(page(settings, f"{language}/utforare/{identity}/")))
        labels.add(tuple(label for label in facts if label not in checked))
        assert all(facts.values()), "a value is blank"
        tree = main_of(page(settings, f"{language}/utforare/{identity}/"))
        headings = [h.get("id") for h in tree.iter("h2") if h.get("id") != "contents-title"]
        assert headings == ["facts", "contact", "quality", "follow-ups", "staff", "owner"], (
            "they are promises"
        )
        contents = with_class(tree, "contents")[0]
        assert [a.get("href") for a in contents.iter("a")] == [f"#{name}" for name in headings]
    assert len(labels) == 1
    assert len({tuple(facts) for facts in compared(settings, language).values()}) == 1
    assert all(all(facts.values()) for facts in compared(settings, language).values())


def test_a_missing_value_is_written_out_and_never_a_link(settings: Settings, content: Content) -> None:
    for language, told in NO_INFORMATION.items():
        for identity, provider in content.providers.items():
            tree = main_of(page(settings, f"{language}/utforare/{identity}/"))
            facts = facts_of(tree)
            missing = [
                div
                for div in tree.iter("div")
                if [c.tag for c in div] == ["dt", "dd"] and text_of(div[1]) == told
            ]
            assert not [div for div in missing if list(div.iter("a"))]
            contact = provider.contact
            for label, value in (
                ("Phone" if language else "Telefon", contact.phone),
                ("E-mail" if language else "E-post", contact.email),
                ("Website" if language else "Webbplats", (contact.web or "").removeprefix("https://")),
            ):
                assert facts[label] == (value or told)


def test_room_stands_with_its_date(settings: Settings, content: Content) -> None:
    for provider in content.contracted(NOW.date()):
        room = content.room(provider.id)
        assert room is not None
        if provider.agreement.status(NOW.date()) == "coming":
            continue
        day = f"({room.as_of.day} november {room.as_of.year})"
        state = content.room_state(provider, NOW.date())
        assert state is not None
        told = {"open": "Tar emot nu", "queue": "Kö", "closed": "Tar inte emot nu"}[state]
        told += f". {room.waiting} personer väntar" if room.waiting is not None else ""
        assert (
            facts_of(main_of(page(settings, f"/utforare/{provider.id}/")))["Plats just nu"] == f"{told} {day}"
        )
        assert compared(settings)[provider.name]["Plats just nu"] == f"{told} {day}"
        assert told in card(settings, provider.name)


def test_who_can_be_chosen_has_a_button_and_others_do_not(settings: Settings, content: Content) -> None:
    for provider in content.contracted(NOW.date()):
        room = content.room(provider.id)
        links = [a.get("href") for a in main_of(page(settings, f"/utforare/{provider.id}/")).iter("a")]
        can = (
            room is not None and room.state != "closed" and provider.agreement.status(NOW.date()) != "coming"
        )
        assert (f"/valj/?u={provider.id}" in links) == can


def test_extras_are_a_fact_only_where_they_may_be_sold(settings: Settings, content: Content) -> None:
    allowed = content.municipality.rules_on(NOW.date()).extras == "allowed"
    for facts in compared(settings).values():
        assert ("Extra tjänster" in facts) == allowed
    for identity in content.providers:
        assert ("Extra tjänster" in facts_of(main_of(page(settings, f"/utforare/{identity}/")))) == allowed


def test_what_was_published_is_what_was_read(settings: Settings, content: Content) -> None:
    published = read_published(settings.places.published)
    forms, _ = load_forms(Folder(settings.content, PROJECT))
    own = published.content.own_pages
    assert published.content == content.model_copy(
        update={"version": version_of(content, forms), "own_pages": own}
    )
    assert published.forms == forms


def test_built_twice_the_site_is_the_same_to_the_byte(settings: Settings) -> None:
    def everything() -> dict[str, bytes]:
        site = settings.places.site
        return {
            path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()
        }

    first = everything(), settings.places.published.read_bytes()
    build_site(settings, NOW.date())
    assert (everything(), settings.places.published.read_bytes()) == first


def test_nothing_is_left_of_the_building(settings: Settings) -> None:
    assert not list(settings.places.var.glob("build-*"))
    assert not [path for path in settings.places.site.rglob("*") if path.suffix in {".md", ".gz"}]


def test_no_language_is_left_on_pages_of_the_other(settings: Settings) -> None:
    english = re.compile(r"\b(the|and|with|you|your|of|is|are|have|has|room|choose)\b", re.IGNORECASE)
    swedish = re.compile(r"\b(och|att|du|som|är|inte|det|ett|från|hjälp|vi|av)\b", re.IGNORECASE)
    not_words = re.compile(r"\([^)]*\)|https?://\S+")
    for path, html in pages_of(settings).items():
        other = swedish if path.startswith("en/") else english
        for text in without_other_languages(check_page(html)):
            assert other.search(not_words.sub("", text)) is None, f"{path}: {text}"


def without_other_languages(tree: Element) -> list[str]:
    """Return the words of a page that are not marked as another language."""
    page_language = tree.get("lang")
    found: list[str] = []

    def walk(element: Element) -> None:
        if element.get("lang", page_language) != page_language or element.tag in ("script", "svg"):
            return
        found.append(element.text or "")
        for child in element:
            walk(child)
            found.append(child.tail or "")

    walk(tree)
    return [text for text in found if text.strip()]
