"""The paper has what the web asks, in the same order and words, and says who is to answer what."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from hemval.forms.asked.when import alternatives
from hemval.forms.paper.face import Boxes
from hemval.forms.paper.form import paper_form
from hemval.paper.sheet import Barred, Digits, Lines, Paragraphs
from hemval.paper.sheet import Boxes as PrintedBoxes
from hemval.words import words_in
from tests.forms.samples import FOLDERS, TODAY, asking, choice_form, content_of, form_of
from tests.paper.papers import EVERY, HOME, read, sheet_of


def in_order(text: str, parts: list[str]) -> bool:
    at = 0
    for part in parts:
        at = text.find(part, at)
        if at < 0:
            return False
        at += len(part)
    return True


@pytest.mark.parametrize(("municipality", "language", "large"), EVERY)
def test_every_question_is_there_in_the_order_of_the_web(municipality, language, large):
    on_paper = replace(asking(municipality), mail=False)
    rules = on_paper.fact
    asked = []
    for page in choice_form().pages:
        if not page.available(on_paper):
            continue
        known = {one.id for one in asked}
        if any(
            all(
                rules(name) in values if name.startswith("rules.") else name.removeprefix("room.") in known
                for name, values in required.items()
            )
            for required in alternatives(page.when)
        ):
            asked.append(page)
    assert len(asked) > 8
    text = read(municipality, language, large).text()
    assert in_order(text, [page.question.in_(language) for page in asked])
    left_out = [page for page in choice_form().pages if page not in asked]
    assert [page.id for page in left_out if page.question.in_(language) in text] == []


@pytest.mark.parametrize("municipality", sorted(FOLDERS))
def test_providers_stand_in_the_order_of_the_site_with_their_facts_or_the_reason(municipality):
    put = asking(municipality)
    face = choice_form().page("provider").face(put)
    item = item_of(municipality, "provider")
    free = [choice for choice in face.choices if not choice.hindrance]
    barred = [choice for choice in face.choices if choice.hindrance]
    boxes = next(part for part in item.parts if isinstance(part, PrintedBoxes))
    assert [(one.label, one.notes[0].text) for one in boxes.options] == [(c.label, c.hint) for c in free]
    shown = [one for part in item.parts if isinstance(part, Barred) for one in part.options]
    assert [(one.label, one.notes[0].text) for one in shown] == [(c.label, c.hindrance) for c in barred]
    told = [one.text for part in item.parts if isinstance(part, Paragraphs) for one in part.paragraphs]
    assert told == ["Så var det den 23 november 2026. Fråga oss hur det är nu."]


def item_of(municipality, page):
    question = choice_form().page(page).question.in_("sv")
    return next(one for one in sheet_of(municipality, "sv", False).items if one.title.text == question)


@pytest.mark.parametrize(
    ("day", "asked"),
    [("2026-11-30", False), ("2026-12-01", True), ("2027-01-31", True), ("2027-02-01", False)],
)
def test_the_letters_code_stands_on_paper_only_while_an_exit_is_under_way(day, asked):
    sheet = paper_form(
        choice_form(), content_of("lindvik"), words_in("sv"), date.fromisoformat(day), home=HOME
    )
    code = [one for one in sheet.items if one.title.text.startswith("Har du fått ett brev med en kod?")]
    assert len(code) == asked
    for one in code:
        assert "Svara bara om utföraren slutar och du har fått ett brev om det." in str(one)
        assert any(isinstance(part, Digits) for part in one.parts)


def test_protected_identity_is_told_of_before_any_line_to_write_on():
    items = sheet_of("lindvik", "sv", False).items
    titles = [item.title.text for item in items]
    warned = titles.index(choice_form().page("protected").question.in_("sv"))
    written = [number for number, item in enumerate(items) if any(isinstance(p, Lines) for p in item.parts)]
    assert warned < min(written)


PAGES = (
    {
        "id": "kind",
        "type": "choice-of-one",
        "options": [{"id": "a", "label": "Ett"}, {"id": "b", "label": "Två"}],
    },
    {"id": "area", "type": "area"},
    {"id": "provider", "type": "provider", "when": {"kind": ["a"]}},
)


@pytest.mark.parametrize(
    ("page", "told"),
    [
        ({"when": {}}, ""),
        ({"when": {"kind": ["a"]}}, "Svara bara om du kryssade för ”Ett” i fråga 1."),
        ({"when": {"kind": ["a", "b"]}}, "Svara bara om du kryssade för ”Ett” eller ”Två” i fråga 1."),
        (
            {"when": {"kind": ["b"], "area": ["centrum"]}},
            "Svara bara om du kryssade för ”Två” i fråga 1 och du kryssade för ”Centrum” i fråga 2.",
        ),
        (
            {"when": {"kind": ["a"], "room.provider": ["queue"]}},
            "Svara bara om utföraren som du kryssade för i fråga 3 har kö.",
        ),
        (
            {"when": {"room.provider": ["closed", "open"]}},
            "Svara bara om utföraren som du kryssade för i fråga 3 inte tar emot nya "
            "eller utföraren som du kryssade för i fråga 3 tar emot nu.",
        ),
        ({"when": {"rules.areas": ["several"]}}, ""),
        ({"when": {"kind": ["a"]}, "paper_when": "Svara bara om du byter."}, "Svara bara om du byter."),
        (
            {"when": {"kind": ["a"]}, "type": "stop", "body": ["Ring oss."]},
            "Läs det här om du kryssade för ”Ett” i fråga 1.",
        ),
    ],
)
def test_who_is_to_answer_is_said_in_words(page, told):
    form = form_of(*PAGES, {"id": "last", "type": "name", "question": "Sist?", **page})
    sheet = paper_form(form, content_of("lindvik"), words_in("sv"), TODAY, home=HOME)
    assert next(item for item in sheet.items if item.title.text == "Sist?").only == told


def test_an_alternative_that_not_everybody_has_says_who_has_it():
    options = [{"id": "x", "label": "X", "when": {"kind": ["a"]}}, {"id": "y", "label": "Y"}]
    form = form_of(*PAGES, {"id": "last", "type": "choice-of-one", "question": "Sist?", "options": options})
    sheet = paper_form(form, content_of("lindvik"), words_in("sv"), TODAY, home=HOME)
    boxes = next(item for item in sheet.items if item.title.text == "Sist?").parts[0]
    assert [[note.text for note in option.notes] for option in boxes.options] == [
        ["Bara om du kryssade för ”Ett” i fråga 1."],
        [],
    ]


def test_a_page_that_the_rules_never_lead_to_is_not_printed():
    form = form_of(
        *PAGES, {"id": "last", "type": "name", "question": "Sist?", "when": {"rules.areas": ["one"]}}
    )
    for municipality, there in (
        ("lindvik", False),
        ("botkyrka", len(content_of("botkyrka").municipality.areas) < 2),
    ):
        sheet = paper_form(form, content_of(municipality), words_in("sv"), TODAY, home=HOME)
        assert ("Sist?" in [item.title.text for item in sheet.items]) is there


def test_every_type_leaves_room_for_its_answer():
    put = asking("lindvik")
    for page in choice_form().pages:
        assert page.paper(put), page.id


def test_nobody_finds_one_among_very_many(monkeypatch):
    monkeypatch.setattr("hemval.forms.types.provider.MOST_ON_PAPER", 2)
    page = choice_form().page("second")
    parts = page.paper(asking("lindvik"))
    assert not isinstance(parts[0], Boxes)
    assert [option.value for option in parts[1].options] == ["_none"]


def test_an_instruction_is_no_address_for_a_window():
    assert sheet_of("botkyrka", "sv", False).reply == ()
    assert [line.text for line in sheet_of("lindvik", "sv", False).reply][-1].startswith("999 99")
    for municipality in FOLDERS:
        help_ = content_of(municipality).municipality.help
        told = read(municipality, "sv", False).text()
        assert help_.post.in_("sv") in told
        assert help_.visit.in_("sv") in told


def test_the_day_is_the_builds_and_room_follows_it():
    later = paper_form(
        choice_form(), content_of("lindvik"), words_in("sv"), TODAY + timedelta(days=400), home=HOME
    )
    assert "28 december 2027" in later.identity
    assert later.items != sheet_of("lindvik", "sv", False).items
