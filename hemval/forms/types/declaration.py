"""A statement that the person confirms, with what it means to do so."""

from collections.abc import Mapping, Sequence
from typing import ClassVar, Literal

from pydantic import JsonValue
from wtforms import Field

from hemval.forms.asked.asking import Asking
from hemval.forms.columns.column import Identifies
from hemval.forms.paper.face import PaperPart, Said
from hemval.forms.question import Choice, Face, JsonObject, Question
from hemval.forms.types.tick_boxes import tick_boxes
from hemval.words import Text, sentence

CONFIRMED = "yes"


class Declaration(Question):
    """One tick box. Never for consent to data: that is information, not something to tick (GDPR art. 13)."""

    stores: ClassVar[str] = sentence("That what is said was confirmed")
    identifies: ClassVar[Identifies] = "no"

    keys_told: ClassVar[Mapping[str, str]] = {
        "statement": sentence("What the person confirms, beside the box"),
        "means": sentence("What it means to confirm it"),
    }

    type: Literal["declaration"]
    statement: Text
    """What is confirmed, in the person's own mouth: "I own the company or may sign for it"."""
    means: tuple[Text, ...]
    """Paragraphs: what follows from confirming it."""

    def face(self, asking: Asking) -> Face:
        """Draw what it means, then the statement with its box."""
        language = asking.words.language
        means = tuple(paragraph.in_(language) for paragraph in self.means)
        return Face(
            "choices", (Choice(CONFIRMED, self.statement.phrase(language)),), several=True, told=means
        )

    def paper(self, asking: Asking) -> tuple[PaperPart, ...]:
        """Say what it means before the box."""
        language = asking.words.language
        return (Said(tuple(text.phrase(language) for text in self.means)), *super().paper(asking))

    def make_field(self, asking: Asking) -> Field:
        """Take the tick."""
        return tick_boxes([CONFIRMED], lambda ticked: None if ticked else self.error("missing", asking))

    def answer(self, data: object, asking: Asking) -> JsonValue:  # noqa: ARG002 - there is one answer
        """Return that it is confirmed."""
        return CONFIRMED

    def shown(self, answer: JsonValue) -> dict[str, JsonValue]:
        """Tick the box."""
        return {self.id: [CONFIRMED]} if answer == CONFIRMED else {}

    def values_known_to_author(self) -> list[str]:
        """List the one answer there is."""
        return [CONFIRMED]

    def largest_answers(self, asking: Asking) -> Sequence[JsonValue]:  # noqa: ARG002 - the same for everybody
        """Return the one answer there is."""
        return [CONFIRMED]

    def answer_schema(self) -> JsonObject:
        """Return the one answer there is."""
        return {"const": CONFIRMED}

    def value_words(self) -> Mapping[str, Text]:
        """Return the statement."""
        return {CONFIRMED: self.statement}

    def told(self, answer: JsonValue, asking: Asking) -> str:  # noqa: ARG002 - there is one answer
        """Write the statement."""
        return self.statement.in_(asking.words.language)

    def objection(self, answer: JsonValue, asking: Asking) -> str | None:
        """Ask again where something else stands."""
        return None if answer == CONFIRMED else self.error("missing", asking)
