"""The reference on a receipt of something sent before, or the code in a letter, as somebody typed it off."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, Literal

from pydantic import JsonValue

from hemval.forms.asked.asking import GIVEN, Asking
from hemval.forms.columns.column import Identifies
from hemval.forms.cookie.incompressible import some_of
from hemval.forms.paper.face import Digits, PaperPart
from hemval.forms.question import JsonObject
from hemval.forms.sent.reference import ALPHABET, LENGTH, NotAReference, grouped, normalise
from hemval.forms.typed.cleaning import clean_digits
from hemval.forms.types.line import LineQuestion
from hemval.forms.types.line_field import Unclear
from hemval.words import Text, sentence

NONE = "_none"
"""Stored where it was left out, so that a form can ask further who has none; no id begins so."""


class Reference(LineQuestion):
    """Stored as eight signs, shown in two groups.

    Only whether it can be a reference is said: whether there is one like it, nobody learns from a form.
    """

    stores: ClassVar[str] = sentence("A reference of something sent in before")
    identifies: ClassVar[Identifies] = "yes"
    left_out: ClassVar[JsonValue] = NONE
    error_kinds: ClassVar[tuple[str, ...]] = ("missing", "length", "character", "check")
    our_errors: ClassVar[Mapping[str, str]] = {
        "missing": sentence("Write the reference"),
        "length": sentence("Write all eight letters and digits, such as 7K2W XDPM"),
        "character": sentence("Look at each letter and digit. A reference never has a vowel, 0 or 1."),
        "check": sentence("A letter or digit is wrong. Look at the reference once more, one at a time."),
    }

    keys_told: ClassVar[Mapping[str, str]] = {
        "empty": sentence("What it means to leave it out"),
        "of": sentence("sent is a receipt's, letter the code in a letter when a provider stops"),
    }

    type: Literal["reference"]
    of: Literal["sent", "letter"] = "sent"
    """``letter`` is a code of the same signs that leads to nothing sent before: to whom an exit touches."""
    empty: Text | None = None
    """What an optional reference left out means: "I do not have it"."""

    def attributes(self) -> dict[str, str]:
        """Leave the browser out of it: it would offer an old one, or correct it to a word."""
        return {"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}

    def paper(self, asking: Asking) -> tuple[PaperPart, ...]:  # noqa: ARG002 - the same for everybody
        """Leave a box for each sign."""
        return (Digits((4, 4)),)

    def read(self, typed: str, asking: Asking) -> str:  # noqa: ARG002 - the same for everybody
        """Read the reference however it is set apart, in large letters or small."""
        try:
            return normalise(clean_digits(typed))
        except NotAReference as error:
            raise Unclear(error.reason) from error

    def answer(self, data: Mapping[str, Any], asking: Asking) -> JsonValue:
        """Return the reference, or that there is none."""
        return super().answer(data, asking) or NONE

    def shown(self, answer: JsonValue) -> dict[str, JsonValue]:
        """Show it in its groups."""
        return {self.id: grouped(str(answer)) if answer != NONE else ""}

    def values_known_to_author(self) -> list[str]:
        """List that there is one, or none: no condition can name a reference."""
        return [NONE, GIVEN]

    def largest_answers(self, asking: Asking) -> Sequence[JsonValue]:  # noqa: ARG002 - the same for everybody
        """Return eight signs, or nothing: the words for that may be longer."""
        return ["", some_of(ALPHABET, LENGTH, self.id)]

    def answer_schema(self) -> JsonObject:
        """Return eight signs of those there are."""
        return {"type": "string", "pattern": f"^[{ALPHABET}]{{{LENGTH}}}$", "maxLength": LENGTH}

    def value_words(self) -> Mapping[str, Text]:
        """Return the words for having none."""
        return {NONE: self.empty} if self.empty else {}

    def told(self, answer: JsonValue, asking: Asking) -> str:
        """Write it in its groups, or what it means to have left it out."""
        if answer and answer != NONE:
            return grouped(str(answer))
        return self.empty.in_(asking.words.language) if self.empty else asking.words.say("Not answered")

    def objection(self, answer: JsonValue, asking: Asking) -> str | None:
        """Ask again where the form has come to want one."""
        return self.error("missing", asking) if answer == NONE and not self.optional else None
