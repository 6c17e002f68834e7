"""Ask for password and code again before a larger act: an unwatched screen or a stolen cookie is no leave."""

import re
from datetime import timedelta
from urllib.parse import urlencode

from flask import Flask, flash, g, redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from hemval.handover.told import WORDS
from hemval.officers.address import LOGIN_AGAIN
from hemval.officers.permissions import may
from hemval.officers.signing_in.login_page import TOKEN
from hemval.officers.workplace import Workplace, start_address
from hemval.queue.desk.accounts import FAILURES
from hemval.queue.desk.errors import CodeRefused, LoginBusy, LoginRefused
from hemval.words import sentence

FRESH = timedelta(minutes=5)
"""How long after a login a larger act is let through."""

WHERE, BATCH, EXIT, LIST, KIND, PRESSED = "till", "omgang", "avslut", "lista", "slag", "tryckt"

HOLDS_MANY = sentence("The file holds what many people have told about themselves.")
READS_MANY = sentence("Whoever has an account may read what people have told about themselves.")
TOUCHES_MANY = sentence("What you are about to do touches many people.")

LEADS_TO = {
    "download": HOLDS_MANY,
    "batch": HOLDS_MANY,
    "to_confirm": TOUCHES_MANY,
    "accounts": READS_MANY,
    "new_account": READS_MANY,
    "exit_list": TOUCHES_MANY,
    "exit_changes": TOUCHES_MANY,
    "exit_letters": HOLDS_MANY,
    "exit_meeting": HOLDS_MANY,
    "letters_to_post": TOUCHES_MANY,
    "exit_rule": TOUCHES_MANY,
    "exit_proof": HOLDS_MANY,
    "exit_confirm": TOUCHES_MANY,
}
"""Pages that it leads back to, by endpoint, and why they ask. None is of one person's case."""

OF_A_BATCH = frozenset({"batch", "to_confirm"})
"""Those of them that have a batch's number, and nothing else, in their address."""

OF_A_LIST = frozenset({"exit_changes", "exit_meeting"})
"""Those that have an exit's id and the number of a list that was sent in: nobody chooses the file again."""

OF_AN_EXIT = OF_A_LIST | {
    "exit_list", "exit_letters", "letters_to_post", "exit_rule", "exit_proof", "exit_confirm",
}  # fmt: skip
"""Those that have an exit's id in theirs."""

NUMBER = re.compile("[1-9][0-9]{0,8}")
LIST_NUMBER = re.compile("[0-9a-f]{32}")
KINDS = ("brev", "paminnelse")
"""Kinds of letters, as the address of the page where they are noted as posted has them."""


def is_fresh(workplace: Workplace) -> bool:
    """Tell whether this officer has given the password lately."""
    return bool(workplace.now - g.signed_in_at < FRESH)


def ask_again(
    endpoint: str,
    batch: int | None = None,
    exit_id: str | None = None,
    *,
    listed: str | None = None,
    kind: str | None = None,
    done: bool = False,
) -> Response:
    """Send to the page that asks again, and from there to an endpoint of ``LEADS_TO``.

    A press is lost on the way, and is told to be made once more, where what it asked for is not ``done``.
    """
    told = {BATCH: batch, EXIT: exit_id, LIST: listed, KIND: kind}
    way = {WHERE: endpoint} | {name: str(value) for name, value in told.items() if value is not None}
    if request.method == "POST" and not done:
        way[PRESSED] = "1"
    return redirect(f"{LOGIN_AGAIN}?{urlencode(way)}", 303)


def add_signing_in_again(app: Flask, workplace: Workplace) -> None:
    """Add the page that asks whoever is signed in once more."""

    @app.get(LOGIN_AGAIN, endpoint="ask_again")
    def asked() -> ResponseReturnValue:
        """Ask, unless it was done a moment ago."""
        return redirect(_back(workplace), 303) if is_fresh(workplace) else _page(workplace)

    @app.post(LOGIN_AGAIN)
    def login_again() -> ResponseReturnValue:
        """Give a new token and end the old session; a wrong password or code counts, and ends nothing."""
        password = request.form.get("password", "")
        if not password:
            return _page(workplace, WORDS.say("Write your password."), 400)
        try:
            token = _token(workplace, password, request.form.get("code", ""))
        except (LoginRefused, CodeRefused) as error:
            told = WORDS.say("The password is wrong, or the account is locked.")
            if isinstance(error, CodeRefused):
                told = WORDS.say(error.sentence)
            return _page(workplace, told, 400, refused=True)
        except LoginBusy as error:
            return _page(workplace, WORDS.say(error.sentence), 503)
        session[TOKEN] = token  # the form's token stays: other tabs go on working
        lost = PRESSED in _way(workplace)
        flash(sentence("Now you can go on. Press once more.") if lost else sentence("Now you can go on."))
        return redirect(_back(workplace), 303)


def _way(workplace: Workplace) -> dict[str, str]:
    """Return the endpoint that is asked for, by name, with its batch or its exit that is published.

    From outside no address is taken.
    """
    named = request.values.get(WHERE, "")
    if named not in LEADS_TO or not may(named, g.roles):
        return {}
    way = {WHERE: named}
    if request.values.get(PRESSED) == "1":
        way[PRESSED] = "1"
    if named in OF_A_BATCH:
        number = request.values.get(BATCH, "")
        return way | {BATCH: number} if NUMBER.fullmatch(number) else {}
    if named not in OF_AN_EXIT:
        return way
    exit_id, kind = request.values.get(EXIT, ""), request.values.get(KIND, "")
    if exit_id not in workplace.published.snapshot().content.exits.root:
        return {}
    way[EXIT] = exit_id
    if named in OF_A_LIST:
        listed = request.values.get(LIST, "")
        return way | {LIST: listed} if LIST_NUMBER.fullmatch(listed) else {}
    return way | {KIND: kind} if named == "letters_to_post" and kind in KINDS else way


def _back(workplace: Workplace) -> str:
    way = _way(workplace)
    if not way:
        return start_address()
    if LIST in way:
        return url_for(way[WHERE], exit_id=way[EXIT], number=way[LIST])
    if KIND in way:
        return url_for(way[WHERE], exit_id=way[EXIT], slag=way[KIND])
    if EXIT in way:
        return url_for(way[WHERE], exit_id=way[EXIT])
    return url_for(way[WHERE], number=int(way[BATCH])) if BATCH in way else url_for(way[WHERE])


def _token(workplace: Workplace, password: str, code: str) -> str:
    logins, now, old = workplace.desk.logins, workplace.now, session[TOKEN]
    if not workplace.second_factor:
        return logins.sign_in(g.officer, password, now, old)
    return logins.pass_code(logins.pass_password(g.officer, password, now), code, now, old)


def _page(workplace: Workplace, error: str = "", status: int = 200, *, refused: bool = False) -> Response:
    way, back = _way(workplace), _back(workplace)
    return workplace.answer(
        "login_again.html",
        workplace.view(WORDS.say("Write your password again"), back, failed=bool(error)),
        status,
        error=error,
        refused=refused,
        failures=FAILURES,
        minutes=FRESH.seconds // 60,
        second_factor=workplace.second_factor,
        why=WORDS.say(LEADS_TO[way[WHERE]] if way else TOUCHES_MANY),
        way=way,
        back=back,
    )
