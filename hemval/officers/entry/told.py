"""A form as it is keyed in: paper's questions and numbers, as tight as a list."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from werkzeug.datastructures import MultiDict

from hemval.forms.paper.face import Said
from hemval.forms.paper.form import PaperForm
from hemval.forms.question import Choice, Part
from hemval.forms.typed.entry import Problem, only_for
from hemval.forms.types import AnyQuestion
from hemval.handover.told import WORDS
from hemval.web.same_site import TOKEN_FIELD
from hemval.words.text import MAIN_LANGUAGE

MOST_NUMBERED = 12
"""Alternatives that are numbered, so that a digit chooses one; of more, the first letters of a name do."""


@dataclass(frozen=True)
class Option:
    """An alternative in a list, and the digits that choose it."""

    value: str
    label: str
    number: str = ""


@dataclass(frozen=True)
class Row:
    """A question on a line, or what paper says between two questions."""

    id: str
    label: str
    number: str = ""
    only: str = ""
    """Who is to answer it."""
    options: tuple[Option, ...] = ()
    several: bool = False
    boxes: tuple[Option, ...] = ()
    """What can be ticked in place of writing; each is a field of its own, called as the question and it."""
    parts: tuple[Part, ...] = ()
    lines: int = 1
    said: tuple[str, ...] = ()
    """Paragraphs of what asks nothing."""


def rows_of(paper: PaperForm) -> list[Row]:
    """Return the whole form, in the order of paper."""
    return [_row(paper, page) for page in paper.pages]


def fingerprint(rows: list[Row]) -> str:
    """Return what tells whether a page had the same questions: another day's rules may ask others."""
    asked = json.dumps([(row.id, row.label) for row in rows])
    return hashlib.sha256(asked.encode()).hexdigest()[:16]


def without_question(paper: PaperForm, posted: MultiDict[str, str]) -> Iterator[str]:
    """Tell what was keyed where there is no question now, so that it does not go in silence."""
    known = {name for page in paper.pages for name in page.field_names()} | {TOKEN_FIELD}
    for name, value in posted.items(multi=True):
        if value.strip() and name not in known and not name.startswith("_"):
            yield WORDS.say("There is no question for this answer now: ”%(answer)s”", answer=value)


def problem_told(problem: Problem, rows: list[Row]) -> str:
    """Name the question before what is wrong with it."""
    row = next(row for row in rows if row.id == problem.page)
    asked = row.label if row.label.endswith("?") else f"{row.label}:"
    return f"{row.number} {asked} {problem.told}".strip()


def errors_by_field(problems: tuple[Problem, ...]) -> Mapping[str, str]:
    """Return what stands at each field; of two things the first."""
    return {problem.field: problem.told for problem in reversed(problems)}


def _row(paper: PaperForm, page: AnyQuestion) -> Row:
    label, only = page.label(MAIN_LANGUAGE), only_for(paper, page)
    if not page.puts_a_question:
        said = (
            text.text
            for part in page.paper(paper.asking)
            if isinstance(part, Said)
            for text in part.paragraphs
        )
        return Row(page.id, label, only=only, said=tuple(said))
    face = page.face(paper.asking)
    written = face.macro != "choices"
    options = _options(face.choices, numbered=not (face.several or written))
    return Row(
        page.id,
        label,
        str(paper.numbers[page.id]),
        only,
        options=() if written else options,
        boxes=options if written else (),
        several=face.several,
        parts=face.parts,
        lines=int(face.attributes.get("rows", 1)) if face.macro == "lines" else 1,
    )


def _options(choices: tuple[Choice, ...], *, numbered: bool) -> tuple[Option, ...]:
    """Number the alternatives as paper lists them: those that cannot be chosen now stand last."""
    listed = sorted(choices, key=lambda choice: bool(choice.hindrance))
    numbered = numbered and len(listed) <= MOST_NUMBERED
    return tuple(
        Option(choice.value, _label(choice), str(place) if numbered else "")
        for place, choice in enumerate(listed, start=1)
    )


def _label(choice: Choice) -> str:
    return (
        WORDS.say("%(name)s (cannot be chosen now)", name=choice.label.text)
        if choice.hindrance
        else choice.label.text
    )
