"""Sign in and out."""

from flask import Flask, flash, redirect, request, session
from flask.typing import ResponseReturnValue

from hemval.handover.told import WORDS
from hemval.officers.address import LOGIN, LOGOUT
from hemval.officers.guard import enter, session_of_browser
from hemval.officers.signing_in.after_password import next_question
from hemval.officers.signing_in.kept_post import FIELD
from hemval.officers.signing_in.login_page import TOKEN, login_page
from hemval.officers.signing_in.passed import remember
from hemval.officers.workplace import Workplace, start_address
from hemval.queue.desk.errors import LoginBusy, LoginRefused
from hemval.web.same_site import token_is_right
from hemval.words import sentence


def add_signing_in(app: Flask, workplace: Workplace) -> None:
    """Add the login page and the button that signs out."""

    @app.route(LOGIN, methods=["GET", "POST"])
    def login() -> ResponseReturnValue:
        """Ask for name and password; the session's token, here or later, the browser has never had."""
        if request.method != "POST":
            if (found := session_of_browser(workplace)) is None:
                return login_page(workplace)
            enter(found)
            return redirect(start_address())
        kept = request.form.get(FIELD, "")
        if not token_is_right(request):
            told = WORDS.say("The page had been open for long, or the browser blocks cookies. Try once more.")
            return login_page(workplace, told, 400, kept=kept)
        name, password = request.form.get("name", "").strip(), request.form.get("password", "")
        if not name or not password:
            told = WORDS.say("Write both your name and your password.")
            return login_page(workplace, told, 400, kept=kept)
        try:
            passed = workplace.desk.logins.pass_password(name, password, workplace.now)
        except LoginRefused as error:
            return login_page(workplace, WORDS.say(error.sentence), 400, refused=True, kept=kept)
        except LoginBusy as error:
            return login_page(workplace, WORDS.say(error.sentence), 503, kept=kept)
        remember(passed)
        return next_question(workplace, passed)

    @app.post(LOGOUT)
    def logout() -> ResponseReturnValue:
        """End the session on the server too: the cookie is worth nothing afterwards."""
        workplace.desk.sessions.end(session[TOKEN], workplace.now)
        session.clear()
        flash(sentence("You have signed out."))
        return redirect(LOGIN, 303)
