"""The shortlist through the application: what is asked for is answered, whatever is asked for."""

from datetime import datetime
from xml.etree.ElementTree import Element

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from hemval.settings import Settings
from tests.page_invariants import text_of
from tests.public.client import Citizen, citizen_of
from tests.public.hostile import VALUES

pytestmark = pytest.mark.parametrize("municipality", ["lindvik"], indirect=True)

HERE = "/jamfor/urval/"
THREE = ("fjordens-omsorg", "kommunens-hemtjanst", "storangens-omsorg")
LANGUAGES = pytest.mark.parametrize("folder", ["", "/en"])


def asked(*ids: str) -> str:
    return "?" + "&".join(f"u={one}" for one in ids)


def main_of(citizen: Citizen) -> Element:
    return next(citizen.page.iter("main"))


def links(citizen: Citizen) -> list[str]:
    return [a.get("href", "") for a in main_of(citizen).iter("a")]


def boxes(citizen: Citizen) -> dict[str, bool]:
    found = [box for box in main_of(citizen).iter("input") if box.get("type") == "checkbox"]
    return {box.get("value", ""): box.get("checked") is not None for box in found}


@LANGUAGES
@pytest.mark.parametrize("ids", [THREE[:2], THREE])
def test_two_or_three_stand_side_by_side(citizen: Citizen, folder: str, ids: tuple[str, ...]) -> None:
    citizen.get(f"{folder}{HERE}{asked(*reversed(ids))}")
    assert citizen.response.status_code == 200
    (table,) = main_of(citizen).iter("table")
    heads = [a.get("href") for a in next(table.iter("thead")).iter("a")]
    assert heads == [f"{folder}/utforare/{one}/" for one in ids]
    assert next(table.iter("caption")) is not None
    for one in ids:
        rest = [other for other in ids if other != one]
        assert f"{folder}/valj/?u={one}" in links(citizen)
        assert f"{folder}{HERE}{asked(*rest)}" in links(citizen)


def test_no_cookie_and_kept_as_long_as_other_pages(citizen: Citizen) -> None:
    citizen.get(f"{HERE}{asked(*THREE)}")
    assert "Set-Cookie" not in citizen.response.headers
    kept = citizen.response.cache_control
    with citizen.client.get("/jamfor/") as page:
        assert (kept.public, kept.max_age) == (page.cache_control.public, page.cache_control.max_age)
    assert not kept.no_store


def test_the_languages_lead_to_the_same_shortlist_and_the_address_can_be_sent(citizen: Citizen) -> None:
    citizen.get(f"{HERE}{asked(*reversed(THREE))}&u=nobody")
    there = [a.get("href") for a in citizen.page.iter("a") if a.get("hreflang") == "en"]
    assert there == [f"/en{HERE}{asked(*THREE)}"]
    assert f"https://hemtjanst.lindvik.example{HERE}{asked(*THREE)}" in citizen.words


def test_an_address_without_its_last_slash_keeps_what_it_asks_for(citizen: Citizen) -> None:
    citizen.get(f"{HERE.rstrip('/')}{asked(*THREE)}")
    assert citizen.heading == "Jämför tre utförare"


def test_one_more_can_be_added_to_two_but_not_to_three(citizen: Citizen) -> None:
    citizen.get(f"{HERE}{asked(*THREE[:2])}")
    (form,) = [f for f in main_of(citizen).iter("form") if f.get("action") == HERE]
    sent = [(i.get("name"), i.get("value")) for i in form.iter("input")]
    assert sent == [("u", THREE[0]), ("u", THREE[1])]
    options = [option.get("value") for option in form.iter("option")]
    assert len(options) == 5
    assert not {THREE[0], THREE[1]} & {*options}
    citizen.get(f"{HERE}{asked(*THREE)}")
    assert not [f for f in main_of(citizen).iter("form") if f.get("action") == HERE]


@LANGUAGES
def test_more_than_three_loses_nothing(citizen: Citizen, folder: str) -> None:
    four = (*THREE, "bjorkens-hemtjanst")
    citizen.get(f"{folder}{HERE}{asked(*four, *four)}")
    assert citizen.response.status_code == 200
    assert citizen.heading == ("Pick three at most to compare" if folder else "Välj högst tre att jämföra")
    assert {one for one, ticked in boxes(citizen).items() if ticked} == {*four}
    assert len(boxes(citizen)) == 7


@LANGUAGES
def test_none_or_one_is_helped_on(citizen: Citizen, folder: str) -> None:
    citizen.get(f"{folder}{HERE}")
    assert not any(boxes(citizen).values())
    assert f"{folder}/utforare/" in links(citizen)
    citizen.get(f"{folder}{HERE}{asked(THREE[0])}")
    assert [one for one, ticked in boxes(citizen).items() if ticked] == [THREE[0]]
    assert "Fjordens omsorg" in citizen.words


def test_a_provider_that_has_stopped_is_named_and_led_to(settings: Settings) -> None:
    later = citizen_of(settings, datetime.fromisoformat("2027-03-01T10:00:00+01:00"))
    later.get(f"{HERE}{asked('solgardens-hemtjanst', *THREE)}")
    assert later.heading == "Jämför tre utförare"
    assert "Solgårdens hemtjänst slutade 31 januari 2027." in later.words
    assert "/utforare/solgardens-hemtjanst/" in links(later)
    assert not [a for a in links(later) if "u=solgardens" in a]


def test_who_cannot_be_chosen_says_why(citizen: Citizen) -> None:
    citizen.get(f"{HERE}{asked('lyktans-hemtjanst', 'solgardens-hemtjanst')}")
    assert not [a for a in links(citizen) if "/valj/" in a]
    (last,) = [row for row in main_of(citizen).iter("tr") if text_of(row[0]) == "Vill du välja?"]
    assert "Börjar 1 februari 2027." in text_of(last[1])
    assert "2 november 2026" in text_of(last[2])


@LANGUAGES
def test_hostile_names_are_answered_and_never_repeated(citizen: Citizen, folder: str) -> None:
    for number, value in enumerate(VALUES):
        others = ((), THREE[:1], THREE[:2], (*THREE, "bjorkens-hemtjanst"))[number % 4]
        sent = [("u", value), *[("u", one) for one in others]]
        answer = citizen.client.get(f"{folder}{HERE}", query_string=sent)
        said = answer.get_data(as_text=True)
        assert answer.status_code == 200, value
        assert "onerror" not in said
        assert len(value.strip()) <= 8 or value not in said, value
    citizen.get(f"{folder}{HERE}", query_string=[("u", value) for value in VALUES])
    assert len(boxes(citizen)) == 7


@hypothesis_settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None
)
@given(
    query=st.lists(
        st.one_of(st.sampled_from((*THREE, "u", "lyktans-hemtjanst")), st.text(max_size=30)), max_size=40
    )
)
def test_any_query_is_answered(citizen: Citizen, query: list[str]) -> None:
    answer = citizen.client.get(HERE, query_string=[("u", value) for value in query])
    assert answer.status_code == 200
