"""A text of several lines, with a limit. Never about health: nobody needs to write that here."""

from collections.abc import Mapping, Sequence
from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field as Limits
from pydantic import JsonValue
from wtforms import Field, TextAreaField

from hemval.content.kinds import Whole
from hemval.forms.asked.asking import Asking
from hemval.forms.cookie.incompressible import some_text
from hemval.forms.question import Face, JsonObject, Question
from hemval.forms.typed.cleaning import clean_line
from hemval.forms.types.line_field import Unclear, line_field
from hemval.words import sentence
from hemval.words.dates import number_told


class FreeText(Question):
    """Stored line by line as it was written, without what nobody can see."""

    stores: ClassVar[str] = sentence("Text of several lines")
    can_be_optional: ClassVar[bool] = True
    error_kinds: ClassVar[tuple[str, ...]] = ("missing", "too-long")
    our_errors: ClassVar[Mapping[str, str]] = {"too-long": sentence("The text is too long.")}

    keys_told: ClassVar[Mapping[str, str]] = {
        "at_most": sentence("Most characters, at least 20"),
    }

    type: Literal["text"]
    at_most: Annotated[Whole, Limits(ge=20, le=2_000)]
    """Characters. The citizen's cookie holds them while the form is filled in: the check says what fits."""

    def face(self, asking: Asking) -> Face:
        """Draw as many lines as the limit needs, with the limit in words."""
        rows = str(min(12, max(2, self.at_most // 50)))
        number = number_told(self.at_most, asking.words)
        limit = asking.words.say("Write at most %(number)s characters.", number=number)
        return Face("lines", attributes={"rows": rows}, told=(limit,))

    def make_field(self, asking: Asking) -> Field:
        """Take the text in."""
        return line_field(
            lambda typed: self.read(typed, asking),
            lambda kind: self.error(kind, asking),
            optional=bool(self.optional),
            kind=TextAreaField,
        )

    def read(self, typed: str, asking: Asking) -> str:
        """Return the text as it is stored; raise ``Unclear`` with the kind of error."""
        lines = "\n".join(clean_line(line) for line in typed.splitlines()).strip()
        if not lines:
            raise Unclear("missing")
        if len(lines) > self.at_most:
            told = asking.words.say(
                "You have written %(written)s characters. Write at most %(number)s characters.",
                written=number_told(len(lines), asking.words),
                number=number_told(self.at_most, asking.words),
            )
            raise Unclear("too-long", told)
        return lines

    def answer(self, data: Mapping[str, Any], asking: Asking) -> JsonValue:
        """Return the text as it is stored; empty where nothing was written."""
        typed = str(data[self.id] or "")
        return self.read(typed, asking) if clean_line(typed) else ""

    def largest_answers(self, asking: Asking) -> Sequence[JsonValue]:  # noqa: ARG002 - the same for everybody
        """Return as much as is taken in."""
        return [some_text(self.at_most, self.id)]

    def answer_schema(self) -> JsonObject:
        """Return lines of any signs, up to the limit."""
        return {"type": "string", "minLength": 1, "maxLength": self.at_most}

    def told(self, answer: JsonValue, asking: Asking) -> str:
        """Write the text as it was given."""
        return str(answer) or asking.words.say("Not answered")

    def objection(self, answer: JsonValue, asking: Asking) -> str | None:
        """Ask again where the form has come to take less, or to want an answer."""
        if answer == "" and self.optional:
            return None
        try:
            self.read(str(answer), asking)
        except Unclear as unclear:
            return f"{self.error(str(unclear), asking)} {unclear.more}".strip()
        return None
