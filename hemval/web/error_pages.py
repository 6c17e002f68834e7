"""What a page says when something could not be done."""

from datetime import date

from flask import Response
from werkzeug.exceptions import HTTPException, MethodNotAllowed

from hemval.content.whole import Content
from hemval.pages.address import address
from hemval.pages.view import PageFacts, View, make_view
from hemval.words import sentence, words_in

TOLD = {
    400: (sentence("The page could not be read"), sentence("Go back and try once more.")),
    403: (
        sentence("You cannot do this from here"),
        sentence("The answer came from another website than ours. Begin again from our start page."),
    ),
    404: (sentence("The page is not here"), sentence("It may have moved. Ask us if you need help.")),
    405: (sentence("The page is not here"), sentence("It may have moved. Ask us if you need help.")),
    413: (sentence("That was too long"), sentence("Go back and write less.")),
    500: (
        sentence("Something went wrong here"),
        sentence("It is not your fault. Try again in a while, or contact us."),
    ),
    503: (
        sentence("We cannot receive anything just now"),
        sentence("Nothing was sent. Try again in a while, or contact us."),
    ),
}


def error_view(content: Content, language: str, status: int, today: date) -> tuple[View, str]:
    """Return the layout's object and the sentence for a status."""
    words = words_in(language)
    title, told = TOLD.get(status, TOLD[400 if status < 500 else 500])
    facts = PageFacts(words.say(title), "fel/", failed=True, elsewhere=_home(content))
    return make_view(content, words, facts, today), words.say(told)


def with_allow(response: Response, error: HTTPException) -> Response:
    """Let an answer to a wrong method say which ones are right, as the protocol asks."""
    if isinstance(error, MethodNotAllowed) and error.valid_methods:
        response.headers["Allow"] = ", ".join(sorted(error.valid_methods))
    return response


def _home(content: Content) -> dict[str, str]:
    """Lead other languages to their start page: an error has no page in them."""
    return {language: address(language) for language in content.municipality.site.languages}
