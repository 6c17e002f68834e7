"""Whether a post comes from our own page: what the browser says, beside the token in the form."""

from flask import Request
from flask_wtf.csrf import validate_csrf
from wtforms import ValidationError

TOKEN_AGE = 24 * 60 * 60
"""Seconds. Who types slowly is not punished: a page with an old token is shown again with the answers."""

TOKEN_FIELD = "csrf_token"  # noqa: S105 - a field's name


def from_another_site(request: Request) -> bool:
    """Say whether the browser itself tells that the post was made by another site's page."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None and site not in ("same-origin", "none"):
        return True
    origin = request.headers.get("Origin")
    return origin is not None and origin != "null" and origin != request.host_url.rstrip("/")


def told_where_from(request: Request) -> bool:
    """Say whether the browser tells at all where the post comes from, as every browser in use does."""
    return "Sec-Fetch-Site" in request.headers or "Origin" in request.headers


def token_is_right(request: Request) -> bool:
    """Say whether the form's token is one that we gave this browser within the day."""
    try:
        validate_csrf(request.form.get(TOKEN_FIELD), time_limit=TOKEN_AGE)
    except ValidationError:
        return False
    return True
