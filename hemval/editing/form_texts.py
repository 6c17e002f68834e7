"""Every word of a form in all its languages, on one plain page: for those who approve and translate it."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path as File

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape
from pydantic import BaseModel

from hemval.content.kinds.model import key_told
from hemval.content.node import Path
from hemval.editing.form_languages import texts_of
from hemval.forms.asked.in_words import asked_when
from hemval.forms.asked.when import When
from hemval.forms.definition import FormDefinition
from hemval.forms.question import Question
from hemval.forms.types import AnyQuestion
from hemval.words import LANGUAGES, Text, sentence, words_in
from hemval.words.dates import day_told, language_told
from hemval.words.text import MAIN_LANGUAGE

WORDS = words_in(MAIN_LANGUAGE)
say = WORDS.say

LATER = ("paper_when", "paper_body", "errors", "words")
"""Keys whose texts stand after a page's other texts."""


@dataclass(frozen=True)
class Said:
    """A text in one language; empty where it is missing."""

    language: str
    called: str
    text: str
    missing: str = ""


@dataclass(frozen=True)
class Row:
    """What a text is, and the text in each language."""

    label: str
    said: tuple[Said, ...]


@dataclass(frozen=True)
class Section:
    """A question, or what else belongs together."""

    heading: str
    facts: tuple[tuple[str, str], ...]
    rows: tuple[Row, ...]


def form_texts(form: FormDefinition, languages: Sequence[str], today: date) -> str:
    """Return one HTML file that opens in a browser and in Word; nothing in it comes from elsewhere."""
    environment = Environment(
        loader=FileSystemLoader(File(__file__).parent),
        autoescape=select_autoescape(),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    told = say(
        "The form %(form)s, version %(version)s, as it was on %(day)s. Here are all its words.",
        form=form.id,
        version=form.version,
        day=day_told(today, WORDS),
    )
    return environment.get_template("form_texts.html").render(
        language=MAIN_LANGUAGE,
        title=form.title.in_(MAIN_LANGUAGE),
        told=told,
        sections=list(sections(form, languages)),
    )


def sections(form: FormDefinition, languages: Sequence[str]) -> Iterator[Section]:
    """List what the page holds: the form's own texts, its questions in order, and the receipt."""
    writing = Writing(form, tuple(dict.fromkeys([*languages, *_used(form)])))
    yield Section(say("The whole form"), (), tuple(writing.rows(form, leave_out=("pages", "receipt"))))
    for number, page in enumerate(form.pages, start=1):
        yield writing.page(number, page)
    for number, part in enumerate(form.receipt, start=1):
        heading = say("Receipt, paragraph %(number)s", number=number)
        yield Section(heading, writing.facts(part.when, rule=part.rule), tuple(writing.rows(part)))


class Writing:
    """Writes the texts of one form."""

    def __init__(self, form: FormDefinition, languages: tuple[str, ...]) -> None:
        self.form = form
        self.languages = languages

    def page(self, number: int, page: AnyQuestion) -> Section:
        """Return a question with all its texts, ours too where the author wrote none."""
        optional = [(say("Can be passed by"), say("Yes"))] if page.optional else []
        facts = (
            (say("Name"), page.id),
            (say("Kind"), page.type),
            *self.facts(page.when),
            *optional,
        )
        heading = f"{number}. {page.question.in_(MAIN_LANGUAGE)}"
        return Section(heading, facts, (*self.rows(page), *self._our_errors(page)))

    def facts(self, when: When, rule: str | None = None) -> tuple[tuple[str, str], ...]:
        """Return when something is there, and which sentence of the rules stands after it."""
        facts = [(say("When"), asked_when(when, self.form, WORDS))]
        if rule:
            facts.append((say("After it, a sentence of the rules"), rule))
        return tuple(facts)

    def rows(self, model: BaseModel, leave_out: Collection[str | int] = ()) -> Iterator[Row]:
        """List the texts that a model holds, in the order of the file; errors and other words last."""
        texts = [(place, text) for place, text in texts_of(model) if place[0] not in leave_out]
        for place, text in sorted(texts, key=lambda one: str(one[0][0]) in LATER):
            yield self._row(self._label(model, place), text.root)

    def _our_errors(self, page: Question) -> Iterator[Row]:
        for kind in page.error_kinds if page.puts_a_question else ():
            if kind not in page.errors:
                ours = page.our_errors.get(kind, sentence("Answer the question"))
                said = {language: words_in(language).say(ours) for language in self.languages}
                yield self._row(say("Error %(kind)s, in Hemval's own words", kind=kind), said)

    def _row(self, label: str, said: Mapping[str, str]) -> Row:
        return Row(label, tuple(self._said(language, said.get(language, "")) for language in self.languages))

    def _said(self, language: str, text: str) -> Said:
        called = language_told(language, WORDS)
        return Said(language, called, text, "" if text else say("Missing in %(language)s", language=called))

    def _label(self, model: BaseModel, place: Path) -> str:
        """Say what a text is, from the keys that lead to it."""
        labels: list[str] = []
        at: object = model
        for key in place:
            if isinstance(at, BaseModel):
                labels.append(say(key_told(type(at), str(key)) or str(key)))
                at = getattr(at, str(key))
            elif isinstance(at, Mapping):
                labels.append(str(key))
                at = at[key]
            elif isinstance(at, tuple | list) and isinstance(key, int):
                at = at[key]
                labels.append(self._item(at, key))
        return ": ".join(labels)

    def _item(self, item: object, number: int) -> str:
        """Name one of several: by its name, and by when it is there."""
        named = str(getattr(item, "id", number + 1))
        when: When = getattr(item, "when", {})
        if not when:
            return named
        told = asked_when(when, self.form, WORDS)
        return f"{named} ({told[:1].lower()}{told[1:]})"


def _used(form: FormDefinition) -> list[str]:
    texts: list[Text] = [text for _, text in texts_of(form)]
    used = {language for text in texts for language in text.root}
    return sorted(used, key=list(LANGUAGES).index)
