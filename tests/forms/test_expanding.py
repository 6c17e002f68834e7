"""Where services are chosen apart: what is asked, in which words, and what each choice is made of."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import JsonValue

from hemval.content.services import Service
from hemval.forms.apart.expanding import as_asked, expanded
from hemval.forms.apart.one_choice import choices_of
from hemval.forms.asked.asking import Asking
from hemval.forms.asked.way import objections, steps_settled, way_through, without_abandoned
from hemval.forms.cookie.receipt import receipt_paragraphs
from hemval.forms.sent.judging import judged_when_sent
from hemval.rules.service_groups import ChosenTogether
from hemval.words import Text
from tests.forms.samples import APART, TODAY, apart, asking, asking_of, choice_form, content_of, form_of
from tests.municipalities import NOW

WRITTEN = choice_form()
FORM = as_asked(WRITTEN, apart(), TODAY)
PERSON: dict[str, JsonValue] = {
    "who": "myself", "granted": "yes", "protected": True, "name": "Åsa Öberg",
    "identity-number": "193804129819", "support": ["_none"], "contact": "phone", "phone": "070-174 06 05",
    "kind": "first", "area": "centrum",
}  # fmt: skip
CLEANING, CARE, REST = FORM.groups
OPEN = "bjorkens-hemtjanst"


def ids(**answers: JsonValue) -> list[str]:
    answered = asking_of(apart(), **{**PERSON, **answers})
    return [page.id for page in way_through(FORM, answered).pages if page.id not in PERSON]


def test_without_groups_it_is_the_very_form():
    assert as_asked(WRITTEN, content_of("lindvik"), TODAY) is WRITTEN
    assert as_asked(WRITTEN, content_of("botkyrka"), TODAY) is WRITTEN
    assert expanded(WRITTEN, (ChosenTogether(None, ("service",)),)) is WRITTEN
    plain = form_of({"id": "name", "type": "name"})
    assert as_asked(plain, apart(), TODAY) is plain
    once = as_asked(WRITTEN, apart(), TODAY)
    assert as_asked(WRITTEN, apart(), TODAY) is once, "worked out once"
    assert as_asked(WRITTEN, apart(date(2027, 1, 1)), TODAY) is WRITTEN, "rules that are to come"


def test_the_groups_are_the_rules_and_what_no_group_has():
    assert [(group.name.in_("sv"), group.services) for group in FORM.groups] == [
        ("städning och tvätt", ("cleaning", "laundry")),
        ("personlig omvårdnad", ("personal-care", "respite")),
        ("inköp och ledsagning", ("shopping", "escort")),
    ]


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ({}, ["services", "email"]),
        ({"services": ["cleaning"]}, ["services", "provider", "second", "email"]),
        ({"services": ["personal-care"]}, ["services", "provider-2", "second-2", "email"]),
        ({"services": ["laundry", "respite"], "kind": "switch"},
         ["services", "today", "provider", "second", "today-2", "provider-2", "second-2", "reason", "email"]),
        ({"services": ["laundry", "escort"], "provider": "fjordens-omsorg", "provider-3": OPEN},
         ["services", "provider", "second", "queue", "provider-3", "second-3", "start-3", "email"]),
        ({"services": ["_unknown"]},
         ["services", "provider", "second", "provider-2", "second-2", "provider-3", "second-3", "email"]),
        ({"services": ["cleaning"], "kind": "no-choice"}, ["services", "email"]),
        ({"services": ["cleaning"], "kind": "call-me"}, ["email"]),
    ],
)  # fmt: skip
def test_only_the_groups_that_somebody_ticked_are_asked_about_each_at_a_time(answers, expected):
    area = "norra" if "provider" in answers else "centrum"
    assert ids(**answers, area=area) == expected


def test_who_has_an_alarm_alone_is_asked_once_where_it_is_part_of_the_choice():
    made = apart()
    rules = made.municipality.rules_on(TODAY).model_copy(update={"alarm_in_choice": True})
    municipality = made.municipality.model_copy(update={"rules": (rules,)})
    made = made.model_copy(update={"municipality": municipality})
    form = as_asked(WRITTEN, made, TODAY)
    given_ = asking_of(made, **{**PERSON, "granted": "alarm", "provider-3": "kommunens-hemtjanst"})
    asked = [page.id for page in way_through(form, given_).pages if page.group]
    assert asked == ["provider-3", "second-3", "start-3"]
    (one,) = choices_of(form, without_abandoned(form, given_))
    assert (one.asking.answers["provider"], "services" in one.asking.answers) == (
        "kommunens-hemtjanst",
        False,
    )


@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_question_about_a_group_begins_with_its_name(language):
    for who in ("myself", "together"):
        found = way_through(
            FORM, asking_of(apart(), language, **{**PERSON, "who": who, "services": ["_unknown"]})
        )
        about = [page for page in found.pages if page.group]
        assert len(about) == 6
        for page in about:
            assert page.group is not None
            name = page.group.heading(language)
            assert page.heading(asking_of(apart(), language)).startswith(f"{name}: ")
            assert (
                page.label(language) == f"{page.as_written.label(language)}, {page.group.name.in_(language)}"
            )
    assert CLEANING.heading("sv") == "Städning och tvätt"


def test_who_chooses_for_the_next_group_is_told_whom_for_the_one_before():
    answered = asking_of(
        apart(),
        **PERSON,
        services=["cleaning", "escort"],
        provider="bjorkens-hemtjanst",
        second="_none",
        start="",
    )
    found = way_through(FORM, answered)
    page = found.page("provider-3")
    assert page is not None
    assert found.recalled(page, answered) == (("Utförare, städning och tvätt", "Björkens hemtjänst"),)


def test_a_provider_is_judged_by_the_groups_own_help():
    """Who gives only the household can be chosen for cleaning, and not for personal care."""
    answered = asking_of(apart(), **{**PERSON, "services": ["cleaning", "personal-care"], "area": "sodra"})
    hindered: dict[str, dict[str, str]] = {}
    for page in way_through(FORM, answered).pages:
        if page.id in ("provider", "provider-2"):
            face = page.face(answered)
            hindered[page.id] = {
                choice.value: choice.hindrance for choice in face.choices if choice.hindrance
            }
    service_only = "strandlyckans-hemservice"
    assert service_only not in hindered["provider"]
    assert hindered["provider-2"][service_only]
    given_ = asking_of(apart(), **{**answered.answers, "provider": service_only, "provider-2": service_only})
    found = objections(way_through(FORM, given_), given_)
    assert list(found) == ["provider-2"]
    assert found["provider-2"].startswith("Personlig omvårdnad: ")


def test_who_does_not_know_chooses_among_those_who_can_give_all_of_it():
    answered = asking_of(apart(), **{**PERSON, "services": ["_unknown"], "area": "sodra"})
    page = way_through(FORM, answered).page("provider-3")
    assert page is not None
    barred = [choice.value for choice in page.face(answered).choices if choice.hindrance]
    assert "strandlyckans-hemservice" in barred, "no escort"
    blank = page.face(asking_of(apart()))
    assert "strandlyckans-hemservice" not in [choice.value for choice in blank.choices if choice.hindrance]


def test_a_condition_of_a_question_for_all_holds_where_any_group_meets_it():
    form = form_of(
        {"id": "services", "type": "services"},
        {"id": "provider", "type": "provider", "each": "group"},
        {"id": "name", "type": "name", "when": {"room.provider": ["queue"]}, "recalls": ["provider"]},
        receipt=({"text": "Kö.", "when": {"room.provider": ["queue"]}}, {"text": "Klart."}),
    )
    asked = as_asked(form, apart(), TODAY)
    answered = asking_of(
        apart(), **{"services": ["cleaning", "escort"], "area": "norra", "provider-3": "fjordens-omsorg"},
        provider="kommunens-hemtjanst",
    )  # fmt: skip
    found = way_through(asked, answered)
    assert "name" in [page.id for page in found.pages]
    last = asked.page("name")
    assert last is not None
    assert last.recalls == ("provider", "provider-2", "provider-3")
    assert receipt_paragraphs(asked, answered) == [["", "Inköp och ledsagning: Kö.", ""], ["", "Klart.", ""]]


def test_the_receipt_says_once_what_is_true_of_all_and_else_of_which():
    answered = without_abandoned(FORM, asking_of(
        apart(), **{**PERSON, "area": "norra"}, **{
            "services": ["cleaning", "personal-care"], "provider": "fjordens-omsorg", "second": "_none",
            "queue": "wait", "provider-2": "bjorkens-hemtjanst", "second-2": "_none", "start-2": "",
            "email": "",
        }
    ))  # fmt: skip
    judged = [
        judged_when_sent(apart(), "choice", one.asking.answers, NOW, str(number))
        for number, one in enumerate(choices_of(FORM, answered))
    ]
    paragraphs = receipt_paragraphs(FORM, answered, *judged)
    told = [text for _, text, _ in paragraphs]
    assert sum(text.startswith("En biståndshandläggare läser valet") for text in told) == 1
    (waits,) = [text for text in told if text.startswith("Städning och tvätt: ")]
    (starts,) = [text for text in told if text.startswith("Personlig omvårdnad: ")]
    assert "Fjordens omsorg" in waits
    assert "Björkens hemtjänst" in starts
    assert "30 november" in starts


SERVICES: list[Service] = [
    "cleaning",
    "laundry",
    "shopping",
    "personal-care",
    "alarm",
    "escort",
    "respite",
    "night",
]


@st.composite
def some_groups(draw: st.DrawFn) -> tuple[ChosenTogether, ...]:
    """Part some services into groups, at least two."""
    services = draw(st.permutations(SERVICES))
    cuts = sorted(draw(st.sets(st.integers(1, len(services) - 1), min_size=1, max_size=3)))
    parts = [services[a:b] for a, b in zip([0, *cuts], [*cuts, len(services)], strict=True)]
    names = [Text({"sv": f"grupp {number}"}) if number else None for number in range(len(parts))]
    return tuple(ChosenTogether(name, tuple(part)) for name, part in zip(names, parts, strict=True))


@given(some_groups())
def test_however_it_is_parted_every_question_has_an_id_of_its_own_and_stands_once_a_group(groups):
    form = expanded(WRITTEN, groups)
    all_ids = [page.id for page in form.pages]
    assert len(all_ids) == len(set(all_ids))
    each = [page.id for page in WRITTEN.pages if page.each]
    assert [page.as_written.id for page in form.pages if page.group] == each * len(groups)
    assert [page.id for page in form.pages if not page.group] == [p.id for p in WRITTEN.pages if not p.each]
    known: set[str] = set()
    for page in form.pages:
        looked_at = {*page.recalls, *getattr(page, "differs_from", ())}
        assert looked_at <= known, "what a question looks at stands before it"
        known.add(page.id)


@given(st.randoms())
def test_answering_ends_and_the_choices_have_every_answer_between_them(dice):
    answers: dict[str, JsonValue] = {}
    steps: list[int | None] = []
    for _ in range(len(FORM.pages) + 1):
        at = without_abandoned(FORM, asking_of(apart(), **answers))
        found = way_through(FORM, at)
        if found.next is None or found.next.ends_here:
            break
        steps.append(steps_settled(FORM, at, found, found.next.id))
        answers[found.next.id] = _some_answer(found.next, at, dice)
    else:
        raise AssertionError("no end")
    told = [number for number in steps if number is not None]
    assert set(told) <= {len(found.pages)}
    assert steps[len(steps) - len(told) :] == told
    if found.next is not None:
        return
    choices = choices_of(FORM, at)
    common = {page.id for page in found.pages if not page.group and page.id != "services"}
    for one in choices:
        assert all(one.asking.answers[name] == at.answers[name] for name in common)
    for page in found.pages:
        if page.group:
            (mine,) = [one for one in choices if one.group == page.group]
            assert mine.asking.answers[page.as_written.id] == at.answers[page.id]
    written = {page.id for page in WRITTEN.pages}
    assert all(set(one.asking.answers) <= written for one in choices)
    ticked = at.answers.get("services")
    if isinstance(ticked, list) and ticked != ["_unknown"]:
        about = [service for one in choices for service in one.asking.answers["services"]]
        assert sorted(about) == sorted(ticked), "each kind of help is in one choice"
    for one in choices:
        assert _complete(one.asking), "each is a whole choice by the form as written"


def _complete(one: Asking) -> bool:
    """Say whether a choice alone answers all that the form in its file would ask of that help."""
    pages = way_through(WRITTEN, one).pages
    return {page.id for page in pages} <= set(one.answers)


def _some_answer(page, at: Asking, dice) -> JsonValue:
    if not page.puts_a_question:
        return True
    if page.id == "kind":
        return dice.choice(["first", "switch", "no-choice", "call-me"])
    face = page.face(at)
    choices = [choice.value for choice in face.choices if not choice.hindrance and choice.value != "no"]
    if face.several:
        apart_ = [choice.value for choice in face.choices if choice.apart]
        return dice.choice([apart_[:1] or choices[:1], dice.sample(choices[:-1], 2)])
    if page.optional:
        return ""
    return dice.choice(choices or page.largest_answers(at))


def test_the_sample_is_what_the_groups_are_made_of():
    assert len(APART) + 1 == len(FORM.groups)
    assert asking("lindvik").fact("rules.apart") == "no"
    assert asking_of(apart()).fact("rules.apart") == "yes"
