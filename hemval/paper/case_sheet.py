"""What stands on one case's sheet for the case system, as plain data: ``case.typ`` reads exactly this."""

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True)
class Pair:
    """A question and its answer, row by row as it was written."""

    label: str
    told: tuple[str, ...]


@dataclass(frozen=True)
class RulesSaid:
    """What the rules came to at one moment; what is empty is not printed."""

    when: str
    warning: str
    result: str
    steps: tuple[str, ...]
    basis: str
    """By which version of the rules, and whether it can be worked out again."""


@dataclass(frozen=True)
class CasePart:
    """A part of the sheet under a heading."""

    heading: str
    pairs: tuple[Pair, ...] = ()
    said: tuple[RulesSaid, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class CaseSheet:
    """One case, in the officers' language."""

    template: ClassVar[str] = "case.typ"
    language: str
    sender: str
    """The municipality."""
    title: str
    state: tuple[str, ...]
    """How far the case has come, and what must be known before it is read."""
    parts: tuple[CasePart, ...]
    printed: str
    """When and by whom, on every page."""
    page_of: tuple[str, str, str]
    """What stands before, between and after the two numbers of "page x of y"."""
