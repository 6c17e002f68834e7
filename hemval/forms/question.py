"""What every type of question has: its words, its branch, and the faces that a type fills in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar, Literal, Self

from pydantic import JsonValue
from wtforms import Field

from hemval.content.kinds import Id, Line, Model, YesNo
from hemval.content.profile_fields import stated
from hemval.forms.apart.about_group import AboutGroup
from hemval.forms.asked.asking import Asking
from hemval.forms.asked.when import When
from hemval.forms.columns.column import Column, Identifies
from hemval.forms.paper.face import Boxes, Lines, PaperOption, PaperPart
from hemval.words import Phrase, Text, sentence
from hemval.words.text import MAIN_LANGUAGE

JsonObject = dict[str, JsonValue]

READ = True
"""Stored for a notice that has been read."""


@dataclass(frozen=True)
class Choice:
    """One alternative as it is shown: its value, words, and why it cannot be taken (if so)."""

    value: str
    label: Phrase
    hint: str = ""
    hindrance: str = ""
    apart: bool = False
    """Shown below the others after "or": an answer of another kind."""


@dataclass(frozen=True)
class Part:
    """One of several fields on a page, such as the street of an address."""

    name: str
    """The field's name and its id in the page."""
    label: str
    attributes: dict[str, str] = field(default_factory=dict)
    size: str = ""
    """How wide it is drawn: ``short`` where little is written, ``digits`` for a few, else as a line."""
    rows: int = 1
    """How many lines are drawn: more where a text is written."""


@dataclass(frozen=True)
class Face:
    """How a question looks on a page: which macro draws it and with what."""

    macro: str
    """Name of the macro in site_src/theme/fields.html."""
    choices: tuple[Choice, ...] = ()
    attributes: dict[str, str] = field(default_factory=dict)
    """HTML attributes of the input: autocomplete, inputmode."""
    parts: tuple[Part, ...] = ()
    """The fields of a page that has several."""
    several: bool = False
    """True where more than one of the choices can be taken."""
    beside_each_other: bool = False
    """True where the parts are one line, as a day, a month and a year are."""
    told: tuple[str, ...] = ()
    """Sentences of ours below the author's hint: a limit, or the earliest day."""
    leads_back: tuple[str, str] | None = None
    """An earlier question whose answer may be what is wrong, and the words of a link to it."""
    recalled: tuple[tuple[str, str], ...] = ()
    """Earlier answers that this one turns on, each with its question's short words."""


class Wording(Model):
    """Other words for the same question, for those for whom the condition holds."""

    keys_told: ClassVar[Mapping[str, str]] = {
        "when": sentence("For whom the words are"),
        "question": sentence("The question in other words"),
        "hint": sentence("Help below the question"),
        "why": sentence("Why we ask"),
        "body": sentence("The page's paragraphs"),
        "whose": sentence("own lets the browser propose the person's own"),
        "errors": sentence("What the page says when something is to be corrected"),
    }

    when: When
    question: Text
    hint: Text | None = None
    """Takes the place of the question's own, as do all the others; left out, that one stays."""
    why: Text | None = None
    body: tuple[Text, ...] = ()
    """Paragraphs of a notice or a stop."""
    whose: Literal["own", "other"] | None = None
    """``other`` where the person asked for is not the one who fills in: the browser proposes nothing."""
    errors: dict[Line, Text] = {}


class Question(AboutGroup):
    """One question, one page. Subclasses are the types; each knows all its faces."""

    puts_a_question: ClassVar[bool] = True
    """False for a page that only says something."""
    can_be_optional: ClassVar[bool] = False
    """True for a type that has a way of saying nothing."""
    stores: ClassVar[str] = sentence("Text")
    """What an answer is, for those who read it in another system."""
    left_out: ClassVar[JsonValue] = ""
    """Stored for an optional question that was passed by."""
    identifies: ClassVar[Identifies] = "may"
    """What to take away before others see the rest: whether the answer by itself points out a person."""
    longest_typed: ClassVar[int] = 0
    """Characters of a field that are kept as typed beside the answer; what is longer is shown cleaned."""
    our_errors: ClassVar[Mapping[str, str]] = {}
    """Our sentence for an error that the author has not worded."""
    ends_here: ClassVar[bool] = False
    """True for a page that nobody goes on from."""
    error_kinds: ClassVar[tuple[str, ...]] = ("missing",)
    """The errors that a form's author may word."""

    keys_told: ClassVar[Mapping[str, str]] = {
        "id": sentence("The name of the question, which never changes"),
        "type": sentence("What kind of question it is"),
        "question": sentence("The question, as the page's heading"),
        "short": sentence("The question in short, on the check page, the receipt and as a column"),
        "hint": sentence("Help below the question"),
        "why": sentence("Why we ask"),
        "optional": sentence("ja: the question can be passed by"),
        "when": sentence("When the page is there"),
        "paper_when": sentence("What paper says in its place"),
        "errors": sentence("What the page says when something is to be corrected"),
        "recalls": sentence("Earlier questions whose answers stand on the page"),
        "words": sentence("Words for others than the person"),
        "each": sentence("group: asked once for each group of services that is chosen apart"),
        "profile": sentence("ja: the question shows what stands in the provider's file today"),
    }

    id: Id
    type: str
    """Each type narrows it to its own name."""
    question: Text
    short: Text | None = None
    """The question on the check page and as a column, where the whole is too long."""
    hint: Text | None = None
    why: Text | None = None
    optional: YesNo = False
    when: When = {}
    paper_when: Text | None = None
    """What paper says in place of ``when``: "Answer only if you switch"."""
    errors: dict[Line, Text] = {}
    recalls: tuple[Id, ...] = ()
    """Earlier questions whose answers the page shows: nobody should have to remember them."""
    profile: YesNo = False
    """The id is a field of the chosen provider's profile: shown as it stands today, to be changed."""
    each: Literal["group"] | None = None
    """``group`` where the question is asked once for each group of services that is chosen by itself."""
    words: tuple[Wording, ...] = ()
    """Words for others than the person: the first whose condition holds. What is stored has the same name."""

    @property
    def typed_room(self) -> int:
        """Return how many typed characters are kept; none of groups' answers: a cookie must hold them all."""
        return 0 if self.group else self.longest_typed

    def worded(self, asking: Asking) -> Self:
        """Return the question in the words for who is asked."""
        for wording in self.words:
            if asking.holds(wording.when):
                given = {
                    name: getattr(wording, name) for name in ("question", "hint", "why", "body", "whose")
                }
                update = {name: words for name, words in given.items() if words}
                errors = {**self.errors, **wording.errors}
                # The short words head a column: one question has one, whoever answers it.
                short = self.short or self.question
                return self.model_copy(update={**update, "errors": errors, "short": short})
        return self

    def flags(self, answer: JsonValue, asking: Asking) -> tuple[str, ...]:  # noqa: ARG002 - the types need it
        """Return what of an answer an officer must look at twice."""
        return ()

    def available(self, asking: Asking) -> bool:  # noqa: ARG002 - the types need it
        """Say whether the service can do what the question is asked for."""
        return True

    def holds(self, asking: Asking) -> bool:
        """Say whether the page is on this person's way."""
        return self.available(asking) and asking.holds(self.when)

    def values_known_to_author(self) -> Sequence[str]:
        """List the answers a condition may name; nothing where they come from elsewhere."""
        return ()

    def heading(self, asking: Asking) -> str:
        """Return the question as its page is headed."""
        asked = self.question.in_(asking.words.language)
        return f"{asked} {asking.words.say('(optional)')}" if self.optional else asked

    def label(self, language: str) -> str:
        """Return the question's short words."""
        return (self.short or self.question).in_(language)

    def error(self, kind: str, asking: Asking) -> str:
        """Return the author's words for an error, or ours."""
        if kind in self.errors:
            return self.errors[kind].in_(asking.words.language)
        return asking.words.say(self.our_errors.get(kind, sentence("Answer the question")))

    def face(self, asking: Asking) -> Face:  # noqa: ARG002 - the types need it
        """Return how the question is drawn."""
        raise KeyError(type(self).__name__)

    def paper(self, asking: Asking) -> tuple[PaperPart, ...]:
        """Return what paper leaves room for: boxes where there are choices, else lines."""
        face = self.face(asking)
        if face.choices:
            return (Boxes(tuple(paper_option(choice) for choice in face.choices), face.several),)
        if face.parts:
            return tuple(Lines(part.label) for part in face.parts)
        return (Lines(count=int(face.attributes.get("rows", 1))),)

    def make_field(self, asking: Asking) -> Field:  # noqa: ARG002 - the types need it
        """Return the WTForms field that takes the answer in."""
        raise KeyError(type(self).__name__)

    def field_names(self) -> tuple[str, ...]:
        """List the fields of the page: one with the question's own id, unless it has parts."""
        return (self.id,)

    def typed_names(self) -> tuple[str, ...]:
        """List the fields whose text is kept as typed."""
        return self.field_names()

    def make_fields(self, asking: Asking) -> dict[str, Field]:
        """Return the page's fields by their names, in the order of the page."""
        return {self.id: self.make_field(asking)}

    def answer(self, data: Mapping[str, Any], asking: Asking) -> JsonValue:  # noqa: ARG002 - the types need it
        """Return what the fields hold as it is stored; they have been found right."""
        return str(data[self.id])

    def shown(self, answer: JsonValue) -> dict[str, JsonValue]:
        """Return what the fields show of an answer given before; nothing of one that is not of this type."""
        return {self.id: answer}

    def initial(self, asking: Asking) -> dict[str, JsonValue]:
        """Return what the fields show before there is an answer: of a profile, what is published today."""
        provider = asking.content.providers.get(str(asking.answers.get("provider", "")))
        if not self.profile or provider is None:
            return {}
        value = stated(provider)[self.id]
        return {} if value is None else self.shown(value)

    def largest_answers(self, asking: Asking) -> Sequence[JsonValue]:  # noqa: ARG002 - the types need it
        """List the answers that the longest one is among: the cookie must hold it, and its words."""
        return ()

    def columns(self) -> tuple[Column, ...]:
        """List the columns that the answer fills: one, unless its parts stand apart; a notice has none."""
        return (Column(self.id, "", self.label(MAIN_LANGUAGE)),) if self.puts_a_question else ()

    def answer_schema(self) -> JsonObject:
        """Return the JSON Schema of an answer as it is stored: here any text at all."""
        return {"type": "string"}

    def stored_schema(self) -> JsonObject:
        """Return the schema of what may be stored: an answer or, of an optional question, none."""
        return (
            {"anyOf": [{"const": self.left_out}, self.answer_schema()]}
            if self.optional
            else self.answer_schema()
        )

    def value_words(self) -> Mapping[str, Text]:
        """Return the words of each value that the form itself names; empty where any can come."""
        return {}

    def told(self, answer: JsonValue, asking: Asking) -> str:  # noqa: ARG002 - the types need it
        """Write an answer as words."""
        return str(answer)

    def told_masked(self, answer: JsonValue, asking: Asking) -> str:
        """Write an answer as words for the receipt, which may lie on a table."""
        return self.told(answer, asking)

    def objection(self, answer: JsonValue, asking: Asking) -> str | None:  # noqa: ARG002 - the types need it
        """Say why an answer given earlier no longer holds, or nothing."""
        return None


def paper_option(choice: Choice) -> PaperOption:
    """Return an alternative as it stands on paper."""
    return PaperOption(choice.value, choice.label, choice.hint, choice.hindrance, choice.apart)
