"""Letters to the people of a provider that stops, as plain data: ``letter.typ`` reads exactly this."""

from dataclasses import dataclass, field
from typing import ClassVar

from hemval.words import Phrase


@dataclass(frozen=True)
class LetterPart:
    """A part of a letter under a heading."""

    heading: str
    paragraphs: tuple[Phrase, ...] = ()
    points: tuple[Phrase, ...] = ()
    together: bool = True
    """Whether it may not be parted by a page's end."""
    after: tuple[Phrase, ...] = ()


@dataclass(frozen=True)
class Letter:
    """One letter to one person, in the language of that person."""

    language: str
    sender: tuple[Phrase, ...]
    """The municipality and its service, at the top."""
    dated: str
    address: tuple[str, ...] = field(repr=False)
    """Name and address, row by row as they were written, where an envelope has its window."""
    title: str
    opening: tuple[Phrase, ...]
    code_label: str
    code: str
    """In two groups, as one reads it aloud."""
    code_spoken: str
    """How each sign is said on the telephone."""
    parts: tuple[LetterPart, ...]
    foot: str
    """On every page of this letter: who sent it, and the code, so that loose pages find each other."""
    page_of: tuple[str, str, str]
    """What stands before, between and after the two numbers of "page x of y"."""


@dataclass(frozen=True)
class LetterSheet:
    """Letters to print and fold, each beginning on a page of its own."""

    template: ClassVar[str] = "letter.typ"
    language: str
    """Of the document; each letter has its own."""
    title: str
    author: str
    letters: tuple[Letter, ...]
    two_sided: bool = True
    """Whether each letter begins on the front of a sheet of paper."""
