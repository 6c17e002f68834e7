"""A page that says something before the next question."""

from typing import ClassVar, Literal

from wtforms import Field, HiddenField

from hemval.forms.asking import Asking
from hemval.forms.question import Face, Question
from hemval.words import Text


class Notice(Question):
    """Read, then go on. Having read it is all the answer there is; it is not stored with the choice."""

    puts_a_question: ClassVar[bool] = False

    type: Literal["notice"]
    body: tuple[Text, ...]
    """Paragraphs."""

    def face(self, asking: Asking) -> Face:  # noqa: ARG002 - the same for everybody
        """Draw the paragraphs."""
        return Face("notice")

    def make_field(self, asking: Asking) -> Field:  # noqa: ARG002 - the same for everybody
        """Take nothing in."""
        return HiddenField()
