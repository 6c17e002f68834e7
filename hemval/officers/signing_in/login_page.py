"""The page that asks for name and password."""

from flask import Response, request, session

from hemval.handover.told import WORDS
from hemval.officers.address import LOGIN
from hemval.officers.workplace import Workplace
from hemval.queue.desk.accounts import FAILURES
from hemval.queue.desk.sessions import IDLE, WHOLE

TOKEN = "token"  # noqa: S105 - a key's name


def login_page(
    workplace: Workplace, error: str = "", status: int = 200, *, refused: bool = False, kept: str = ""
) -> Response:
    """Draw it; ``kept`` is what was keyed in when the session had run out, sealed."""
    return workplace.answer(
        "login.html",
        workplace.view(WORDS.say("Sign in"), failed=bool(error)),
        status,
        action=LOGIN,
        error=error,
        refused=refused,
        failures=FAILURES,
        minutes=IDLE.seconds // 60,
        hours=WHOLE.seconds // 3600,
        run_out=TOKEN in session and not error,
        kept=kept,
        second_factor=workplace.second_factor,
        name=request.form.get("name", "") if not kept or error else "",
    )
