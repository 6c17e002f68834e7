"""What stands on a paper form, as plain data: the template ``form.typ`` reads exactly this."""

from dataclasses import dataclass
from typing import ClassVar

from hemval.words import Phrase


@dataclass(frozen=True)
class Lines:
    """Ruled lines to write on."""

    label: str
    count: int
    kind: str = "lines"
    answer: tuple[str, ...] = ()
    """What stands on them, line by line as it was written; there are as many ruled lines as it needs."""


@dataclass(frozen=True)
class Digits:
    """A box for each digit, in groups with a dash between them."""

    label: str
    groups: tuple[int, ...]
    kind: str = "digits"
    answer: str = ""


@dataclass(frozen=True)
class Option:
    """A box to tick and what stands beside it."""

    label: Phrase
    notes: tuple[Phrase, ...] = ()
    apart: bool = False
    """Below the others after "or": an answer of another kind."""
    ticked: bool = False


@dataclass(frozen=True)
class Boxes:
    """Boxes to tick."""

    told: str
    """How many may be ticked."""
    options: tuple[Option, ...]
    kind: str = "boxes"


@dataclass(frozen=True)
class Barred:
    """What cannot be chosen, each with the reason."""

    heading: str
    options: tuple[Option, ...]
    kind: str = "barred"


@dataclass(frozen=True)
class Paragraphs:
    """Text alone."""

    paragraphs: tuple[Phrase, ...]
    kind: str = "paragraphs"


Part = Lines | Digits | Boxes | Barred | Paragraphs


@dataclass(frozen=True)
class Item:
    """A question, or something that is said between the questions."""

    title: Phrase
    parts: tuple[Part, ...]
    number: str = ""
    """Empty for what is no question."""
    only: str = ""
    """Who is to answer or read; empty for everybody."""
    notes: tuple[Phrase, ...] = ()
    """The hint, and why it is asked."""
    boxed: bool = False
    """Framed: something to know before going on."""


@dataclass(frozen=True)
class Filled:
    """What is said only where somebody's answers stand in the form."""

    told: str
    """That it is filled in, on every page below ``identity``."""
    ticked: str
    """What a screen reader says of a box with a cross."""
    not_ticked: str


@dataclass(frozen=True)
class Sheet:
    """One paper form, in one language and one size of letters."""

    template: ClassVar[str] = "form.typ"
    language: str
    large: bool
    title: str
    sender: tuple[Phrase, ...]
    """The municipality and its service, at the top."""
    reply_label: str
    reply: tuple[Phrase, ...]
    """The address that shows in an envelope's window, line by line."""
    intro: tuple[Phrase, ...]
    items: tuple[Item, ...]
    or_: str
    """The word between answers of different kinds."""
    identity: str
    """Which form, version and day this is, on every page."""
    page_of: tuple[str, str, str]
    """What stands before, between and after the two numbers of "page x of y"."""
    filled: Filled | None = None
    """None for a blank form."""
