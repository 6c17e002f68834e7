"""A personal identity number or co-ordination number, which one may decline to write."""

from collections.abc import Callable, Mapping
from typing import Any, ClassVar, Literal

from pydantic import JsonValue
from wtforms import Field, Form
from wtforms.validators import StopValidation

from hemval.forms.asked.asking import Asking
from hemval.forms.columns.column import Identifies
from hemval.forms.cookie.incompressible import some_of
from hemval.forms.paper.face import Boxes, Digits, PaperPart
from hemval.forms.question import Choice, Face, JsonObject, paper_option
from hemval.forms.typed.identity import NotAnIdentityNumber, identity_number, masked, shown
from hemval.forms.types.line import LineQuestion
from hemval.forms.types.line_field import Unclear, line_field
from hemval.forms.types.tick_boxes import tick_boxes
from hemval.words import Text, sentence

DECLINED = "_declined"
"""The answer of a person who would rather be called than write the number."""


class IdentityNumber(LineQuestion):
    """Stored as twelve digits, shown with its dash."""

    stores: ClassVar[str] = sentence(
        "A personal identity number: twelve digits, in tables with a dash before the last four"
    )
    identifies: ClassVar[Identifies] = "yes"
    error_kinds: ClassVar[tuple[str, ...]] = (
        "missing", "unclear", "no-such-date", "check-digit", "century", "future", "both"
    )  # fmt: skip
    our_errors: ClassVar[Mapping[str, str]] = {
        "both": sentence("Write the number, or tick that you would rather not, but not both")
    }

    keys_told: ClassVar[Mapping[str, str]] = {
        "decline": sentence("Words for being called in place of writing the number")
    }

    type: Literal["identity-number"]
    decline: Text | None = None
    """Words for being called in its place; there only where the municipality takes that in."""

    def face(self, asking: Asking) -> Face:
        """Draw the line, and below it the box of who would rather not."""
        return Face("line", self._apart(asking), attributes=self.attributes())

    def attributes(self) -> dict[str, str]:
        """Bring up digits; the browser must not remember it."""
        return {"autocomplete": "off", "inputmode": "numeric", "spellcheck": "false"}

    def paper(self, asking: Asking) -> tuple[PaperPart, ...]:
        """Leave a box for each digit: the day of birth, and four more; and one for who would rather not."""
        apart = tuple(paper_option(choice) for choice in self._apart(asking))
        return (Digits((8, 4)), *([Boxes(apart)] if apart else []))

    def read(self, typed: str, asking: Asking) -> str:
        """Read the number in any of the ways people write it."""
        try:
            return identity_number(typed, asking.today)
        except NotAnIdentityNumber as error:
            raise Unclear(error.fault) from error

    def field_names(self) -> tuple[str, ...]:
        """List the line, and the box below it."""
        return (self.id, *([self._box] if self.decline else []))

    def typed_names(self) -> tuple[str, ...]:
        """List the line."""
        return (self.id,)

    def make_fields(self, asking: Asking) -> dict[str, Field]:
        """Take one of the two in."""
        if not self._apart(asking):
            return {self.id: self.make_field(asking)}
        line = line_field(
            lambda typed: self.read(typed, asking),
            lambda kind: self.error(kind, asking),
            optional=bool(self.optional),
            before=(self._line_or_box(asking),),
        )
        return {self.id: line, self._box: tick_boxes([DECLINED], lambda _: None)}

    def answer(self, data: Mapping[str, Any], asking: Asking) -> JsonValue:
        """Return the twelve digits, or that the person would rather not."""
        return DECLINED if DECLINED in (data.get(self._box) or ()) else super().answer(data, asking)

    def shown(self, answer: JsonValue) -> dict[str, JsonValue]:
        """Show the number, or the tick."""
        if answer != DECLINED:
            return super().shown(answer)
        return {self.id: "", self._box: [DECLINED]}

    def flags(self, answer: JsonValue, asking: Asking) -> tuple[str, ...]:  # noqa: ARG002 - all alike
        """Tell the officer that the person must be called."""
        return ("declined",) if answer == DECLINED else ()

    def largest_answers(self, asking: Asking) -> list[str]:
        """Return twelve digits, and none."""
        return [some_of("0123456789", 12, self.id), *(choice.value for choice in self._apart(asking))]

    def answer_schema(self) -> JsonObject:
        """Return twelve digits, or that the person would rather not where that can be answered."""
        digits: JsonObject = {"type": "string", "pattern": "^[0-9]{12}$", "maxLength": 12}
        return {"anyOf": [digits, {"const": DECLINED}]} if self.decline else digits

    def told(self, answer: JsonValue, asking: Asking) -> str:
        """Write it with its dash."""
        if answer == DECLINED:
            return asking.words.say("Would rather not write it here. Call.")
        return shown(str(answer)) if answer else super().told(answer, asking)

    def told_masked(self, answer: JsonValue, asking: Asking) -> str:
        """Write only the date of birth."""
        return masked(str(answer)) if answer and answer != DECLINED else self.told(answer, asking)

    def objection(self, answer: JsonValue, asking: Asking) -> str | None:
        """Ask for the number where the municipality has come to demand it."""
        return self.error("missing", asking) if answer == DECLINED and not self._apart(asking) else None

    @property
    def _box(self) -> str:
        return f"{self.id}{DECLINED}"

    def _apart(self, asking: Asking) -> tuple[Choice, ...]:
        if self.decline is None or not asking.may_decline_identity_number:
            return ()
        return (Choice(DECLINED, self.decline.phrase(asking.words.language), apart=True),)

    def _line_or_box(self, asking: Asking) -> Callable[[Form, Field], None]:
        def check(form: Form, field: Field) -> None:
            if DECLINED not in (form[self._box].data or ()):
                return
            if field.data and field.data.strip():
                raise StopValidation(self.error("both", asking))
            raise StopValidation

        return check
