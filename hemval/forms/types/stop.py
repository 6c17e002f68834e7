"""A page where the form ends for this person, with what to do instead."""

from typing import ClassVar, Literal

from hemval.forms.asking import Asking
from hemval.forms.question import Face, Question
from hemval.words import Text


class Stop(Question):
    """Nothing is sent from here: the page says what helps."""

    puts_a_question: ClassVar[bool] = False
    ends_here: ClassVar[bool] = True

    type: Literal["stop"]
    body: tuple[Text, ...]
    """Paragraphs."""

    def face(self, asking: Asking) -> Face:  # noqa: ARG002 - the same for everybody
        """Draw the paragraphs, without a button."""
        return Face("stop")
