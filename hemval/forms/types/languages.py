"""Which languages staff speak, and how often there is somebody who does."""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import ClassVar, Literal

from pydantic import JsonValue

from hemval.content.kinds.identity import languages
from hemval.forms.asked.asking import Asking
from hemval.forms.columns.column import Identifies
from hemval.forms.question import JsonObject, Part
from hemval.forms.typed.cleaning import clean_line
from hemval.forms.types.group import GroupQuestion, Written
from hemval.rules.told.provider import HOW_OFTEN
from hemval.words import Words, sentence, words_in
from hemval.words.dates import language_told
from hemval.words.plain import sentence_case
from hemval.words.text import MAIN_LANGUAGE

MOST = 12
"""Languages; nobody reads a longer list."""

LABELS = {**HOW_OFTEN, "on-request": sentence("if somebody asks")}
"""As a provider is asked: it is not the one who asks for a language."""

BETWEEN = re.compile(r"[,;./]|\s(?:och|and|samt)\s")


class Languages(GroupQuestion):
    """Written by name, with commas between; stored by tag, as the file has them: {"fi": "often"}."""

    stores: ClassVar[str] = sentence("Languages: their names in tables, their codes in JSON")
    identifies: ClassVar[Identifies] = "no"
    part_names: ClassVar[tuple[str, ...]] = tuple(HOW_OFTEN)
    error_kinds: ClassVar[tuple[str, ...]] = ("missing", "unclear", "twice", "too-many")
    our_errors: ClassVar[Mapping[str, str]] = {
        "missing": sentence("Write at least one language"),
        "unclear": sentence(
            "Write the names of the languages with commas between, such as: Finnish, Arabic."
        ),
        "twice": sentence("Write each language only once"),
        "too-many": sentence("Write the most important languages, at most 12"),
    }

    type: Literal["languages"]

    def parts(self, asking: Asking) -> tuple[Part, ...]:
        """Return a line for each of always, often and on request."""
        return tuple(
            Part(
                f"{self.id}-{often}",
                sentence_case(asking.words.say(told)),
                {"autocomplete": "off", "autocapitalize": "off"},
            )
            for often, told in LABELS.items()
        )

    def faults(self, written: Written, asking: Asking) -> Mapping[str, str]:
        """Know every language, each once."""
        found: dict[str, str] = {}
        seen: set[str] = set()
        for often, typed in written.items():
            tags = [_tag(name, asking.words) for name in _names(typed)]
            if None in tags:
                found[often] = "unclear"
            elif len(set(tags)) < len(tags) or seen & set(filter(None, tags)):
                found[often] = "twice"
            seen |= set(filter(None, tags))
            if len(seen) > MOST:
                found[often] = "too-many"
        return found if seen or found else {self.part_names[0]: "missing"}

    def fault_told(self, kind: str, written: str, asking: Asking) -> str:
        """Name the words that are no language we know."""
        told = self.error(kind, asking)
        if kind != "unclear":
            return told
        unknown = [name for name in _names(written) if _tag(name, asking.words) is None]
        return f"{asking.words.say('We do not know the language “%(name)s”.', name=unknown[0])} {told}"

    def read(self, written: Written, asking: Asking) -> JsonValue:
        """Return how often, by language."""
        return {
            tag: often
            for often, typed in written.items()
            for name in _names(typed)
            if (tag := _tag(name, asking.words)) is not None
        }

    def shown(self, answer: JsonValue) -> dict[str, JsonValue]:
        """Show the languages by their Swedish names, which are known whatever language is used."""
        told = _by_how_often(answer, _SWEDISH)
        return {f"{self.id}-{part}": told.get(part, "") for part in self.part_names}

    def largest_answers(self, asking: Asking) -> Sequence[JsonValue]:  # noqa: ARG002 - the same for everybody
        """Return as many as are taken in, each with the longest words."""
        return [dict.fromkeys(sorted(languages(), key=lambda tag: (-len(tag), tag))[:MOST], "on-request")]

    def answer_schema(self) -> JsonObject:
        """Return an object of tags, each with how often."""
        return {
            "type": "object",
            "propertyNames": {"pattern": "^[a-z]{2,3}$"},
            "additionalProperties": {"enum": list(HOW_OFTEN)},
            "minProperties": 1,
            "maxProperties": MOST,
        }

    def told(self, answer: JsonValue, asking: Asking) -> str:
        """Write them by how often."""
        told = _by_how_often(answer, asking.words)
        lines = [f"{sentence_case(asking.words.say(LABELS[part]))}: {names}." for part, names in told.items()]
        return "\n".join(lines) or asking.words.say("Not answered")

    def objection(self, answer: JsonValue, asking: Asking) -> str | None:
        """Ask again where it holds anything but languages."""
        known = answer.items() if isinstance(answer, dict) else ()
        right = known and all(tag in languages() and often in HOW_OFTEN for tag, often in known)
        return None if right or (answer == "" and self.optional) else self.error("missing", asking)


_SWEDISH = words_in(MAIN_LANGUAGE)


def _by_how_often(answer: JsonValue, words: Words) -> dict[str, str]:
    known = answer.items() if isinstance(answer, dict) else ()
    groups = {
        part: [language_told(tag, words) for tag, often in known if often == part] for part in HOW_OFTEN
    }
    return {part: ", ".join(names) for part, names in groups.items() if names}


def _names(typed: str) -> list[str]:
    return [name for part in BETWEEN.split(clean_line(typed)) if (name := part.strip())]


def _tag(name: str, words: Words) -> str | None:
    """Return the tag of a language by its name in Swedish or the reader's language, or by the tag itself."""
    wanted = name.lower()
    return _tags(words.language).get(wanted) or _tags(MAIN_LANGUAGE).get(wanted)


@cache
def _tags(language: str) -> dict[str, str]:
    words = words_in(language)
    by_name = {language_told(tag, words).lower(): tag for tag in reversed(languages())}
    return {tag: tag for tag in languages()} | by_name
