"""The lines of a list of cases that an officer looks at: opened, with those that cannot be told."""

from collections.abc import Callable, Sequence

from hemval.officers.case.told import Line, damaged_line, line_of
from hemval.officers.lists.board import Board
from hemval.queue.desk.rows import Opened, OpenedRows
from hemval.queue.desk.tables import Header


def lines_of(
    headers: Sequence[Header], seen: OpenedRows, board: Board, cells: Callable[[Opened], tuple[str, ...]]
) -> list[Line]:
    """Tell each row in the order given, with its own cells; a damaged one says that it is."""
    lines = {
        opened.header.id: line_of(
            opened,
            cells(opened),
            board.waited(opened.header),
            board.flags(opened.header, opened.submission.review),
            board.goes(opened.header),
        )
        for opened in seen.opened
    }
    lines |= {
        header.id: damaged_line(header, board.waited(header), board.goes(header)) for header in seen.broken
    }
    return [lines[header.id] for header in headers]
