"""A choice of any number among alternatives that the form's author wrote."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any, ClassVar, Literal

from pydantic import JsonValue
from wtforms import Field

from hemval.forms.asked.asking import Asking
from hemval.forms.question import Choice, Face, JsonObject
from hemval.forms.types.choice_of_one import OptionQuestion
from hemval.forms.types.tick_boxes import tick_boxes
from hemval.words import Text, sentence

NONE = "_none"
"""The answer of a person for whom none of the alternatives is right; no id begins so."""


class ChoiceOfSeveral(OptionQuestion):
    """Tick boxes. Without script nothing unticks the others: "none" beside another is asked about."""

    stores: ClassVar[str] = sentence(
        "Any of the answers: their words with semicolons between in tables, a list of values in JSON"
    )
    can_be_optional: ClassVar[bool] = True
    left_out: ClassVar[JsonValue] = []
    error_kinds: ClassVar[tuple[str, ...]] = ("missing", "combined")
    our_errors: ClassVar[Mapping[str, str]] = {
        "combined": sentence("Choose either the last alternative or one or more of the others")
    }

    keys_told: ClassVar[Mapping[str, str]] = {
        "none": sentence("An answer for none of them, last and never beside another"),
    }

    type: Literal["choice-of-several"]
    none: Text | None = None
    """Words for none of the alternatives; it stands last and cannot be ticked beside another."""

    def face(self, asking: Asking) -> Face:
        """Draw the alternatives as whole rows to press, the one that excludes the others last."""
        language = asking.words.language
        none = (Choice(NONE, self.none.phrase(language), apart=True),) if self.none else ()
        return Face("choices", (*self.choices(asking), *none), several=True)

    def make_field(self, asking: Asking) -> Field:
        """Take any of the alternatives."""
        return tick_boxes(self._values(asking), lambda ticked: self._fault(ticked, asking))

    def answer(self, data: Mapping[str, Any], asking: Asking) -> JsonValue:
        """Return the alternatives in the author's order, each once."""
        return [value for value in self._values(asking) if value in (data[self.id] or ())]

    def shown(self, answer: JsonValue) -> dict[str, JsonValue]:
        """Tick what was ticked."""
        return {self.id: answer} if isinstance(answer, list) else {}

    def values_known_to_author(self) -> list[str]:
        """List the alternatives: a condition holds where one of its values is ticked."""
        return [*(option.id for option in self.options), *([NONE] if self.none else [])]

    def largest_answers(self, asking: Asking) -> Sequence[JsonValue]:  # noqa: ARG002 - the same for everybody
        """Tick every box."""
        return [[option.id for option in self.options]]

    def value_words(self) -> Mapping[str, Text]:
        """Return the alternatives with their words, and those for none of them."""
        return {**super().value_words(), **({NONE: self.none} if self.none else {})}

    def answer_schema(self) -> JsonObject:
        """Return a list of alternatives, or of "none" alone."""
        ids: list[JsonValue] = [option.id for option in self.options]
        ticked: JsonObject = {"type": "array", "items": {"enum": ids}, "minItems": 1, "uniqueItems": True}
        return {"anyOf": [ticked, {"const": [NONE]}]} if self.none else ticked

    def told(self, answer: JsonValue, asking: Asking) -> str:
        """Write the alternatives after each other."""
        labels = {option.id: option.label.in_(asking.words.language) for option in self.options}
        if self.none:
            labels[NONE] = self.none.in_(asking.words.language)
        ticked = [labels.get(str(one), str(one)) for one in answer] if isinstance(answer, list) else []
        return "; ".join(ticked) or asking.words.say("Not answered")

    def objection(self, answer: JsonValue, asking: Asking) -> str | None:
        """Ask again where the person no longer has an alternative."""
        if not isinstance(answer, list) or not all(one in self._values(asking) for one in answer):
            return self.error("missing", asking)
        return self._fault([str(one) for one in answer], asking)

    def _values(self, asking: Asking) -> list[str]:
        return [*(option.id for option in self.open_to(asking)), *([NONE] if self.none else [])]

    def _fault(self, ticked: Collection[str], asking: Asking) -> str | None:
        if not ticked and not self.optional:
            return self.error("missing", asking)
        return self.error("combined", asking) if NONE in ticked and len(ticked) > 1 else None
