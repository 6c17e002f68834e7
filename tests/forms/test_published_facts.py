"""Types for what is to be published: whatever they take in can stand in a provider's file."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import JsonValue, ValidationError
from werkzeug.datastructures import MultiDict

from hemval.content.profile_fields import FIELDS, plain_profile, stated, with_stated
from hemval.forms.typed.page_form import answer_of, errors_of, page_form
from tests.forms.samples import asking, content_of, form_of, question
from tests.public.hostile import VALUES

SOMEBODY = "fjordens-omsorg"
PRESENTATION = question(type="translated", at_most=400)
EXTRAS = question(type="priced", optional=True)
LANGUAGES = question(type="languages")


def put(page: Any, language: str = "sv", **typed: str) -> tuple[bool, JsonValue | dict[str, str]]:
    at = asking(language=language)
    names = {"q": "q"} | {part: f"q-{part}" for part in typed if part != "q"}
    form = page_form(
        page, at, MultiDict([(names[part].replace("_", "-"), value) for part, value in typed.items()]), {}
    )
    if not form.validate():
        return False, errors_of(form)
    answer = answer_of(page, form, at)
    assert page.objection(answer, at) is None
    assert page.told(answer, at).strip()
    return True, answer


# What the page shows at first


def profile_page(field: str, **fields: Any) -> Any:
    return question(**fields).model_copy(update={"id": field, "profile": True})


@pytest.mark.parametrize(
    ("page", "shown"),
    [
        (profile_page("phone", type="fact", kind="phone"), {"phone": "031-390 06 42"}),
        (profile_page("staff-number", type="fact", kind="number"), {"staff-number": "24"}),
        (profile_page("trained-share", type="fact", kind="share"), {"trained-share": "83"}),
        (profile_page("hours", type="translated", at_most=60),
         {"hours-sv": "Alla dagar klockan 7–21", "hours-en": "Every day 7 am to 9 pm"}),
        (profile_page("languages", type="languages"),
         {"languages-always": "svenska", "languages-often": "engelska", "languages-on-request": "finska"}),
        (profile_page("extras", type="priced"), {"extras": "sällskap på utflykt, 345"}),
    ],
)  # fmt: skip
def test_a_page_shows_what_is_published_today_until_it_is_answered(page, shown):
    at = asking(provider=SOMEBODY)
    form = page_form(page, at, None, {})
    assert {field.name: field.data for field in form if field.data} == shown
    posted = page_form(page, at, MultiDict(list(shown.items())), {})
    assert posted.validate(), errors_of(posted)
    # What was only looked at changes nothing.
    before = stated(at.content.providers[SOMEBODY])[page.id]
    if page.type != "priced":
        assert str(answer_of(page, posted, at)) == str(before)
    assert not any(field.data for field in page_form(page, asking(), None, {}))


def test_a_page_may_show_only_what_a_provider_may_say():
    pages = [{"id": "provider", "type": "provider"}, {"id": "q", "type": "name", "profile": True}]
    with pytest.raises(ValidationError, match="q is nothing that a provider may change"):
        form_of(*pages)
    with pytest.raises(ValidationError, match="no earlier page called provider"):
        form_of({"id": "phone", "type": "fact", "kind": "phone", "profile": True})
    assert form_of(pages[0], {**pages[1], "id": "phone"}).pages[1].profile


def test_nothing_that_only_the_municipality_decides_is_a_field():
    held = {
        "approved_for",
        "areas",
        "begins",
        "last_day",
        "legal_name",
        "follow_ups",
        "review",
        "name",
        "ivo_permit",
    }
    assert not held & {part for path in FIELDS.values() for part in path}


# A text in each language


def test_a_text_is_written_in_each_of_the_sites_languages():
    parts = PRESENTATION.face(asking()).parts
    assert [(part.label, part.attributes["lang"]) for part in parts] == [
        ("Svenska", "sv"),
        ("Engelska", "en"),
    ]
    assert parts[0].rows > 1
    assert put(PRESENTATION, sv=" Vi  är\r\nfå. ", en="") == (True, {"sv": "Vi är få."})


@pytest.mark.parametrize(
    ("sv", "told"),
    [
        ("", "Skriv texten på svenska"),
        ("x" * 401, "Texten är för lång. Du har skrivit 401 tecken. Skriv högst 400 tecken."),
        ("Vi är bäst 😀", "Skriv bara bokstäver, siffror och vanliga tecken, och inga bilder eller koder"),
        ("<b>Vi</b>", "Skriv bara bokstäver, siffror och vanliga tecken, och inga bilder eller koder"),
    ],
)
def test_what_cannot_be_published_is_told(sv, told):
    assert put(PRESENTATION, sv=sv, en="We are few.") == (False, {"q-sv": told})


def test_one_language_where_the_site_has_one():
    at = asking()
    municipality = at.content.municipality
    site = municipality.site.model_copy(update={"languages": ("sv",)})
    alone = replace(
        at,
        content=at.content.model_copy(
            update={"municipality": municipality.model_copy(update={"site": site})}
        ),
    )
    assert [part.name for part in PRESENTATION.face(alone).parts] == ["q-sv"]
    assert list(PRESENTATION.make_fields(alone)) == ["q-sv"]
    assert PRESENTATION.told({"sv": "Vi"}, alone) == "Vi"
    assert PRESENTATION.told({"sv": "Vi", "en": "We"}, at) == "Svenska: Vi.\nEngelska: We."


# Facts in a line


@pytest.mark.parametrize(
    ("kind", "typed", "stored"),
    [
        ("phone", " 031‐390 06 42 ", "031-390 06 42"),
        ("email", "hej@a.example", "hej@a.example"),
        ("web", "www.a.example", "https://www.a.example"),
        ("web", "http://a.example/x", "http://a.example/x"),
        ("number", "24", "24"),
        ("share", "83,5 %", "83.5"),
    ],
)
def test_a_fact_is_stored_as_a_file_has_it(kind, typed, stored):
    assert put(question(type="fact", kind=kind), q=typed) == (True, stored)


@pytest.mark.parametrize(
    ("kind", "typed"),
    [("phone", "ring oss"), ("email", "a@b"), ("email", "å@b.se"), ("web", "javascript://x"), ("web", "a b"),
     ("number", "24 st"), ("number", "٢٤"), ("share", "120"), ("web", "https://u:p@a.example")],
)  # fmt: skip
def test_a_fact_that_no_file_can_hold_is_asked_for_again(kind, typed):
    taken, told = put(question(type="fact", kind=kind), q=typed)
    assert not taken
    assert told["q"].startswith("Skriv")


# Languages


@pytest.mark.parametrize("language", ["sv", "en"])
def test_languages_are_written_by_name(language):
    typed = "svenska, Finska" if language == "sv" else "Swedish and finska"
    told = put(LANGUAGES, language, always=typed, often="meänkieli", on_request="ar")
    assert told == (True, {"sv": "always", "fi": "always", "fit": "often", "ar": "on-request"})
    assert (
        LANGUAGES.told(told[1], asking())
        == "Alltid: svenska, finska.\nOfta: meänkieli.\nOm någon ber om det: arabiska."
    )


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({}, {"q-always": "Skriv minst ett språk"}),
        ({"always": "svenska, svenska"}, {"q-always": "Skriv varje språk bara en gång"}),
        ({"always": "svenska", "often": "svenska"}, {"q-often": "Skriv varje språk bara en gång"}),
        ({"always": "svenska klingonska"}, {"q-always": (
            "Vi känner inte till språket ”svenska klingonska”. "
            "Skriv språkens namn med komma emellan, till exempel: finska, arabiska."
        )}),
    ],
)  # fmt: skip
def test_what_is_no_language_is_told(typed, told):
    assert put(LANGUAGES, **typed) == (False, told)


# Services that cost


def test_services_are_written_one_on_a_line_with_the_price_last():
    typed = "Utflykt, 345\r\n\r\nFika 2 gånger\r\nFönster: 1 250,50 kr"
    services = [("Utflykt", "345"), ("Fika 2 gånger", None), ("Fönster", "1250.50")]
    told = put(EXTRAS, q=typed)
    assert told == (True, [{"name": {"sv": name}, "price": price} for name, price in services])
    assert EXTRAS.told(told[1], asking()) == (
        "Utflykt (345 kronor i timmen)\nFika 2 gånger\nFönster (1\xa0250,50 kronor i timmen)"
    )
    assert put(EXTRAS, q="") == (True, [])


@pytest.mark.parametrize("typed", ["x" * 41, "\n".join("abcdefg"), "😀, 3", "<b>, 3"])
def test_services_that_cannot_be_published_are_asked_for_again(typed):
    assert put(EXTRAS, q=typed)[0] is False


# All of it can stand in a file

TYPES: dict[str, dict[str, Any]] = {
    "presentation": {"type": "translated", "at_most": 400},
    "phone": {"type": "fact", "kind": "phone"},
    "email": {"type": "fact", "kind": "email"},
    "web": {"type": "fact", "kind": "web"},
    "staff-number": {"type": "fact", "kind": "number"},
    "trained-share": {"type": "fact", "kind": "share"},
    "languages": {"type": "languages"},
    "extras": {"type": "priced", "optional": True},
}
typed = st.one_of(
    st.sampled_from([*VALUES, "svenska", "Utflykt, 3", "www.a.example", "a@b.se"]), st.text(max_size=60)
)


@pytest.mark.parametrize("field", TYPES)
@given(data=st.data())
def test_whatever_is_taken_in_a_profile_can_hold(field, data):
    page = question(**TYPES[field])
    posted = MultiDict([(name, data.draw(typed)) for name in page.field_names()])
    form = page_form(page, asking(), posted, {})
    if form.validate():
        provider = content_of("lindvik").providers[SOMEBODY]
        changed = with_stated(provider, {field: answer_of(page, form, asking())})
        same = {name: value for name, value in stated(provider).items() if name != field}
        assert {name: value for name, value in stated(changed).items() if name != field} == same


@pytest.mark.parametrize("municipality", ["lindvik", "botkyrka"])
def test_a_profile_whose_fields_stay_is_the_same(municipality):
    for provider in content_of(municipality).providers.values():
        assert plain_profile(with_stated(provider, stated_without_gaps(provider))) == plain_profile(provider)


def stated_without_gaps(provider: Any) -> dict[str, JsonValue]:
    return {field: value for field, value in stated(provider).items() if value is not None}
