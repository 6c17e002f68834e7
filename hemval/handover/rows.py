"""The one row renderer: every file format writes the table that is made here."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from hemval.forms.reference import grouped
from hemval.handover.told import WORDS, channel_told, form_told, reason_told, sortable
from hemval.queue.submission import Submission
from hemval.words import sentence
from hemval.words.cell_text import cell_text
from hemval.words.dates import language_told

FIXED = (
    sentence("Reference"),
    sentence("Received"),
    sentence("Form"),
    sentence("Form version"),
    sentence("Language used"),
    sentence("Came by"),
    sentence("Content version"),
    sentence("Look twice"),
)
"""The columns that every form has, in order; the questions come after them."""

Question = tuple[str, str]
"""A question's id and its words: reworded, it is another question and gets a column of its own."""


@dataclass(frozen=True)
class Damaged:
    """What can be said of a row that could not be opened."""

    id: str
    received_at: datetime
    form: str


@dataclass(frozen=True)
class Column:
    """A heading and what stands below it: the same for all forms, or answers to one question."""

    heading: str
    kind: Literal["fixed", "question"]


@dataclass(frozen=True)
class Table:
    """Rows of text, each as long as the columns; no cell is ever a number, a date or a formula."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]


def table(opened: Sequence[Submission], damaged: Sequence[Damaged] = ()) -> Table:
    """Make the table of some choices, in the order given; damaged rows last, each saying what to do."""
    questions = dict.fromkeys((asked.id, asked.question) for one in opened for asked in one.asked)
    columns = [Column(WORDS.say(heading), "fixed") for heading in FIXED]
    columns += [Column(cell_text(f"{question} ({id_})"), "question") for id_, question in questions]
    rows = [_fixed(one) + _answers(one, list(questions)) for one in opened]
    rows += [_unopened(one) + ("",) * len(questions) for one in damaged]
    return Table(tuple(columns), tuple(rows))


def _fixed(one: Submission) -> tuple[str, ...]:
    cells = (
        grouped(one.reference),
        sortable(one.received_at),
        form_told(one.form),
        str(one.form_version),
        language_told(one.language, WORDS),
        channel_told(one.channel),
        one.content_version,
        ", ".join(reason_told(reason) for reason in one.review),
    )
    return tuple(cell_text(cell) for cell in cells)


def _answers(one: Submission, questions: Sequence[Question]) -> tuple[str, ...]:
    given: dict[Question, str] = {}
    for asked in one.asked:
        before = given.get((asked.id, asked.question))
        given[asked.id, asked.question] = asked.answer if before is None else f"{before}\n{asked.answer}"
    return tuple(cell_text(given.get(question, "")) for question in questions)


def _unopened(one: Damaged) -> tuple[str, ...]:
    advice = WORDS.say("Damaged, cannot be opened. Report row %(row)s to whoever runs Hemval.", row=one.id)
    return ("", sortable(one.received_at), form_told(one.form), "", "", "", "", advice)
