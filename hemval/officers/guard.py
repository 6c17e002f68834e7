"""Default deny: without a session there is nothing but the login, and with one what its roles may reach."""

from flask import Flask, Response, abort, g, redirect, request, session
from flask.typing import ResponseReturnValue

from hemval.officers.accounts.own import refusal_page
from hemval.officers.address import LOGIN
from hemval.officers.permissions import may
from hemval.officers.signing_in.kept_post import sealed_post
from hemval.officers.signing_in.login_page import TOKEN, login_page
from hemval.officers.workplace import Workplace
from hemval.queue.desk.sessions import Session
from hemval.web.headers import keep_nothing
from hemval.web.same_site import from_another_site, token_is_right

OPEN = frozenset({"login", "asset", "code", "new_telephone", "own_password"})
"""Endpoints that answer without a session. Adding one is a decision; a test knows them by name.

The last three lead to the login unless the browser has just passed the password.
"""

KEEPS = frozenset({"key_in"})
"""Endpoints whose posts are worth keeping: without a session they wait, sealed, in the login page, and a
worn-out token is for the view to answer, with all that was keyed."""

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


def add_guard(app: Flask, workplace: Workplace) -> None:
    """Put the guard before every view, those that do not exist included."""

    @app.before_request
    def demand_session() -> ResponseReturnValue | None:
        """Refuse other sites' posts, then whoever has no session or not the role, then made-up posts.

        An address that is no endpoint passes, to be told that it is not here.
        """
        if request.method not in SAFE and from_another_site(request):
            abort(403)
        if request.endpoint in OPEN:
            return None
        found = session_of_browser(workplace)
        keeps = request.endpoint in KEEPS and request.method == "POST"
        if found is None:
            return login_page(workplace, kept=_sealed(workplace)) if keeps else redirect(LOGIN, 303)
        enter(found)
        if request.endpoint and not may(request.endpoint, g.roles):
            return refusal_page(workplace)
        if request.method not in SAFE and not keeps and not token_is_right(request):
            abort(400)
        return None

    @app.after_request
    def forget(response: Response) -> Response:
        """Let no cache keep a page, so that Back after signing out shows nothing."""
        kept = request.endpoint == "asset" and response.status_code < 400
        return response if kept else keep_nothing(response)


def enter(found: Session) -> None:
    """Let this request act for whoever a session belongs to."""
    g.officer, g.signed_in_at, g.roles = found.officer, found.signed_in_at, found.roles


def _sealed(workplace: Workplace) -> str:
    return sealed_post((request.view_args or {})["form_id"], request.form, workplace.secret)


def session_of_browser(workplace: Workplace) -> Session | None:
    """Return the session whose token the browser's cookie holds, while it lasts."""
    token = session.get(TOKEN)
    return workplace.desk.sessions.find(token, workplace.now) if token else None
