"""One definition, many faces: each has every question in the same order, and what goes in comes out equal."""

import csv
import io
import json
from dataclasses import replace
from datetime import datetime
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from pydantic import JsonValue
from werkzeug.datastructures import MultiDict

from hemval.editing.form_texts import sections
from hemval.forms.asked.way import way_through
from hemval.forms.columns.dictionary import dictionary_of
from hemval.forms.columns.frozen import FrozenColumns, columns_of
from hemval.forms.columns.schema import form_schema
from hemval.forms.definition import FormDefinition
from hemval.forms.paper.condition import OnPaper
from hemval.forms.paper.form import PaperForm, paper_form
from hemval.forms.typed.entry import keyed
from hemval.forms.typed.page_form import answer_of, errors_of, page_form
from hemval.handover.csv_file import csv_bytes
from hemval.handover.delivery import Delivery
from hemval.handover.json_file import json_bytes
from hemval.handover.rows import FIXED
from hemval.handover.xlsx_file import workbook_bytes
from hemval.queue.making import Sitting, submission_of
from hemval.queue.submission import Submission
from hemval.words import words_in
from hemval.words.cell_text import cell_text
from hemval.words.csv_text import unguarded
from hemval.words.dates import SWEDEN
from tests.forms.samples import TODAY, asking, content_of, form_of
from tests.forms.test_writing_forms import example_pages
from tests.public.test_every_type import GOOD

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=SWEDEN)

OF_OTHERS = ("when", "words", "differs_from", "recalls", "profile", "each", "receipt")
"""Keys of the examples that lead to other pages of theirs, and to a mail server that paper does not have."""

# Help is asked about only where services are chosen apart, as they are not in Lindvik.
OF_GROUPS = ("services", "helps")
EXAMPLES = [page for page in example_pages() if page["id"] in GOOD and page["id"] not in OF_GROUPS]

FIRST = {
    "id": "first",
    "type": "choice-of-one",
    "question": {"sv": "Den första frågan?", "en": "The first question?"},
    "options": [{"id": "a", "label": "Ett"}, {"id": "b", "label": "=Två"}],
}

words = st.text(alphabet="åbc =;+-@\"'&\n", max_size=12)
typed = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=15).map(lambda text: f"={text}.")


@st.composite
def forms(draw: st.DrawFn) -> tuple[FormDefinition, dict[str, Any]]:
    """Return a form of some of the types, and what somebody writes in its fields."""
    pages, written = [FIRST], {"first": "a"}
    for number, page in enumerate(draw(st.lists(st.sampled_from(EXAMPLES), min_size=1, max_size=6))):
        new = {key: value for key, value in page.items() if key not in OF_OTHERS}
        swedish = f"Fråga {number}: {draw(words)}?"
        new |= {"id": f"q{number}", "question": {"sv": swedish, "en": f"Question {number}?"}}
        if draw(st.booleans()):
            new["short"] = f"{number} {draw(words)}."
        if draw(st.booleans()):
            new["when"] = draw(st.sampled_from([{"first": ["a"]}, {"first": ["b"]}, [{"first": ["a", "b"]}]]))
        pages.append(new)
        for name, value in GOOD[page["id"]].items():
            free = page["type"] in ("name", "text") and draw(st.booleans())
            written[f"q{number}{name.removeprefix(page['id'])}"] = draw(typed) if free else value
    return form_of(*pages), written


def through_the_web(form: FormDefinition, written: dict[str, Any]) -> Submission:
    """Answer page after page, and send."""
    at, answers = asking(), dict[str, JsonValue]()
    while (page := way_through(form, replace(at, answers=answers)).next) is not None:
        put = replace(at, answers=answers)
        posted = MultiDict({name: written[name] for name in page.field_names() if name in written})
        filled = page_form(page, put, posted, {})
        assert filled.validate(), (page.type, errors_of(filled))
        answers[page.id] = answer_of(page, filled, put)
    done = replace(at, answers=answers)
    return submission_of(form, way_through(form, done).pages, done, Sitting("d", bytes(32), NOW, "sv"))


def through_the_officer(form: FormDefinition, written: dict[str, Any]) -> dict[str, JsonValue]:
    """Key it all in at once, as from paper; what was not for the person stands beside."""
    paper = PaperForm(form, OnPaper(content_of("lindvik"), words_in("sv"), TODAY, {}), "https://a.example/")
    read = keyed(paper, asking(), MultiDict(written))
    assert [problem for problem in read.problems if problem.kind not in ("beside", "refused")] == []
    return dict(read.answers)


def expected(form: FormDefinition, sent: Submission) -> list[str]:
    """Return the cells that a submission's answers are to fill, worked out another way than the code does."""
    told = {one.id: one.answer for one in sent.asked}
    cells = []
    for page in form.pages:
        columns = page.columns()
        answer = sent.answers.get(page.id)
        for number, column in enumerate(columns):
            if column.part and isinstance(answer, dict):
                cells.append(str(answer.get(column.part, "")))
            else:
                cells.append(told.get(page.id, "") if number == 0 else "")
    return [cell_text(cell) for cell in cells]


@settings(max_examples=30, suppress_health_check=[HealthCheck.too_slow])
@given(forms())
def test_every_face_has_every_question_in_order(made):
    form, _ = made
    pages = list(form.pages)
    asked = [page.id for page in pages if page.puts_a_question]
    at = asking(first="a")
    on_the_way = [page.id for page in pages if page.holds(at)]
    assert [page.id for page in way_through(form, at).pages] == on_the_way
    for language in ("sv", "en"):
        titles = [page.question.in_(language) for page in pages]
        sheet = paper_form(form, content_of("lindvik"), words_in(language), TODAY, home="https://a.example/")
        optional = f" {words_in(language).say('(optional)')}"
        printed = [item.title.text.removesuffix(optional) for item in sheet.items]
        assert printed[: len(titles)] == titles
    for face in (
        [column.id for column in columns_of(form)],
        [entry.id for entry in dictionary_of(form)],
    ):
        assert list(dict.fromkeys(one.partition(".")[0] for one in face)) == asked
    assert list(form_schema(form)["properties"]) == asked
    told = [section.heading for section in sections(form, ["sv", "en"])][1:]
    assert told == [f"{n}. {page.question.in_('sv')}" for n, page in enumerate(pages, start=1)]


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(forms())
def test_what_goes_in_comes_out_equal_whichever_way(made):
    form, written = made
    sent = through_the_web(form, written)
    frozen = [FrozenColumns(form=form.id, version=form.version, columns=columns_of(form))]
    delivery = Delivery(form.id, "Test", [sent], (), form, frozen)
    cells = expected(form, sent)
    text = csv_bytes(delivery.table()).decode("utf-8-sig")
    _, row = csv.reader(io.StringIO(text, newline=""), delimiter=";", strict=True)
    assert [unguarded(cell) for cell in row[len(FIXED) :]] == cells
    sheet = load_workbook(io.BytesIO(workbook_bytes(delivery, NOW))).worksheets[0]
    _, filled = sheet.iter_rows(values_only=True)
    assert [cell or "" for cell in filled[len(FIXED) :]] == cells
    (one,) = json.loads(json_bytes(delivery, NOW))["submissions"]
    assert one["answers"] == sent.answers
    assert [asked["answer"] for asked in one["asked"]] == [asked.answer for asked in sent.asked]


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(forms())
def test_an_officer_who_keys_in_the_same_stores_the_same(made):
    form, written = made
    assert through_the_officer(form, written) == through_the_web(form, written).answers
