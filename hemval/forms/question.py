"""What every type of question has: its words, its branch, and the faces that a type fills in."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import ClassVar

from pydantic import JsonValue
from wtforms import Field

from hemval.content.kinds import Id, Line, Model, YesNo
from hemval.forms.asking import Asking
from hemval.words import Phrase, Text


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
class Face:
    """How a question looks on a page: which macro draws it and with what."""

    macro: str
    """Name of the macro in site_src/theme/fields.html."""
    choices: tuple[Choice, ...] = ()
    attributes: dict[str, str] = field(default_factory=dict)
    """HTML attributes of the input: autocomplete, inputmode."""


class Question(Model):
    """One question, one page. Subclasses are the types; each knows all its faces."""

    puts_a_question: ClassVar[bool] = True
    """False for a page that only says something."""
    ends_here: ClassVar[bool] = False
    """True for a page that nobody goes on from."""
    error_kinds: ClassVar[tuple[str, ...]] = ("missing",)
    """The errors that a form's author may word."""

    id: Id
    question: Text
    short: Text | None = None
    """The question on the check page and as a column, where the whole is too long."""
    hint: Text | None = None
    why: Text | None = None
    optional: YesNo = False
    when: dict[Line, tuple[Line, ...]] = {}
    errors: dict[Line, Text] = {}

    def holds(self, asking: Asking) -> bool:
        """Say whether the page is on this person's way."""
        return asking.holds(self.when)

    def values_known_to_author(self) -> Sequence[str]:
        """List the answers a condition may name; nothing where they come from elsewhere."""
        return ()

    def label(self, language: str) -> str:
        """Return the question's short words."""
        return (self.short or self.question).in_(language)

    def error(self, kind: str, asking: Asking) -> str:
        """Return the author's words for an error, or ours."""
        if kind in self.errors:
            return self.errors[kind].in_(asking.words.language)
        return asking.words.say("Answer the question")

    def face(self, asking: Asking) -> Face:  # noqa: ARG002 - the types need it
        """Return how the question is drawn."""
        raise KeyError(type(self).__name__)

    def make_field(self, asking: Asking) -> Field:  # noqa: ARG002 - the types need it
        """Return the WTForms field that takes the answer in."""
        raise KeyError(type(self).__name__)

    def largest_answers(self, asking: Asking) -> Sequence[str]:  # noqa: ARG002 - the types need it
        """List the answers that the longest one is among: the cookie must hold it, and its words."""
        return ()

    def told(self, answer: JsonValue, asking: Asking) -> str:  # noqa: ARG002 - the types need it
        """Write an answer as words."""
        return str(answer)

    def told_masked(self, answer: JsonValue, asking: Asking) -> str:
        """Write an answer as words for the receipt, which may lie on a table."""
        return self.told(answer, asking)

    def objection(self, answer: JsonValue, asking: Asking) -> str | None:  # noqa: ARG002 - the types need it
        """Say why an answer given earlier no longer holds, or nothing."""
        return None
