"""The forms beside the choice: which way the answers lead, what is never asked, and that they fit."""

import re
from collections.abc import Mapping

import pytest
from pydantic import JsonValue

from hemval.content.folder import Folder
from hemval.forms.asked.way import Way, way_through
from hemval.forms.cookie.largest_draft import draft_findings, largest_draft
from hemval.forms.cookie.receipt import receipt_paragraphs
from hemval.forms.flags import flags_given
from hemval.forms.reading.loading import load_forms
from tests.forms.samples import TODAY, asking, content_of, shipped_forms

OF_PERSON = {"name", "helper", "identity-number", "phone", "email", "address"}
LANGUAGES = ("sv", "en")


def way(form: str, municipality: str = "lindvik", **answers: JsonValue) -> Way:
    return way_through(shipped_forms()[form], asking(municipality, **answers))


def ids(found: Way) -> list[str]:
    return [page.id for page in found.pages]


OPINION = ["kind", "provider", "view", "contact"]
FAULT = ["kind", "place", "what", "uses", "contact"]
WITHDRAW = ["kind", "who", "reference", "protected", "name", "identity-number", "contact", "phone"]
FOUND: dict[str, JsonValue] = {
    "kind": "withdraw",
    "who": "myself",
    "reference": "7K2WXDPM",
    "contact": "phone",
}
REPRESENT = {**FOUND, "who": "represent", "wants": "yes"}
CALL = ["call-whom", "phone"]
RIGHT = ["authority", "wants", "tie"]


@pytest.mark.parametrize(
    ("form", "answers", "expected"),
    [
        ("opinion", {}, OPINION),
        ("opinion", {"kind": "complaint", "contact": "anonymous"}, OPINION),
        ("opinion", {"kind": "marketing", "contact": "anonymous"}, OPINION),
        ("opinion", {"kind": "praise", "contact": "phone"}, [*OPINION, "protected", "name", "phone"]),
        ("opinion", {"kind": "suggestion", "contact": "email"}, [*OPINION, "protected", "name", "email"]),
        ("opinion", {"kind": "other", "contact": "letter"}, [*OPINION, "protected", "name", "address"]),
        ("opinion", {"kind": "urgent"}, ["kind", "call-now"]),
        ("opinion", {"kind": "decision"}, ["kind", "ask-about-decision"]),
        ("accessibility", {"kind": "fault", "contact": "anonymous"}, FAULT),
        ("accessibility", {"kind": "fault", "contact": "email"}, [*FAULT, "protected", "email"]),
        ("accessibility", {"kind": "other-form", "contact": "letter"},
         ["kind", "place", "what", "contact", "protected", "name", "address"]),
        ("accessibility", {"kind": "other-form", "contact": "phone"},
         ["kind", "place", "what", "contact", "protected", "name", "phone"]),
        ("withdraw", {"kind": "new-provider"}, ["kind", "choose-again"]),
        ("withdraw", FOUND, WITHDRAW),
        ("withdraw", {**FOUND, "contact": "letter"}, WITHDRAW[:-1]),
        ("withdraw", {**FOUND, "kind": "change"}, ["kind", "change", *WITHDRAW[1:]]),
        ("withdraw", {**FOUND, "reference": "_none"}, [*WITHDRAW[:6], "sent", "provider", *WITHDRAW[6:]]),
        ("withdraw", {**FOUND, "who": "together"}, [*WITHDRAW[:4], "helper", *WITHDRAW[4:-1], *CALL]),
        ("withdraw", {**FOUND, "who": "together", "contact": "letter"},
         [*WITHDRAW[:4], "helper", *WITHDRAW[4:-1]]),
        ("withdraw", REPRESENT, ["kind", "who", *RIGHT, *WITHDRAW[2:4], "helper", *WITHDRAW[4:-1], *CALL]),
        ("withdraw", {**REPRESENT, "wants": "no"}, ["kind", "who", *RIGHT[:2], "call-instead"]),
    ],
)  # fmt: skip
def test_a_way(form, answers, expected):
    assert ids(way(form, **answers)) == expected
    assert ids(way(form, "botkyrka", **answers)) == expected


@pytest.mark.parametrize("who", ["myself", "together"])
@pytest.mark.parametrize("form", ["choice", "withdraw"])
def test_who_declines_the_identity_number_and_wants_letters_says_where_to_call(form, who):
    answers = {**FOUND, "who": who, "granted": "yes", "contact": "letter", "identity-number": "_declined"}
    asked = way(form, "botkyrka", **answers).pages
    assert [page.id for page in asked].count("phone") == 1
    phone = next(page for page in asked if page.id == "phone")
    assert "Därför ringer vi först." in phone.worded(asking("botkyrka", **answers)).why.in_("sv")
    assert "phone" not in ids(way(form, "botkyrka", **{**answers, "identity-number": "193804129819"}))
    assert "phone" not in ids(way(form, "lindvik", **answers)), "there nobody may decline"


def test_the_identity_number_is_asked_for_only_where_the_municipality_does():
    content = content_of("lindvik")
    data = content.municipality.personal_data
    for asks in (True, False):
        there = content.municipality.model_copy(
            update={"personal_data": data.model_copy(update={"identity_number": asks})}
        )
        at = asking(**FOUND)
        at = type(at)(content.model_copy(update={"municipality": there}), at.words, at.today, at.answers)
        assert ("identity-number" in ids(way_through(shipped_forms()["withdraw"], at))) == asks


@pytest.mark.parametrize("form", ["opinion", "accessibility"])
def test_the_anonymous_are_asked_nothing_about_themselves(form):
    for kind in shipped_forms()[form].pages[0].values_known_to_author():
        pages = way(form, kind=kind, contact="anonymous").pages
        assert not OF_PERSON & {page.id for page in pages}


@pytest.mark.parametrize("form", ["opinion", "accessibility", "withdraw"])
def test_a_protected_identity_is_told_of_before_anything_personal(form):
    order = [page.id for page in shipped_forms()[form].pages]
    personal = [page for page in order if page in OF_PERSON]
    assert order.index("protected") < min(order.index(page) for page in personal)


@pytest.mark.parametrize(
    ("answers", "flag"),
    [
        ({"authority": "relative"}, "no-authority"),
        ({"authority": "guardian", "tie": "yes"}, "tie"),
    ],
)
def test_a_doubtful_representative_is_flagged(answers, flag):
    given: Mapping[str, JsonValue] = {**REPRESENT, **answers}
    found = way("withdraw", **given)
    at = asking(**given)
    assert flags_given(found.pages, at) == (flag,)
    told = " ".join(text for _, text, _ in receipt_paragraphs(shipped_forms()["withdraw"], at))
    assert ("Därför frågar vi också personen själv." in told) == (flag == "tie")
    assert ("Därför ringer vi den som valet gäller innan något ändras." in told) == (flag == "no-authority")


@pytest.mark.parametrize("form", ["choice", "withdraw"])
@pytest.mark.parametrize(("wants", "asked"), [("yes", True), ("cannot", False)])
def test_nobody_is_to_be_asked_who_cannot_take_a_position(form, wants, *, asked):
    kind = "withdraw" if form == "withdraw" else "first"
    at = asking(**{**REPRESENT, "kind": kind, "authority": "guardian", "wants": wants, "tie": "yes"})
    page = way_through(shipped_forms()[form], at).page("tie")
    assert page is not None
    assert page.why is not None
    whom = shipped_forms()[form].page("call-whom").worded(at)
    assert ("Ibland måste vi också fråga den som" in whom.hint.in_("sv")) == asked
    told = " ".join(text for _, text, _ in receipt_paragraphs(shipped_forms()[form], at, None))
    assert ("Då frågar vi också den som" in page.why.in_("sv")) == asked
    assert ("Därför frågar vi också personen själv." in told) == asked
    assert ("Du arbetar hos en utförare eller äger en. Därför läser vi svaren extra noga." in told) != asked


@pytest.mark.parametrize("form", ["opinion", "accessibility", "withdraw"])
def test_a_form_fits_and_says_everything_in_both_languages(municipality, form):
    shipped = shipped_forms()[form]
    assert draft_findings([shipped], content_of(municipality), TODAY) == []
    for language in LANGUAGES:
        assert largest_draft(shipped, asking(municipality, language)).size < 3_800


def test_no_receipt_promises_a_day():
    for form in ("opinion", "accessibility", "withdraw"):
        shipped = shipped_forms()[form]
        for kind in shipped.pages[0].values_known_to_author():
            for contact in ("anonymous", "phone", "email", "letter"):
                told = " ".join(
                    text
                    for _, text, _ in receipt_paragraphs(shipped, asking(kind=kind, contact=contact), None)
                )
                assert told
                assert not re.search(r"\d|\bdagar\b|\bveck", told)
                assert ("Du är anonym" in told) == (contact == "anonymous" and form != "withdraw")


def test_withdrawing_changes_nothing_until_an_officer_has_been_in_touch():
    told = [
        text for _, text, _ in receipt_paragraphs(shipped_forms()["withdraw"], asking(kind="withdraw"), None)
    ]
    assert "Inget ändras innan dess" in told[0]
    assert told[1] == "Hjälpen fortsätter som vanligt."


def test_who_fills_in_for_somebody_is_not_called_you():
    own, helping = way("withdraw", **FOUND), way("withdraw", **{**FOUND, "who": "together"})
    asked = {page.id: page.question.in_("sv") for page in helping.pages}
    for page in own.pages[2:]:
        if re.search(r"\b(du|dig|ditt)\b", page.question.in_("sv"), re.I):
            assert not re.search(r"\b(du|dig|ditt)\b", asked[page.id], re.I), page.id


@pytest.mark.parametrize(
    ("line", "part"),
    [("    leads_to: chioce\n", "pages"), ("receipt:\n  - text: Klart.\n    leads_to: chioce\n", "receipt")],
)
def test_a_form_that_leads_nowhere_is_told_of(tmp_path, line, part):
    (tmp_path / "forms").mkdir()
    page = "pages:\n  - id: end\n    type: stop\n    question: Slut\n    body: [Klart.]\n"
    text = f"version: 1\naddress: ny\ntitle: Ny\nsent: Mottaget\n{page}{line}"
    (tmp_path / "forms" / "ny.yml").write_text(text, encoding="utf-8")
    (found,) = load_forms(Folder(tmp_path, tmp_path))[1]
    assert "chioce" in found.message
    assert text.splitlines()[found.line - 1].strip() == "leads_to: chioce", part
    assert "ny" in found.advice


@pytest.mark.parametrize("form", ["opinion", "withdraw", "provider"])
def test_a_provider_that_takes_no_new_people_is_told_of_and_tells_of_itself(form: str) -> None:
    page = shipped_forms()[form].page("provider")
    assert page is not None
    choices = page.face(asking()).choices
    assert {"lyktans-hemtjanst", "solgardens-hemtjanst"} <= {choice.value for choice in choices}
    assert [choice.value for choice in choices if choice.hindrance] == []
