"""A question answered in one line of text: what name, phone and identity number share."""

from abc import abstractmethod
from collections.abc import Mapping
from typing import Any, ClassVar

from pydantic import JsonValue
from wtforms import Field

from hemval.forms.asked.asking import Asking
from hemval.forms.question import Face, Question
from hemval.forms.types.line_field import line_field


class LineQuestion(Question):
    """One line. A type says how it is read and which attributes help the browser help."""

    can_be_optional: ClassVar[bool] = True
    longest_typed: ClassVar[int] = 24

    def face(self, asking: Asking) -> Face:  # noqa: ARG002 - the same for everybody
        """Draw one input."""
        return Face("line", attributes=self.attributes())

    @abstractmethod
    def attributes(self) -> dict[str, str]:
        """Return the input's HTML attributes."""

    @abstractmethod
    def read(self, typed: str, asking: Asking) -> str:
        """Return what was typed as it is stored; raise ``Unclear`` with the kind of error."""

    def make_field(self, asking: Asking) -> Field:
        """Take the line in."""
        return line_field(
            lambda typed: self.read(typed, asking),
            lambda kind: self.error(kind, asking),
            optional=bool(self.optional),
        )

    def answer(self, data: Mapping[str, Any], asking: Asking) -> JsonValue:
        """Return the line as it is stored; empty where nothing was written."""
        typed = str(data[self.id] or "")
        return self.read(typed, asking) if typed.strip() else ""

    def told(self, answer: JsonValue, asking: Asking) -> str:
        """Write the line as it was given."""
        return str(answer) or asking.words.say("Not answered")
