"""A text to be published, in each of the site's languages. Swedish is always needed."""

from collections.abc import Mapping, Sequence
from typing import Annotated, ClassVar, Literal

from pydantic import Field as Limits
from pydantic import JsonValue
from wtforms import Field

from hemval.content.kinds import Whole
from hemval.forms.asked.asking import Asking
from hemval.forms.columns.column import Column, Identifies
from hemval.forms.paper.face import Lines, PaperPart
from hemval.forms.question import Face, JsonObject, Part
from hemval.forms.typed.cleaning import clean_line
from hemval.forms.typed.prose import is_prose, some_prose
from hemval.forms.types.group import GroupQuestion, Written
from hemval.words import LANGUAGES, sentence, words_in
from hemval.words.dates import language_told, number_told
from hemval.words.plain import sentence_case
from hemval.words.text import MAIN_LANGUAGE

ON_A_LINE = 60
"""Characters that one line has room for."""


class Translated(GroupQuestion):
    """Stored by language, without those that were left empty. Line breaks become blanks: one paragraph."""

    stores: ClassVar[str] = sentence("A text in one language")
    identifies: ClassVar[Identifies] = "no"
    part_names: ClassVar[tuple[str, ...]] = tuple(LANGUAGES)
    error_kinds: ClassVar[tuple[str, ...]] = ("missing", "unclear", "too-long")
    our_errors: ClassVar[Mapping[str, str]] = {
        "missing": sentence("Write the text in Swedish"),
        "unclear": sentence("Write only letters, digits and ordinary signs, and no pictures or code"),
        "too-long": sentence("The text is too long."),
    }

    keys_told: ClassVar[Mapping[str, str]] = {
        "at_most": sentence("Most characters in each language, at least 20"),
    }

    type: Literal["translated"]
    at_most: Annotated[Whole, Limits(ge=20, le=2_000)]
    """Characters, in each language."""

    def face(self, asking: Asking) -> Face:
        """Draw a field for each language, with the limit in words."""
        number = number_told(self.at_most, asking.words)
        limit = asking.words.say("Write at most %(number)s characters.", number=number)
        return Face("group", parts=self.parts(asking), told=(limit,))

    def parts(self, asking: Asking) -> tuple[Part, ...]:
        """Return a field for each of the site's languages, each telling its language to the browser."""
        rows = min(10, -(-self.at_most // ON_A_LINE))
        return tuple(
            Part(
                f"{self.id}-{language}",
                sentence_case(language_told(language, asking.words)),
                {"autocomplete": "off", "lang": language},
                rows=rows,
            )
            for language in _languages(asking)
        )

    def paper(self, asking: Asking) -> tuple[PaperPart, ...]:
        """Leave lines for each language."""
        return tuple(Lines(part.label, part.rows + 1) for part in self.parts(asking))

    def make_fields(self, asking: Asking) -> dict[str, Field]:
        """Take in the site's languages, and no other."""
        names = {part.name for part in self.parts(asking)}
        return {name: field for name, field in super().make_fields(asking).items() if name in names}

    def faults(self, written: Written, asking: Asking) -> Mapping[str, str]:
        """Ask for Swedish; each text can be published and is short enough."""
        found: dict[str, str] = {}
        for language in _languages(asking):
            text = clean_line(written[language])
            if not text and language == MAIN_LANGUAGE:
                found[language] = "missing"
            elif len(text) > self.at_most:
                found[language] = "too-long"
            elif text and not is_prose(text):
                found[language] = "unclear"
        return found

    def fault_told(self, kind: str, written: str, asking: Asking) -> str:
        """Say also how much was written, where it is too much."""
        if kind != "too-long":
            return super().fault_told(kind, written, asking)
        told = asking.words.say(
            "You have written %(written)s characters. Write at most %(number)s characters.",
            written=number_told(len(clean_line(written)), asking.words),
            number=number_told(self.at_most, asking.words),
        )
        return f"{self.error(kind, asking)} {told}"

    def read(self, written: Written, asking: Asking) -> JsonValue:
        """Return what was written, by language."""
        cleaned = {language: clean_line(written[language]) for language in _languages(asking)}
        return {language: text for language, text in cleaned.items() if text}

    def shown(self, answer: JsonValue) -> dict[str, JsonValue]:
        """Show each text in its field."""
        known = answer if isinstance(answer, dict) else {}
        return {f"{self.id}-{language}": known.get(language, "") for language in self.part_names}

    def largest_answers(self, asking: Asking) -> Sequence[JsonValue]:
        """Return as much as is taken in, in every language."""
        answer: dict[str, JsonValue] = {}
        for language in _languages(asking):
            answer[language] = some_prose(self.at_most, f"{self.id} {language}")
        return [answer]

    def columns(self) -> tuple[Column, ...]:
        """Give each language a column of its own, also one that this site does not have."""
        heading = self.label(MAIN_LANGUAGE)
        told = {language: language_told(language, words_in(MAIN_LANGUAGE)) for language in self.part_names}
        return tuple(Column(self.id, language, f"{heading}: {name}") for language, name in told.items())

    def answer_schema(self) -> JsonObject:
        """Return an object with a text for each language, Swedish always."""
        text: JsonObject = {"type": "string", "minLength": 1, "maxLength": self.at_most}
        return {
            "type": "object",
            "properties": dict.fromkeys(self.part_names, text),
            "required": [MAIN_LANGUAGE],
            "additionalProperties": False,
        }

    def told(self, answer: JsonValue, asking: Asking) -> str:
        """Write each text; the language is named where there are several."""
        if not isinstance(answer, dict) or not answer:
            return asking.words.say("Not answered")
        if len(_languages(asking)) == 1:
            return str(answer.get(MAIN_LANGUAGE, ""))
        named = {sentence_case(language_told(one, asking.words)): text for one, text in answer.items()}
        # Where lines are run together, as on the check page, the sentences still end.
        ends = {
            language: "" if str(text).endswith((".", "!", "?")) else "." for language, text in named.items()
        }
        return "\n".join(f"{language}: {text}{ends[language]}" for language, text in named.items())

    def told_masked(self, answer: JsonValue, asking: Asking) -> str:
        """Say of a long text only how long it is in each language: the receipt has room for no more."""
        if not isinstance(answer, dict) or self.at_most <= ON_A_LINE:
            return self.told(answer, asking)
        say = asking.words.say
        lengths = {
            one: say("%(n)s characters", n=number_told(len(str(text)), asking.words))
            for one, text in answer.items()
        }
        return self.told({**lengths}, asking)

    def objection(self, answer: JsonValue, asking: Asking) -> str | None:
        """Ask again where it could no longer be written so."""
        if answer == "" and self.optional:
            return None
        known = answer if isinstance(answer, dict) else {}
        written = {part: str(known.get(part, "")) for part in self.part_names}
        faults = self.faults(written, asking)
        return next((self.fault_told(kind, written[part], asking) for part, kind in faults.items()), None)


def _languages(asking: Asking) -> tuple[str, ...]:
    return tuple(asking.content.municipality.site.languages)
