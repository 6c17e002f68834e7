"""A batch's file in each format: officers and the command line hand over the same."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from hemval.forms.addresses import CHOICE
from hemval.handover.chains import chains_of
from hemval.handover.csv_file import csv_bytes
from hemval.handover.delivery import Delivery
from hemval.handover.json_file import json_bytes
from hemval.handover.rows import Damaged
from hemval.handover.told import form_called
from hemval.handover.xlsx_file import workbook_bytes
from hemval.pages.published import Published
from hemval.queue.desk.batch_files import Contents, Make


@dataclass(frozen=True)
class Format:
    """A kind of file: what it is called on the web, and how it is made."""

    media_type: str
    make: Callable[[Delivery, datetime], bytes]


FORMATS = {
    "xlsx": Format("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", workbook_bytes),
    "csv": Format("text/csv; charset=utf-8", lambda delivery, _: csv_bytes(delivery.table())),
    "json": Format("application/json", json_bytes),
}
"""By the ending of the file's name."""


def maker(name: str, build: Published | None) -> Make:
    """Return what makes the file of a batch in a format; damaged rows come last.

    ``build`` knows the form and its columns. Without it the columns are those of the questions met.
    """

    def made(contents: Contents) -> bytes:
        return FORMATS[name].make(_delivery(contents, build), contents.made_at)

    return made


def _delivery(contents: Contents, build: Published | None) -> Delivery:
    form = contents.form
    definition = build.forms.get(form) if build else None
    content = build.content if build else None
    chains = chains_of(contents, definition, content) if form == CHOICE else None
    return Delivery(
        form,
        form_called(form, build),
        [one for _, one in contents.opened],
        [Damaged(header.id, header.received_at, header.form) for header in contents.damaged],
        definition,
        build.frozen if build else (),
        chains,
    )
