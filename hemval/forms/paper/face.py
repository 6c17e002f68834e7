"""What a question leaves room for on paper. How it is drawn is the paper's own matter."""

from dataclasses import dataclass

from hemval.words import Phrase


@dataclass(frozen=True)
class Lines:
    """Ruled lines to write on; ``answer`` stands on them where there is one, with its own line breaks."""

    label: str = ""
    count: int = 1
    answer: str = ""


@dataclass(frozen=True)
class Digits:
    """A box for each digit, in groups: a personal identity number is 8 and 4."""

    groups: tuple[int, ...]
    label: str = ""
    answer: str = ""


@dataclass(frozen=True)
class PaperOption:
    """An alternative beside its box; one with a hindrance has no box and stands last."""

    value: str
    label: Phrase
    hint: str = ""
    hindrance: str = ""
    apart: bool = False
    """Below the others after "or": an answer of another kind."""
    dated: bool = False
    """True where what stands here changes from day to day: paper says of which day it is."""


@dataclass(frozen=True)
class Boxes:
    """Boxes to tick; ``answer`` holds the values of those that are ticked."""

    options: tuple[PaperOption, ...]
    several: bool = False
    """True where more than one may be ticked."""
    answer: tuple[str, ...] = ()


@dataclass(frozen=True)
class Said:
    """Text alone."""

    paragraphs: tuple[Phrase, ...]


PaperPart = Lines | Digits | Boxes | Said
