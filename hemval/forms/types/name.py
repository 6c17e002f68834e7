"""A person's name."""

from collections.abc import Mapping
from typing import Annotated, ClassVar, Literal

from pydantic import Field as Limits

from hemval.content.kinds import Whole
from hemval.forms.asked.asking import Asking
from hemval.forms.columns.column import Identifies
from hemval.forms.cookie.incompressible import some_text
from hemval.forms.question import JsonObject
from hemval.forms.typed.cleaning import clean_line
from hemval.forms.types.line import LineQuestion
from hemval.forms.types.line_field import Unclear
from hemval.words import sentence

LONGEST = 100


class Name(LineQuestion):
    """Any name in any script: only length is looked at."""

    stores: ClassVar[str] = sentence("A name")
    identifies: ClassVar[Identifies] = "yes"
    longest_typed: ClassVar[int] = 0
    error_kinds: ClassVar[tuple[str, ...]] = ("missing", "too-long")

    keys_told: ClassVar[Mapping[str, str]] = {
        "at_most": sentence("Most characters, at least 20"),
        "whose": sentence("own lets the browser propose the person's own"),
    }

    type: Literal["name"]
    whose: Literal["own", "other"] = "other"
    """``own`` lets the browser offer the user's own name (WCAG 1.3.5)."""

    at_most: Annotated[Whole, Limits(ge=20, le=LONGEST)] = LONGEST
    """Characters: fewer where the citizen's cookie has much else to hold."""

    def attributes(self) -> dict[str, str]:
        """Offer one's own name only where it is asked for."""
        return {"autocomplete": "name" if self.whose == "own" else "off", "spellcheck": "false"}

    def answer_schema(self) -> JsonObject:
        """Return one line of any signs."""
        return {"type": "string", "minLength": 1, "maxLength": self.at_most, "pattern": r"^[^\n\r]+$"}

    def largest_answers(self, asking: Asking) -> list[str]:  # noqa: ARG002 - the same for everybody
        """Return a name of rare characters: four bytes each."""
        return [some_text(self.at_most, self.id)]

    def read(self, typed: str, asking: Asking) -> str:  # noqa: ARG002 - the same for everybody
        """Keep the name as typed, without control characters and doubled spaces."""
        name = clean_line(typed)
        if not name:
            raise Unclear("missing")
        if len(name) > self.at_most:
            raise Unclear("too-long")
        return name
