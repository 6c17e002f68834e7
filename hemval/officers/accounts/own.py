"""What an account may do: its own page, and the page that says no."""

from typing import Any

from flask import Flask, Response, g
from flask.typing import ResponseReturnValue

from hemval.handover.told import WORDS
from hemval.officers.address import CHANGE_PASSWORD, OWN_ACCOUNT
from hemval.officers.permissions import CALLED, DOES
from hemval.officers.workplace import Workplace
from hemval.words.dates import joined


def add_own_account(app: Flask, workplace: Workplace) -> None:
    """Add the page of the account that is signed in."""

    @app.get(OWN_ACCOUNT)
    def own_account() -> ResponseReturnValue:
        """Say what the account may do; where its roles lead nowhere else this is its start."""
        view = workplace.view(WORDS.say("Your account"), OWN_ACCOUNT)
        return workplace.answer("own_account.html", view, change=CHANGE_PASSWORD, **_may_do(workplace))


def refusal_page(workplace: Workplace) -> Response:
    """Refuse, whether what was asked for exists or not, and say what may be done and whom to ask."""
    view = workplace.view(WORDS.say("Your account may not do this"), failed=True)
    return workplace.answer("refused.html", view, 403, **_may_do(workplace))


def _may_do(workplace: Workplace) -> dict[str, Any]:
    accounts = workplace.desk.accounts.list()
    admins = [one.name for one in accounts if "admin" in one.roles and not one.closed_at]
    return {
        "called": joined([WORDS.say(CALLED[role]) for role in g.roles], WORDS),
        "does": [WORDS.say(DOES[role]) for role in g.roles],
        "ask": joined(admins, WORDS) if admins else "",
    }
