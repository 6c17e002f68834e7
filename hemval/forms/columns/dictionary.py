"""The data dictionary of a form: what each of its columns holds, in Swedish words."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from pydantic import JsonValue

from hemval.forms.asked.in_words import asked_when
from hemval.forms.columns.column import Column
from hemval.forms.columns.frozen import FrozenColumns, words_of
from hemval.forms.definition import FormDefinition
from hemval.forms.question import JsonObject
from hemval.forms.types import AnyQuestion
from hemval.words import sentence, words_in
from hemval.words.text import MAIN_LANGUAGE

WORDS = words_in(MAIN_LANGUAGE)

IDENTIFIES = {"yes": sentence("Yes"), "no": sentence("No"), "may": sentence("Can do so")}


@dataclass(frozen=True)
class Entry:
    """What there is to know of a column; of a version that is no more, only what was frozen of it."""

    id: str
    heading: str
    question: str = ""
    type: str = ""
    holds: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    """What is stored, with the words that stand for it in a table."""
    longest: int | None = None
    """Most characters of what is stored; None where that has no end of its own."""
    asked: str = ""
    identifies: str = ""
    """Whether it points out a person by itself."""


def dictionary_of(form: FormDefinition) -> tuple[Entry, ...]:
    """Return the entries of a form's columns, in their order."""
    return tuple(_entry(form, page, column) for page in form.pages for column in page.columns())


def frozen_dictionary(frozen: FrozenColumns) -> tuple[Entry, ...]:
    """Return what is known of a version that the form has left."""
    return tuple(Entry(one.id, one.heading, values=one.values) for one in frozen.columns)


def _entry(form: FormDefinition, page: AnyQuestion, column: Column) -> Entry:
    schema = page.answer_schema()
    if column.part:
        parts = schema.get("properties")
        part = parts.get(column.part) if isinstance(parts, dict) else None
        schema = part if isinstance(part, dict) else {}
    return Entry(
        id=column.id,
        heading=column.heading,
        question=page.question.in_(MAIN_LANGUAGE),
        type=page.type,
        holds=WORDS.say(page.stores),
        values={} if column.part else words_of(page.value_words()),
        longest=max(_lengths(schema), default=None),
        asked=asked_when(page.when, form, WORDS),
        identifies=WORDS.say(IDENTIFIES[page.identifies]),
    )


def _lengths(schema: JsonObject) -> Iterator[int]:
    """List how long the texts are that a schema allows; nothing for one without a limit, or of several."""
    match schema:
        case {"maxLength": int(longest)}:
            yield longest
        case {"enum": list(values)}:
            yield from (len(str(value)) for value in values)
        case {"const": str(value)}:
            yield len(value)


def as_json(entry: Entry) -> dict[str, JsonValue]:
    """Return an entry as plain values."""
    values: list[JsonValue] = [{"value": value, "words": words} for value, words in entry.values.items()]
    return {
        "id": entry.id,
        "heading": entry.heading,
        "question": entry.question,
        "type": entry.type,
        "holds": entry.holds,
        "values": values,
        "longest": entry.longest,
        "asked": entry.asked,
        "identifies": entry.identifies,
    }
