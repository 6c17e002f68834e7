"""Each type of question: how it is drawn, what it takes in, how an answer reads, when it no longer holds."""

import pytest
from pydantic import JsonValue, ValidationError
from werkzeug.datastructures import MultiDict

from hemval.forms.asked.asking import Asking
from hemval.forms.typed.page_form import answer_of, kept_as_typed, page_form
from hemval.forms.types import AnyQuestion
from hemval.rules.told.no_choice import no_choice_told
from tests.forms.samples import asking, choice_form, form_of, question

PAGES = {page.id: page for page in choice_form().pages}


def post(page: AnyQuestion, *values: str, given: Asking | None = None) -> tuple[bool, JsonValue | list[str]]:
    """Post values to a page; return whether they were taken, and the answer or the errors."""
    at = given or asking()
    form = page_form(page, at, MultiDict([(page.id, value) for value in values]), {})
    if form.validate():
        return True, answer_of(page, form, at)
    return False, list(form[page.id].errors)


# One among alternatives


def test_alternatives_are_rows_in_the_authors_order():
    face = PAGES["who"].face(asking())
    assert face.macro == "choices"
    assert [choice.value for choice in face.choices] == ["myself", "together", "represent"]
    assert face.choices[2].hint.startswith("Du är god man")
    assert PAGES["who"].face(asking(language="en")).choices[0].label.text.startswith("I am the one")


@pytest.mark.parametrize("municipality", ["lindvik", "botkyrka"])
@pytest.mark.parametrize("language", ["sv", "en"])
def test_who_does_not_choose_is_told_what_the_rules_say(municipality, language):
    at = asking(municipality, language)
    told = {choice.value: choice.hint for choice in PAGES["kind"].face(at).choices}
    assert told["no-choice"] == no_choice_told(at.rules, at.content, at.words, to_reader=False)
    assert told["first"].startswith({"sv": "För den som", "en": "For someone who"}[language])
    assert PAGES["kind"].told("no-choice", asking()) == "Inte välja själv"


def test_the_rules_sentence_stands_after_the_authors_hint():
    page = question(
        type="choice-of-one",
        options=[
            {"id": "a", "label": "A", "hint": "Tipset.", "rule": "lead-time"},
            {"id": "b", "label": "B"},
        ],
    )
    hints = [choice.hint for choice in page.face(asking()).choices]
    assert hints == ["Tipset. Den nya utföraren kan börja efter fem arbetsdagar.", ""]


def test_one_alternative_is_taken_and_told_in_the_readers_language():
    assert post(PAGES["granted"], "yes") == (True, "yes")
    assert PAGES["granted"].told("yes", asking()) == "Ja"
    assert PAGES["granted"].told("yes", asking(language="en")) == "Yes"


@pytest.mark.parametrize("value", ["", "ja", "YES", " yes", "yes\x00", "None", "[]"])
def test_what_is_no_alternative_is_asked_again(value):
    assert post(PAGES["granted"], value) == (False, ["Svara om kommunen har beslutat om hemtjänst"])


def test_nothing_posted_is_nothing_answered():
    assert post(PAGES["granted"]) == (False, ["Svara om kommunen har beslutat om hemtjänst"])


def test_an_alternative_that_the_form_lost_is_asked_again():
    assert PAGES["granted"].objection("yes", asking()) is None
    assert PAGES["granted"].objection("perhaps", asking()) == "Svara om kommunen har beslutat om hemtjänst"


# Areas


def test_areas_and_not_knowing():
    face = PAGES["area"].face(asking())
    assert [choice.value for choice in face.choices] == [
        "centrum",
        "norra",
        "sodra",
        "skargarden",
        "_unknown",
    ]
    assert [choice.apart for choice in face.choices] == [False, False, False, False, True]
    assert post(PAGES["area"], "skargarden") == (True, "skargarden")
    assert post(PAGES["area"], "_unknown") == (True, "_unknown")
    assert PAGES["area"].told("_unknown", asking()) == "Jag vet inte"
    assert PAGES["area"].told("norra", asking(language="en")) == "North Lindvik"


def test_an_area_that_is_no_more_is_asked_again():
    assert post(PAGES["area"], "ostra") == (False, ["Välj var du bor"])
    assert PAGES["area"].objection("norra", asking()) is None
    assert PAGES["area"].objection("ostra", asking()) == "Välj var du bor"


# Providers


def test_every_contracted_provider_is_named_in_order_and_who_cannot_be_chosen_with_the_reason():
    face = PAGES["provider"].face(asking(area="norra"))
    assert [choice.value for choice in face.choices] == [
        "bjorkens-hemtjanst",
        "fjordens-omsorg",
        "kommunens-hemtjanst",
        "lyktans-hemtjanst",
        "solgardens-hemtjanst",
        "storangens-omsorg",
        "strandlyckans-hemservice",
    ]
    hindered = {choice.value: choice.hindrance for choice in face.choices if choice.hindrance}
    assert hindered["fjordens-omsorg"] == "Arbetar inte i området."
    assert hindered["lyktans-hemtjanst"].startswith("Börjar 1 februari 2027.")
    assert hindered["solgardens-hemtjanst"] == "Tar inte emot nya just nu (2 november 2026)."
    assert all(choice.hint for choice in face.choices)


@pytest.mark.parametrize(
    "hindered",
    ["fjordens-omsorg", "lyktans-hemtjanst", "solgardens-hemtjanst", "nobody", "_none", "_unknown"],
)
def test_who_cannot_be_chosen_is_not_taken(hindered):
    given = asking(area="norra")
    assert post(PAGES["provider"], hindered, given=given) == (False, ["Välj vilken utförare du vill ha"])
    assert PAGES["provider"].objection(hindered, given) is not None


def test_who_may_be_chosen_is_taken():
    given = asking(area="norra")
    assert post(PAGES["provider"], "bjorkens-hemtjanst", given=given) == (True, "bjorkens-hemtjanst")
    assert PAGES["provider"].objection("bjorkens-hemtjanst", given) is None
    assert PAGES["provider"].told("bjorkens-hemtjanst", given) == "Björkens hemtjänst"


def test_an_objection_names_the_provider_and_the_reason():
    told = PAGES["provider"].objection("fjordens-omsorg", asking(area="norra"))
    assert told == "Fjordens omsorg går inte att välja nu. Arbetar inte i området."


def test_without_an_area_nobody_is_hindered_by_it():
    for given in (asking(), asking(area="_unknown")):
        assert post(PAGES["provider"], "fjordens-omsorg", given=given)[0]


def test_todays_provider_may_be_anyone_or_unknown_and_cannot_be_chosen_again():
    assert post(PAGES["today"], "solgardens-hemtjanst") == (True, "solgardens-hemtjanst")
    assert post(PAGES["today"], "_unknown") == (True, "_unknown")
    assert PAGES["today"].told("_unknown", asking()) == "Jag vet inte"
    assert not any(choice.hindrance or choice.hint for choice in PAGES["today"].face(asking()).choices)
    given = asking(today="bjorkens-hemtjanst")
    assert "bjorkens-hemtjanst" not in [choice.value for choice in PAGES["provider"].face(given).choices]
    assert not post(PAGES["provider"], "bjorkens-hemtjanst", given=given)[0]


def test_a_second_choice_may_be_none_and_not_the_first():
    given = asking(provider="bjorkens-hemtjanst")
    assert post(PAGES["second"], "_none", given=given) == (True, "_none")
    assert PAGES["second"].told("_none", given) == "Inget andrahandsval"
    assert PAGES["second"].objection("_none", given) is None
    assert not post(PAGES["second"], "bjorkens-hemtjanst", given=given)[0]
    assert not post(PAGES["second"], "", given=given)[0]


# Lines


def test_a_line_has_what_helps_the_browser_help():
    assert PAGES["helper"].face(asking()).attributes["autocomplete"] == "name"
    assert PAGES["name"].face(asking()).attributes["autocomplete"] == "name"
    phone = PAGES["phone"].worded
    assert phone(asking()).face(asking()).attributes == {"autocomplete": "tel", "inputmode": "tel"}
    assert phone(asking(who="together")).face(asking()).attributes["autocomplete"] == "off"
    assert PAGES["identity-number"].face(asking()).attributes["inputmode"] == "numeric"
    assert {PAGES[page].face(asking()).macro for page in ("helper", "phone", "identity-number")} == {"line"}


def test_a_number_is_stored_told_and_masked():
    page = PAGES["identity-number"]
    assert post(page, " 380412 9819") == (True, "193804129819")
    assert page.told("193804129819", asking()) == "19380412-9819"
    assert page.told_masked("193804129819", asking()) == "19380412-****"


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("", "Skriv personnumret"),
        ("abc", "Skriv personnumret med tolv siffror, till exempel 19380412-9819"),
        ("194102299833", "Titta på de första åtta siffrorna. De ska vara år, månad och dag."),
        ("193804129818", "Någon siffra blev fel. Titta på personnumret en gång till."),
        ("250714-9850", "Skriv hela födelseåret, till exempel 1926 i stället för 26"),
        ("213804129819", "Titta på födelseåret. Dagen har inte varit än."),
    ],
)
def test_each_fault_has_its_own_words(typed, words):
    assert post(PAGES["identity-number"], typed) == (False, [words])


def test_every_error_of_the_form_is_worded_in_both_languages():
    for page in choice_form().pages:
        if page.puts_a_question:
            ours = set(page.our_errors) | ({"missing"} if page.optional else set())
            assert set(page.errors) | ours >= set(page.error_kinds), page.id
            for text in page.errors.values():
                assert set(text.root) == {"sv", "en"}, page.id


def test_an_error_that_the_author_left_out_has_our_words():
    assert post(question(type="name"), "") == (False, ["Svara på frågan"])
    assert post(question(type="name"), "", given=asking(language="en")) == (False, ["Answer the question"])


@pytest.mark.parametrize("kind", ["name", "phone", "identity-number"])
def test_an_optional_line_may_be_left_out_and_is_told_so(kind):
    page = question(type=kind, optional=True)
    assert post(page, "") == (True, "")
    assert post(page) == (True, "")
    assert post(page, "   ") == (True, "")
    assert page.told("", asking()) == "Inget svar"
    assert page.told_masked("", asking()) == "Inget svar"


def test_of_a_field_sent_twice_the_first_counts():
    assert post(PAGES["name"], "Åsa Öberg", "Någon Annan") == (True, "Åsa Öberg")


@pytest.mark.parametrize("identity", ["validate", "data", "errors", "process", "meta", "form-errors"])
def test_a_question_may_have_any_id(identity):
    """WTForms would let a field of that name take its own method's place, and let any answer through."""
    page = question(type="phone", id=identity)
    assert post(page, "hemma")[0] is False
    assert post(page, "070-174 06 05") == (True, "070-174 06 05")


def test_what_was_typed_is_kept_where_it_says_more():
    page = PAGES["identity-number"]
    kept = {"identity-number": "380412 9819"}
    assert kept_as_typed(page, {**kept, "csrf_token": "x"}, "193804129819") == kept
    assert kept_as_typed(page, {"identity-number": "193804129819"}, "193804129819") == {}
    too_long = " " * page.longest_typed + "193804129819"
    assert kept_as_typed(page, {"identity-number": too_long}, "193804129819") == {}
    assert kept_as_typed(PAGES["protected"], {"protected": "anything"}, True) == {}


def test_the_way_back_shows_what_was_typed():
    form = page_form(PAGES["phone"], asking(phone="070-174 06 05"), None, {"phone": "070–174 06 05"})
    assert form["phone"].data == "070–174 06 05"
    assert page_form(PAGES["phone"], asking(phone="070-174 06 05"), None, {})["phone"].data == "070-174 06 05"


def test_a_line_is_shown_again_as_typed_but_for_what_a_page_cannot_hold():
    typed = "Å\x00sa \u200b<b>\x1b\ufffe\U0001ffff"
    form = page_form(PAGES["phone"], asking(), MultiDict({"phone": typed}), {})
    assert not form.validate()
    assert form["phone"].data == "Åsa \u200b<b>"
    assert page_form(PAGES["phone"], asking(), None, {"phone": typed})["phone"].data == "Åsa \u200b<b>"


# Pages that only say something


def test_a_notice_is_read_and_a_stop_ends():
    assert PAGES["protected"].face(asking()).macro == "notice"
    assert post(PAGES["protected"], "anything") == (True, True)
    assert PAGES["protected"].puts_a_question is False
    assert PAGES["apply-first"].face(asking()).macro == "stop"
    assert PAGES["apply-first"].ends_here is True


def test_every_question_of_the_form_can_be_told(municipality):
    for language in ("sv", "en"):
        at = asking(municipality, language)
        for page in choice_form().pages:
            assert page.label(language)
            for answer in page.largest_answers(at):
                assert page.told(answer, at).strip(), page.id
                assert page.told_masked(answer, at).strip(), page.id


def test_the_browser_proposes_ones_own_name_and_address_and_nobody_elses():
    for who, offered in (("myself", ["name", "address-line1"]), ("represent", ["off", "off"])):
        at = asking(who=who)
        name, address = (PAGES[page].worded(at).face(at) for page in ("name", "address"))
        assert [name.attributes["autocomplete"], address.parts[0].attributes["autocomplete"]] == offered
    words = [{"when": {"a": ["x"]}, "question": "Annars?", "whose": "other"}]
    with pytest.raises(ValidationError, match="has whose:"):
        form_of({"id": "a", "type": "name"}, {"id": "b", "type": "email", "words": words})
