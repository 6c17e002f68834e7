"""Make the citizens' application."""

from collections.abc import Callable
from urllib.parse import urlsplit

from flask import Blueprint, Flask, Response, abort, g, make_response, redirect, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect

from hemval.content.folder import Folder
from hemval.pages.address import CHOOSE, FORMS, language_and_page
from hemval.public.comparison import add_comparison
from hemval.public.counter import Counter
from hemval.public.draft_session import DraftSessions
from hemval.public.feedback import add_feedback
from hemval.public.filled_paper import add_filled_paper
from hemval.public.published_search import PublishedSearch
from hemval.public.refusal_alarm import RefusalAlarm
from hemval.public.search import add_search
from hemval.public.selection import add_selection
from hemval.public.sending import add_sending
from hemval.public.static_site import not_found_page, serve_site
from hemval.public.steps import add_steps
from hemval.queue.inbox import SECRET, Inbox
from hemval.queue.secret import read_secret
from hemval.settings import PROJECT, Settings
from hemval.web.clock import Clock
from hemval.web.error_log import log_error, tell_only_where
from hemval.web.error_pages import error_page, with_allow
from hemval.web.headers import add_headers, keep_nothing
from hemval.web.post_office import open_post_office
from hemval.web.published import PublishedContent
from hemval.web.rendering import Renderer
from hemval.web.same_site import from_another_site
from hemval.words import LANGUAGES
from hemval.words.text import MAIN_LANGUAGE

QUESTIONS: tuple[Callable[[Blueprint, Counter], None], ...] = (
    add_selection,
    add_feedback,
    add_comparison,
    add_search,
)
"""What answers outside the form: filtered list, comparison, search, feedback."""

LARGEST_POST = 16 * 1024
"""Bytes of a form page's post; the longest answer is far below."""


def create(settings: Settings, clock: Clock) -> Flask:
    """Make the application for a municipality's folder that has been initialised and built."""
    places = settings.places
    folder = Folder(places.content, PROJECT)
    secret = read_secret(places.public / SECRET)
    counter = Counter(
        published=PublishedContent(places, folder),
        renderer=Renderer(folder),
        search=PublishedSearch(places.search),
        inbox=Inbox.open(places),
        mail=open_post_office(settings),
        clock=clock,
        secret=secret,
        sessions=DraftSessions(secret, clock, secure=settings.secure_cookies),
        alarm=RefusalAlarm(clock),
        site=places.site,
    )
    app = Flask("hemval.public", static_folder=None, template_folder=None)
    app.secret_key = secret
    app.config["MAX_CONTENT_LENGTH"] = LARGEST_POST
    app.session_interface = counter.sessions
    add_headers(app, https=settings.secure_cookies)
    app.before_request(_redirect_by_address_alone)
    app.before_request(_refuse_other_sites)
    for language in LANGUAGES:
        app.register_blueprint(_form(counter, language, "choice", CHOOSE.rstrip("/")))
        app.register_blueprint(_form(counter, language, "forms", f"{FORMS}<form_address>"))
        app.register_blueprint(_questions_to_the_site(counter, language))
    serve_site(app, places.site)
    _add_error_pages(app, counter, settings)
    return app


def _form(counter: Counter, language: str, name: str, folder: str) -> Blueprint:
    """Make a form's views in one language; which form, the address says at each request.

    A form that is built later is there too, without a view of its own.
    """
    blueprint = _in_language(counter, language, name, folder)

    @blueprint.url_value_preprocessor
    def at_form(_endpoint: str | None, values: dict[str, str] | None) -> None:
        named = (values or {}).pop("form_address", "")
        g.form_page = f"{FORMS}{named}/" if named else CHOOSE

    @blueprint.before_request
    def refuse_unknown_form() -> None:
        _ = counter.form

    blueprint.after_request(keep_nothing)
    add_steps(blueprint, counter)
    add_sending(blueprint, counter)
    add_filled_paper(blueprint, counter)
    return blueprint


def _questions_to_the_site(counter: Counter, language: str) -> Blueprint:
    """Make the pages that depend on what was asked for, in one language: no cookie, nothing of a person."""
    blueprint = _in_language(counter, language, "pages", "")
    for add in QUESTIONS:
        add(blueprint, counter)
    return blueprint


def _in_language(counter: Counter, language: str, name: str, folder: str) -> Blueprint:
    """Make a blueprint whose views are told the language, and which is not there where the site lacks it."""
    prefix = "" if language == MAIN_LANGUAGE else f"/{language}"
    blueprint = Blueprint(f"{name}_{language}", __name__, url_prefix=f"{prefix}/{folder}")

    @blueprint.url_value_preprocessor
    def in_language(_endpoint: str | None, values: dict[str, str] | None) -> None:
        if values is not None:
            values["language"] = language

    @blueprint.before_request
    def refuse_other_languages() -> None:
        if language not in counter.content.municipality.site.languages:
            abort(404)

    return blueprint


def _redirect_by_address_alone() -> Response | None:
    """Send on who left out the last slash, without the host that was asked: it may be anyone's."""
    if isinstance(request.routing_exception, RequestRedirect):
        asked = urlsplit(request.routing_exception.new_url)
        here = f"{asked.path}?{asked.query}" if asked.query else asked.path
        return keep_nothing(make_response(redirect(here, 308)))
    return None


def _refuse_other_sites() -> None:
    if request.method == "POST" and from_another_site(request):
        abort(403)


def _add_error_pages(app: Flask, counter: Counter, settings: Settings) -> None:
    """Answer every error with a page in the site's layout, and log it without what anyone typed."""
    tell_only_where(app.logger)

    @app.errorhandler(HTTPException)
    def refused(error: HTTPException) -> ResponseReturnValue:
        status = error.code or 500
        if status == 404 and (page := not_found_page(settings.places.site)):
            return make_response(page, 404)
        return with_allow(_error_page(counter, status), error)

    @app.errorhandler(Exception)
    def failed(error: Exception) -> ResponseReturnValue:
        log_error(app, error)
        return _error_page(counter, 500)


def _error_page(counter: Counter, status: int) -> Response:
    language, _ = language_and_page(request.path)
    page = error_page(counter.renderer, counter.content, language, status, counter.now.date())
    return keep_nothing(make_response(page, status))
