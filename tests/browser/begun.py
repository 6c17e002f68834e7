"""A choice form that is answered up to a page, without a browser having walked there.

For tests of what comes after. The way there by keys is gone in ``test_choosing`` and ``test_form_journeys``.
"""

from urllib.parse import urlsplit

from hemval.public.draft_session import COOKIE
from tests.browser.conftest import Town
from tests.browser.watched import Watched
from tests.public.client import Citizen
from tests.public.journeys import go


def begin(watched: Watched, town: Town, until: str, **answers: str) -> Watched:
    """Open the form at a page, everything before it answered; the check must follow."""
    citizen = go(Citizen(town.app), until, **{"kind": "first", **answers})
    folder = citizen.path.removesuffix(f"{until}/")
    cookie = citizen.client.get_cookie(COOKIE, path=folder)
    assert cookie is not None
    host = str(urlsplit(town.address).hostname)
    watched.context.add_cookies(
        [{"name": COOKIE, "value": cookie.value, "domain": host, "path": folder, "httpOnly": True}]
    )
    return watched.open(citizen.path)
