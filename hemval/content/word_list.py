"""The words that are explained: ``site_src/words/<language>.yml``."""

import re

from pydantic import model_validator

from hemval.content.kinds import Day, Id, Line, Model, Paragraph, wrong

SHORT_LIMIT = 60
"""Characters of an explanation in brackets: a longer one makes the reader lose the sentence around it."""

BETWEEN_BRACES = re.compile(r"\{[{%].*?[%}]\}")


class Entry(Model):
    """A word with what it means. All but the id may ask for facts: ``{{ rules.no_choice }}``."""

    id: Id
    """What is linked to; the same in every language, and kept for ever."""
    word: Line
    long: Paragraph
    """What the word list says."""
    short: Line | None = None
    """What stands in brackets after the word where a page first uses it; without it, nothing does."""
    forms: tuple[Line, ...] = ()
    """What it looks like in running text, where the word list has it otherwise or has several."""
    when: Line | None = None
    """An expression over the facts; the entry is there only where it holds."""


class WordList(Model):
    """A language's word list: the page it makes, and what is explained on the other pages."""

    title: Line
    lead: Line
    description: Line
    reviewed: Day
    defined_by: tuple[Line, ...] = ()
    """Words after which the sentence itself says what something is: "En utförare är den som …"."""
    not_before: tuple[Line, ...] = ()
    """Words that an explanation must not part from the word: "den utförare som har plats"."""
    words: tuple[Entry, ...]

    @model_validator(mode="after")
    def _short_enough(self) -> "WordList":
        for number, entry in enumerate(self.words):
            length = len(BETWEEN_BRACES.sub("", entry.short or ""))
            if length > SHORT_LIMIT:
                raise wrong(
                    "The explanation is %(length)s characters; %(limit)s are the most that fit in brackets.",
                    advice="Say the most important thing here, and the rest in long:.",
                    at=("words", number, "short"),
                    length=length,
                    limit=SHORT_LIMIT,
                )
        return self

    @model_validator(mode="after")
    def _each_once(self) -> "WordList":
        for key in ("id", "word"):
            seen: set[str] = set()
            for number, entry in enumerate(self.words):
                value = getattr(entry, key)
                if value in seen:
                    raise wrong(
                        "”%(value)s” stands twice in the word list.",
                        advice="Keep one of them. Old links go to an id: give a new word a new one.",
                        at=("words", number, key),
                        value=value,
                    )
                seen.add(value)
        return self
