"""A fact in one line, read as the files of content are: what is taken in here can stand there."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, Literal

from pydantic import JsonValue, TypeAdapter, ValidationError

from hemval.content.kinds import Email, Phone, Share, WebAddress, Whole
from hemval.forms.asked.asking import Asking
from hemval.forms.cookie.incompressible import some_of
from hemval.forms.question import JsonObject
from hemval.forms.typed.cleaning import clean_digits
from hemval.forms.types.line import LineQuestion
from hemval.forms.types.line_field import Unclear
from hemval.words import sentence

KINDS: Mapping[str, TypeAdapter[Any]] = {
    "phone": TypeAdapter(Phone),
    "email": TypeAdapter(Email),
    "web": TypeAdapter(WebAddress),
    "number": TypeAdapter(Whole),
    "share": TypeAdapter(Share),
}
LONGEST = {"phone": 30, "email": 60, "web": 80, "number": 9, "share": 8}
PATTERNS = {
    "phone": "^[0-9+ -]{6,}$",
    "email": "^[^@ ]+@[^@ ]+[.][A-Za-z]+$",
    "web": "^[A-Za-z]+://[!-~]+$",
    "number": "^[0-9]+$",
    "share": "^[0-9]{1,3}([.][0-9]+)?$",
}
PLAIN = "".join(map(chr, range(0x21, 0x7F)))


class Fact(LineQuestion):
    """Stored as text, as the file has it."""

    stores: ClassVar[str] = sentence("A fact about the company")
    longest_typed: ClassVar[int] = 0
    error_kinds: ClassVar[tuple[str, ...]] = ("missing", "unclear", "too-long")
    our_errors: ClassVar[Mapping[str, str]] = {
        "missing": sentence("Write the fact"),
        "too-long": sentence("That is too long. Write the most important part."),
    }

    keys_told: ClassVar[Mapping[str, str]] = {
        "kind": sentence("What kind of fact it is"),
    }

    type: Literal["fact"]
    kind: Literal["phone", "email", "web", "number", "share"]

    def attributes(self) -> dict[str, str]:
        """Bring up the right keys; it is not the user's own number or address that is asked for."""
        keys = {"phone": "tel", "email": "email", "web": "url", "number": "numeric", "share": "decimal"}
        return {"autocomplete": "off", "inputmode": keys[self.kind], "spellcheck": "false"}

    def read(self, typed: str, asking: Asking) -> str:  # noqa: ARG002 - the same for everybody
        """Read it as a file is read; a web address may be written without its beginning."""
        text = clean_digits(typed)
        if self.kind == "web" and text and "://" not in text:
            text = f"https://{text}"
        if len(text) > LONGEST[self.kind]:
            raise Unclear("too-long")
        if any(sign not in PLAIN for sign in text.replace(" ", "")):
            raise Unclear("unclear")
        try:
            return str(KINDS[self.kind].validate_python(text))
        except ValidationError as error:
            raise Unclear("unclear") from error

    def shown(self, answer: JsonValue) -> dict[str, JsonValue]:
        """Show what is stored, a number too."""
        return {self.id: str(answer)}

    def error(self, kind: str, asking: Asking) -> str:
        """Return the author's words, or ours for the kind of fact."""
        if kind == "unclear" and kind not in self.errors:
            return asking.words.say(UNCLEAR[self.kind])
        return super().error(kind, asking)

    def largest_answers(self, asking: Asking) -> Sequence[JsonValue]:  # noqa: ARG002 - the same for everybody
        """Return as much as is taken in."""
        longest = LONGEST[self.kind]
        if self.kind == "web":
            return [f"https://{some_of(PLAIN, longest - 8, self.id)}"]
        if self.kind == "email":
            return [f"{some_of(PLAIN.replace('@', ''), longest - 5, self.id)}@x.se"]
        digits = some_of("0123456789", longest, self.id)
        return [f"{digits[:3]}.{digits[4:]}" if self.kind == "share" else digits]

    def answer_schema(self) -> JsonObject:
        """Return text in the shape of its kind."""
        pattern, longest = PATTERNS[self.kind], LONGEST[self.kind]
        return {"type": "string", "pattern": pattern, "maxLength": longest}

    def objection(self, answer: JsonValue, asking: Asking) -> str | None:
        """Ask again where it could no longer be written so."""
        if answer == "" and self.optional:
            return None
        try:
            self.read(str(answer), asking)
        except Unclear as unclear:
            return self.error(str(unclear), asking)
        return None


UNCLEAR = {
    "phone": sentence("Write the number with digits, blanks and dashes, such as 031-390 06 42"),
    "email": sentence("Write the e-mail address with an @ and without å, ä and ö"),
    "web": sentence("Write the web address as it stands in the browser, such as https://namn.example"),
    "number": sentence("Write a number with digits, such as 24"),
    "share": sentence("Write a number from 0 to 100, such as 83 or 83.5"),
}
