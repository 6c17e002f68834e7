"""Make the board anew where cases came, went or changed, and nowhere else."""

from bisect import insort
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from typing import TypeVar

from hemval.officers.across.chains import Chains, chains_of
from hemval.officers.across.flags import flags_across
from hemval.officers.across.gist import Gist
from hemval.officers.across.overview import Known
from hemval.officers.across.rules_at_a_glance import codes_of
from hemval.officers.lists.board import Board, received
from hemval.queue.desk.retention import is_endangered
from hemval.queue.desk.tables import OPEN
from hemval.rules.reason import Code

T = TypeVar("T")

Rows = Mapping[str, Known]
Tabs = Mapping[tuple[str, str], Sequence[Known]]


def board_after(board: Board, rows: Rows, changed: AbstractSet[str]) -> Board:
    """Return the board of these rows, of which some came, went or changed since another.

    What is seen of a case follows from it and from those that are tied to it. So those are looked at again
    that are tied to a changed one, as it was or as it is; and beside them all that are tied to those.
    """
    if not changed:
        return board
    moves = [(row, _gist(board.rows, row), _gist(rows, row)) for row in changed]
    ties = board.ties.after(moves)
    touched = changed | board.ties.tied(old for _, old, _ in moves) | ties.tied(new for _, _, new in moves)
    beside = touched | ties.tied(_gist(rows, row) for row in touched)
    known = sorted((rows[row] for row in beside if row in rows), key=received)
    chains = chains_of(known, board.content)
    newest = replace(
        board,
        rows=rows,
        ties=ties,
        chains=Chains(
            _with(board.chains.newer, chains.newer, touched), _with(board.chains.older, chains.older, touched)
        ),
        across=_with(board.across, flags_across(known, board.today), touched),
        rules=_with(board.rules, dict(_judged(board, rows, changed)), changed),
        warned=(board.warned - changed)
        | {row for row in changed if row in rows and rows[row].header.warned_at is not None},
    )
    here = [one for one in known if one.header.id in touched]
    flagged = {one.header.id for one in here if _is_flagged(newest, one)}
    return replace(
        newest, flagged=(board.flagged - touched) | flagged, tabs=_tabs(board, newest, touched, here)
    )


def _gist(rows: Rows, row: str) -> Gist | None:
    return rows[row].gist if row in rows else None


def _with(before: Mapping[str, T], now: Mapping[str, T], touched: AbstractSet[str]) -> dict[str, T]:
    """Return what was, but of the touched rows what is."""
    found = dict(before)
    for row in touched:
        found.pop(row, None)
        if row in now:
            found[row] = now[row]
    return found


def _judged(board: Board, rows: Rows, changed: AbstractSet[str]) -> Iterator[tuple[str, tuple[Code, ...]]]:
    """Yield what stands in the way of those that are open. A seal never changes: each is judged once."""
    for row in changed:
        one, before = rows.get(row), board.rows.get(row)
        if one is None or board.content is None or one.header.state not in OPEN:
            continue
        if before is not None and before.gist is one.gist and before.header.state in OPEN:
            codes = board.rules.get(row, ())
        else:
            codes = codes_of(one, board.content)
        if codes:
            yield row, codes


def _is_flagged(board: Board, one: Known) -> bool:
    row = one.header.id
    if one.gist is None or one.gist.review or row in board.across or row in board.rules:
        return True
    return is_endangered(one.header, board.today)


def _tabs(board: Board, newest: Board, touched: AbstractSet[str], here: list[Known]) -> Tabs:
    """Move the touched rows to the lists where they stand now; ``here`` has those that are left, in order."""
    left = {_place(board, board.rows[row]) for row in touched if row in board.rows}
    come: dict[tuple[str, str], list[Known]] = defaultdict(list)
    for one in here:
        come[_place(newest, one)].append(one)
    tabs = dict(board.tabs)
    for place in left | come.keys():
        stay = [one for one in board.tabs.get(place, ()) if one.header.id not in touched]
        for one in come[place]:
            insort(stay, one, key=received)
        tabs[place] = stay
    return {place: cases for place, cases in tabs.items() if cases}


def _place(board: Board, one: Known) -> tuple[str, str]:
    return one.header.form, board.tab(one.header)
