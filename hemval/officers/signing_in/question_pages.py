"""The pages between the password and the session: one's own password, a telephone to tie, a code."""

import segno
from cryptography.fernet import InvalidToken
from flask import Response, request, session
from markupsafe import Markup

from hemval.handover.told import WORDS
from hemval.officers.address import CODE, LOGIN, NEW_TELEPHONE, OWN_PASSWORD
from hemval.officers.signing_in.kept_post import FIELD, box
from hemval.officers.workplace import Workplace
from hemval.queue.desk.accounts import FAILURES
from hemval.queue.desk.logins import Passed
from hemval.queue.desk.passwords import LEAST
from hemval.queue.desk.second_factor import app_address, in_fours, new_secret

PROPOSED = "proposed"
"""Where the cookie keeps the secret until a code shows that the telephone has it."""


def code_page(workplace: Workplace, passed: Passed, error: str = "", status: int = 200) -> Response:
    """Ask for the code."""
    return workplace.answer(
        "code.html",
        workplace.view(WORDS.say("Write the code from your telephone"), failed=bool(error)),
        status,
        action=CODE,
        again=LOGIN,
        error=error,
        failures=FAILURES,
        name=passed.name,
        kept=kept_here(),
    )


def telephone_page(workplace: Workplace, passed: Passed, error: str = "", status: int = 200) -> Response:
    """Show the secret as a square and as text, and ask for its code."""
    secret = proposed(workplace, passed)
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
        kept=kept_here(),
    )


def own_password_page(workplace: Workplace, passed: Passed, error: str = "", status: int = 200) -> Response:
    """Ask for a password of one's own, in the first one's place."""
    return workplace.answer(
        "own_password.html",
        workplace.view(WORDS.say("Choose a password of your own"), failed=bool(error)),
        status,
        action=OWN_PASSWORD,
        error=error,
        least=LEAST,
        name=passed.name,
        kept=kept_here(),
    )


def proposed(workplace: Workplace, passed: Passed) -> str:
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


def kept_here() -> str:
    """Return what was keyed in before the session ran out, as it lies sealed in the page."""
    return request.form.get(FIELD, "")
