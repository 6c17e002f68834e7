"""Where the person lives: one of the municipality's areas. The address itself is not needed."""

from typing import ClassVar, Literal

from pydantic import JsonValue
from wtforms import Field

from hemval.forms.asked.asking import DO_NOT_KNOW, Asking
from hemval.forms.columns.column import Identifies
from hemval.forms.question import Choice, Face, JsonObject, Question
from hemval.forms.types.radio import one_of_ids, radio_field
from hemval.words import Phrase, sentence


class Area(Question):
    """Radio buttons with the areas, and "I don't know"."""

    stores: ClassVar[str] = sentence("An area: its name in tables, its id in JSON")
    identifies: ClassVar[Identifies] = "no"

    type: Literal["area"]

    def face(self, asking: Asking) -> Face:
        """Draw the areas as rows."""
        return Face("choices", self._choices(asking))

    def make_field(self, asking: Asking) -> Field:
        """Take one of the areas."""
        return radio_field(self._values(asking), self.error("missing", asking))

    def largest_answers(self, asking: Asking) -> list[str]:
        """List the areas."""
        return self._values(asking)

    def answer_schema(self) -> JsonObject:
        """Return the shape of an area's id: which areas there are is the municipality's matter."""
        return one_of_ids([DO_NOT_KNOW])

    def told(self, answer: JsonValue, asking: Asking) -> str:
        """Write the area's name."""
        area = asking.content.municipality.areas.get(str(answer))
        return area.in_(asking.words.language) if area else asking.words.say("I do not know")

    def objection(self, answer: JsonValue, asking: Asking) -> str | None:
        """Ask again where the area is no more."""
        return None if answer in self._values(asking) else self.error("missing", asking)

    def _values(self, asking: Asking) -> list[str]:
        return [*asking.content.municipality.areas, DO_NOT_KNOW]

    def _choices(self, asking: Asking) -> tuple[Choice, ...]:
        language = asking.words.language
        areas = asking.content.municipality.areas.items()
        do_not_know = Phrase(asking.words.say("I do not know"), language)
        return (
            *(Choice(identity, name.phrase(language)) for identity, name in areas),
            Choice(DO_NOT_KNOW, do_not_know, apart=True),
        )
