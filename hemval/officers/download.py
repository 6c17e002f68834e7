"""Download the new choices as a file."""

from flask import Flask, Response, abort, g, redirect, request
from flask.typing import ResponseReturnValue

from hemval.handover.file_of_choices import FORMATS, file_of_choices
from hemval.handover.told import WORDS
from hemval.officers.address import DOWNLOAD, LOGIN_AGAIN
from hemval.officers.signing_in_again import is_fresh
from hemval.officers.workplace import Workplace
from hemval.words.dates import SWEDEN


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
    made = file_of_choices(workplace.desk, rows, FORMATS[name], g.officer, now)
    file_name = f"{WORDS.say('choices')}-{now.astimezone(SWEDEN):%Y-%m-%d-%H%M}.{name}"
    response = Response(made.content, content_type=FORMATS[name].media_type)
    response.headers.set("Content-Disposition", "attachment", filename=file_name)
    return response
