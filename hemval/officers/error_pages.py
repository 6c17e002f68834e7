"""What a page says when something could not be done."""

from flask import Flask, Response
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import HTTPException

from hemval.handover.told import WORDS
from hemval.officers.workplace import Workplace
from hemval.queue.desk.errors import NoSuchBatch, NoSuchRow
from hemval.queue.errors import StoreUnavailable
from hemval.web.error_log import log_error, tell_only_where
from hemval.web.error_pages import with_allow
from hemval.words import sentence

NOT_HERE = (
    sentence("The page is not here"),
    sentence("The case may have been removed, or the address is wrong."),
)

TOLD = {
    400: (
        sentence("Nothing was changed"),
        sentence("The page may have been open for long. Go back, load it anew and try once more."),
    ),
    403: (
        sentence("You cannot do this from here"),
        sentence("The request came from another website. Nothing was changed."),
    ),
    404: NOT_HERE,
    405: NOT_HERE,
    409: (
        sentence("Another officer was first"),
        sentence("Nothing was changed. Look at the case again."),
    ),
    413: (sentence("That was too long"), sentence("Nothing was changed. Go back and write less.")),
    500: (
        sentence("Something went wrong here"),
        sentence("Nothing is lost. Try again in a while. If it goes on, tell whoever runs Hemval."),
    ),
    503: (
        sentence("The queue cannot be reached just now"),
        sentence("Nothing is lost. Try again in a while. If it goes on, tell whoever runs Hemval."),
    ),
}


def add_error_pages(app: Flask, workplace: Workplace) -> None:
    """Answer every error with a page in the layout, and log it without what anyone typed."""
    tell_only_where(app.logger)

    @app.errorhandler(HTTPException)
    def refused(error: HTTPException) -> ResponseReturnValue:
        status = error.code or 500
        if 300 <= status < 400:
            return error.get_response()
        return with_allow(_page(workplace, status), error)

    @app.errorhandler(NoSuchBatch)
    @app.errorhandler(NoSuchRow)
    def unknown(_: NoSuchRow | NoSuchBatch) -> ResponseReturnValue:
        return _page(workplace, 404)

    @app.errorhandler(StoreUnavailable)
    def out_of_reach(error: StoreUnavailable) -> ResponseReturnValue:
        app.logger.error("%s", error)
        return _page(workplace, 503)

    @app.errorhandler(Exception)
    def failed(error: Exception) -> ResponseReturnValue:
        log_error(app, error)
        return _page(workplace, 500)


def _page(workplace: Workplace, status: int) -> Response:
    title, told = TOLD.get(status, TOLD[400 if status < 500 else 500])
    view = workplace.view(WORDS.say(title), failed=True)
    return workplace.answer("error.html", view, status, told=WORDS.say(told))
