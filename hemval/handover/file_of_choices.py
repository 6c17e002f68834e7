"""Choices as one file, from the desk to bytes: the officers' page and the command line hand over the same."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from hemval.handover.csv_file import csv_bytes
from hemval.handover.rows import Damaged, Table, table
from hemval.handover.xlsx_file import xlsx_bytes
from hemval.queue.desk import Desk
from hemval.queue.desk.audit import Act


@dataclass(frozen=True)
class Format:
    """A kind of file: how it is logged, what it is called on the web, and how it is made."""

    act: Act
    media_type: str
    make: Callable[[Table, datetime], bytes]


FORMATS = {
    "csv": Format("download_csv", "text/csv; charset=utf-8", lambda made, _: csv_bytes(made)),
    "xlsx": Format(
        "download_xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", xlsx_bytes
    ),
}
"""By the ending of the file's name."""


@dataclass(frozen=True)
class FileOfChoices:
    """The file, how many choices it holds, and the rows that could not be opened."""

    content: bytes
    written: int
    damaged: tuple[str, ...]


def file_of_choices(
    desk: Desk, rows: Sequence[str], format_: Format, who: str, now: datetime
) -> FileOfChoices:
    """Log who fetches which rows, open them and make the file; damaged ones come last."""
    seen = desk.open_all(rows, who, format_.act, now)
    damaged = [Damaged(header.id, header.received_at, header.form) for header in seen.broken]
    made = format_.make(table([one.submission for one in seen.opened], damaged), now)
    return FileOfChoices(made, len(seen.opened), tuple(one.id for one in damaged))
