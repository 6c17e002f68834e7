"""What is stored, as JSON Schema: every answer that a page takes fits, and what no page takes does not."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from werkzeug.datastructures import MultiDict

from hemval.forms.columns.schema import form_schema
from hemval.forms.typed.page_form import answer_of, page_form
from tests.forms.samples import asking, choice_form, form_of, question
from tests.forms.test_writing_forms import example_questions
from tests.public.hostile import VALUES

OPTIONS = [{"id": "a", "label": "A"}, {"id": "b", "label": "B"}]

GOOD_TYPED = ["070-174 06 05", "0701740605", "+46 (0)8–123 45 67", "380412 9819", "193804129819"]
GOOD_TYPED += ["Åsa Öberg", "a.b@example.se", " <mailto:a@b.c> ", "123 45", "SE-12345", "1", "12", "december"]
GOOD_TYPED += ["2026", "2026-12-01", "a", "b", "_none", "_unknown", "yes", "centrum", "bjorkens-hemtjanst"]

typed = st.one_of(st.sampled_from(GOOD_TYPED), st.sampled_from(VALUES), st.text(max_size=70))


def fits(schema: dict[str, Any], answer: object) -> bool:
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema).is_valid(answer)


@pytest.mark.parametrize("optional", [False, True])
@pytest.mark.parametrize("page", example_questions(), ids=lambda page: f"{page.type}-{page.id}")
@settings(max_examples=15)
@given(data=st.data())
def test_whatever_a_page_takes_fits_and_reads_back_from_json(page, optional, data):
    page = page.model_copy(update={"optional": optional and page.can_be_optional})
    at = asking()
    if not page.puts_a_question:
        return
    posted = MultiDict(
        [(name, value) for name in page.field_names() for value in data.draw(st.lists(typed, max_size=2))]
    )
    form = page_form(page, at, posted, {})
    if form.validate():
        answer = answer_of(page, form, at)
        assert fits(page.stored_schema(), answer), answer
        assert json.loads(json.dumps(answer)) == answer


@pytest.mark.parametrize("page", example_questions(), ids=lambda page: f"{page.type}-{page.id}")
def test_the_largest_answers_fit(page):
    for answer in page.largest_answers(asking()):
        assert answer == "" or fits(page.answer_schema(), answer), answer


@pytest.mark.parametrize(
    ("fields", "right", "wrong"),
    [
        ({"type": "choice-of-one", "options": OPTIONS}, ["a", "b"], ["c", "", "A", ["a"], None]),
        ({"type": "choice-of-several", "options": OPTIONS}, [["a"], ["a", "b"]], [[], ["a", "a"], "a"]),
        (
            {"type": "choice-of-several", "options": OPTIONS, "none": "Inget"},
            [["_none"], ["b"]],
            [["a", "_none"], []],
        ),
        ({"type": "choice-of-several", "options": OPTIONS, "optional": True}, [[], ["a"]], [""]),
        ({"type": "name"}, ["Åsa"], ["", "a\nb", "a" * 101, 1]),
        ({"type": "name", "optional": True}, ["", "Åsa"], ["a" * 101, None]),
        ({"type": "phone"}, ["070-174 06 05"], ["", "hemma", "12345", "1" * 16, "0" + " " * 40 + "12345"]),
        ({"type": "email"}, ["a@b.se"], ["a", "a@b", "a b@c.se", "a" * 60 + "@b.se"]),
        ({"type": "identity-number"}, ["193804129819"], ["19380412-9819", "3804129819", ""]),
        ({"type": "date"}, ["2026-12-01"], ["1 december", "20261201", ""]),
        ({"type": "text", "at_most": 20}, ["x" * 20, "a\nb"], ["x" * 21, ""]),
        (
            {"type": "address"},
            [{"street": "Storgatan 1", "postal-code": "123 45", "town": "Lindvik"}],
            ["Storgatan 1", {}, {"street": "S", "postal-code": "12345", "town": "L"}],
        ),
        ({"type": "area"}, ["centrum", "_unknown"], ["_none", "Norra", ""]),
        ({"type": "provider"}, ["solgarden"], ["_none", "_unknown", "Solgården", "a" * 61]),
        ({"type": "provider", "among": "all", "none": "Ingen"}, ["_none", "_unknown", "a"], ["_other"]),
        ({"type": "fact", "kind": "number"}, ["24"], ["", "-1", "24 st"]),
        ({"type": "fact", "kind": "share"}, ["83", "83.5"], ["83,5", "tre"]),
        ({"type": "fact", "kind": "web"}, ["https://a.example"], ["a.example", "https://å b"]),
        ({"type": "languages"}, [{"fi": "often"}], [{}, {"fi": "ofta"}, {"finska": "often"}, ["fi"]]),
        ({"type": "priced"}, [[{"name": {"sv": "Fika"}, "price": None}]], [[], [{"name": "Fika"}], "Fika"]),
        ({"type": "priced", "optional": True}, [[]], [""]),
        ({"type": "translated", "at_most": 20}, [{"sv": "a"}, {"sv": "a", "en": "b"}], [{"en": "b"}, {}]),
        ({"type": "declaration", "statement": "Ja", "means": ["Så."]}, ["yes"], ["no", True]),
    ],
)  # fmt: skip
def test_what_fits_and_what_does_not(fields, right, wrong):
    schema = question(**fields).stored_schema()
    assert [answer for answer in right if not fits(schema, answer)] == []
    assert [answer for answer in wrong if fits(schema, answer)] == []


def test_the_answers_of_a_form():
    form = form_of(
        {"id": "kind", "type": "choice-of-one", "options": OPTIONS},
        {"id": "read", "type": "notice", "body": ["Läs."]},
        {"id": "name", "type": "name", "when": {"kind": ["a"]}, "short": "Namn"},
    )
    schema = form_schema(form)
    assert list(schema["properties"]) == ["kind", "name"]
    assert schema["properties"]["name"]["title"] == "Namn"
    assert fits(schema, {"kind": "b"})
    assert fits(schema, {"kind": "a", "name": "Åsa"})
    assert not fits(schema, {"name": "Åsa"})
    assert not fits(schema, {"kind": "b", "read": True})


def test_the_choice_forms_schema_is_one():
    assert not fits(form_schema(choice_form()), {})


def test_every_value_with_words_of_its_own_is_one_that_fits():
    for page in example_questions():
        for value in page.value_words():
            assert fits(page.stored_schema(), value) or fits(page.stored_schema(), [value])
