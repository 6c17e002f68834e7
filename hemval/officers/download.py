"""Download the new choices as a file."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from flask import Flask, Response, abort, g, redirect, request
from flask.typing import ResponseReturnValue

from hemval.handover.csv_file import csv_bytes
from hemval.handover.rows import Damaged, Table, table
from hemval.handover.told import WORDS
from hemval.handover.xlsx_file import xlsx_bytes
from hemval.officers.address import DOWNLOAD, LOGIN_AGAIN
from hemval.officers.signing_in_again import is_fresh
from hemval.officers.workplace import Workplace
from hemval.queue.desk.audit import Act
from hemval.words.dates import SWEDEN


@dataclass(frozen=True)
class Format:
    """A kind of file: how it is logged, what it is called on the web, and how it is made."""

    act: Act
    media_type: str
    make: Callable[[Table, datetime], bytes]


FORMATS = {
    "xlsx": Format(
        "download_xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", xlsx_bytes
    ),
    "csv": Format("download_csv", "text/csv; charset=utf-8", lambda made, _: csv_bytes(made)),
}


def add_download(app: Flask, workplace: Workplace) -> None:
    """Add the page with the buttons, and what they do."""

    @app.get(DOWNLOAD)
    def download() -> ResponseReturnValue:
        """Say how many there are. Nothing is opened until a button is pressed."""
        up_to_date = workplace.take_in()
        view = workplace.view(WORDS.say("Download new choices"), DOWNLOAD)
        count = workplace.desk.count()["new"]
        return workplace.answer("download.html", view, count=count, up_to_date=up_to_date)

    @app.post(DOWNLOAD)
    def file() -> ResponseReturnValue:
        """Send every new choice as one file. A post: a browser that fetches ahead must not be logged."""
        name = request.form.get("format", "")
        if name not in FORMATS:
            abort(400)
        if not is_fresh(workplace):
            return redirect(LOGIN_AGAIN, 303)
        rows = [header.id for header in workplace.desk.list("new")]
        if not rows:
            return redirect(DOWNLOAD, 303)
        return _file(workplace, rows, name)


def _file(workplace: Workplace, rows: list[str], name: str) -> Response:
    now = workplace.now
    format_ = FORMATS[name]
    seen = workplace.desk.open_all(rows, g.officer, format_.act, now)
    damaged = [Damaged(header.id, header.received_at, header.form) for header in seen.broken]
    made = format_.make(table([one.submission for one in seen.opened], damaged), now)
    file_name = f"{WORDS.say('choices')}-{now.astimezone(SWEDEN):%Y-%m-%d-%H%M}.{name}"
    response = Response(made, content_type=format_.media_type)
    response.headers.set("Content-Disposition", "attachment", filename=file_name)
    return response
