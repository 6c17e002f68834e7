"""The columns that a question's answer fills where answers are handed over as a table."""

from dataclasses import dataclass
from typing import Literal

Identifies = Literal["yes", "no", "may"]
"""Whether an answer by itself points out a person."""


@dataclass(frozen=True)
class Column:
    """One column: a whole answer, or one part of an answer that has several."""

    question: str
    part: str
    """The part's name in the stored answer; empty where the column holds the whole."""
    heading: str
    """In Swedish: officers read it, and a system that reads files in may go by it."""

    @property
    def id(self) -> str:
        """Return what names the column to machines: ``phone``, ``address.street``."""
        return f"{self.question}.{self.part}" if self.part else self.question
