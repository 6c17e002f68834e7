"""Sign in and out."""

from flask import Flask, Response, flash, redirect, request, session
from flask.typing import ResponseReturnValue

from hemval.handover.told import WORDS
from hemval.officers.address import CASES, LOGIN, LOGOUT
from hemval.officers.guard import TOKEN, session_of_browser
from hemval.officers.workplace import Workplace
from hemval.queue.desk.accounts import FAILURES
from hemval.queue.desk.errors import LoginBusy, LoginRefused
from hemval.queue.desk.sessions import IDLE, WHOLE
from hemval.web.same_site import token_is_right
from hemval.words import sentence


def add_signing_in(app: Flask, workplace: Workplace) -> None:
    """Add the login page and the button that signs out."""

    @app.route(LOGIN, methods=["GET", "POST"])
    def login() -> ResponseReturnValue:
        """Ask for name and password; a session begins with a token that the browser has never had."""
        if request.method != "POST":
            return redirect(CASES) if session_of_browser(workplace) else _page(workplace)
        if not token_is_right(request):
            told = WORDS.say("The page had been open for long, or the browser blocks cookies. Try once more.")
            return _page(workplace, told, 400)
        name, password = request.form.get("name", "").strip(), request.form.get("password", "")
        if not name or not password:
            return _page(workplace, WORDS.say("Write both your name and your password."), 400)
        try:
            token = workplace.desk.accounts.sign_in(name, password, workplace.now, session.get(TOKEN))
        except LoginRefused as error:
            return _page(workplace, WORDS.say(error.sentence), 400, refused=True)
        except LoginBusy as error:
            return _page(workplace, WORDS.say(error.sentence), 503)
        session.clear()
        session[TOKEN] = token
        return redirect(CASES, 303)

    @app.post(LOGOUT)
    def logout() -> ResponseReturnValue:
        """End the session on the server too: the cookie is worth nothing afterwards."""
        workplace.desk.sessions.end(session[TOKEN], workplace.now)
        session.clear()
        flash(sentence("You have signed out."))
        return redirect(LOGIN, 303)


def _page(workplace: Workplace, error: str = "", status: int = 200, *, refused: bool = False) -> Response:
    return workplace.answer(
        "login.html",
        workplace.view(WORDS.say("Sign in"), failed=bool(error)),
        status,
        error=error,
        refused=refused,
        failures=FAILURES,
        minutes=IDLE.seconds // 60,
        hours=WHOLE.seconds // 3600,
        run_out=TOKEN in session and not error,
        name=request.form.get("name", ""),
    )
