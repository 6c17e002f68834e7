"""Which help a choice is about: of that which the rules let people choose, and somebody gives."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any, ClassVar, Literal, get_args

from pydantic import JsonValue
from wtforms import Field

from hemval.content.services import SERVICES, Service
from hemval.forms.asked.asking import DO_NOT_KNOW, Asking
from hemval.forms.columns.column import Identifies
from hemval.forms.question import Choice, Face, JsonObject, Question
from hemval.forms.types.tick_boxes import tick_boxes
from hemval.rules.on_offer import services_offered
from hemval.words import LANGUAGES, Phrase, Text, sentence, words_in
from hemval.words.plain import sentence_case

HELP_UNKNOWN = "help-unknown"
"""The flag on a choice of a person who does not know which help it is about."""

HELP_MISSING = "help-missing"
"""The flag on one from paper that does not say it, where help is chosen apart: no rule judges it."""


class ServicesQuestion(Question):
    """Tick boxes, and "I do not know", which cannot be ticked beside another."""

    identifies: ClassVar[Identifies] = "no"
    error_kinds: ClassVar[tuple[str, ...]] = ("missing", "combined")
    our_errors: ClassVar[Mapping[str, str]] = {
        "missing": sentence("Tick which help it is, or that you do not know"),
        "combined": sentence("Tick which help it is, or that you do not know, but not both"),
    }

    type: Literal["services"]

    def face(self, asking: Asking) -> Face:
        """Draw each kind of help as a row to press."""
        words = asking.words
        choices = [
            Choice(one, Phrase(sentence_case(words.say(SERVICES[one])), words.language))
            for one in _offered(asking)
        ]
        unknown = Choice(DO_NOT_KNOW, Phrase(words.say("I do not know"), words.language), apart=True)
        return Face("choices", (*choices, unknown), several=True)

    def make_field(self, asking: Asking) -> Field:
        """Take any of them."""
        return tick_boxes(self._values(asking), lambda ticked: self._fault(ticked, asking))

    def answer(self, data: Mapping[str, Any], asking: Asking) -> JsonValue:
        """Return what was ticked in the order of the page, each once."""
        return [value for value in self._values(asking) if value in (data[self.id] or ())]

    def shown(self, answer: JsonValue) -> dict[str, JsonValue]:
        """Tick what was ticked."""
        return {self.id: answer} if isinstance(answer, list) else {}

    def values_known_to_author(self) -> list[str]:
        """List all kinds of help, and not to know."""
        return [*get_args(Service), DO_NOT_KNOW]

    def largest_answers(self, asking: Asking) -> Sequence[JsonValue]:
        """Tick every box."""
        return [list(_offered(asking))]

    def answer_schema(self) -> JsonObject:
        """Return a list of kinds of help, or of "I do not know" alone."""
        kinds: list[JsonValue] = list(get_args(Service))
        ticked: JsonObject = {"type": "array", "items": {"enum": kinds}, "minItems": 1, "uniqueItems": True}
        return {"anyOf": [ticked, {"const": [DO_NOT_KNOW]}]}

    def value_words(self) -> Mapping[str, Text]:
        """Return each kind of help in words."""
        told = {**SERVICES, DO_NOT_KNOW: sentence("I do not know")}
        return {
            value: Text({language: sentence_case(words_in(language).say(said)) for language in LANGUAGES})
            for value, said in told.items()
        }

    def flags(self, answer: JsonValue, asking: Asking) -> tuple[str, ...]:  # noqa: ARG002 - known or not
        """Have the officer look up what was not known."""
        return (HELP_UNKNOWN,) if answer == [DO_NOT_KNOW] else ()

    def told(self, answer: JsonValue, asking: Asking) -> str:
        """Write the kinds of help after each other."""
        told = self.value_words()
        ticked = [str(one) for one in answer] if isinstance(answer, list) else []
        return "; ".join(told[one].in_(asking.words.language) if one in told else one for one in ticked)

    def objection(self, answer: JsonValue, asking: Asking) -> str | None:
        """Ask again where something is no longer in the choice."""
        if not isinstance(answer, list) or not all(one in self._values(asking) for one in answer):
            return self.error("missing", asking)
        return self._fault([str(one) for one in answer], asking)

    def _values(self, asking: Asking) -> list[str]:
        return [*_offered(asking), DO_NOT_KNOW]

    def _fault(self, ticked: Collection[str], asking: Asking) -> str | None:
        if not ticked:
            return self.error("missing", asking)
        return self.error("combined", asking) if DO_NOT_KNOW in ticked and len(ticked) > 1 else None


def _offered(asking: Asking) -> tuple[Service, ...]:
    return services_offered(asking.content, asking.today)
