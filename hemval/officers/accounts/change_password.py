"""An officer's own password, changed by who knows the one before."""

from flask import Flask, Response, flash, g, redirect, request, session
from flask.typing import ResponseReturnValue

from hemval.handover.told import WORDS
from hemval.officers.address import CHANGE_PASSWORD, OWN_ACCOUNT
from hemval.officers.signing_in.login_page import TOKEN
from hemval.officers.workplace import Workplace
from hemval.queue.desk.accounts import FAILURES
from hemval.queue.desk.errors import LoginBusy, LoginRefused, PasswordKept, PasswordRefused
from hemval.queue.desk.passwords import LEAST
from hemval.words import sentence

OLD, NEW, AGAIN = "old", "password", "again"


def add_change_password(app: Flask, workplace: Workplace) -> None:
    """Add the page."""

    @app.get(CHANGE_PASSWORD)
    def to_change_password() -> ResponseReturnValue:
        """Ask for the old password and a new one."""
        return _page(workplace)

    @app.post(CHANGE_PASSWORD)
    def change_password() -> ResponseReturnValue:
        """Change it; this session goes on, all others of the account end."""
        old, new, again = (request.form.get(field, "") for field in (OLD, NEW, AGAIN))
        if not old:
            return _page(workplace, OLD, WORDS.say("Write your password."))
        if new != again:
            return _page(workplace, NEW, WORDS.say("The two passwords differ. Write the same twice."))
        try:
            workplace.desk.logins.change_password(g.officer, session[TOKEN], old, new, workplace.now)
        except LoginRefused:
            told = WORDS.say("The password is wrong, or the account is locked.")
            return _page(workplace, OLD, told, refused=True)
        except (PasswordRefused, PasswordKept) as error:
            return _page(workplace, NEW, WORDS.say(error.sentence, **error.values))
        except LoginBusy as error:
            return _page(workplace, OLD, WORDS.say(error.sentence), 503)
        flash(sentence("Your password is changed. Everywhere else you are signed out."))
        return redirect(OWN_ACCOUNT, 303)


def _page(
    workplace: Workplace, field: str = "", error: str = "", status: int = 400, *, refused: bool = False
) -> Response:
    """Show the page; what was typed is never shown again."""
    return workplace.answer(
        "change_password.html",
        workplace.view(WORDS.say("Change your password"), OWN_ACCOUNT, failed=bool(error)),
        status if error else 200,
        field=field,
        error=error,
        refused=refused,
        failures=FAILURES,
        least=LEAST,
        fields=(
            (OLD, WORDS.say("The password you have now"), "current-password"),
            (NEW, WORDS.say("New password for %(name)s", name=g.officer), "new-password"),
            (AGAIN, WORDS.say("The same password once more"), "new-password"),
        ),
        back=OWN_ACCOUNT,
    )
