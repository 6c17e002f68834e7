"""What is kept of a case to find it again: by the types of its form's questions."""

import pytest

from hemval.content.folder import Folder
from hemval.forms.definition import FormDefinition
from hemval.forms.reading.loading import load_forms
from hemval.forms.sent.judging import judged_by_all
from hemval.officers.across.gist import Gist, Looked, fold, gist_of, phone_digits
from hemval.settings import PROJECT
from tests.officers.samples import COMPLETE, choice

LOOKED = Looked.of(load_forms(Folder(PROJECT, PROJECT))[0]["choice"])


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("Åsa  Öst", "asa ost"),
        ("A\u030asa O\u0308st", "asa ost"),
        ("ASA ØST", "asa ost"),
        ("Anna-Lena O'Hara", "anna lena o hara"),
        ("Łukasz Strauß", "lukasz strauss"),
        ("Ａｎｎａ", "anna"),
        ("مُحَمَّد", "محمد"),
        ("  ", ""),
    ],
)
def test_a_name_is_found_however_it_is_typed(typed, folded):
    assert fold(typed) == folded
    assert fold(folded) == folded


@pytest.mark.parametrize(
    "typed", ["070-174 06 05", "+46 (0)70 174 06 05", "+46701740605", "0046 70 1740605", "(070) 174.06.05"]
)
def test_a_number_is_found_however_it_is_written(typed):
    assert phone_digits(typed) == "0701740605"


def test_a_number_of_another_country_and_one_that_begins_with_46_are_left():
    assert phone_digits("+358 40 123 4567") == "358401234567"
    assert phone_digits("46 12 34") == "461234"


def test_who_and_whom_is_taken_by_type_under_whatever_ids():
    pages = [
        {"id": "by", "type": "name", "question": "Vem skriver?"},
        {"id": "about", "type": "name", "question": "Vem gäller det?"},
        {"id": "nr", "type": "identity-number", "question": "Nummer?"},
        {"id": "tel", "type": "phone", "question": "Telefon?"},
        {"id": "post", "type": "email", "question": "E-post?"},
        {"id": "which", "type": "reference", "question": "Vilken?"},
        {"id": "now", "type": "provider", "among": "all", "question": "Vem i dag?"},
        {"id": "wish", "type": "provider", "question": "Vem vill du ha?"},
    ]
    said = {"id": "x", "version": 1, "address": "x-x", "sent": "Mottaget", "title": "X", "pages": pages}
    looked = Looked.of(FormDefinition.model_validate(said | {"line": ["about"]}))
    answers = {
        "by": "Bo Ek", "about": "Åsa Öst", "nr": "193804129819", "tel": "+46 70 174 06 05",
        "post": "Asa@Example.se", "which": "_none", "now": "a", "wish": "b",
    }  # fmt: skip
    gist = gist_of(choice(answers=answers), looked)
    assert gist == Gist(
        reference=choice().reference,
        person="193804129819",
        name="asa ost",
        names=("bo ek", "asa ost"),
        contacts=("0701740605", "asa@example.se"),
        references=(),
        wished=("b",),
        answers={},
        review=(),
    )


def test_a_declined_number_and_no_second_choice_are_nothing():
    answers = COMPLETE | {"identity-number": "_declined"}
    gist = gist_of(choice(answers=answers), LOOKED)
    assert gist.person is None
    assert gist.wished == ("bjorkens-hemtjanst",)


def test_of_a_form_that_is_no_more_the_reference_is_kept():
    gist = gist_of(choice(review=("quick",)), Looked.of(None))
    assert (gist.reference, gist.names, gist.review) == (choice().reference, (), ("quick",))


@pytest.mark.parametrize(
    "other",
    [{}, {"kind": "switch", "today": "solgarden"}, {"kind": "no-choice"}, {"granted": "alarm"},
     {"queue": "not-wait"}, {"kind": "call-me"}, {"provider": "gone"}, {"second": "solgarden"}],
)  # fmt: skip
def test_the_rules_say_the_same_of_what_is_kept_as_of_all_answers(content, other):
    one = choice(answers=COMPLETE | other)

    def said(answers):
        return judged_by_all(content, one.form, answers, one.received_at, one.id, {})

    assert said(gist_of(one, LOOKED).answers) == said(one.answers)
