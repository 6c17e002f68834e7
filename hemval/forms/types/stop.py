"""A page where the form ends for this person, with what to do instead."""

from collections.abc import Mapping
from typing import ClassVar, Literal

from hemval.content.kinds import Id
from hemval.forms.asked.asking import Asking
from hemval.forms.paper.face import PaperPart, Said
from hemval.forms.question import Face, Question
from hemval.words import Text, sentence


class Stop(Question):
    """Nothing is sent from here: the page says what helps."""

    puts_a_question: ClassVar[bool] = False
    ends_here: ClassVar[bool] = True

    keys_told: ClassVar[Mapping[str, str]] = {
        "leads_to": sentence("The form that a link below leads to"),
        "body": sentence("The page's paragraphs"),
        "paper_body": sentence("The paragraphs on paper, where they differ"),
    }

    type: Literal["stop"]
    body: tuple[Text, ...]
    """Paragraphs."""
    paper_body: tuple[Text, ...] = ()
    """What stands on paper in their place; empty where it is the same."""
    leads_to: Id | None = None
    """The id of a form that helps in this one's place: a button leads there."""

    def face(self, asking: Asking) -> Face:  # noqa: ARG002 - the same for everybody
        """Draw the paragraphs, without a way on in this form."""
        return Face("stop")

    def paper(self, asking: Asking) -> tuple[PaperPart, ...]:
        """Say the same, or what is said on paper instead."""
        language = asking.words.language
        return (Said(tuple(text.phrase(language) for text in self.paper_body or self.body)),)
