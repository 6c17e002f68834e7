"""What an error of pydantic's means, in the writer's words."""

import re
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from hemval.content.levels import Level, allowed_values, fields_of, tags
from hemval.content.node import Node
from hemval.words import LANGUAGES, words_in
from hemval.words.plain import visible
from hemval.words.sentence import sentence
from hemval.words.wrong import WRONG

SHOWN = 60
"""Characters of a value that a sentence repeats."""

say = words_in("sv").say

BY_TYPE = {
    "dict_type": (
        sentence("Keys with values are needed here."),
        sentence("Write them on the lines below, indented, each with a colon."),
    ),
    "list_type": (
        sentence("A list is needed here."),
        sentence("Write each value on a line of its own below, after a dash and a space."),
    ),
    "string_type": (
        sentence("A single value is needed here."),
        sentence("If it is one text with a colon in it, put the whole text in quotation marks."),
    ),
    "string_pattern_mismatch": (
        sentence("The value is not written in the way that is needed here."),
        sentence("Compare with the documentation of this file."),
    ),
    "int_parsing": (sentence("This is not a whole number."), sentence("Write the number with digits only.")),
    "bool_parsing": (sentence("This is neither yes nor no."), sentence("Write ja or nej.")),
    "date": (
        sentence("This is not a date."),
        sentence("Write year, month and day with dashes, for example 2026-09-01."),
    ),
    "other": (
        sentence("The value cannot be used here."),
        sentence("Compare with the same key in another file, or with the documentation."),
    ),
}
LISTS = ("list_type", "tuple_type", "set_type", "frozen_set_type")
LIST_OF_WORDS = re.compile(r"[\w.-]{1,40}(, *[\w.-]{1,40}){0,9}")
"""One value or several that a writer meant as a list; sentences are no such thing."""
SAME = {
    "model_type": "dict_type",
    "model_attributes_type": "dict_type",
    "mapping_type": "dict_type",
    "tuple_type": "list_type",
    "set_type": "list_type",
    "frozen_set_type": "list_type",
    "int_type": "int_parsing",
    "int_from_float": "int_parsing",
    "bool_type": "bool_parsing",
    "date_type": "date",
    "date_parsing": "date",
    "date_from_datetime_parsing": "date",
    "date_from_datetime_inexact": "date",
}


@dataclass(frozen=True)
class Refusal:
    """Finished sentences, and how the place differs from where the error's ``loc`` leads."""

    message: str
    advice: str = ""
    below: tuple[str | int, ...] = ()
    at_key: bool = False


def refusal(error: Any, level: Level, node: Node | None) -> Refusal:  # noqa: ANN401 (pydantic's own type is private)
    """Put one error into words; ``node`` is the value it is about, where it exists."""
    kind, context = error["type"], error.get("ctx", {})
    name = str(level.path[-1]) if level.path else ""
    if kind == WRONG:
        return _ours(context)
    if kind == "missing":
        return Refusal(say("The key ”%(key)s” is missing here.", key=name), say("Add a line with it."))
    if kind == "extra_forbidden":
        return _unknown_key(name, level)
    if kind in {"literal_error", "enum"}:
        return _unknown_value(_written(node), allowed_values(level.expected))
    if kind == "union_tag_invalid":
        key = context["discriminator"].strip("'")
        unknown = _unknown_value(context["tag"], tags(level.expected, key))
        return Refusal(unknown.message, unknown.advice, (key,))
    if kind == "union_tag_not_found":
        key = context["discriminator"].strip("'")
        advice = _allowed(tags(level.expected, key))
        return Refusal(say("The key ”%(key)s” is missing here.", key=key), advice, (key,))
    if told := _size(kind, context):
        return told
    if kind == "value_error" and isinstance(context.get("error"), ValueError):
        return Refusal(say(str(context["error"])))
    if kind in LISTS and LIST_OF_WORDS.fullmatch(_written(node)):
        message, advice = BY_TYPE["list_type"][0], sentence("Write it in square brackets: [%(written)s].")
        return Refusal(say(message), say(advice, written=_written(node)))
    message, advice = BY_TYPE[SAME.get(kind, kind if kind in BY_TYPE else "other")]
    return Refusal(say(message), say(advice))


def _ours(context: dict[str, Any]) -> Refusal:
    values = {key: _listed(value) for key, value in context["values"].items()}
    message, advice = context["message"], context["advice"]
    at_key, below = context["at_key"], tuple(context["at"])
    if advice:
        told = say(advice, **values)
    elif at_key:
        told = _key_instead(context["instead_of"], list(context["possible"]))
    else:
        told = _value_instead(context["instead_of"], list(context["possible"]))
    return Refusal(say(message, **values), told, below, at_key=at_key)


def _listed(value: object) -> object:
    if isinstance(value, tuple):
        return ", ".join(_short(str(one)) for one in value)
    return _short(value) if isinstance(value, str) else value


def _unknown_key(key: str, level: Level) -> Refusal:
    if key in LANGUAGES:
        advice = say("Indent the line by two spaces more: it belongs to the key above it.")
    else:
        advice = _key_instead(key, list(fields_of(level.parent)))
    return Refusal(say("There is no key ”%(key)s” here.", key=_short(key)), advice, at_key=True)


def _unknown_value(value: str, allowed: list[str]) -> Refusal:
    told = say("The value ”%(value)s” cannot stand here.", value=_short(value))
    return Refusal(told, _value_instead(value, allowed))


def _key_instead(written: str, names: list[str]) -> str:
    near = nearest(written, names)
    if near:
        return say("Did you mean ”%(name)s”?", name=near)
    return say("These keys can stand here: %(names)s.", names=", ".join(names)) if names else ""


def _value_instead(written: str, allowed: list[str]) -> str:
    near = nearest(written, allowed)
    meant = f"{say('Did you mean ”%(name)s”?', name=near)} " if near else ""
    return f"{meant}{_allowed(allowed)}"


def _size(kind: str, context: dict[str, Any]) -> Refusal | None:
    if kind == "too_short":
        return Refusal(say("The list has too few values: at least %(n)s needed.", n=context["min_length"]))
    if kind == "too_long":
        return Refusal(say("The list has too many values: at most %(n)s fit.", n=context["max_length"]))
    if kind == "string_too_short":
        return Refusal(say("The text is too short: at least %(n)s characters.", n=context["min_length"]))
    if kind == "string_too_long":
        return Refusal(say("The text is too long: at most %(n)s characters.", n=context["max_length"]))
    if kind in {"greater_than_equal", "greater_than"}:
        n = context.get("ge", context.get("gt"))
        return Refusal(
            say("The number is too small: it begins at %(n)s.", n=n), say("Write %(n)s or more.", n=n)
        )
    if kind in {"less_than_equal", "less_than"}:
        n = context.get("le", context.get("lt"))
        return Refusal(
            say("The number is too large: it ends at %(n)s.", n=n), say("Write %(n)s or less.", n=n)
        )
    return None


def nearest(written: str, names: list[str]) -> str | None:
    """Return the name that was most likely meant, large and small letters alike."""
    by_lower = {name.lower(): name for name in names}
    near = get_close_matches(written.lower(), list(by_lower), n=1)
    return by_lower[near[0]] if near else None


def _allowed(names: list[str]) -> str:
    return say("These values can stand here: %(names)s.", names=", ".join(names)) if names else ""


def _written(node: Node | None) -> str:
    return node.value if node is not None and isinstance(node.value, str) else ""


def _short(text: str) -> str:
    text = visible(" ".join(text.split()))
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}…"
