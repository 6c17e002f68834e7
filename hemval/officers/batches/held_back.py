"""Cases that no batch takes because their person has a protected one: told of where batches are made."""

from collections.abc import Iterable
from dataclasses import dataclass

from hemval.handover.told import WORDS
from hemval.officers.address import case
from hemval.officers.lists.board import Board


@dataclass(frozen=True)
class HeldBack:
    """What a page says of them; each case by no more than where it is."""

    told: str = ""
    look: str = ""
    cases: tuple[tuple[str, str], ...] = ()
    """The address of each, and enough of its id to tell it from others."""


def held_back(board: Board, rows: Iterable[str]) -> HeldBack:
    """Say which of some rows are held back; nothing where none is."""
    return held_told(board.in_order(board.held.intersection(rows)))


def held_told(rows: list[str]) -> HeldBack:
    """Say that these are held back, and where to look at them."""
    if not rows:
        return HeldBack()
    told = WORDS.count(
        "%(n)d case is left out: the person has a protected case.",
        "%(n)d cases are left out: their persons have a protected case.",
        len(rows),
    )
    look = WORDS.count("Look at it first:", "Look at them first:", len(rows))
    return HeldBack(told, look, tuple((case(row), row[:4]) for row in rows))
