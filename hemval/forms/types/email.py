"""An e-mail address."""

import re
from collections.abc import Mapping, Sequence
from typing import ClassVar, Literal

from pydantic import JsonValue

from hemval.content.kinds import YesNo
from hemval.forms.asked.asking import Asking
from hemval.forms.columns.column import Identifies
from hemval.forms.cookie.incompressible import some_text
from hemval.forms.question import JsonObject
from hemval.forms.typed.cleaning import clean_line
from hemval.forms.types.line import LineQuestion
from hemval.forms.types.line_field import Unclear
from hemval.words import sentence

LONGEST = 60

SHAPE = re.compile(r'[^@\s<>,;:"()]+@[^@\s<>,;:"()]+\.[^@\s<>,;:"().]+')
"""Only what every address has: whether it exists, nobody can tell without writing to it."""


class Email(LineQuestion):
    """Stored without the blanks and brackets that a pasted address brings along."""

    stores: ClassVar[str] = sentence("An e-mail address")
    identifies: ClassVar[Identifies] = "yes"
    error_kinds: ClassVar[tuple[str, ...]] = ("missing", "unclear", "too-long")
    our_errors: ClassVar[Mapping[str, str]] = {
        "missing": sentence("Write an e-mail address"),
        "unclear": sentence("Write the e-mail address with an @, such as namn@example.se"),
        "too-long": sentence("The e-mail address is too long"),
    }

    keys_told: ClassVar[Mapping[str, str]] = {
        "receipt": sentence("yes sends an e-mail there that the form has come")
    }

    type: Literal["email"]
    receipt: YesNo = False
    """We write there that the form has come, and nothing more; asked only where we can."""

    def available(self, asking: Asking) -> bool:
        """Ask for an address to write to only where a mail server is set."""
        return asking.mail or not self.receipt

    def attributes(self) -> dict[str, str]:
        """Bring up the @ and offer the user's own address."""
        return {"autocomplete": "email", "inputmode": "email", "spellcheck": "false"}

    def read(self, typed: str, asking: Asking) -> str:  # noqa: ARG002 - the same for everybody
        """Read the address out of what was typed or pasted."""
        address = "".join(clean_line(typed).split()).strip("<>,;.").removeprefix("mailto:")
        if len(address) > LONGEST:
            raise Unclear("too-long")
        if not SHAPE.fullmatch(address):
            raise Unclear("unclear")
        return address

    def answer_schema(self) -> JsonObject:
        """Return the shape of an address."""
        return {"type": "string", "pattern": f"^{SHAPE.pattern}$", "maxLength": LONGEST}

    def largest_answers(self, asking: Asking) -> Sequence[JsonValue]:  # noqa: ARG002 - the same for everybody
        """Return an address of rare characters: four bytes each."""
        return [f"{some_text(LONGEST - 5, self.id)}@x.se"]
