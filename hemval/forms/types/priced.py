"""Services that cost extra: one on each line, with its price an hour last."""

import re
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, Literal

from pydantic import JsonValue, TypeAdapter, ValidationError
from wtforms import Field, TextAreaField

from hemval.content.kinds import Money
from hemval.forms.asked.asking import Asking
from hemval.forms.columns.column import Identifies
from hemval.forms.cookie.incompressible import some_of
from hemval.forms.question import Face, JsonObject, Question
from hemval.forms.typed.cleaning import clean_line
from hemval.forms.typed.prose import is_prose, some_prose
from hemval.forms.types.line_field import Unclear, line_field
from hemval.words import Words, sentence
from hemval.words.dates import money_told
from hemval.words.text import MAIN_LANGUAGE

MOST, LONGEST = 5, 40
"""Lines, and characters of a name."""

DEAREST = 8
"""Characters of a price: 99999.99."""

MONEY: TypeAdapter[Any] = TypeAdapter(Money)
PRICED = re.compile(r"(?P<name>.*?\S)\s*[,:;]\s*(?P<price>\d[\d ]*(?:[.,]\d\d)?)\s*(?:kr\w*\.?|sek)?", re.I)


class Priced(Question):
    """Stored as the file has them: a list of name and price."""

    stores: ClassVar[str] = sentence("Services with what they cost: a list in JSON")
    identifies: ClassVar[Identifies] = "no"
    can_be_optional: ClassVar[bool] = True
    left_out: ClassVar[JsonValue] = []
    error_kinds: ClassVar[tuple[str, ...]] = ("missing", "unclear", "too-long", "too-many")
    our_errors: ClassVar[Mapping[str, str]] = {
        "missing": sentence("Write at least one service"),
        "unclear": sentence(
            "Write one service on each line, then a comma and the price, such as: Outing, 345"
        ),
        "too-long": sentence("Write a shorter name, at most 40 characters"),
        "too-many": sentence("Write the most important services, at most 5"),
    }

    type: Literal["priced"]

    def face(self, asking: Asking) -> Face:  # noqa: ARG002 - the same for everybody
        """Draw as many lines as there may be services."""
        return Face("lines", attributes={"rows": str(MOST), "autocomplete": "off"})

    def make_field(self, asking: Asking) -> Field:
        """Take the lines in."""
        return line_field(
            lambda typed: str(self._read(typed)),
            lambda kind: self.error(kind, asking),
            optional=bool(self.optional),
            kind=TextAreaField,
        )

    def answer(self, data: Mapping[str, Any], asking: Asking) -> JsonValue:  # noqa: ARG002 - the same for all
        """Return the services; none where nothing was written."""
        return list(_services(str(data[self.id] or "")))

    def shown(self, answer: JsonValue) -> dict[str, JsonValue]:
        """Show a line for each."""
        return {self.id: "\n".join(", ".join(filter(None, one)) for one in _pairs(answer))}

    def largest_answers(self, asking: Asking) -> Sequence[JsonValue]:  # noqa: ARG002 - the same for everybody
        """Return as many as are taken in."""
        numbers = [str(number) for number in range(MOST)]
        names = [some_prose(LONGEST, f"{self.id} {number}") for number in numbers]
        prices = [some_of("123456789", 5, f"{self.id} {number}") for number in numbers]
        return [[_service(name, f"{price}.99") for name, price in zip(names, prices, strict=True)]]

    def answer_schema(self) -> JsonObject:
        """Return a list of names, each with a price or none."""
        name: JsonObject = {
            "type": "object",
            "properties": {MAIN_LANGUAGE: {"type": "string", "minLength": 1, "maxLength": LONGEST}},
            "required": [MAIN_LANGUAGE],
            "additionalProperties": False,
        }
        price: JsonObject = {
            "anyOf": [{"type": "string", "pattern": "^[0-9]+([.][0-9]{2})?$"}, {"type": "null"}]
        }
        service: JsonObject = {
            "type": "object",
            "properties": {"name": name, "price": price},
            "required": ["name", "price"],
            "additionalProperties": False,
        }
        return {"type": "array", "items": service, "minItems": 1, "maxItems": MOST}

    def told(self, answer: JsonValue, asking: Asking) -> str:
        """Write a line for each."""
        words = asking.words
        return "\n".join(_told(*pair, words) for pair in _pairs(answer)) or words.say("No extra services")

    def objection(self, answer: JsonValue, asking: Asking) -> str | None:
        """Ask again where it could no longer be written so."""
        if not isinstance(answer, list) or (not answer and not self.optional):
            return self.error("missing", asking)
        try:
            services = _services(str(self.shown(answer)[self.id]))
        except Unclear as unclear:
            return self.error(str(unclear), asking)
        return None if services == answer else self.error("unclear", asking)

    def _read(self, typed: str) -> list[JsonValue]:
        services = _services(typed)
        if not services and not self.optional:
            raise Unclear("missing")
        return services


def _services(typed: str) -> list[JsonValue]:
    """Read the lines; raise ``Unclear`` with the kind of error."""
    lines = [line for one in typed.splitlines() if (line := clean_line(one))]
    if len(lines) > MOST:
        raise Unclear("too-many")
    return [_read(line) for line in lines]


def _read(line: str) -> JsonValue:
    match = PRICED.fullmatch(line)
    name, price = (match["name"], match["price"]) if match else (line, "")
    if len(name) > LONGEST:
        raise Unclear("too-long")
    if not is_prose(name):
        raise Unclear("unclear")
    try:
        kronor = str(MONEY.validate_python(price)) if price else None
    except ValidationError as error:
        raise Unclear("unclear") from error
    if kronor and len(kronor) > DEAREST:
        raise Unclear("unclear")
    return _service(name, kronor)


def _service(name: str, price: str | None) -> JsonValue:
    return {"name": {MAIN_LANGUAGE: name}, "price": price}


def _pairs(answer: JsonValue) -> list[tuple[str, str]]:
    """Return the Swedish name and the price, or nothing, of each."""
    services = [one for one in answer if isinstance(one, dict)] if isinstance(answer, list) else []
    names = [one["name"] for one in services]
    return [
        (str(name[MAIN_LANGUAGE]) if isinstance(name, dict) else "", str(one.get("price") or ""))
        for name, one in zip(names, services, strict=True)
    ]


def _told(name: str, price: str, words: Words) -> str:
    if not price:
        return name
    kronor = money_told(MONEY.validate_python(price), words)
    return words.say("%(name)s (%(price)s kronor an hour)", name=name, price=kronor)
