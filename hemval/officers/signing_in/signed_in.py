"""Where who has just signed in is led: to what was keyed in before, or to their own first page."""

from flask import redirect, session
from flask.typing import ResponseReturnValue

from hemval.handover.told import WORDS
from hemval.officers.address import LOGIN
from hemval.officers.entry.page import shown_again
from hemval.officers.guard import enter, session_of_browser
from hemval.officers.permissions import may
from hemval.officers.signing_in.kept_post import opened_post
from hemval.officers.signing_in.login_page import TOKEN
from hemval.officers.workplace import Workplace, start_address


def signed_in(workplace: Workplace, token: str, kept: str) -> ResponseReturnValue:
    """Give the browser its token, and nothing of what its cookie held before."""
    session.clear()
    session[TOKEN] = token
    if (found := session_of_browser(workplace)) is None:
        return redirect(LOGIN, 303)
    enter(found)
    waiting = opened_post(kept, workplace.secret)
    if waiting is not None and may("key_in", found.roles):
        told = WORDS.say("You had been signed out. What you keyed in is here: press Register once more.")
        return shown_again(workplace, *waiting, told)
    return redirect(start_address(), 303)
