"""The lines of a list of cases that an officer looks at: opened, with those that cannot be told."""

from collections.abc import Callable, Collection, Sequence

from hemval.officers.case.told import Line, damaged_line, line_of, protected_line
from hemval.officers.lists.board import Board
from hemval.queue.desk.rows import Opened, OpenedRows
from hemval.queue.desk.tables import Header


def lines_of(
    headers: Sequence[Header], seen: OpenedRows, board: Board, cells: Callable[[Opened], tuple[str, ...]],
    awaited: Collection[str] = (),
) -> list[Line]:  # fmt: skip
    """Tell each row in the order given, with its own cells; a damaged one says that it is.

    What was opened is newer than the board: of one that a colleague has marked meanwhile nothing is told.
    Those ``awaited`` an exit keeps from a purge.
    """
    lines = {
        header.id: damaged_line(header, board.waited(header), board.goes(header, awaited))
        for header in seen.broken
    }
    for opened in seen.opened:
        header = opened.header
        waited, goes = board.waited(header), board.goes(header, awaited)
        if header.protected:
            lines[header.id] = protected_line(header, waited, goes)
        else:
            flags = board.flags(header, opened.submission.review)
            replaced = board.chains.is_replaced(header)
            lines[header.id] = line_of(opened, cells(opened), waited, flags, goes, replaced=replaced)
    return [lines[header.id] for header in headers]
