"""Sentences that stand beside their data, in several languages."""

from typing import Any, NamedTuple

from pydantic import RootModel, model_validator

MAIN_LANGUAGE = "sv"
"""The language every text has; what lacks another language falls back to it, marked as such."""


class Phrase(NamedTuple):
    """A text in the language it really is in, which may not be the one asked for."""

    text: str
    language: str


class Text(RootModel[dict[str, str]]):
    """A text in languages: a plain string is Swedish, a mapping has a language code a line."""

    @model_validator(mode="before")
    @classmethod
    def _plain_is_swedish(cls, value: Any) -> Any:
        return {MAIN_LANGUAGE: value} if isinstance(value, str) else value

    @model_validator(mode="after")
    def _has_swedish(self) -> "Text":
        if not self.root.get(MAIN_LANGUAGE, "").strip():
            raise ValueError("swedish-missing")
        return self

    def phrase(self, language: str) -> Phrase:
        """Return the text in a language, or in Swedish and marked so."""
        if self.root.get(language, "").strip():
            return Phrase(self.root[language], language)
        return Phrase(self.root[MAIN_LANGUAGE], MAIN_LANGUAGE)

    def in_(self, language: str) -> str:
        """Return only the words, where the language they are in does not matter."""
        return self.phrase(language).text
