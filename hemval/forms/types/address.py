"""Where somebody lives: street, postal code and town. Asked for only to find the area."""

import re
from collections.abc import Mapping, Sequence
from typing import ClassVar, Literal

from pydantic import JsonValue

from hemval.forms.asked.asking import Asking
from hemval.forms.columns.column import Column, Identifies
from hemval.forms.cookie.incompressible import some_text
from hemval.forms.question import JsonObject, Part
from hemval.forms.typed.cleaning import clean_line
from hemval.forms.types.group import GroupQuestion, Written
from hemval.words import sentence, words_in
from hemval.words.text import MAIN_LANGUAGE

STREET, CODE, TOWN = "street", "postal-code", "town"
LONGEST = {STREET: 50, TOWN: 30}
PARTS_TOLD = {STREET: sentence("Street and number"), CODE: sentence("Postal code"), TOWN: sentence("Town")}


class Address(GroupQuestion):
    """Stored in its three parts; the postal code as five digits with their blank."""

    stores: ClassVar[str] = sentence("Part of an address")
    identifies: ClassVar[Identifies] = "yes"
    longest_typed: ClassVar[int] = 12
    part_names: ClassVar[tuple[str, ...]] = (STREET, CODE, TOWN)
    error_kinds: ClassVar[tuple[str, ...]] = (
        "missing-street", "missing-postal-code", "unclear-postal-code", "missing-town", "too-long"
    )  # fmt: skip
    our_errors: ClassVar[Mapping[str, str]] = {
        "missing-street": sentence("Write the street and the number"),
        "missing-postal-code": sentence("Write the postal code"),
        "unclear-postal-code": sentence("Write the postal code with five digits, such as 123 45"),
        "missing-town": sentence("Write the town"),
        "too-long": sentence("That is too long. Write the most important part."),
    }

    keys_told: ClassVar[Mapping[str, str]] = {
        "whose": sentence("own lets the browser propose the person's own"),
    }

    type: Literal["address"]
    whose: Literal["own", "other"] = "other"
    """``own`` lets the browser offer the user's own address (WCAG 1.3.5)."""

    def parts(self, asking: Asking) -> tuple[Part, ...]:
        """Return the parts in the order of an envelope."""
        say = asking.words.say
        return (
            Part(f"{self.id}-{STREET}", say(PARTS_TOLD[STREET]), self._offer("address-line1")),
            Part(
                f"{self.id}-{CODE}",
                say(PARTS_TOLD[CODE]),
                {**self._offer("postal-code"), "inputmode": "numeric"},
                size="short",
            ),
            Part(f"{self.id}-{TOWN}", say(PARTS_TOLD[TOWN]), self._offer("address-level2")),
        )

    def _offer(self, token: str) -> dict[str, str]:
        return {"autocomplete": token if self.whose == "own" else "off"}

    def faults(self, written: Written, asking: Asking) -> Mapping[str, str]:  # noqa: ARG002 - the same for all
        """Ask for every part; a postal code has five digits however they are set apart."""
        found = {part: f"missing-{part}" for part, typed in written.items() if not clean_line(typed)}
        if CODE not in found and not re.fullmatch("[0-9]{5}", _digits(written[CODE])):
            found[CODE] = "unclear-postal-code"
        too_long = [part for part, limit in LONGEST.items() if len(clean_line(written[part])) > limit]
        return found | dict.fromkeys(too_long, "too-long")

    def read(self, written: Written, asking: Asking) -> JsonValue:  # noqa: ARG002 - the same for all
        """Return the parts cleaned."""
        digits = _digits(written[CODE])
        return {
            STREET: clean_line(written[STREET]),
            CODE: f"{digits[:3]} {digits[3:]}",
            TOWN: clean_line(written[TOWN]),
        }

    def shown(self, answer: JsonValue) -> dict[str, JsonValue]:
        """Show each part where it was written."""
        if not isinstance(answer, dict):
            return {}
        return {f"{self.id}-{part}": answer[part] for part in self.part_names if part in answer}

    def largest_answers(self, asking: Asking) -> Sequence[JsonValue]:  # noqa: ARG002 - the same for all
        """Return an address of rare characters: four bytes each."""
        words = {part: some_text(limit, f"{self.id} {part}") for part, limit in LONGEST.items()}
        return [{STREET: words[STREET], CODE: "123 45", TOWN: words[TOWN]}]

    def columns(self) -> tuple[Column, ...]:
        """Give each part a column of its own: other systems keep them apart."""
        heading = self.label(MAIN_LANGUAGE)
        say = words_in(MAIN_LANGUAGE).say
        return tuple(
            Column(self.id, part, f"{heading}: {say(PARTS_TOLD[part]).lower()}") for part in self.part_names
        )

    def answer_schema(self) -> JsonObject:
        """Return an object of the three parts."""
        parts: JsonObject = {
            part: {"type": "string", "minLength": 1, "maxLength": limit} for part, limit in LONGEST.items()
        }
        parts[CODE] = {"type": "string", "pattern": "^[0-9]{3} [0-9]{2}$", "maxLength": 6}
        return {
            "type": "object",
            "properties": {part: parts[part] for part in self.part_names},
            "required": list(self.part_names),
            "additionalProperties": False,
        }

    def told(self, answer: JsonValue, asking: Asking) -> str:
        """Write it on one line."""
        if not isinstance(answer, dict):
            return asking.words.say("Not answered")
        return f"{answer.get(STREET)}, {answer.get(CODE)} {answer.get(TOWN)}"

    def told_masked(self, answer: JsonValue, asking: Asking) -> str:
        """Write only the town."""
        return str(answer.get(TOWN)) if isinstance(answer, dict) else self.told(answer, asking)

    def objection(self, answer: JsonValue, asking: Asking) -> str | None:
        """Ask again where a part is not there."""
        if answer == "" and self.optional:
            return None
        known = answer if isinstance(answer, dict) else {}
        faults = self.faults({part: str(known.get(part, "")) for part in self.part_names}, asking)
        return next((self.error(kind, asking) for kind in faults.values()), None)


def _digits(typed: str) -> str:
    """Return a postal code without blanks, dashes and the letters of its country."""
    bare = re.sub(r"[\s\-–.]", "", clean_line(typed))
    return re.sub(r"^(SE|S)", "", bare.upper())
