"""Types with several fields or several answers: what they take in, what they keep, what they say is wrong."""

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import JsonValue
from werkzeug.datastructures import MultiDict

from hemval.forms.asked.asking import Asking
from hemval.forms.typed.page_form import answer_of, errors_of, kept_as_typed, page_form
from hemval.forms.types import AnyQuestion
from tests.forms.samples import asking, question

ADDRESS = question(type="address", whose="own")
START = question(type="date", earliest="start", optional=True, empty="Så snart som möjligt")
DAY = question(type="date")
SEVERAL = question(
    type="choice-of-several",
    options=[{"id": "tolk", "label": "Tolk"}, {"id": "tecken", "label": "Teckenspråk"}],
    none="Nej, inget",
)
TEXT = question(type="text", at_most=30)
ATTEST = question(type="declaration", statement="Det stämmer", means=["Det visas."])
EMAIL = question(type="email")


def put(page: AnyQuestion, given: Asking | None = None, **parts: str | list[str]) -> tuple[bool, Any]:
    """Post the parts, named with underscores; return whether they were taken, and answer or errors."""
    at = given or asking()
    fields = [(f"q-{part}".replace("_", "-") if part != "q" else "q", value) for part, value in parts.items()]
    posted = MultiDict(
        [(name, one) for name, value in fields for one in (value if isinstance(value, list) else [value])]
    )
    form = page_form(page, at, posted, {})
    if not form.validate():
        return False, errors_of(form)
    answer = answer_of(page, form, at)
    assert page.objection(answer, at) is None
    assert page.told(answer, at).strip()
    return True, answer


# Address


def test_an_address_is_three_fields_that_the_browser_can_fill_in():
    parts = ADDRESS.face(asking()).parts
    assert [part.name for part in parts] == ["q-street", "q-postal-code", "q-town"]
    offered = [part.attributes["autocomplete"] for part in parts]
    assert offered == ["address-line1", "postal-code", "address-level2"]
    somebody_elses = question(type="address").face(asking()).parts
    assert {part.attributes["autocomplete"] for part in somebody_elses} == {"off"}


@pytest.mark.parametrize("code", ["12345", "123 45", " 123-45", "SE-123 45", "s 12345", "1 2 3 4 5"])
def test_a_postal_code_however_it_is_written(code):
    told = put(ADDRESS, street=" Storgatan  1 ", postal_code=code, town="Lindvik")
    assert told == (True, {"street": "Storgatan 1", "postal-code": "123 45", "town": "Lindvik"})
    assert ADDRESS.told(told[1], asking()) == "Storgatan 1, 123 45 Lindvik"


def test_every_part_has_an_error_of_its_own():
    assert put(ADDRESS) == (
        False,
        {
            "q-street": "Skriv gata och nummer",
            "q-postal-code": "Skriv postnumret",
            "q-town": "Skriv postorten",
        },
    )
    wrong = put(ADDRESS, street="Storgatan 1", postal_code="1234", town="x" * 31)[1]
    assert set(wrong) == {"q-postal-code", "q-town"}
    assert wrong["q-postal-code"] == "Skriv postnumret med fem siffror, till exempel 123 45"


def test_an_optional_address_is_whole_or_not_there():
    page = question(type="address", optional=True)
    assert put(page) == (True, "")
    assert page.told("", asking()) == "Inget svar"
    assert set(put(page, town="Lindvik")[1]) == {"q-street", "q-postal-code"}


def test_each_part_is_kept_as_typed_and_shown_again():
    typed = {"q-street": "Storgatan 1", "q-postal-code": "12345", "q-town": "Lindvik "}
    answer = {"street": "Storgatan 1", "postal-code": "123 45", "town": "Lindvik"}
    kept = kept_as_typed(ADDRESS, typed, answer)
    assert kept == {"q-postal-code": "12345", "q-town": "Lindvik "}
    assert page_form(ADDRESS, asking(q=answer), None, kept).data == typed


def test_an_answer_of_another_type_is_shown_as_nothing_and_asked_again():
    """A form that was changed while somebody filled it in."""
    old: JsonValue
    for page in (ADDRESS, START, DAY, SEVERAL, ATTEST):
        for old in ("x", ["x"], {"x": "y"}, True, None, 5):
            given = asking(q=old)
            page_form(page, given, None, {})
            assert page.told(old, given)
            assert page.objection(old, given), (page.type, old)


# A day


@pytest.mark.parametrize(
    "parts",
    [
        ("1", "12", "2026"),
        (" 01 ", "12.", "26"),
        ("1", "december", "2026"),
        ("1", "Dec", "2026"),
        ("1", "12", "2026 "),
        ("2026-12-01", "", ""),
        ("1/12 2026", "", ""),
        ("1 december 2026", "", ""),
        ("20261201", "", ""),
        ("1:a", "12", "2026"),
    ],
)
def test_a_day_however_it_is_written(parts):
    day, month, year = parts
    assert put(DAY, day=day, month=month, year=year) == (True, "2026-12-01")
    assert DAY.told("2026-12-01", asking()) == "1 december 2026"
    assert DAY.told("2026-12-01", asking(language="en")) == "1 December 2026"


@pytest.mark.parametrize(
    ("parts", "part", "words"),
    [
        (("", "", ""), "day", "Skriv vilken dag"),
        (("", "12", "2026"), "day", "Skriv vilken dag i månaden, med siffror"),
        (("32", "12", "2026"), "day", "Skriv vilken dag i månaden, med siffror"),
        (("1", "", "2026"), "month", "Skriv månaden, till exempel 3 eller mars"),
        (("1", "13", "2026"), "month", "Skriv månaden, till exempel 3 eller mars"),
        (("1", "12", ""), "year", "Skriv året med fyra siffror"),
        (("1", "12", "202"), "year", "Skriv året med fyra siffror"),
        (("31", "11", "2026"), "day", "Den dagen finns inte. Titta på dag och månad."),
        (("30", "2", "2027"), "day", "Den dagen finns inte. Titta på dag och månad."),
        (("22", "11", "2026"), "day", "Skriv en senare dag"),
        (("1", "12", "2206"), "day", "Skriv en dag inom ett år"),
        (("²", "12", "2026"), "day", "Skriv vilken dag i månaden, med siffror"),
    ],
)
def test_what_is_no_day_is_said_at_the_part_that_is_wrong(parts, part, words):
    day, month, year = parts
    assert put(DAY, day=day, month=month, year=year) == (False, {f"q-{part}": words})


def test_the_earliest_start_by_the_rules_is_explained_and_held():
    told = "Utföraren kan börja tidigast måndag 30 november 2026."
    assert START.face(asking()).told == (told,)
    assert put(START, day="30", month="11", year="2026") == (True, "2026-11-30")
    assert put(START, day="29", month="11", year="2026") == (False, {"q-day": f"Skriv en senare dag. {told}"})
    assert START.objection("2026-11-30", asking()) is None
    later = START.objection("2026-11-30", asking(on=date(2026, 11, 27)))
    assert later is not None
    assert later.startswith("Skriv en senare dag.")


def test_a_start_after_the_chosen_providers_last_day_is_refused_with_the_day_and_what_to_do():
    stops = asking(provider="solgardens-hemtjanst")
    told = (
        "Solgårdens hemtjänst slutar. Sista dagen är 31 januari 2027. "
        "Skriv en tidigare dag, eller välj en annan utförare"
    )
    assert put(START, stops, day="31", month="1", year="2027") == (True, "2027-01-31")
    assert put(START, stops, day="1", month="2", year="2027") == (False, {"q-day": told})
    assert START.objection("2027-02-01", stops) == told
    assert put(START, asking(provider="bjorkens-hemtjanst"), day="1", month="2", year="2027")[0]
    assert put(DAY, stops, day="1", month="2", year="2027")[0], "a day that is no start of a provider's"


def test_a_day_left_out_says_what_that_means():
    assert put(START) == (True, "")
    assert START.told("", asking()) == "Så snart som möjligt"


def test_a_day_is_shown_in_its_parts():
    assert page_form(START, asking(q="2026-12-01"), None, {}).data == {
        "q-day": "1",
        "q-month": "12",
        "q-year": "2026",
    }


# Several answers


def test_any_of_the_alternatives_in_the_authors_order():
    assert put(SEVERAL, q=["tecken", "tolk", "tolk"]) == (True, ["tolk", "tecken"])
    assert SEVERAL.told(["tolk", "tecken"], asking()) == "Tolk; Teckenspråk"
    assert put(SEVERAL, q="_none") == (True, ["_none"])
    assert SEVERAL.told(["_none"], asking()) == "Nej, inget"


def test_none_goes_with_nothing_else_and_nothing_is_no_answer():
    told = "Välj antingen det sista svaret eller ett eller flera av de andra"
    assert put(SEVERAL, q=["tolk", "_none"]) == (False, {"q": told})
    assert put(SEVERAL) == (False, {"q": "Svara på frågan"})
    assert put(SEVERAL, q=["x", "TOLK", ""]) == (False, {"q": "Svara på frågan"})
    assert put(question(**{**SEVERAL.model_dump(), "optional": True, "none": None})) == (True, [])


def test_a_condition_holds_where_one_of_its_values_is_ticked():
    given = asking(q=["tolk", "tecken"])
    assert given.holds({"q": ("tecken",)})
    assert given.holds({"q": ("x", "tolk")})
    assert not given.holds({"q": ("_none",)})
    assert not asking(q=[]).holds({"q": ("tolk",)})


# Text, a statement, an e-mail address


def test_a_text_keeps_its_lines():
    assert put(TEXT, q="  Hej \r\n\r\n  då\u200b\x00 ") == (True, "Hej\n\ndå")
    assert put(TEXT, q=" \u200b\n ") == (False, {"q": "Svara på frågan"})
    assert TEXT.face(asking()).told == ("Skriv högst 30 tecken.",)


def test_a_text_that_is_too_long_is_counted():
    assert (
        put(TEXT, q="å" * 41)[1]["q"]
        == "Texten är för lång. Du har skrivit 41 tecken. Skriv högst 30 tecken."
    )
    assert put(TEXT, q="å" * 30)[0]


def test_a_statement_is_confirmed_or_asked_for_again():
    assert put(ATTEST, q="yes") == (True, "yes")
    assert ATTEST.told("yes", asking()) == "Det stämmer"
    assert put(ATTEST) == put(ATTEST, q="no") == (False, {"q": "Svara på frågan"})
    assert ATTEST.face(asking()).told == ("Det visas.",)


@pytest.mark.parametrize(
    "typed",
    ["åsa@exempel.se", " åsa@exempel.se ", "<åsa@exempel.se>", "mailto:åsa@exempel.se", "åsa @ exempel.se."],
)
def test_an_email_address_however_it_is_pasted(typed):
    assert put(EMAIL, q=typed) == (True, "åsa@exempel.se")


@pytest.mark.parametrize(
    "typed", ["åsa", "åsa@", "@exempel.se", "åsa@exempel", "a@b@c.se", "a@b..", "å,b@c.se"]
)
def test_what_cannot_be_an_email_address_is_asked_for_again(typed):
    assert put(EMAIL, q=typed)[1] == {"q": "Skriv e-postadressen med @, till exempel namn@example.se"}


def test_an_email_address_has_a_limit():
    assert put(EMAIL, q="a" * 60 + "@exempel.se")[1] == {"q": "E-postadressen är för lång"}


# What holds for every type, whatever is posted

EVERY_TYPE = [
    *(ADDRESS, START, DAY, SEVERAL, TEXT, ATTEST, EMAIL),
    *(question(type=kind, optional=True) for kind in ("name", "phone", "email", "date")),
]
BITS = st.sampled_from(["1", "12", "2026", "mars", "12345", "tolk", "tecken", "_none", "yes", "a@b.se", "²"])
MESS = st.one_of(st.text(max_size=70), BITS, st.lists(BITS, max_size=3).map(" ".join))


@given(st.sampled_from(EVERY_TYPE), st.data())
def test_what_is_posted_is_refused_at_its_field_or_allowed_and_the_same_when_posted_again(page, data):
    at = asking()
    posted = MultiDict(
        [(name, value) for name in page.field_names() for value in data.draw(st.lists(MESS, max_size=3))]
    )
    form = page_form(page, at, posted, {})
    if not form.validate():
        wrong = errors_of(form)
        assert wrong
        assert set(wrong) <= set(page.field_names())
        assert all(wrong.values())
        return
    answer = answer_of(page, form, at)
    assert json.loads(json.dumps(answer)) == answer
    assert page.objection(answer, at) is None
    assert page.told(answer, at).strip()
    assert set(kept_as_typed(page, posted, answer)) <= set(page.field_names())
    shown = page_form(page, replace(at, answers={page.id: answer}), None, {})
    again = MultiDict(
        [
            (name, one)
            for name, value in shown.data.items()
            for one in (value if isinstance(value, list) else [value or ""])
        ]
    )
    second = page_form(page, at, again, {})
    assert second.validate(), second.errors
    assert answer_of(page, second, at) == answer


@given(st.sampled_from(EVERY_TYPE), st.text(max_size=3_000))
def test_no_answer_is_larger_than_the_largest(page, typed):
    at = asking()
    form = page_form(page, at, MultiDict([(name, typed) for name in page.field_names()]), {})
    if form.validate():
        largest = max(len(json.dumps(each, ensure_ascii=False).encode()) for each in page.largest_answers(at))
        assert len(json.dumps(answer_of(page, form, at), ensure_ascii=False).encode()) <= max(largest, 4)
