"""The list's own files: the cards, who speaks a language, who works in an area, lists too long for a page."""

import shutil
from pathlib import Path

import pytest

from hemval.cli.build import build_site
from hemval.content.cross_checks import RESERVED
from hemval.content.folder import Folder
from hemval.content.loading import load
from hemval.content.room import Rooms
from hemval.content.whole import Content
from hemval.pages.address import BY_AREA, BY_LANGUAGE, BY_PAGE, PROVIDERS
from hemval.pages.list_pages import list_pages
from hemval.pages.long_lists import MANY, PART, parts
from hemval.pages.selection_address import NAMES, in_address, query, read_query, slug
from hemval.pages.site import Site
from hemval.rules.neutral_order import letter
from hemval.rules.selection import Criteria
from hemval.settings import PROJECT, Settings
from hemval.words import words_in
from tests.municipalities import NOW, copy_of
from tests.page_invariants import text_of
from tests.pages.reading import card, listed, main_of, page, pages_of, with_class, words_of
from tests.rules.samples import content_of

LANGUAGES = pytest.mark.parametrize("language", ["", "/en"])
ONLY_LINDVIK = pytest.mark.parametrize("municipality", ["lindvik"], indirect=True)


def site_of(content: Content) -> Site:
    return Site(content, NOW.date())


def many(number: int) -> Content:
    """Lindvik with so many providers, the names spread over the alphabet."""
    content = content_of("lindvik")
    originals = list(content.providers.values())
    letters = "ABCDEFGHIJKLMNOPRSTUVWÅÄÖ"
    providers = {}
    for n in range(number):
        name = f"{letters[n % len(letters)]}-hemtjänst {n}"
        providers[f"p{n}"] = originals[n % 7].model_copy(update={"id": f"p{n}", "name": name})
    rooms = {identity: content.room(originals[0].id) for identity in providers}
    return content.model_copy(
        update={"providers": providers, "rooms": Rooms.model_validate(rooms), "surveys": ()}
    )


# The pages of each language and area


@ONLY_LINDVIK
@LANGUAGES
def test_the_list_leads_to_a_page_for_each_language_and_area_that_some_have(
    settings: Settings, language: str
) -> None:
    tree = main_of(page(settings, f"{language}/utforare/"))
    ways = {a.get("href") for nav in with_class(tree, "ways") for a in nav.iter("a")}
    ends = ["sprak/arabiska", "sprak/engelska", "sprak/finska", "sprak/persiska", "sprak/somaliska"]
    ends += [
        "sprak/svenskt-teckensprak",
        *(f"omrade/{area}" for area in ("centrum", "norra", "sodra", "skargarden")),
    ]
    assert ways == {f"{language}/utforare/{end}/" for end in ends}
    for way in ways:
        shown = main_of(page(settings, way or ""))
        cards = [text_of(next(c.iter("h2"))) for c in with_class(shown, "provider-card")]
        assert 0 < len(cards) < 7
        assert cards == [name for name in listed(settings, language) if name in cards]


@ONLY_LINDVIK
def test_a_page_of_a_language_says_who_speaks_it(settings: Settings) -> None:
    tree = page(settings, "/utforare/sprak/finska/")
    assert text_of(next(tree.iter("h1"))) == "Fyra utförare talar finska"
    cards = [text_of(next(c.iter("h2"))) for c in with_class(main_of(tree), "provider-card")]
    assert cards == ["Björkens hemtjänst", "Fjordens omsorg", "Kommunens hemtjänst", "Lyktans hemtjänst"]
    hrefs = [a.get("href") for a in main_of(tree).iter("a")]
    assert "/urval/?sprak=finska" in hrefs
    assert "/utforare/sprak/arabiska/" in hrefs
    assert "/utforare/sprak/finska/" not in hrefs


@pytest.mark.parametrize("municipality", ["botkyrka"], indirect=True)
def test_one_language_and_one_area_have_no_pages(settings: Settings) -> None:
    assert not [path for path in pages_of(settings) if "/sprak/" in path or "/omrade/" in path]
    assert not with_class(main_of(page(settings, "/utforare/")), "ways")


# The cards


@LANGUAGES
def test_the_list_says_how_many_take_new_people(settings: Settings, language: str) -> None:
    told = words_of(settings, f"{language}/utforare/")
    if language:
        assert "Four of them take new people now." in told or "Two of them take new people now." in told
    else:
        assert "Fyra av dem tar emot nya nu." in told or "Två av dem tar emot nya nu." in told
    assert "att välja mellan" not in text_of(next(page(settings, f"{language}/utforare/").iter("h1")))


@ONLY_LINDVIK
def test_a_card_says_each_thing_once(settings: Settings) -> None:
    coming = card(settings, "Lyktans hemtjänst")
    assert coming.count("1 februari 2027") == 1
    assert "Börjar 1 februari 2027. Går inte att välja än." in coming
    assert "Tar emot nu" not in coming
    assert "Uppgift från" not in coming
    leaving = card(settings, "Solgårdens hemtjänst")
    assert leaving.count("31 januari 2027") == 1
    assert "Tar inte emot nu Uppgift från 2 november 2026" in leaving
    assert "Tar emot nu Uppgift från 17 november 2026" in card(settings, "Björkens hemtjänst")


@LANGUAGES
def test_each_card_can_be_picked_for_the_comparison(settings: Settings, language: str) -> None:
    tree = main_of(page(settings, f"{language}/utforare/"))
    forms = [form for form in tree.iter("form") if form.get("action") == f"{language}/jamfor/urval/"]
    assert [form.get("method") for form in forms] == ["get"]
    labels = {e.get("for"): text_of(e) for e in forms[0].iter("label")}
    boxes = [e for e in forms[0].iter("input") if e.get("name") == "u"]
    told = [labels[e.get("id") or ""] for e in boxes]
    verb = "Compare" if language else "Jämför"
    assert told == [f"{verb} {name}" for name in listed(settings, language)]


@LANGUAGES
def test_the_lists_own_filter_is_short_and_leads_to_the_rest(settings: Settings, language: str) -> None:
    (form,) = with_class(main_of(page(settings, f"{language}/utforare/")), "filter")
    asked = [e.get("name") for e in form.iter() if e.get("name")]
    assert form.get("action") == f"{language}/urval/"
    if len(listed(settings)) == 7:
        assert asked == ["sprak", "omrade", "plats"]
        assert [a.get("href") for a in form.iter("a")] == [f"{language}/urval/"]
    else:
        assert asked == ["plats"]
        assert not list(form.iter("a"))


# Addresses


@pytest.mark.parametrize("municipality_name", ["lindvik", "botkyrka"])
def test_what_an_address_says_is_read_back(municipality_name: str) -> None:
    content = content_of(municipality_name)
    wishes = [Criteria(language=tag) for tag in ("sv", "fi", "swl", "ar", "pl", "sma")]
    wishes += [Criteria(area=area) for area in content.municipality.areas]
    wishes += [Criteria(service="night"), Criteria(speciality="lgbtq-certificate"), Criteria(extras=True)]
    wishes += [
        Criteria(room=True),
        Criteria("fi", next(iter(content.municipality.areas)), "escort", None, True, True),
    ]
    for wish in wishes:
        assert read_query(_Given(query(wish)), content, extras=True).criteria == wish
        assert all(slug(in_address(name, getattr(wish, name))) for name in wish.asked)
    assert set(NAMES) == set(Criteria.__dataclass_fields__)


class _Given:
    def __init__(self, text: str) -> None:
        self.pairs = [part.split("=") for part in text.lstrip("?").split("&")]

    def getlist(self, key: str) -> list[str]:
        return [value for name, value in self.pairs if name == key]


def test_no_provider_can_be_named_as_a_page_of_the_list(tmp_path: Path) -> None:
    assert {f"{PROVIDERS}{name}/" for name in RESERVED} == {BY_LANGUAGE, BY_AREA, BY_PAGE}
    settings = copy_of("lindvik", tmp_path / "content")
    profiles = settings.content / "provider_profiles"
    for name in RESERVED:
        shutil.copy(profiles / "bjorkens-hemtjanst.yml", profiles / f"{name}.yml")
    _, findings = load(Folder(settings.content, PROJECT))
    told = [finding.message for finding in findings if "kan inte heta" in finding.message]
    assert len(told) == len(RESERVED)


# Many providers


@pytest.mark.parametrize(
    ("number", "sizes"), [(0, [0]), (1, [1]), (60, [60]), (61, [50, 11]), (150, [50, 50, 50])]
)
def test_a_long_list_is_cut(number: int, sizes: list[int]) -> None:
    found = parts(range(number))
    assert [len(part.items) for part in found] == sizes
    assert [item for part in found for item in part.items] == list(range(number))
    assert [(part.number, part.of) for part in found] == [(n, len(sizes)) for n in range(1, len(sizes) + 1)]
    if number:
        assert [(part.first, part.last) for part in found][-1][1] == number


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Åsas", "Å"),
        ("ängens", "Ä"),
        ("Östers", "Ö"),
        ("Émilie", "E"),
        ("björken", "B"),
        ("3:ans", "#"),
        ("", "#"),
    ],
)
def test_the_letter_a_name_stands_under(name: str, expected: str) -> None:
    assert letter(name) == expected


@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_provider_of_many_stands_on_one_page_of_the_alphabet_in_order(language: str) -> None:
    content = many(3 * MANY)
    site = site_of(content)
    made = {made.path: made for made in list_pages(site, words_in(language))}
    assert made[PROVIDERS].matter()["listing"] is None
    alphabet = [page for path, page in made.items() if path.startswith(BY_PAGE)]
    shown = [card.id for page in alphabet for card in page.matter()["found"].listing.cards]
    assert shown == [provider.id for provider in site.contracted]
    assert (
        max(len(page.matter()["found"].listing.cards) for page in made.values() if page.path != PROVIDERS)
        <= MANY
    )
    letters = made[PROVIDERS].matter()["letters"]
    assert [link.label for link in letters] == list("ABCDEFGHIJKLMNOPRSTUVWÅÄÖ")
    assert len({page.title for page in made.values()}) == len(made)


def test_pages_grow_in_number_and_not_in_links() -> None:
    small, large = ([*list_pages(site_of(many(n)), words_in("sv"))] for n in (4 * PART, 8 * PART))
    assert len(large) <= 2 * len(small)
    assert _most_links(large) == _most_links(small)


def _most_links(made: list[object]) -> int:
    matters = [page.matter() for page in made]  # type: ignore[attr-defined]
    return max(
        len(matter["letters"] if "letters" in matter else matter["found"].letters) for matter in matters
    )


def test_many_providers_are_built_and_all_are_found(tmp_path: Path) -> None:
    settings = copy_of("botkyrka", tmp_path / "content")
    profiles = settings.content / "provider_profiles"
    rooms = settings.content / "room.yml"
    text = rooms.read_text("utf-8")
    for n in range(MANY):
        body = (profiles / "utforare-a.yml").read_text("utf-8")
        (profiles / f"x{n}.yml").write_text(body.replace("name: Utförare A", f"name: Östers {n:02}"), "utf-8")
        text += f"x{n}:\n  state: queue\n  as_of: 2026-11-18\n"
    rooms.write_text(text, "utf-8")
    settings.places.var.mkdir(exist_ok=True)
    build_site(settings, NOW.date())
    tree = main_of(page(settings, "/utforare/"))
    assert not with_class(tree, "provider-card")
    letters = {text_of(a): a.get("href") for nav in with_class(tree, "ways") for a in nav.iter("a")}
    assert letters == {"U": "/utforare/sida/1/#p-utforare-a", "Ö": "/utforare/sida/1/#p-x0"}
    second = main_of(page(settings, "/utforare/sida/2/"))
    assert text_of(next(second.iter("h1"))) == "Utförare 51–65 av 65"
    assert len(with_class(second, "provider-card")) == 15
    assert "/utforare/sida/1/" in [a.get("href") for a in second.iter("a")]
