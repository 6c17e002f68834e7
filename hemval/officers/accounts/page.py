"""The accounts, for an administrator: who may be here, and as what. Nothing of any case."""

import hmac
from collections.abc import Callable, Sequence

from flask import Flask, Response, abort, flash, g, redirect, request
from flask.typing import ResponseReturnValue

from hemval.handover.told import WORDS
from hemval.officers.address import ACCOUNTS, NEW_ACCOUNT, account_address
from hemval.officers.permissions import CALLED, DOES
from hemval.officers.signing_in.again import ask_again, is_fresh
from hemval.officers.workplace import Workplace
from hemval.queue.desk.accounts import Account, account_name
from hemval.queue.desk.errors import (
    AdministratorRefused,
    LoginBusy,
    NameRefused,
    NameTaken,
    NoSuchOfficer,
    RolesRefused,
)
from hemval.queue.desk.roles import ROLES, Role, roles_of
from hemval.queue.errors import StoreError
from hemval.words import sentence
from hemval.words.dates import day_told, joined
from hemval.words.plain import sentence_case

REFUSALS = (NameRefused, NameTaken, RolesRefused, AdministratorRefused, NoSuchOfficer, LoginBusy)

DONE = {
    "roles": sentence("The account has other roles. They hold from the next click."),
    "unlock": sentence("The account is unlocked."),
    "new-code": sentence("A new telephone can be tied at the next login."),
    "close": sentence("The account is closed."),
}
"""What each button says when it is done."""


def add_accounts_page(app: Flask, workplace: Workplace) -> None:
    """Add the list, the page of one account with its buttons, and the page for a new one."""

    @app.get(ACCOUNTS)
    def accounts() -> ResponseReturnValue:
        """List every account, closed ones last."""
        known = sorted(workplace.desk.administering.list(), key=lambda one: (bool(one.closed_at), one.name))
        lines = [(one.name, _address(workplace, one), roles_told(one.roles), *_state(one)) for one in known]
        view = workplace.view(WORDS.say("Accounts"), ACCOUNTS)
        return workplace.answer("accounts.html", view, lines=lines, new=NEW_ACCOUNT)

    @app.route(NEW_ACCOUNT, methods=["GET", "POST"])
    def new_account() -> ResponseReturnValue:
        """Open an account; its first password stands in the answer and nowhere else."""
        if not is_fresh(workplace):
            return ask_again("new_account")
        if request.method != "POST":
            return _new_page(workplace)
        name, roles = request.form.get("name", "").strip(), request.form.getlist("role")
        try:
            password, until = workplace.desk.administering.add_with_first_password(
                name, roles, g.officer, workplace.now
            )
        except REFUSALS as error:
            return _new_page(workplace, _faults(error, name, roles), name, roles)
        return workplace.answer(
            "first_password.html",
            workplace.view(WORDS.say("The account is open")),
            name=account_name(name),
            password=password,
            until=day_told(until.date(), WORDS),
            back=ACCOUNTS,
        )

    @app.get(f"{ACCOUNTS}<key>/")
    def account(key: str) -> ResponseReturnValue:
        """Show one account with what can be done."""
        one = _found(workplace, key)
        return _one_page(workplace, one) if is_fresh(workplace) else ask_again("accounts")

    @app.post(f"{ACCOUNTS}<key>/")
    def change_account(key: str) -> ResponseReturnValue:
        """Do what a button says."""
        one = _found(workplace, key)
        act = request.form.get("act", "")
        if act not in DONE:
            abort(400)
        if not is_fresh(workplace):
            return ask_again("accounts")
        try:
            _acts(workplace, one)[act]()
        except REFUSALS as error:
            return _one_page(workplace, one, _told(error), 400)
        flash(DONE[act])
        return redirect(_address(workplace, one), 303)


def roles_told(roles: tuple[Role, ...]) -> str:
    """Say what an account is."""
    return joined([WORDS.say(CALLED[role]) for role in roles], WORDS)


def _acts(workplace: Workplace, one: Account) -> dict[str, Callable[[], None]]:
    desk, who, now = workplace.desk.administering, g.officer, workplace.now
    return {
        "roles": lambda: desk.set_roles(one.name, request.form.getlist("role"), who, now),
        "unlock": lambda: desk.unlock(one.name, who, now),
        "new-code": lambda: desk.clear_second_factor(one.name, who, now),
        "close": lambda: desk.close(one.name, who, now),
    }


def _new_page(
    workplace: Workplace,
    faults: Sequence[tuple[str, str]] = (),
    name: str = "",
    given: Sequence[str] = (),
) -> Response:
    return workplace.answer(
        "new_account.html",
        workplace.view(WORDS.say("Add an account"), failed=bool(faults)),
        400 if faults else 200,
        faults=faults,
        name=name,
        roles=_choices(given),
        back=ACCOUNTS,
    )


def _faults(error: StoreError, name: str, roles: Sequence[str]) -> list[tuple[str, str]]:
    """Tell all that is wrong at once: what refused it, and what would refuse it next."""
    faults = [("role-officer" if isinstance(error, RolesRefused) else "name", _told(error))]
    try:
        roles_of(roles)
    except RolesRefused as other:
        faults = [one for one in faults if one[0] == "name"] + [("role-officer", _told(other))]
    try:
        account_name(name)
    except NameRefused as other:
        faults = [("name", _told(other)), *(one for one in faults if one[0] != "name")]
    return faults


def _one_page(workplace: Workplace, one: Account, error: str = "", status: int = 200) -> Response:
    state, telephone = _state(one)
    facts = [
        (WORDS.say("Roles"), roles_told(one.roles)),
        (WORDS.say("State"), state),
        (WORDS.say("Telephone"), telephone),
        (WORDS.say("Opened"), day_told(one.created_at.date(), WORDS)),
    ]
    return workplace.answer(
        "account.html",
        workplace.view(WORDS.say("Account %(name)s", name=one.name), failed=bool(error)),
        status,
        error=error,
        facts=facts,
        account=one,
        own=one.name == g.officer,
        roles=_choices(one.roles),
        back=ACCOUNTS,
    )


def _choices(given: Sequence[str]) -> list[tuple[str, str, str, bool]]:
    """Return each role with what it is called and does, and whether it is chosen."""
    called = {role: sentence_case(WORDS.say(CALLED[role])) for role in ROLES}
    return [(role, called[role], WORDS.say(DOES[role]), role in given) for role in ROLES]


def _state(one: Account) -> tuple[str, str]:
    if one.closed_at:
        return WORDS.say("Closed %(day)s", day=day_told(one.closed_at.date(), WORDS)), ""
    tied = WORDS.say("Tied") if one.second_factor else WORDS.say("Not tied yet")
    if one.locked:
        return WORDS.say("Locked"), tied
    return WORDS.say("First password not changed") if one.first_until else WORDS.say("Open"), tied


def _told(error: StoreError) -> str:
    if isinstance(error, RolesRefused):  # its own sentence names the roles as a command does
        return WORDS.say("Tick at least one role. Whoever looks after the accounts has no other.")
    return WORDS.say(error.sentence, **error.values)


def _address(workplace: Workplace, one: Account) -> str:
    return account_address(_key(workplace, one.name))


def _key(workplace: Workplace, name: str) -> str:
    """Stand for a name in an address: addresses come into logs, and names of people do not belong there."""
    return hmac.digest(workplace.secret, f"hemval account {name}".encode(), "sha256").hex()[:16]


def _found(workplace: Workplace, key: str) -> Account:
    known = {_key(workplace, one.name): one for one in workplace.desk.administering.list()}
    return known[key] if key in known else abort(404)
