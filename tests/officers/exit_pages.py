"""What the tests of an exit's pages share: where they stand, and how a browser sends a file in."""

from io import BytesIO

from werkzeug.test import TestResponse

from tests.officers.browser import Browser
from tests.officers.exits import EXITS

HERE = f"/arenden/avslut/{EXITS['lindvik']}/"
SAME_SITE = {"Origin": "http://localhost", "Sec-Fetch-Site": "same-origin"}


def upload(browser: Browser, at: str, text: str, **fields: str) -> TestResponse:
    """Send a list in from a page as a browser does, and follow where it leads."""
    browser.get(at)
    (token,) = {
        field.get("value") for field in browser.page.all("input") if field.get("name") == "csrf_token"
    }
    sent = {"csrf_token": token, "list": (BytesIO(text.encode()), "lista.csv"), **fields}
    return browser.post(
        at, data=sent, content_type="multipart/form-data", headers=SAME_SITE, follow_redirects=True
    )


def press_yes(browser: Browser) -> None:
    """Press the one button that begins with yes."""
    (button,) = [one for one in browser.page.buttons() if one.startswith("Ja")]
    browser.press(button)
