"""The newest board: all cases as they are now, kept between two looks and brought up to date at each."""

import threading
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from hemval.content.whole import Content
from hemval.forms.definition import FormDefinition
from hemval.officers.across.overview import Overview
from hemval.officers.lists.board import Board
from hemval.officers.lists.next_board import board_after
from hemval.queue.desk import Desk


class BoardKeeper:
    """Safe to share between threads: one brings it up to date, and the others wait for that."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._lock = threading.Lock()
        self._overview = Overview()
        self._board: Board | None = None

    def look(
        self, forms: Mapping[str, FormDefinition], content: Content | None, today: date, kept_days: int
    ) -> Board:
        """Return all cases as they are now. Nothing of it may be shown before it is logged.

        A new day, or another content, has all cases judged anew. Where something fails nothing is kept, so
        that the next look meets the same changes.
        """
        with self._lock:
            overview, changed = self._overview.newer(self._desk, forms)
            board = self._board
            if board is None or board.content is not content or board.today != today:
                board, changed = Board(today, content), frozenset(overview.rows)
            board = board_after(board, overview.rows, changed)
            if board.kept_days != kept_days:
                board = replace(board, kept_days=kept_days)
            self._overview, self._board = overview, board
            return board
