"""What a list is narrowed by and how it is ordered, as its address says: nothing that names a person."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal, Self, get_args

from hemval.officers.across.overview import Known
from hemval.officers.lists.board import FIRST, PROTECTED, Board
from hemval.words import sentence

Order = Literal["granska", "aldst", "nyast"]

ORDERS: Mapping[Order, str] = {
    "granska": sentence("To look twice at first"),
    "aldst": sentence("Oldest first"),
    "nyast": sentence("Newest first"),
}
MOST_DAYS = 999


@dataclass(frozen=True)
class Narrowing:
    """What is asked for."""

    order: Order = "granska"
    provider: str = ""
    flagged: bool = False
    waited: int = 0
    """Working days, at least."""

    @classmethod
    def of(cls, asked: Mapping[str, str], tab: str) -> Self:
        """Read it from an address; what means nothing is left out.

        Nothing narrows the protected ones: who asks for each provider in turn would learn whom they chose.
        """
        if tab == PROTECTED:
            return cls(order="aldst")
        order, waited = asked.get("ordning", ""), asked.get("vantat", "")
        usual: Order = "granska" if tab == FIRST else "aldst"
        return cls(
            order=order if order in get_args(Order) else usual,  # type: ignore[arg-type] # one of them
            provider=asked.get("utforare", ""),
            flagged=asked.get("granska") == "ja",
            waited=min(int(waited), MOST_DAYS)
            if waited.isascii() and waited.isdigit() and len(waited) < 9
            else 0,
        )

    @property
    def narrows(self) -> bool:
        """Say whether something may be left out."""
        return bool(self.provider or self.flagged or self.waited)

    def query(self) -> dict[str, str]:
        """Return what an address says to ask for the same."""
        said = {"ordning": self.order, "utforare": self.provider}
        said |= {"granska": "ja" if self.flagged else "", "vantat": str(self.waited or "")}
        return {name: value for name, value in said.items() if value}

    def keeps(self, one: Known, board: Board) -> bool:
        """Say whether a case is asked for."""
        if self.provider and (one.gist is None or self.provider not in one.gist.wished):
            return False
        if self.flagged and one.header.id not in board.flagged:
            return False
        return not self.waited or board.waited(one.header) >= self.waited

    def arranged(self, cases: Iterable[Known], board: Board) -> list[Known]:
        """Return those that are asked for in their order; they are given oldest first."""
        kept = [one for one in cases if self.keeps(one, board)] if self.narrows else list(cases)
        if self.order == "granska":
            kept.sort(key=lambda one: one.header.id not in board.flagged)
        return kept[::-1] if self.order == "nyast" else kept
