"""What is asked between the password and the session. It answers to who has passed the password alone."""

from collections.abc import Callable

from flask import Flask, Response, redirect, request, session
from flask.typing import ResponseReturnValue

from hemval.handover.told import WORDS
from hemval.officers.address import CODE, LOGIN, NEW_TELEPHONE, OWN_PASSWORD
from hemval.officers.signing_in.login_page import TOKEN, login_page
from hemval.officers.signing_in.passed import passed_of_browser, remember
from hemval.officers.signing_in.question_pages import (
    code_page,
    kept_here,
    own_password_page,
    proposed,
    telephone_page,
)
from hemval.officers.signing_in.signed_in import signed_in
from hemval.officers.workplace import Workplace
from hemval.queue.desk.errors import (
    CodeRefused,
    FirstPasswordKept,
    LoginBusy,
    LoginRefused,
    PasswordRefused,
    SecondFactorBroken,
)
from hemval.queue.desk.logins import Passed, Question
from hemval.queue.errors import StoreError
from hemval.web.same_site import token_is_right

Page = Callable[..., Response]

PAGES: dict[Question, tuple[str, Page]] = {
    "own_password": (OWN_PASSWORD, own_password_page),
    "new_telephone": (NEW_TELEPHONE, telephone_page),
    "code": (CODE, code_page),
}
"""Where each question is asked, and what draws it."""

STATUSES: dict[type[StoreError], int] = {
    CodeRefused: 400,
    PasswordRefused: 400,
    FirstPasswordKept: 400,
    SecondFactorBroken: 500,
    LoginBusy: 503,
}
"""What an answer may be refused with on its own page."""

Answered = Callable[[Passed], ResponseReturnValue]


def add_after_password(app: Flask, workplace: Workplace) -> None:
    """Add the three questions."""
    logins = workplace.desk.logins

    @app.route(CODE, methods=["GET", "POST"])
    def code() -> ResponseReturnValue:
        """Ask for the code; the right one begins the session."""

        def answered(passed: Passed) -> ResponseReturnValue:
            token = logins.pass_code(passed, _typed(), workplace.now, session.get(TOKEN))
            return signed_in(workplace, token, kept_here())

        return _asked(workplace, "code", answered)

    @app.route(NEW_TELEPHONE, methods=["GET", "POST"])
    def new_telephone() -> ResponseReturnValue:
        """Show the secret, the same until its code is written; then it is stored and the session begins."""

        def answered(passed: Passed) -> ResponseReturnValue:
            secret = proposed(workplace, passed)
            token = logins.set_second_factor(passed, secret, _typed(), workplace.now, session.get(TOKEN))
            return signed_in(workplace, token, kept_here())

        return _asked(workplace, "new_telephone", answered)

    @app.route(OWN_PASSWORD, methods=["GET", "POST"])
    def own_password() -> ResponseReturnValue:
        """Let a first password be replaced: somebody else has seen it."""

        def answered(passed: Passed) -> ResponseReturnValue:
            chosen = request.form.get("password", "")
            if chosen != request.form.get("again", ""):
                told = WORDS.say("The two passwords differ. Write the same twice.")
                return own_password_page(workplace, passed, told, 400)
            own = logins.choose_password(passed, chosen, workplace.now)
            remember(own)
            return next_question(workplace, own)

        return _asked(workplace, "own_password", answered)


def next_question(workplace: Workplace, passed: Passed) -> ResponseReturnValue:
    """Ask what comes next; with what was keyed in along, the answer to the post is the page itself."""
    question = workplace.desk.logins.next_question(passed)
    if question != "own_password" and not workplace.second_factor:
        try:
            token = workplace.desk.logins.enter(passed, workplace.now, session.get(TOKEN))
        except LoginRefused as error:
            return _start_over(workplace, error)
        return signed_in(workplace, token, kept_here())
    address, page = PAGES[question]
    if request.path != address and not kept_here():
        return redirect(address, 303)
    return page(workplace, passed)


def _asked(workplace: Workplace, question: Question, answered: Answered) -> ResponseReturnValue:
    """Answer only to who has passed the password, and lead back to it when that holds no more."""
    passed = passed_of_browser()
    if passed is None:
        return redirect(LOGIN, 303)
    if request.method != "POST":
        return next_question(workplace, passed)
    page = PAGES[question][1]
    if not token_is_right(request):
        told = WORDS.say("The page had been open for long, or the browser blocks cookies. Try once more.")
        return page(workplace, passed, told, 400)
    try:
        return answered(passed)
    except LoginRefused as error:
        return _start_over(workplace, error)
    except tuple(STATUSES) as error:
        return page(workplace, passed, WORDS.say(error.sentence, **error.values), STATUSES[type(error)])


def _start_over(workplace: Workplace, error: LoginRefused) -> Response:
    session.clear()
    return login_page(workplace, WORDS.say(error.sentence), 400, refused=True, kept=kept_here())


def _typed() -> str:
    return request.form.get("code", "")
