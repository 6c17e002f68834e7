"""Default deny: without a session there is nothing here but the login, whatever the address."""

from flask import Flask, Response, abort, g, redirect, request, session
from flask.typing import ResponseReturnValue

from hemval.officers.address import LOGIN
from hemval.officers.workplace import Workplace
from hemval.queue.desk.sessions import Session
from hemval.web.headers import keep_nothing
from hemval.web.same_site import from_another_site, token_is_right

TOKEN = "token"  # noqa: S105 - a key's name

OPEN = frozenset({"login", "asset"})
"""Endpoints that answer without a session. Adding one is a decision; a test knows them by name."""

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


def add_guard(app: Flask, workplace: Workplace) -> None:
    """Put the guard before every view, those that do not exist included."""

    @app.before_request
    def demand_session() -> ResponseReturnValue | None:
        """Refuse other sites' posts, then whoever has no session, then posts that no page of ours made."""
        if request.method not in SAFE and from_another_site(request):
            abort(403)
        if request.endpoint in OPEN:
            return None
        found = session_of_browser(workplace)
        if found is None:
            return redirect(LOGIN, 303)
        g.officer, g.signed_in_at = found.officer, found.signed_in_at
        if request.method not in SAFE and not token_is_right(request):
            abort(400)
        return None

    @app.after_request
    def forget(response: Response) -> Response:
        """Let no cache keep a page, so that Back after signing out shows nothing."""
        kept = request.endpoint == "asset" and response.status_code < 400
        return response if kept else keep_nothing(response)


def session_of_browser(workplace: Workplace) -> Session | None:
    """Return the session whose token the browser's cookie holds, while it lasts."""
    token = session.get(TOKEN)
    return workplace.desk.sessions.find(token, workplace.now) if token else None
