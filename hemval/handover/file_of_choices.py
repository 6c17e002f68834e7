"""Choices of a form as one file, from the desk to bytes: officers and the command line hand over the same."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from hemval.handover.csv_file import csv_bytes
from hemval.handover.delivery import Delivery
from hemval.handover.json_file import json_bytes
from hemval.handover.rows import Damaged
from hemval.handover.told import form_called
from hemval.handover.xlsx_file import workbook_bytes
from hemval.pages.published import Published
from hemval.queue.desk import Desk
from hemval.queue.desk.audit import Act
from hemval.queue.desk.tables import Header


@dataclass(frozen=True)
class Format:
    """A kind of file: how it is logged, what it is called on the web, and how it is made."""

    act: Act
    media_type: str
    make: Callable[[Delivery, datetime], bytes]


FORMATS = {
    "csv": Format("download_csv", "text/csv; charset=utf-8", lambda delivery, _: csv_bytes(delivery.table())),
    "xlsx": Format(
        "download_xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        workbook_bytes,
    ),
    "json": Format("download_json", "application/json", json_bytes),
}
"""By the ending of the file's name."""


@dataclass(frozen=True)
class FileOfChoices:
    """The file, how many choices it holds, and the rows that could not be opened."""

    content: bytes
    written: int
    damaged: tuple[str, ...]


def file_of_choices(
    desk: Desk, rows: Sequence[Header], format_: Format, who: str, now: datetime, build: Published | None
) -> FileOfChoices:
    """Log who fetches which rows of one form, open them and make the file; damaged ones come last.

    ``build`` knows the form and its columns. Without it the columns are those of the questions met.
    """
    form = rows[0].form
    if any(row.form != form for row in rows):
        raise ValueError("a file holds choices of one form")
    seen = desk.open_all([row.id for row in rows], who, format_.act, now)
    delivery = Delivery(
        form,
        form_called(form, build),
        [one.submission for one in seen.opened],
        [Damaged(header.id, header.received_at, header.form) for header in seen.broken],
        build.forms.get(form) if build else None,
        build.frozen if build else (),
    )
    return FileOfChoices(
        format_.make(delivery, now), len(seen.opened), tuple(one.id for one in delivery.damaged)
    )
