"""The question after the password: the code from one's telephone, or the first time tying a telephone."""

import segno
from cryptography.fernet import InvalidToken
from flask import Flask, Response, redirect, request, session
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from hemval.handover.told import WORDS
from hemval.officers.address import CODE, LOGIN, NEW_TELEPHONE
from hemval.officers.kept_post import FIELD, box
from hemval.officers.login_page import TOKEN, login_page
from hemval.officers.passed import passed_of_browser
from hemval.officers.signed_in import signed_in
from hemval.officers.workplace import Workplace
from hemval.queue.desk.accounts import FAILURES
from hemval.queue.desk.errors import CodeRefused, LoginRefused, SecondFactorBroken
from hemval.queue.desk.logins import Passed
from hemval.queue.desk.second_factor import app_address, in_fours, new_secret
from hemval.web.same_site import token_is_right

PROPOSED = "proposed"
"""Where the cookie keeps the secret until a code shows that the telephone has it."""


def add_second_factor(app: Flask, workplace: Workplace) -> None:
    """Add both questions. They answer to who has passed the password, and to nobody else."""

    @app.route(CODE, methods=["GET", "POST"])
    def code() -> ResponseReturnValue:
        """Ask for the code; the right one begins the session."""
        passed = passed_of_browser()
        if passed is None:
            return redirect(LOGIN, 303)
        if request.method != "POST":
            return next_question(workplace, passed)
        if not token_is_right(request):
            return _code_page(workplace, _worn_out(), 400)
        try:
            token = workplace.desk.logins.pass_code(passed, _typed(), workplace.now, session.get(TOKEN))
        except CodeRefused as error:
            return _code_page(workplace, WORDS.say(error.sentence), 400)
        except SecondFactorBroken as error:
            return _code_page(workplace, WORDS.say(error.sentence, **error.values), 500)
        except LoginRefused as error:
            return _start_over(workplace, error)
        return signed_in(workplace, token, _kept())

    @app.route(NEW_TELEPHONE, methods=["GET", "POST"])
    def new_telephone() -> ResponseReturnValue:
        """Show the secret, the same until a code has been written; the right one stores it."""
        passed = passed_of_browser()
        if passed is None:
            return redirect(LOGIN, 303)
        if request.method != "POST":
            return next_question(workplace, passed)
        if not token_is_right(request):
            return _telephone_page(workplace, passed, _worn_out(), 400)
        secret, now = _proposed(workplace, passed), workplace.now
        try:
            token = workplace.desk.logins.set_second_factor(passed, secret, _typed(), now, session.get(TOKEN))
        except CodeRefused:
            told = WORDS.say("The code does not fit. Write the one that the app shows just now.")
            return _telephone_page(workplace, passed, told, 400)
        except LoginRefused as error:
            return _start_over(workplace, error)
        return signed_in(workplace, token, _kept())


def next_question(workplace: Workplace, passed: Passed) -> ResponseReturnValue:
    """Ask what comes after the password; what was keyed in goes along, so then the question is the answer."""
    asks_for_code = workplace.desk.logins.asks_for_code(passed)
    if request.path != (there := CODE if asks_for_code else NEW_TELEPHONE) and not _kept():
        return redirect(there, 303)
    return _code_page(workplace) if asks_for_code else _telephone_page(workplace, passed)


def _code_page(workplace: Workplace, error: str = "", status: int = 200) -> Response:
    return workplace.answer(
        "code.html",
        workplace.view(WORDS.say("Write the code from your telephone"), failed=bool(error)),
        status,
        action=CODE,
        again=LOGIN,
        error=error,
        failures=FAILURES,
        kept=_kept(),
    )


def _telephone_page(workplace: Workplace, passed: Passed, error: str = "", status: int = 200) -> Response:
    secret = _proposed(workplace, passed)
    address = app_address(secret, passed.name, workplace.municipality.name)
    drawn = segno.make_qr(address).svg_inline(
        border=4, dark="#000", light="#fff", omitsize=True, svgclass=None, lineclass=None
    )
    return workplace.answer(
        "new_telephone.html",
        workplace.view(WORDS.say("Tie your telephone to the account"), failed=bool(error)),
        status,
        action=NEW_TELEPHONE,
        error=error,
        square=Markup(drawn),  # noqa: S704 - drawn by segno: nothing of what anybody typed stands in it
        groups=in_fours(secret),
        name=passed.name,
        kept=_kept(),
    )


def _proposed(workplace: Workplace, passed: Passed) -> str:
    """Return the secret that this browser was shown for this account, or a new one, sealed in its cookie."""
    sealer = box(workplace.secret, b"hemval proposed second factor")
    try:
        name, secret = sealer.decrypt(session.get(PROPOSED, "")).decode().rsplit(" ", 1)
        if name == passed.name:
            return secret
    except (InvalidToken, ValueError):
        pass
    secret = new_secret()
    session[PROPOSED] = sealer.encrypt(f"{passed.name} {secret}".encode()).decode()
    return secret


def _start_over(workplace: Workplace, error: LoginRefused) -> Response:
    session.clear()
    return login_page(workplace, WORDS.say(error.sentence), 400, refused=True, kept=_kept())


def _typed() -> str:
    return request.form.get("code", "")


def _kept() -> str:
    return request.form.get(FIELD, "")


def _worn_out() -> str:
    return WORDS.say("The page had been open for long, or the browser blocks cookies. Try once more.")
