"""A choice of one among alternatives that the form's author wrote."""

from typing import Literal

from pydantic import Field as Limits
from pydantic import JsonValue
from wtforms import Field

from hemval.content.kinds import Id, Model
from hemval.forms.asking import Asking
from hemval.forms.question import Choice, Face, Question
from hemval.forms.types.radio import radio_field
from hemval.words import Text


class Option(Model):
    """One alternative."""

    id: Id
    label: Text
    hint: Text | None = None


class ChoiceOfOne(Question):
    """Radio buttons, one answer."""

    type: Literal["choice-of-one"]
    options: tuple[Option, ...] = Limits(min_length=2)

    def face(self, asking: Asking) -> Face:
        """Draw the alternatives as whole rows to press."""
        return Face("radios", self._choices(asking))

    def make_field(self, asking: Asking) -> Field:
        """Take one of the alternatives."""
        return radio_field([option.id for option in self.options], self.error("missing", asking))

    def told(self, answer: JsonValue, asking: Asking) -> str:
        """Write the alternative's words."""
        labels = {option.id: option.label.in_(asking.words.language) for option in self.options}
        return labels.get(str(answer), str(answer))

    def _choices(self, asking: Asking) -> tuple[Choice, ...]:
        language = asking.words.language
        return tuple(
            Choice(option.id, option.label.phrase(language), option.hint.in_(language) if option.hint else "")
            for option in self.options
        )
