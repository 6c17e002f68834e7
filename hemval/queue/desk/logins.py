"""Signing in: the password, then the code, and a session only for who has both.

Between the two nothing stands on the server. Each failure is counted in the transaction that found it.
"""

import hashlib
import hmac
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlalchemy import Connection, func, select, update

from hemval.queue.database import Database
from hemval.queue.desk import second_factor, sessions
from hemval.queue.desk.accounts import FAILURES, AnyRow, open_account, same_name
from hemval.queue.desk.audit import append
from hemval.queue.desk.errors import CodeRefused, FirstPasswordKept, LoginRefused, PasswordKept
from hemval.queue.desk.keys import DeskKeys
from hemval.queue.desk.passwords import Passwords
from hemval.queue.desk.tables import officer
from hemval.queue.times import from_text

PASSED_HOLDS = sessions.IDLE
"""How long the right password waits for the code: long enough to fetch an app the first time."""

AS_LONG = (
    update(officer)
    .where(officer.c.name == select(func.min(officer.c.name)).scalar_subquery())
    .values(failures=officer.c.failures)
)
"""Changes nothing, but waits for the disk as counting does: how long it takes tells no names."""

Question = Literal["own_password", "new_telephone", "code"]
"""What comes after the password."""


@dataclass(frozen=True)
class Passed:
    """Who has written the right password, and nothing more: it opens the next question and no page."""

    name: str
    mark: str
    """Of the password as it is stored: with another password, this is worth nothing."""
    at: datetime


class Logins:
    """Begin sessions; each is logged in the transaction that begins it."""

    def __init__(self, database: Database, keys: DeskKeys, passwords: Passwords) -> None:
        self.database = database
        self.keys = keys
        self.audit_key = keys.audit
        self.passwords = passwords

    def sign_in(self, name: str, password: str, now: datetime, old_token: str | None = None) -> str:
        """Return the token of a new session by the password alone: only where no second factor is demanded.

        Raises ``LoginRefused`` without saying why, or ``LoginBusy``.
        """
        return self.enter(self.pass_password(name, password, now), now, old_token)

    def enter(self, passed: Passed, now: datetime, old_token: str | None = None) -> str:
        """Begin a session by the password alone; raise ``LoginRefused`` where it holds no more."""
        with self.database.writing() as connection:
            allowed = self._still(connection, passed, now) is not None
            token = self._enter(connection, passed.name, now, old_token) if allowed else None
        if token is None:
            raise LoginRefused
        return token

    def pass_password(self, name: str, password: str, now: datetime) -> Passed:
        """Return what opens the next question; raise ``LoginRefused`` without saying why, or ``LoginBusy``.

        Failures are forgotten only when somebody is in: between two wrong codes the password helps nobody.
        """
        name = same_name(name)
        with self.database.reading() as connection:
            before = open_account(connection, name)
        fits = self.passwords.fits(before.password if before else None, password)
        passed = Passed(name, _mark(before.password) if before else "", now)
        with self.database.writing() as connection:
            # Read again: many guesses may have been under way when the account was locked or closed.
            row = self._still(connection, passed, now, first=_first_holds(before, now))
            if row is not None and not fits:
                self._count_failure(connection, name, row.failures + 1, now)
            if row is None:
                connection.execute(AS_LONG)
        if row is None or not fits:
            raise LoginRefused
        return passed

    def next_question(self, passed: Passed) -> Question:
        """Tell what comes after the password."""
        with self.database.reading() as connection:
            row = open_account(connection, passed.name)
            if row is not None and row.first_until:
                return "own_password"
            return "code" if second_factor.has_secret(connection, passed.name) else "new_telephone"

    def choose_password(self, passed: Passed, password: str, now: datetime) -> Passed:
        """Put an officer's own password in the first one's place; return what opens the next question.

        Raises ``LoginRefused``, ``LoginBusy``, ``PasswordRefused`` or, for the same, ``FirstPasswordKept``.
        """
        hashed = self.passwords.hash(password)
        with self.database.reading() as connection:
            row = self._still(connection, passed, now, first=True)
        if row is None:
            raise LoginRefused
        if self.passwords.fits(row.password, password):
            raise FirstPasswordKept
        with self.database.writing() as connection:
            still = self._still(connection, passed, now, first=True) is not None
            if still:
                own = {"password": hashed, "first_until": None}
                connection.execute(update(officer).where(officer.c.name == passed.name).values(own))
                append(connection, self.audit_key, passed.name, "password_changed", [passed.name], now)
        if not still:
            raise LoginRefused
        return Passed(passed.name, _mark(hashed), passed.at)

    def change_password(self, name: str, token: str, old: str, new: str, now: datetime) -> None:
        """Put a new password in an officer's own one's place; every session but the token's ends.

        Raises ``LoginRefused`` for a wrong old one, which is counted as at the login, ``LoginBusy``,
        ``PasswordRefused`` or ``PasswordKept``. A second press finds it done: that is no wrong password.
        """
        if self._has_password(name, new) and new != old:
            return
        passed = self.pass_password(name, old, now)
        if new == old:
            raise PasswordKept
        hashed = self.passwords.hash(new)
        with self.database.writing() as connection:
            still = self._still(connection, passed, now) is not None
            if still:
                mine = officer.c.name == passed.name
                connection.execute(update(officer).where(mine).values(password=hashed))
                sessions.remove_others(connection, passed.name, token)
                append(connection, self.audit_key, passed.name, "password_changed", [passed.name], now)
        if not still:
            raise LoginRefused

    def _has_password(self, name: str, password: str) -> bool:
        """Say whether it is the account's; never of a locked one, where it would be a guess without end."""
        with self.database.reading() as connection:
            row = open_account(connection, same_name(name))
        return row is not None and row.failures < FAILURES and self.passwords.fits(row.password, password)

    def pass_code(self, passed: Passed, code: str, now: datetime, old_token: str | None = None) -> str:
        """Return the token of a new session; a session that the browser already had ends.

        A token planted before the login is worth nothing after it. Raises ``CodeRefused``, or
        ``LoginRefused`` where the password must be written again: locked, closed, too long ago.
        """
        with self.database.writing() as connection:
            row = self._still(connection, passed, now)
            right = row is not None and second_factor.use_code(connection, self.keys, passed.name, code, now)
            token = self._enter(connection, passed.name, now, old_token) if right else None
            if row is not None and token is None:
                self._count_failure(connection, passed.name, row.failures + 1, now)
        if token is None:
            raise CodeRefused if row is not None else LoginRefused
        return token

    def set_second_factor(
        self, passed: Passed, secret: str, code: str, now: datetime, old_token: str | None = None
    ) -> str:
        """Tie a telephone to an account that has none, once it shows the right code; a session begins.

        Raises as ``pass_code``. A wrong code here is no guess: whoever writes it has the secret on the page.
        """
        step = second_factor.step_of(secret, code, now, used=0)
        if step is None:
            raise CodeRefused
        with self.database.writing() as connection:
            allowed = self._still(connection, passed, now) is not None
            token = None
            if allowed and second_factor.keep_secret(connection, self.keys, passed.name, secret, step):
                append(connection, self.audit_key, passed.name, "second_factor_set", [passed.name], now)
                token = self._enter(connection, passed.name, now, old_token)
        if token is None:
            raise LoginRefused
        return token

    def _still(
        self, connection: Connection, passed: Passed, now: datetime, *, first: bool = False
    ) -> AnyRow | None:
        """Return the account while what was passed holds for it: open, not locked, the same password.

        A first password holds only where ``first`` says so: it opens no session.
        """
        row = open_account(connection, passed.name)
        if row is None or row.failures >= FAILURES or now - passed.at >= PASSED_HOLDS:
            return None
        if row.first_until and not first:
            return None
        return row if hmac.compare_digest(_mark(row.password), passed.mark) else None

    def _enter(self, connection: Connection, name: str, now: datetime, old_token: str | None) -> str:
        connection.execute(update(officer).where(officer.c.name == name).values(failures=0))
        if old_token:
            sessions.remove(connection, old_token)
        append(connection, self.audit_key, name, "login", [], now)
        return sessions.start(connection, name, now)

    def _count_failure(self, connection: Connection, name: str, failures: int, now: datetime) -> None:
        connection.execute(update(officer).where(officer.c.name == name).values(failures=failures))
        if failures == FAILURES:  # the log gets the lock, not each guess: nobody can fill it from outside
            append(connection, self.audit_key, "hemval", "account_locked", [name], now)


def _first_holds(row: AnyRow | None, now: datetime) -> bool:
    return row is not None and row.first_until is not None and now < from_text(row.first_until)


def _mark(stored: str) -> str:
    return hashlib.sha256(stored.encode()).hexdigest()
