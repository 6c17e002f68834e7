"""The list with only those that fit: counted in the heading, each filter removable, nothing kept."""

from urllib.parse import quote
from xml.etree.ElementTree import Element

import pytest

from hemval.content.whole import Content
from hemval.pages.published import read_published
from hemval.rules.neutral_order import in_neutral_order
from hemval.rules.selection import Criteria, Selector
from hemval.settings import Settings
from tests.municipalities import NOW
from tests.page_invariants import text_of
from tests.pages.reading import edited, main_of, with_class
from tests.public.client import Citizen, citizen_of

LANGUAGES = pytest.mark.parametrize("language", ["", "/en"])
ONLY_LINDVIK = pytest.mark.parametrize("municipality", ["lindvik"], indirect=True)
ONLY_BOTKYRKA = pytest.mark.parametrize("municipality", ["botkyrka"], indirect=True)

NUMBERS = ["Ingen", "En", "Två", "Tre", "Fyra", "Fem", "Sex", "Sju"]

HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' OR 1=1 --",
    "{{7*7}}",
    "{% raw %}",
    "%(number)s",
    "\x00",
    "\ud800",
    "åäö" * 3_000,
    "../../etc/passwd",
    "finska\r\nSet-Cookie: a=b",
    "٣",
    "-1",
    "1e9",
    "9" * 5_000,
    "javascript:alert(1)",
]


def names(citizen: Citizen) -> list[str]:
    return [text_of(next(card.iter("h2"))) for card in with_class(main_of(citizen.page), "provider-card")]


def links(element: Element) -> dict[str, str]:
    return {text_of(a): a.get("href") or "" for a in element.iter("a")}


def chosen(citizen: Citizen) -> dict[str, str]:
    found = with_class(main_of(citizen.page), "chosen")
    return links(next(found[0].iter("ul"))) if found else {}


def form_of(citizen: Citizen) -> Element | None:
    return next(iter(with_class(main_of(citizen.page), "filter")), None)


def content_of(settings: Settings) -> Content:
    return read_published(settings.places.published).content


@LANGUAGES
def test_asking_for_nothing_shows_everyone_in_the_neutral_order(
    citizen: Citizen, settings: Settings, language: str
) -> None:
    citizen.get(f"{language}/urval/")
    everyone = in_neutral_order(content_of(settings).contracted(NOW.date()))
    assert names(citizen) == [provider.name for provider in everyone]
    assert citizen.heading in ("Sju utförare", "Fem utförare", "Seven providers", "Five providers")
    assert chosen(citizen) == {}


@LANGUAGES
def test_room_narrows_in_both_municipalities(citizen: Citizen, settings: Settings, language: str) -> None:
    citizen.get(f"{language}/urval/?plats=ja")
    fitting = Selector(content_of(settings), NOW.date()).fitting(Criteria(room=True))
    assert 0 < len(fitting) < len(content_of(settings).providers)
    assert names(citizen) == [provider.name for provider in fitting]
    assert citizen.heading.endswith("take new people now" if language else "tar emot nya nu")


HEADINGS = [
    ("sprak=finska", "Fyra utförare talar finska"),
    ("sprak=finska&plats=ja", "Två utförare talar finska och tar emot nya nu"),
    ("sprak=Finska&plats=on", "Två utförare talar finska och tar emot nya nu"),
    ("sprak=finnish", "Fyra utförare talar finska"),
    ("sprak=fi", "Fyra utförare talar finska"),
    ("sprak=+FINSKA+", "Fyra utförare talar finska"),
    ("sprak=&sprak=finska", "Fyra utförare talar finska"),
    ("sprak=persiska", "En utförare talar persiska"),
    ("sprak=polska", "Ingen utförare talar polska"),
    ("sprak=svenskt-teckensprak", "Två utförare talar svenskt teckenspråk"),
    ("omrade=skargarden", "Tre utförare arbetar i Skärgården"),
    ("omrade=Norra+Lindvik", "Fem utförare arbetar i Norra Lindvik"),
    ("tjanst=ledsagning", "Sex utförare ger ledsagning"),
    ("tjanst=personal-care", "Sex utförare ger personlig omvårdnad"),
    ("kunskap=demens", "Fyra utförare har särskild kunskap om demens"),
    ("kunskap=hbtq-certifiering", "En utförare har hbtq-certifiering"),
    ("extra=ja", "Fyra utförare har extra tjänster"),
    ("extra=nej&plats=", "Sju utförare"),
    ("sprak=finska&omrade=norra&plats=ja", "Två av sju utförare passar"),
    ("sprak=arabiska&omrade=skargarden&kunskap=kultur", "Ingen av sju utförare passar"),
    ("sida=7&annat=x", "Sju utförare"),
]


@ONLY_LINDVIK
def test_the_heading_counts_and_says_what_was_asked(citizen: Citizen) -> None:
    for query, heading in HEADINGS:
        citizen.get(f"/urval/?{query}")
        assert citizen.heading == heading, query
        assert len(names(citizen)) == NUMBERS.index(heading.split()[0]), query


@ONLY_LINDVIK
def test_each_thing_chosen_has_its_own_way_back(citizen: Citizen) -> None:
    citizen.get("/urval/?sprak=finska&plats=ja")
    assert chosen(citizen) == {
        "Ta bort: finska": "/urval/?plats=ja",
        "Ta bort: tar emot nya nu": "/urval/?sprak=finska",
        "Ta bort allt och visa alla utförare": "/utforare/",
    }
    citizen.get("/urval/?plats=ja")
    assert chosen(citizen) == {"Ta bort: tar emot nya nu": "/utforare/"}
    citizen.get("/en/urval/?sprak=finska&omrade=norra")
    assert chosen(citizen) == {
        "Remove: Finnish": "/en/urval/?omrade=norra",
        "Remove: North Lindvik": "/en/urval/?sprak=finska",
        "Remove everything and see all the providers": "/en/utforare/",
    }


@ONLY_LINDVIK
def test_where_nobody_fits_the_page_says_what_to_take_away_and_whom_to_call(citizen: Citizen) -> None:
    citizen.get("/urval/?sprak=arabiska&omrade=skargarden&kunskap=kultur")
    (told,) = with_class(main_of(citizen.page), "chosen")
    assert [text_of(item) for item in told.iter("li")] == [
        "Ta bort: arabiska Då passar en utförare.",
        "Ta bort: Skärgården Då passar en utförare.",
        "Ta bort: kultur Inte heller då passar någon.",
        "Ta bort allt och visa alla utförare",
    ]
    assert "Du kan också ringa oss, så letar vi tillsammans: 031-390 06 12" in citizen.words
    assert form_of(citizen) is not None


@LANGUAGES
def test_the_form_is_filled_in_with_what_was_asked_and_sends_it_in_the_address(
    citizen: Citizen, language: str
) -> None:
    citizen.get(f"{language}/urval/?plats=ja")
    form = form_of(citizen)
    assert form is not None
    assert (form.get("method"), form.get("action")) == ("get", f"{language}/urval/")
    ticks = {e.get("name"): e for e in form.iter("input")}
    assert ticks["plats"].get("checked") is not None
    assert [e.text for e in form.iter("button")] == [
        "Show the providers that fit" if language else "Visa utförare"
    ]
    assert not list(form.iter("script"))


@ONLY_LINDVIK
def test_the_form_asks_only_what_tells_providers_apart(citizen: Citizen) -> None:
    citizen.get("/urval/?sprak=polska")
    form = form_of(citizen)
    assert form is not None
    answers = {
        select.get("name"): [text_of(option) for option in select.iter("option")]
        for select in form.iter("select")
    }
    assert list(answers) == ["sprak", "omrade", "tjanst", "kunskap"]
    spoken = ["arabiska", "engelska", "finska", "persiska", "polska", "somaliska", "svenskt teckenspråk"]
    assert answers["sprak"] == ["Alla språk", *spoken], "all speak Swedish"
    assert answers["omrade"] == ["Alla områden", "Centrum", "Norra Lindvik", "Södra Lindvik", "Skärgården"]
    assert "hjälp i hushållet" not in answers["tjanst"], "all give it"
    assert [o.text for o in form.iter("option") if o.get("selected") is not None] == ["polska"]


@ONLY_BOTKYRKA
def test_a_municipality_with_one_area_one_language_and_no_extras_asks_only_for_room(citizen: Citizen) -> None:
    citizen.get("/urval/")
    form = form_of(citizen)
    assert form is not None
    assert [e.get("name") for e in form.iter() if e.get("name")] == ["plats"]
    citizen.get("/urval/?extra=ja&omrade=hela-kommunen")
    assert "Vi förstår inte vad adressen säger om extra tjänster." in citizen.words
    assert len(names(citizen)) == 5


@LANGUAGES
def test_whatever_the_address_holds_the_page_answers_and_repeats_nothing(
    citizen: Citizen, language: str
) -> None:
    for value in HOSTILE:
        asked = quote(value, errors="surrogatepass")
        names = ("sprak", "omrade", "tjanst", "kunskap", "extra", "plats", "sida", asked[:100])
        citizen.get(f"{language}/urval/?plats=&{'&'.join(f'{name}={asked}' for name in names)}")
        assert citizen.response.status_code == 200
        if len(value) > 3:
            assert value not in citizen.response.get_data(as_text=True)
        assert "Set-Cookie" not in citizen.response.headers
        assert citizen.response.headers["Cache-Control"] == "public, max-age=60"
        assert citizen.response.headers["Referrer-Policy"] == "no-referrer"


@ONLY_LINDVIK
def test_what_nobody_understands_is_told_and_left_out(citizen: Citizen) -> None:
    citizen.get("/urval/?sprak=klingonspråk&omrade=månen&plats=kanske&kunskap=demens")
    assert "Vi förstår inte vad adressen säger om språket, området och plats." in citizen.words
    assert citizen.heading == "Fyra utförare har särskild kunskap om demens"


@ONLY_LINDVIK
def test_the_page_in_the_other_language_is_asked_for_the_same(citizen: Citizen) -> None:
    citizen.get("/urval/?plats=JA&sprak=Finska&skrap=1")
    other = next(a for a in citizen.page.iter("a") if a.get("hreflang") == "en")
    assert other.get("href") == "/en/urval/?sprak=finska&plats=ja"
    assert (
        citizen.get("/en/urval/?sprak=finska&plats=ja").heading
        == "Two providers speak Finnish and take new people now"
    )


@ONLY_LINDVIK
def test_room_is_as_it_stands_now(citizen: Citizen, settings: Settings) -> None:
    assert "Björkens hemtjänst" in names(citizen.get("/urval/?plats=ja"))
    edited(
        settings.content / "room.yml",
        "bjorkens-hemtjanst:\n  state: open",
        "bjorkens-hemtjanst:\n  state: queue",
    )
    assert "Björkens hemtjänst" not in names(citizen.get("/urval/?plats=ja"))


@ONLY_LINDVIK
def test_the_picked_are_sent_to_the_comparison(citizen: Citizen) -> None:
    citizen.get("/urval/?sprak=finska")
    boxes = [e for e in main_of(citizen.page).iter("input") if e.get("name") == "u"]
    assert [e.get("value") for e in boxes] == [
        "bjorkens-hemtjanst", "fjordens-omsorg", "kommunens-hemtjanst", "lyktans-hemtjanst"
    ]  # fmt: skip
    labels = {e.get("for"): text_of(e) for e in main_of(citizen.page).iter("label")}
    assert labels[boxes[0].get("id")] == "Jämför Björkens hemtjänst"
    assert "/jamfor/urval/" in [form.get("action") for form in main_of(citizen.page).iter("form")]


@ONLY_LINDVIK
def test_a_long_list_is_shown_a_page_at_a_time(settings: Settings) -> None:
    content = content_of(settings)
    one = content.providers["bjorkens-hemtjanst"]
    many = {f"p{n}": one.model_copy(update={"id": f"p{n}", "name": f"Björk {n:02}"}) for n in range(60)}
    published = read_published(settings.places.published)
    changed = published.model_copy(update={"content": content.model_copy(update={"providers": many})})
    settings.places.published.write_text(changed.model_dump_json(), "utf-8")
    citizen = citizen_of(settings)
    assert names(citizen.get("/urval/?sprak=finska")) == [f"Björk {n:02}" for n in range(25)]
    assert "Visar 1–25 av 60." in citizen.words
    assert links(main_of(citizen.page))["Nästa sida med utförare"] == "/urval/?sprak=finska&sida=2"
    assert names(citizen.get("/urval/?sprak=finska&sida=3")) == [f"Björk {n:02}" for n in range(50, 60)]
    assert "Nästa sida med utförare" not in links(main_of(citizen.page))
    assert links(main_of(citizen.page))["Förra sidan med utförare"] == "/urval/?sprak=finska&sida=2"
    for wrong in ("0", "99", "-1", "två", ""):
        assert len(names(citizen.get(f"/urval/?sida={wrong}"))) in (25, 10)
