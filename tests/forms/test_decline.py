"""Who would rather not write the identity number asks for a call, where the municipality takes that in."""

import pytest
from pydantic import TypeAdapter, ValidationError
from werkzeug.datastructures import MultiDict

from hemval.content.municipality import PersonalData
from hemval.forms.asked.asking import Asking
from hemval.forms.paper.face import Boxes, Digits
from hemval.forms.paper.filling import filled
from hemval.forms.typed.page_form import answer_of, errors_of, kept_as_typed, page_form
from hemval.forms.types import AnyQuestion
from hemval.handover.told import reason_advice, reason_told
from tests.forms.samples import asking, choice_form

NUMBER = "19380412-9819"
BOX = "identity-number_declined"
PAGE = next(page for page in choice_form().pages if page.id == "identity-number")
DEMANDS, TAKES_NONE = asking("lindvik"), asking("botkyrka")


def post(at: Asking, *ticked: str, typed: str = "") -> object:
    """Return the answer, or what is wrong, by field."""
    form = page_form(PAGE, at, MultiDict([(PAGE.id, typed), *((BOX, value) for value in ticked)]), {})
    return answer_of(PAGE, form, at) if form.validate() else errors_of(form)


def test_either_the_number_or_the_box_but_not_both():
    assert post(TAKES_NONE, "_declined") == "_declined"
    assert post(TAKES_NONE, "_declined", typed="  ") == "_declined"
    assert post(TAKES_NONE, typed=NUMBER) == "193804129819"
    assert post(TAKES_NONE, "another value") == {PAGE.id: "Skriv personnumret"}
    both = "Skriv personnumret, eller kryssa för att du inte vill. Gör bara det ena."
    assert post(TAKES_NONE, "_declined", typed=NUMBER) == {PAGE.id: both}
    assert post(TAKES_NONE, "_declined", typed="?") == {PAGE.id: both}


def test_where_the_number_is_demanded_there_is_no_box():
    assert post(DEMANDS, "_declined") == {PAGE.id: "Skriv personnumret"}
    assert PAGE.face(DEMANDS).choices == ()
    assert [type(part) for part in PAGE.paper(DEMANDS)] == [Digits]
    assert PAGE.objection("_declined", DEMANDS) == "Skriv personnumret"
    assert PAGE.objection("_declined", TAKES_NONE) is None


def test_what_was_answered_is_shown_again_and_never_as_a_number():
    assert PAGE.shown("_declined") == {PAGE.id: "", BOX: ["_declined"]}
    assert kept_as_typed(PAGE, {PAGE.id: "", BOX: "_declined"}, "_declined") == {}
    at = asking("botkyrka", identity_number="_declined")
    assert page_form(PAGE, at, None, {}).data == {PAGE.id: "", BOX: ["_declined"]}


@pytest.mark.parametrize(("language", "told"), [
    ("sv", "Vill inte skriva det här. Ring."), ("en", "Would rather not write it here. Call."),
])  # fmt: skip
def test_it_is_told_in_words_masked_or_not(language, told):
    at = asking("botkyrka", language)
    assert PAGE.told("_declined", at) == PAGE.told_masked("_declined", at) == told


def test_the_officer_is_told_to_call():
    assert PAGE.flags("_declined", asking()) == ("declined",)
    assert PAGE.flags("193804129819", asking()) == ()
    assert reason_told("declined") == "Personen vill inte skriva personnumret"
    assert reason_advice("declined").startswith("Ring personen")


def test_paper_has_a_box_beside_the_digits():
    digits, boxes = PAGE.paper(TAKES_NONE)
    assert isinstance(digits, Digits)
    assert isinstance(boxes, Boxes)
    assert [one.label.text for one in boxes.options] == ["Jag vill inte skriva det här. Ring i stället."]


def test_paper_that_is_filled_in_has_the_cross_or_the_digits():
    for answer, written, ticked in (("_declined", "", True), ("193804129819", "193804129819", False)):
        digits, boxes = filled(PAGE, answer, TAKES_NONE)
        assert isinstance(digits, Digits)
        assert isinstance(boxes, Boxes)
        assert (digits.answer, "_declined" in boxes.answer) == (written, ticked)


def test_the_schema_has_both():
    assert PAGE.answer_schema() == {
        "anyOf": [{"type": "string", "pattern": "^[0-9]{12}$", "maxLength": 12}, {"const": "_declined"}]
    }


@pytest.mark.parametrize(("written", "meant"), [
    ("ja", True), ("nej", False), ("Frivilligt", "frivilligt"), (True, True),
])  # fmt: skip
def test_the_municipality_says_one_of_three(written, meant):
    assert personal_data(written).identity_number == meant


def test_another_word_is_told():
    with pytest.raises(ValidationError, match="neither yes, no nor voluntary"):
        personal_data("kanske")


def test_the_rules_facts():
    facts = ("rules.identity_number", "rules.identity_number_declined")
    assert [DEMANDS.fact(fact) for fact in facts] == ["yes", "no"]
    assert [TAKES_NONE.fact(fact) for fact in facts] == ["yes", "yes"]


def personal_data(identity_number: object) -> PersonalData:
    lindvik = DEMANDS.content.municipality.personal_data.model_dump()
    return TypeAdapter(PersonalData).validate_python({**lindvik, "identity_number": identity_number})


def test_a_form_may_have_none():
    page = PAGE.model_copy(update={"decline": None})
    found: AnyQuestion = page
    assert found.field_names() == (PAGE.id,)
    assert found.face(TAKES_NONE).choices == ()
