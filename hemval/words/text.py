"""Sentences that stand beside their data, in several languages."""

from typing import Annotated, NamedTuple

from pydantic import AfterValidator, GetJsonSchemaHandler, RootModel, model_validator
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from hemval.words.catalogue import LANGUAGES
from hemval.words.plain import PARAGRAPH_LIMIT, paragraph
from hemval.words.wrong import wrong

MAIN_LANGUAGE = "sv"
"""The language every text has; what lacks another language falls back to it, marked as such."""


class Phrase(NamedTuple):
    """A text in the language it really is in, which may not be the one asked for."""

    text: str
    language: str


def _known_language(code: str) -> str:
    if code not in LANGUAGES:
        raise wrong(
            "A text cannot have the key ”%(code)s”: it is none of the site's languages.",
            advice="Use one of: %(allowed)s.",
            code=code,
            allowed=", ".join(LANGUAGES),
        )
    return code


Language = Annotated[str, AfterValidator(_known_language)]
Paragraph = Annotated[str, AfterValidator(paragraph)]


class Text(RootModel[dict[Language, Paragraph]]):
    """A text in languages: a plain string is Swedish, a mapping has a language code a line."""

    @classmethod
    def __get_pydantic_json_schema__(
        cls, core_schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """Tell editors of both ways to write it: a string, or a line for each language."""
        if handler.mode == "serialization":
            return handler(core_schema)
        plain = {"type": ["string", "number", "boolean"], "maxLength": PARAGRAPH_LIMIT}
        lines = {
            "type": "object",
            "properties": dict.fromkeys(LANGUAGES, plain),
            "required": [MAIN_LANGUAGE],
            "additionalProperties": False,
        }
        return {"anyOf": [plain, lines]}

    @model_validator(mode="before")
    @classmethod
    def _plain_is_swedish(cls, value: object) -> object:
        if isinstance(value, list | tuple):
            raise wrong(
                "A text is needed here, but this is a list.",
                advice="Write the text after the colon, or one line for each language: sv, en.",
            )
        return {MAIN_LANGUAGE: value} if isinstance(value, str) else value

    @model_validator(mode="after")
    def _has_swedish(self) -> "Text":
        if MAIN_LANGUAGE not in self.root:
            raise wrong(
                "The text is missing in Swedish.",
                advice="Add a line with sv: and the Swedish text. Swedish is always needed.",
            )
        return self

    def phrase(self, language: str) -> Phrase:
        """Return the text in a language, or in Swedish and marked so."""
        if language in self.root:
            return Phrase(self.root[language], language)
        return Phrase(self.root[MAIN_LANGUAGE], MAIN_LANGUAGE)

    def in_(self, language: str) -> str:
        """Return only the words, where the language they are in does not matter."""
        return self.phrase(language).text
