"""A browser for the tests: holds every answer to what holds for all pages."""

from urllib.parse import urlsplit

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.officers.page import Page, check_page
from tests.page_invariants import check_headers

NAME, PASSWORD = "anna", "en lång mening som lösenord"
TIE = "Koppla telefonen och logga in"


def secret_on(page: Page) -> str:
    """Return the key of a telephone to tie, as it stands on the page."""
    (key,) = [one for one in page.all("p") if one.get("class") == "key-text"]
    return "".join("".join(key.itertext()).split())


class Browser(FlaskClient):
    """Flask's client with the browser's own headers, a page at hand, and buttons to press."""

    last: TestResponse
    municipality = "Lindviks kommun"

    def open(self, *args, **kwargs) -> TestResponse:
        response = super().open(*args, **{"buffered": True, **kwargs})
        if response.mimetype == "text/html" and response.status_code not in (301, 302, 303, 308):
            check_page(response.text, self.municipality)
        if not response.request.path.startswith("/assets/"):
            check_headers(dict(response.headers), personal=True)
        self.last = response
        return response

    @property
    def page(self) -> Page:
        return Page(self.last.text)

    def press(self, button: str, **filled: str) -> TestResponse:
        """Press a button of the last page and follow where it leads."""
        action, fields = self.page.form(button)
        here = self.last.request.path
        assert set(filled) <= set(fields), "no such field"
        if self.page.asks(button):
            return self.get(action or here, query_string=fields | filled)
        return self.post(
            action or here,
            data=fields | filled,
            headers={"Origin": "http://localhost", "Sec-Fetch-Site": "same-origin"},
            follow_redirects=True,
        )

    def fetch(self, button: str) -> TestResponse:
        """Make a batch of what is new of the first form, and fetch its file with a button of its page."""
        self.get("/arenden/hamta/")
        self.press(button.replace("Hämta", "Gör en omgång"))
        return self.press(button)

    def sign_in(self, name: str = NAME, password: str = PASSWORD) -> TestResponse:
        self.get("/arenden/logga-in/")
        return self.press("Logga in", name=name, password=password)

    def follow(self, link: str) -> TestResponse:
        return self.get(self.page.links()[link])

    def is_at(self, path: str) -> bool:
        return urlsplit(self.last.request.url).path == path

    def token(self) -> str | None:
        """Return the session's token that the cookie holds."""
        with self.session_transaction() as session:
            return session.get("token")
