"""A telephone number, in whatever way people write theirs."""

import re
from collections.abc import Mapping
from typing import ClassVar, Literal

from hemval.forms.asked.asking import Asking
from hemval.forms.columns.column import Identifies
from hemval.forms.cookie.incompressible import some_of
from hemval.forms.question import JsonObject
from hemval.forms.typed.cleaning import DASHES, clean_digits, clean_line
from hemval.forms.types.line import LineQuestion
from hemval.forms.types.line_field import Unclear
from hemval.words import sentence

FEWEST_DIGITS = 6
MOST_DIGITS = 15
"""The longest number there is (ITU-T E.164)."""

LONGEST = 40
"""Characters with all that people put between the digits."""


class PhoneNumber(LineQuestion):
    """Stored as typed: it is a person who will dial it."""

    stores: ClassVar[str] = sentence("A telephone number as it was written")
    identifies: ClassVar[Identifies] = "yes"
    error_kinds: ClassVar[tuple[str, ...]] = ("missing", "unclear")

    keys_told: ClassVar[Mapping[str, str]] = {
        "whose": sentence("own lets the browser propose the person's own"),
    }

    type: Literal["phone"]
    whose: Literal["own", "other"] = "other"
    """``own`` lets the browser offer the user's own number (WCAG 1.3.5)."""

    def attributes(self) -> dict[str, str]:
        """Bring up the keypad; offer one's own number only where it is asked for."""
        return {"autocomplete": "tel" if self.whose == "own" else "off", "inputmode": "tel"}

    def answer_schema(self) -> JsonObject:
        """Return digits with what people put between them."""
        digits = f"(?=(?:[^0-9]*[0-9]){{{FEWEST_DIGITS},{MOST_DIGITS}}}[^0-9]*$)"
        between = "".join(map(chr, DASHES))
        return {"type": "string", "pattern": rf"^{digits}[+0-9 ()/.{between}\-]+$", "maxLength": LONGEST}

    def largest_answers(self, asking: Asking) -> list[str]:  # noqa: ARG002 - the same for everybody
        """Return as much as is taken in."""
        between = some_of("+()/.-–\u2010\u2011−—", LONGEST - MOST_DIGITS, self.id)
        return [some_of("0123456789", MOST_DIGITS, self.id) + between]

    def read(self, typed: str, asking: Asking) -> str:  # noqa: ARG002 - the same for everybody
        """Accept digits with a plus, spaces, dashes, slashes and brackets between them."""
        number = clean_line(typed)
        digits = re.sub(r"[^0-9]", "", number)
        plain = re.fullmatch(r"[+0-9 ()/.\-]+", clean_digits(typed))
        if not plain or len(number) > LONGEST or not FEWEST_DIGITS <= len(digits) <= MOST_DIGITS:
            raise Unclear("unclear")
        return number
