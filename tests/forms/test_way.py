"""A person's way through the choice form: branches, the stop, turning back, and what is left behind."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import JsonValue, ValidationError

from hemval.forms.asked.asking import Asking
from hemval.forms.asked.way import Way, objections, steps_settled, way_through, without_abandoned
from hemval.forms.asked.when import Required, alternatives
from hemval.forms.cookie.receipt import receipt_paragraphs, receipt_rows
from hemval.forms.sent.judging import judged_when_sent
from tests.forms.samples import asking, choice_form, form_of
from tests.municipalities import NOW

FORM = choice_form()
START: dict[str, JsonValue] = {"who": "myself", "granted": "yes", "protected": True, "name": "Åsa Öberg"}
PERSON: dict[str, JsonValue] = {
    **START, "identity-number": "193804129819", "support": ["_none"], "contact": "phone",
    "phone": "070-174 06 05",
}  # fmt: skip


def way(municipality: str = "lindvik", **answers: JsonValue) -> Way:
    return way_through(FORM, asking(municipality, **answers))


def ids(found: Way) -> list[str]:
    return [page.id for page in found.pages]


BEGINNING = ["who", "granted", "protected", "name", "identity-number", "support", "contact", "phone", "kind"]
CHOOSING = [*BEGINNING, "area", "provider", "second"]


@pytest.mark.parametrize(
    ("municipality", "answers", "expected"),
    [
        ("lindvik", {}, [*BEGINNING, "email"]),
        ("lindvik", {"kind": "no-choice"}, [*BEGINNING, "email"]),
        ("lindvik", {"kind": "call-me"}, [*BEGINNING, "email"]),
        ("lindvik", {"kind": "first"}, [*CHOOSING, "email"]),
        ("lindvik", {"kind": "first", "area": "_unknown"},
         [*BEGINNING, "area", "address", "provider", "second", "email"]),
        ("lindvik", {"kind": "switch"},
         [*BEGINNING, "area", "today", "provider", "second", "reason", "email"]),
        ("lindvik", {"kind": "first", "provider": "fjordens-omsorg"}, [*CHOOSING, "queue", "email"]),
        ("lindvik", {"kind": "first", "provider": "bjorkens-hemtjanst"}, [*CHOOSING, "start", "email"]),
        ("botkyrka", {"kind": "first"}, [*BEGINNING, "provider", "email"]),
        ("botkyrka", {"kind": "first", "provider": "utforare-b"}, [*BEGINNING, "provider", "queue", "email"]),
        ("botkyrka", {"kind": "switch"}, [*BEGINNING, "today", "provider", "reason", "email"]),
        ("lindvik", {"contact": "letter"}, [*(page for page in BEGINNING if page != "phone"), "email"]),
        ("lindvik", {"support": ["sami", "interpreter"]},
         [*BEGINNING[:6], "interpreter-language", *BEGINNING[6:], "email"]),
    ],
)  # fmt: skip
def test_a_branch(municipality, answers, expected):
    assert ids(way(municipality, **{**PERSON, **answers})) == expected


@pytest.mark.parametrize("who", ["together", "represent"])
def test_who_helps_is_asked_for_a_name(who):
    right = {"authority": "guardian", "wants": "yes", "tie": "no"} if who == "represent" else {}
    asked = ids(way(**{**PERSON, **right, "who": who}))
    before, after = BEGINNING[3:-2], BEGINNING[-2:]
    assert asked == [
        "who", *right, "granted", "protected", "helper", *before, "call-whom", *after, "email"
    ]  # fmt: skip


def test_nobody_is_represented_against_their_will():
    represents = {**PERSON, "who": "represent", "authority": "power", "wants": "no", "kind": "call-me"}
    assert ids(way(**represents)) == ["who", "authority", "wants", "call-instead"]


def test_the_questions_are_worded_for_who_is_asked_and_are_the_same_questions():
    own, helping = way(**PERSON, kind="switch"), way(**{**PERSON, "who": "together"}, kind="switch")
    asked = {page.id: page.question.in_("sv") for page in helping.pages}
    for page in own.pages[1:]:
        told = page.question.in_("sv")
        if re.search(r"\b(du|dig|ditt)\b", told, re.I):
            assert not re.search(r"\b(du|dig|ditt)\b", asked[page.id], re.I) or page.id == "email", told
    assert asked["name"] == "Vad heter den som ska få hjälpen?"
    for language in ("sv", "en"):
        labels = {page.id: page.label(language) for page in helping.pages}
        assert {page.id: labels[page.id] for page in own.pages} == {
            page.id: page.label(language) for page in own.pages
        }
    name = helping.page("name")
    assert name is not None
    assert name.error("missing", asking()) == "Skriv namnet på den som ska få hjälpen"
    assert name.error("too-long", asking()) == "Namnet är för långt. Skriv högst 100 tecken."


@pytest.mark.parametrize("granted", ["no", "unknown"])
def test_the_form_stops_without_a_decision(granted):
    found = way(**{**PERSON, "granted": granted, "kind": "call-me"})
    assert ids(found) == ["who", "granted", "apply-first"]
    assert found.next is not None
    assert found.next.id == "apply-first"
    assert not found.complete


def test_next_is_the_first_that_waits_and_nothing_behind_it_is_reached():
    found = way(who="myself", granted="yes", name="Åsa")
    assert found.next is not None
    assert found.next.id == "protected"
    assert [page for page in ids(found) if found.reachable(page)] == ["who", "granted", "protected"]
    assert not found.reachable("apply-first")
    assert not found.reachable("nothing")


def test_before_and_step():
    found = way(**PERSON, kind="switch")
    assert found.before("who") is None
    previous = found.before("today")
    assert previous is not None
    assert previous.id == "area"
    assert (found.step("who"), found.step("today")) == (1, 11)


ABANDONED: dict[str, JsonValue] = {
    **PERSON, "kind": "switch", "today": "bjorkens-hemtjanst", "area": "norra", "provider": "fjordens-omsorg",
    "second": "_none", "queue": "wait", "reason": [], "email": "",
}  # fmt: skip


def test_an_abandoned_branch_is_not_on_the_way_nor_in_the_answers():
    now = without_abandoned(FORM, asking(**{**ABANDONED, "kind": "no-choice"}))
    assert set(now.answers) == {*PERSON, "kind", "email"}
    told = [row[0] for row in receipt_rows(way_through(FORM, now).pages, now)]
    assert told[-2:] == ["Valet gäller", "E-post"]


def test_todays_provider_of_an_abandoned_switch_can_be_chosen():
    """Who turns from switching to choosing for the first time is not denied the provider named before."""
    now = without_abandoned(FORM, asking(**{**ABANDONED, "kind": "first"}))
    page = FORM.page("provider")
    assert page is not None
    assert "bjorkens-hemtjanst" in [choice.value for choice in page.face(now).choices]


def test_a_queue_on_an_abandoned_branch_is_not_told_of():
    turned = asking(**{**ABANDONED, "kind": "no-choice"})
    told = " ".join(text for _, text, _ in receipt_paragraphs(FORM, without_abandoned(FORM, turned), None))
    assert "kö" not in told
    stayed = without_abandoned(FORM, asking(**{**ABANDONED, "area": "centrum"}))
    outcome = judged_when_sent(stayed.content, "choice", stayed.answers, NOW, "seed")
    assert "kö" in " ".join(text for _, text, _ in receipt_paragraphs(FORM, stayed, outcome))


def test_a_condition_does_not_see_an_answer_on_an_abandoned_branch():
    """Second hand too: the queue hangs on the provider, which hangs on the kind."""
    assert "queue" not in ids(way(**{**ABANDONED, "kind": "call-me"}))


def test_turning_back_finds_the_answers_again():
    there = way(**ABANDONED)
    assert there.complete


def test_objections_are_for_answers_on_the_way():
    given = asking(**{**ABANDONED, "provider": "solgardens-hemtjanst", "kind": "first"})
    assert set(objections(way_through(FORM, given), given)) == {"provider"}
    given = asking(**{**ABANDONED, "provider": "solgardens-hemtjanst", "kind": "call-me"})
    assert objections(way_through(FORM, given), given) == {}


def test_an_area_changed_afterwards_is_objected_to():
    given = asking(**{**ABANDONED, "area": "norra", "today": "_unknown"})
    assert set(objections(way_through(FORM, given), given)) == {"provider"}


def answers_for(municipality: str) -> st.SearchStrategy[dict[str, JsonValue]]:
    """Any answers, right and wrong, to any of the pages."""
    at = asking(municipality)
    options = {
        page.id: st.sampled_from([*page.largest_answers(at), "_none", "_unknown", "nonsense", ""])
        if page.puts_a_question
        else st.just(True)
        for page in FORM.pages
    }
    return st.fixed_dictionaries({}, optional=options)


MUNICIPALITIES = st.sampled_from(["lindvik", "botkyrka"])


def asked_in(required: Required) -> set[str]:
    return {name for name in required if name.partition(".")[0] not in {"rules", "room"}}


@given(MUNICIPALITIES.flatmap(lambda name: st.tuples(st.just(name), answers_for(name))))
def test_every_way_is_in_order_and_its_conditions_hold(drawn):
    municipality, answers = drawn
    given = asking(municipality, **answers)
    found = way_through(FORM, given)
    order = [page.id for page in FORM.pages]
    assert ids(found) == sorted(set(ids(found)), key=order.index)
    kept = without_abandoned(FORM, given)
    for page in found.pages:
        assert page.holds(kept), page.id
        assert any(asked_in(required) <= set(ids(found)) for required in alternatives(page.when)), page.id
    assert [page.ends_here for page in found.pages[:-1]] == [False] * (len(found.pages) - 1)
    reached = [page for page in ids(found) if found.reachable(page)]
    assert reached == ids(found)[: len(reached)]
    assert way_through(FORM, kept) == found
    assert found.complete is (found.next is None)


@given(MUNICIPALITIES, st.randoms())
def test_answering_page_after_page_always_ends_and_meets_no_page_twice(municipality, dice):
    answers: dict[str, JsonValue] = {}
    met: list[str] = []
    steps: list[int | None] = []
    for _ in range(len(FORM.pages) + 1):
        given = without_abandoned(FORM, asking(municipality, **answers))
        found = way_through(FORM, given)
        if found.next is None or found.next.ends_here:
            break
        page = found.next
        steps.append(steps_settled(FORM, given, found, page.id))
        assert page.id not in met
        met.append(page.id)
        answers[page.id] = _some_answer(page, given, dice) if page.puts_a_question else True
    else:
        raise AssertionError(f"no end: {met}")
    assert objections(found, given) == {}
    told = [number for number in steps if number is not None]
    assert set(told) <= {len(found.pages)}, "a number that is told is the one it comes to"
    assert steps[len(steps) - len(told) :] == told, "and stands there from then on"
    assert told or not found.complete, "the last question says that it is"
    assert found.complete is (answers.get("granted") in ("yes", "alarm"))


def _some_answer(page, given: Asking, dice) -> JsonValue:
    face = page.face(given)
    choices = [choice.value for choice in face.choices if not choice.hindrance]
    if face.several:
        return [dice.choice(choices)]
    if page.optional:
        return ""
    return dice.choice(choices or page.largest_answers(given))


def test_a_page_recalls_what_was_answered_as_the_person_gave_it():
    answers = {**PERSON, "kind": "first", "area": "centrum", "provider": "fjordens-omsorg", "second": "_none"}
    found, asked = way(**answers), asking(**answers)
    queue = found.page("queue")
    assert queue is not None
    assert found.recalled(queue, asked) == (
        ("Utförare", "Fjordens omsorg"), ("Andrahandsval", "Inget andrahandsval")
    )  # fmt: skip
    form = form_of(
        {"id": "a", "type": "name", "optional": "ja"},
        {"id": "b", "type": "name", "when": {"a": ["x"]}},
        {"id": "c", "type": "name", "recalls": ["a", "b"]},
    )
    skipped = asking(a="", b="y")
    over = way_through(form, skipped)
    assert over.recalled(over.pages[-1], skipped) == ()


def test_a_page_recalls_only_what_was_asked_before():
    for name in ("b", "nobody"):
        with pytest.raises(ValidationError, match="cannot recall"):
            form_of({"id": "a", "type": "name", "recalls": [name]}, {"id": "b", "type": "name"})
    with pytest.raises(ValidationError, match="cannot recall"):
        form_of(
            {"id": "a", "type": "notice", "body": ["Läs."]}, {"id": "b", "type": "name", "recalls": ["a"]}
        )
