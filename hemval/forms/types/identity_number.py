"""A personal identity number or co-ordination number."""

from typing import ClassVar, Literal

from pydantic import JsonValue

from hemval.forms.asking import Asking
from hemval.forms.columns import Identifies
from hemval.forms.identity import NotAnIdentityNumber, identity_number, masked, shown
from hemval.forms.incompressible import some_of
from hemval.forms.paper_face import Digits, PaperPart
from hemval.forms.question import JsonObject
from hemval.forms.types.line import LineQuestion
from hemval.forms.types.line_field import Unclear
from hemval.words import sentence


class IdentityNumber(LineQuestion):
    """Stored as twelve digits, shown with its dash."""

    stores: ClassVar[str] = sentence(
        "A personal identity number: twelve digits, in tables with a dash before the last four"
    )
    identifies: ClassVar[Identifies] = "yes"
    error_kinds: ClassVar[tuple[str, ...]] = (
        "missing", "unclear", "no-such-date", "check-digit", "century", "future"
    )  # fmt: skip

    type: Literal["identity-number"]

    def attributes(self) -> dict[str, str]:
        """Bring up digits; the browser must not remember it."""
        return {"autocomplete": "off", "inputmode": "numeric", "spellcheck": "false"}

    def paper(self, asking: Asking) -> tuple[PaperPart, ...]:  # noqa: ARG002 - the same for everybody
        """Leave a box for each digit: the day of birth, and four more."""
        return (Digits((8, 4)),)

    def read(self, typed: str, asking: Asking) -> str:
        """Read the number in any of the ways people write it."""
        try:
            return identity_number(typed, asking.today)
        except NotAnIdentityNumber as error:
            raise Unclear(error.fault) from error

    def largest_answers(self, asking: Asking) -> list[str]:  # noqa: ARG002 - the same for everybody
        """Return twelve digits."""
        return [some_of("0123456789", 12, self.id)]

    def answer_schema(self) -> JsonObject:
        """Return twelve digits."""
        return {"type": "string", "pattern": "^[0-9]{12}$", "maxLength": 12}

    def told(self, answer: JsonValue, asking: Asking) -> str:
        """Write it with its dash."""
        return shown(str(answer)) if answer else super().told(answer, asking)

    def told_masked(self, answer: JsonValue, asking: Asking) -> str:
        """Write only the date of birth."""
        return masked(str(answer)) if answer else super().told(answer, asking)
