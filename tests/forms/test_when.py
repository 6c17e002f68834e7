"""A list of conditions: one is enough, on the way, in the number of steps and on paper."""

import pytest

from hemval.forms.asked.way import steps_settled, way_through
from hemval.forms.definition import FormDefinition
from hemval.forms.paper.condition import OnPaper
from hemval.forms.paper.form import PaperForm
from hemval.words import words_in
from tests.forms.samples import TODAY, asking, content_of, form_of

FIRST = {"kind": ["first"], "rules.areas": ["several"]}
NOWHERE = {"kind": ["switch"], "rules.areas": ["one"]}
KIND = {
    "id": "kind",
    "type": "choice-of-one",
    "options": [{"id": one, "label": one.title()} for one in ("first", "switch", "neither")],
}


def form(*enough: dict[str, list[str]]):
    return form_of(KIND, {"id": "name", "type": "name", "when": list(enough)})


@pytest.mark.parametrize(
    ("enough", "kind", "asked"),
    [
        ([FIRST, {"kind": ["switch"]}], "first", True),
        ([FIRST, {"kind": ["switch"]}], "switch", True),
        ([FIRST, {"kind": ["switch"]}], "neither", False),
        ([FIRST, {"kind": ["switch"], "rules.areas": ["one"]}], "switch", False),
        ([{}, {"kind": ["switch"]}], "neither", True),
    ],
)
def test_one_is_enough(enough, kind, asked):
    found = way_through(form(*enough), asking(kind=kind))
    assert [page.id for page in found.pages] == ["kind", *(["name"] if asked else [])]


def test_the_steps_are_told_when_none_of_them_can_come_to_change_it():
    both = form(FIRST, NOWHERE)
    assert [steps(both, **given) for given in ({}, {"kind": "first"}, {"kind": "switch"})] == [None, 2, 1]
    never = form({"kind": ["first"], "rules.areas": ["one"]}, {"kind": ["switch"], "rules.alarm": ["yes"]})
    assert steps(never) == 1, "what no answer leads to is never waited for"
    assert steps(form(FIRST, {})) == 2, "nor what one asks of everybody"
    assert steps(both, page="kind", kind="first") is None, "who stands there again may answer otherwise"


def steps(form: FormDefinition, page: str = "", **answers: str) -> int | None:
    at = asking(**answers)
    return steps_settled(form, at, way_through(form, at), page)


def test_a_number_waits_for_the_area_where_room_turns_on_it():
    full = form_of(
        {"id": "area", "type": "area"},
        {"id": "provider", "type": "provider"},
        {"id": "queue", "type": "name", "when": {"room.provider": ["queue"]}},
    )
    answers = {"area": "centrum", "provider": "fjordens-omsorg"}
    assert [steps(full, page, **answers) for page in ("area", "provider", "queue")] == [None, None, 3]


@pytest.mark.parametrize(
    ("enough", "told"),
    [
        ([FIRST, {"kind": ["switch"]}], "Svara bara om du kryssade för ”First” eller ”Switch” i fråga 1."),
        ([FIRST, NOWHERE], "Svara bara om du kryssade för ”First” i fråga 1."),
        ([FIRST, {}], ""),
    ],
)
def test_paper_says_it_as_one_condition(enough, told):
    at = OnPaper(content_of("lindvik"), words_in("sv"), TODAY, {})
    paper = PaperForm(form(*enough), at, "https://x.example/")
    assert paper.conditions.told(paper.pages[1]) == told


def test_a_page_that_nobody_comes_to_is_not_printed():
    at = OnPaper(content_of("lindvik"), words_in("sv"), TODAY, {})
    never = form({"kind": ["first"], "rules.areas": ["one"]}, {"kind": ["switch"], "rules.alarm": ["yes"]})
    assert [page.id for page in PaperForm(never, at, "https://x.example/").pages] == ["kind"]
