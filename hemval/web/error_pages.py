"""What a page says when something could not be done."""

from datetime import date

from flask import Response
from werkzeug.exceptions import HTTPException, MethodNotAllowed

from hemval.content.whole import Content
from hemval.pages.address import address
from hemval.pages.error_files import error_view, template_of
from hemval.web.rendering import Renderer
from hemval.words import words_in


def error_page(renderer: Renderer, content: Content, language: str, status: int, today: date) -> str:
    """Draw the page of a status. Other languages lead to their start page: an answer has no page in them."""
    homes = {other: address(other) for other in content.municipality.site.languages}
    view, said = error_view(content, words_in(language), status, homes, today)
    return renderer.page(template_of(status), view, **said)


def with_allow(response: Response, error: HTTPException) -> Response:
    """Let an answer to a wrong method say which ones are right, as the protocol asks."""
    if isinstance(error, MethodNotAllowed) and error.valid_methods:
        response.headers["Allow"] = ", ".join(sorted(error.valid_methods))
    return response
