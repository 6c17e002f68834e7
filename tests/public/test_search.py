"""The search as a citizen meets it: counted, linked, escaped, and forgotten."""

import logging
from urllib.parse import urlencode

import pytest

from hemval.settings import Settings
from hemval.words.plain import HIDDEN
from tests.page_invariants import text_of
from tests.public.client import Citizen, citizen_of

ONE_TOWN = pytest.mark.parametrize("municipality", ["lindvik"], indirect=True)

HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "{{ 7*7 }} {% raw %}",
    "%s %(n)s %",
    "'; drop table x; --",
    "\x00\x1b[31m\u202ekostnad",
    "../../etc/passwd",
    "å" * 5000,
    "hem" * 3000,
    "a " * 2000,
    "𝕳𝖊𝖒 👵🏽",
    "e\u0301" * 200,
)


def ask(citizen: Citizen, question: str, language: str = "", **more: str) -> Citizen:
    return citizen.get(f"{language}/sok/?{urlencode({'q': question, **more})}")


def links(citizen: Citizen) -> dict[str, str]:
    """Return what the page's own links say, by where they lead."""
    main = next(citizen.page.iter("main"))
    return {a.get("href", ""): text_of(a) for a in main.iter("a")}


def field(citizen: Citizen) -> str:
    return next(e.get("value", "") for e in citizen.page.iter("input") if e.get("name") == "q")


def test_a_question_is_answered_with_how_many_and_where(citizen):
    ask(citizen, "kostnaden")
    number, _, rest = citizen.heading.partition(" ")
    assert rest == "träffar på ”kostnaden”"
    assert links(citizen)["/fragor/#avgift"] == "Vad kostar det?"
    assert int(number) >= 2
    assert field(citizen) == "kostnaden"
    marked = [text_of(mark) for mark in next(citizen.page.iter("main")).iter("mark")]
    assert "Avgiften" in marked


def test_a_typed_wrong_word_is_told_of(citizen):
    ask(citizen, "avgfit")
    assert citizen.heading.endswith("på ”avgift”")
    assert "Ingen sida har ordet ”avgfit”. Vi sökte på ”avgift”." in citizen.words
    assert field(citizen) == "avgfit"


def test_no_hit_leads_to_the_phone_and_to_all_words_and_pages(citizen, municipality):
    ask(citizen, "xyzzyx")
    assert citizen.heading == "Inga träffar på ”xyzzyx”"
    found = links(citizen)
    assert {"/ordlista/", "/webbkarta/", "/utforare/"} <= set(found)
    assert any(href.startswith("tel:") for href in found) == (municipality == "lindvik")


def test_nothing_asked_shows_the_field_and_common_questions(citizen):
    for address in ("/sok/", "/sok/?q=", "/sok/?q=+++"):
        citizen.get(address)
        assert citizen.heading == "Sök"
        assert "/fragor/#avgift" in links(citizen)


def test_in_english(citizen):
    ask(citizen, "cost", "/en")
    assert citizen.heading.endswith("hits for “cost”")
    assert "/en/fragor/#avgift" in links(citizen)
    other = [a.get("href") for a in citizen.page.iter("a") if a.get("hreflang") == "sv"]
    assert other == ["/sok/?q=cost"]


@ONE_TOWN
@pytest.mark.parametrize("question", HOSTILE, ids=range(len(HOSTILE)))
def test_a_hostile_question_is_only_text(citizen, question, caplog):
    caplog.set_level(logging.DEBUG)
    ask(citizen, question)  # the client checks the page: no script, no handler, well-formed
    assert citizen.response.status_code == 200
    assert len(field(citizen)) <= 100
    assert not HIDDEN.search(field(citizen))
    assert "49" not in citizen.heading
    assert caplog.records == []


@ONE_TOWN
def test_a_long_question_is_cut_and_that_is_said(citizen):
    ask(citizen, "avgift " * 40)
    assert "Det var långt. Vi sökte på de första 100 tecknen." in citizen.words
    assert "/fragor/#avgift" in links(citizen)


@ONE_TOWN
def test_nothing_is_kept_of_who_asked(citizen):
    for question in ("min hälsa", "", "xyzzyx"):
        headers = ask(citizen, question).response.headers
        assert headers["Cache-Control"] == "no-store"
        assert "Set-Cookie" not in headers


@ONE_TOWN
@pytest.mark.parametrize("part", ["0", "-1", "999999", "x", "1e9", "²", ""])
def test_any_part_that_is_asked_for_is_there(citizen, part):
    ask(citizen, "hemtjänst", sida=part)
    assert citizen.response.status_code == 200
    assert "träffar" in citizen.heading


@ONE_TOWN
def test_a_long_answer_comes_in_parts(citizen):
    seen: set[str] = set()
    address = "/sok/?q=hemtj%C3%A4nst"
    addresses = [address]
    while address:
        found = links(citizen.get(address))
        hits = [href for href in found if "/sok/" not in href and not href.startswith("tel:")]
        assert not seen & set(hits)
        seen |= set(hits)
        more = [href for href, label in found.items() if label == "Nästa sida"]
        address = more[0] if more else ""
        addresses.append(address)
    assert len(addresses) > 2
    assert int(citizen.heading.split()[0]) == len(seen)


@ONE_TOWN
def test_a_new_index_is_seen_at_once_and_a_broken_one_leaves_the_last(settings: Settings):
    citizen = citizen_of(settings)
    file = settings.places.search
    written = file.read_text("utf-8")
    assert "/fragor/#avgift" in links(ask(citizen, "avgift"))
    file.write_text(written.replace("/fragor/", "/flyttad/"), "utf-8")
    assert "/flyttad/#avgift" in links(ask(citizen, "avgift"))
    file.write_text("{", "utf-8")
    assert "/flyttad/#avgift" in links(ask(citizen, "avgift"))


@ONE_TOWN
def test_without_an_index_the_page_says_so_and_leads_on(settings: Settings):
    settings.places.search.unlink()
    citizen = ask(citizen_of(settings), "avgift")
    assert citizen.response.status_code == 200
    assert "Det går inte att söka just nu." in citizen.words
    assert "/ordlista/" in links(citizen)
