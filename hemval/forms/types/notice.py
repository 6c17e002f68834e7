"""A page that says something before the next question."""

from collections.abc import Mapping
from typing import Any, ClassVar, Literal

from pydantic import JsonValue
from wtforms import Field, HiddenField

from hemval.forms.asked.asking import Asking
from hemval.forms.paper.face import PaperPart, Said
from hemval.forms.question import READ, Face, Question
from hemval.words import Text, sentence


class Notice(Question):
    """Read, then go on. Having read it is all the answer there is; it is not stored with the choice."""

    puts_a_question: ClassVar[bool] = False

    keys_told: ClassVar[Mapping[str, str]] = {
        "body": sentence("The page's paragraphs"),
        "paper_body": sentence("The paragraphs on paper, where they differ"),
    }

    type: Literal["notice"]
    body: tuple[Text, ...]
    """Paragraphs."""
    paper_body: tuple[Text, ...] = ()
    """What stands on paper in their place; empty where it is the same."""

    def face(self, asking: Asking) -> Face:  # noqa: ARG002 - the same for everybody
        """Draw the paragraphs."""
        return Face("notice")

    def paper(self, asking: Asking) -> tuple[PaperPart, ...]:
        """Say the same, or what is said on paper instead."""
        language = asking.words.language
        return (Said(tuple(text.phrase(language) for text in self.paper_body or self.body)),)

    def make_field(self, asking: Asking) -> Field:  # noqa: ARG002 - the same for everybody
        """Take nothing in."""
        return HiddenField()

    def answer(self, data: Mapping[str, Any], asking: Asking) -> JsonValue:  # noqa: ARG002 - nothing to read
        """Return that it has been read."""
        return READ

    def shown(self, answer: JsonValue) -> dict[str, JsonValue]:  # noqa: ARG002 - nothing to show
        """Show nothing."""
        return {}
