"""Download the new choices as a file, a form at a time."""

from collections import Counter

from flask import Flask, Response, abort, g, redirect, request
from flask.typing import ResponseReturnValue

from hemval.forms.addresses import CHOICE
from hemval.handover.file_of_choices import FORMATS, file_of_choices
from hemval.handover.told import WORDS, form_called
from hemval.officers.address import DOWNLOAD
from hemval.officers.form_names import forms_in_order
from hemval.officers.signing_in_again import ask_again, is_fresh
from hemval.officers.workplace import Workplace
from hemval.queue.desk.tables import Header
from hemval.words.dates import SWEDEN


def add_download(app: Flask, workplace: Workplace) -> None:
    """Add the page with the buttons, and what they do."""

    @app.get(DOWNLOAD)
    def download() -> ResponseReturnValue:
        """Say how many there are of each form. Nothing is opened until a button is pressed."""
        up_to_date = workplace.take_in()
        view = workplace.view(WORDS.say("Download what is new"), DOWNLOAD)
        counts = Counter(header.form for header in workplace.desk.list("new"))
        published = workplace.published.snapshot()
        listed = [form for form in forms_in_order(published, counts) if counts[form]]
        forms = [(form, form_called(form, published), counts[form]) for form in listed]
        return workplace.answer("download.html", view, forms=forms, up_to_date=up_to_date)

    @app.post(DOWNLOAD)
    def file() -> ResponseReturnValue:
        """Send all that is new of a form as one file. A post: a browser that fetches ahead is not logged."""
        name, form = request.form.get("format", ""), request.form.get("form", "")
        if name not in FORMATS or not form:
            abort(400)
        if not is_fresh(workplace):
            return ask_again("download")
        rows = [header for header in workplace.desk.list("new") if header.form == form]
        if not rows:
            return redirect(DOWNLOAD, 303)
        return _file(workplace, rows, name)


def _file(workplace: Workplace, rows: list[Header], name: str) -> Response:
    now, form = workplace.now, rows[0].form
    build = workplace.published.newest()
    made = file_of_choices(workplace.desk, rows, FORMATS[name], g.officer, now, build)
    known = build.forms.get(form) if build else None
    called = WORDS.say("choices") if form == CHOICE else known.address if known else form
    file_name = f"{called}-{now.astimezone(SWEDEN):%Y-%m-%d-%H%M}.{name}"
    response = Response(made.content, content_type=FORMATS[name].media_type)
    response.headers.set("Content-Disposition", "attachment", filename=file_name)
    return response
