"""The officers' accounts. A closed one stays: its name in the log must never come to mean another person."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, select, update
from sqlalchemy.dialects.sqlite import insert

from hemval.queue.database import Database
from hemval.queue.desk import sessions
from hemval.queue.desk.audit import Act, append
from hemval.queue.desk.errors import LoginRefused, NameRefused, NameTaken, NoSuchOfficer
from hemval.queue.desk.passwords import Passwords
from hemval.queue.desk.roles import Role, roles_as_text, roles_in, roles_of
from hemval.queue.desk.tables import officer, session
from hemval.queue.times import as_text, from_text

AnyRow = Row[tuple[Any, ...]]

FAILURES = 20
"""Wrong passwords in a row before an account is locked until a command opens it."""


@dataclass(frozen=True)
class Account:
    """An officer's account, without its password."""

    name: str
    failures: int
    created_at: datetime
    closed_at: datetime | None
    roles: tuple[Role, ...]

    @property
    def locked(self) -> bool:
        """Tell whether nobody can sign in until it is unlocked."""
        return self.failures >= FAILURES


class Accounts:
    """Add, close and sign in officers; each act is logged in its own transaction."""

    def __init__(self, database: Database, audit_key: bytes) -> None:
        self.database = database
        self.audit_key = audit_key
        self.passwords = Passwords()

    def add(
        self, name: str, password: str, who: str, now: datetime, roles: Sequence[str] = ("officer",)
    ) -> None:
        """Open an account; raise ``NameRefused``, ``NameTaken``, ``RolesRefused`` or ``PasswordRefused``."""
        name, given = account_name(name), roles_of(roles)
        hashed = self.passwords.hash(password)
        row = {"name": name, "password": hashed, "failures": 0, "created_at": as_text(now)}
        row["roles"] = roles_as_text(given)
        with self.database.writing() as connection:
            added = connection.execute(insert(officer).on_conflict_do_nothing(index_elements=["name"]), row)
            if not added.rowcount:
                raise NameTaken(name=name)
            append(connection, self.audit_key, who, "account_added", [name, *given], now)

    def list(self) -> list[Account]:
        """Return every account, closed ones too, by name."""
        with self.database.reading() as connection:
            return [_account(row) for row in connection.execute(select(officer).order_by(officer.c.name))]

    def set_roles(self, name: str, roles: Sequence[str], who: str, now: datetime) -> None:
        """Give an account other roles, from its next click; raise ``NoSuchOfficer`` or ``RolesRefused``."""
        given = roles_of(roles)
        values = {"roles": roles_as_text(given)}
        self._change(name, values, "roles_changed", who, now, ends_sessions=False, roles=given)

    def close(self, name: str, who: str, now: datetime) -> None:
        """Close an account and end its sessions; raise ``NoSuchOfficer``."""
        self._change(name, {"closed_at": as_text(now)}, "account_closed", who, now, ends_sessions=True)

    def unlock(self, name: str, who: str, now: datetime) -> None:
        """Let an officer try again after too many wrong passwords; raise ``NoSuchOfficer``.

        Open sessions go on: wrong passwords come from whoever does not know the right one.
        """
        self._change(name, {"failures": 0}, "account_unlocked", who, now, ends_sessions=False)

    def set_password(self, name: str, password: str, who: str, now: datetime) -> None:
        """Give a new password and end the sessions; raise ``NoSuchOfficer`` or ``PasswordRefused``."""
        hashed = self.passwords.hash(password)
        self._change(name, {"password": hashed}, "password_changed", who, now, ends_sessions=True)

    def sign_in(self, name: str, password: str, now: datetime, old_token: str | None = None) -> str:
        """Return the token of a new session; raise ``LoginRefused`` without saying why, or ``LoginBusy``.

        A session the browser already had ends: a token planted before the login is worth nothing after it.
        """
        name = unicodedata.normalize("NFC", name).casefold()
        with self.database.reading() as connection:
            before = _open_account(connection, name)
        fits = self.passwords.fits(before.password if before else None, password)
        with self.database.writing() as connection:
            row = _open_account(connection, name)
            # Read again: many guesses may have been under way when the account was locked or closed.
            known = row is not None and before is not None and row.password == before.password
            allowed = known and row is not None and row.failures < FAILURES
            token = self._enter(connection, name, now, old_token) if fits and allowed else None
            if token is None and allowed and row is not None:
                self._count_failure(connection, name, row.failures + 1, now)
        if token is None:
            raise LoginRefused
        return token

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

    def _change(
        self,
        name: str,
        values: dict[str, Any],
        act: Act,
        who: str,
        now: datetime,
        *,
        ends_sessions: bool,
        roles: Sequence[Role] = (),
    ) -> None:
        name = unicodedata.normalize("NFC", name).casefold()
        open_one = (officer.c.name == name) & officer.c.closed_at.is_(None)
        with self.database.writing() as connection:
            if not connection.execute(update(officer).where(open_one).values(values)).rowcount:
                raise NoSuchOfficer(name=name)
            if ends_sessions:
                connection.execute(delete(session).where(session.c.officer == name))
            append(connection, self.audit_key, who, act, [name, *roles], now)


def account_name(name: str) -> str:
    """Return a name in the one form it is stored and compared in; raise ``NameRefused``."""
    name = unicodedata.normalize("NFC", name).casefold()
    if not 2 <= len(name) <= 64 or name != name.strip() or not name.isprintable():
        raise NameRefused
    if ":" in name or name == "hemval":
        raise NameRefused  # so are commands and the program itself named in the log
    return name


def _open_account(connection: Connection, name: str) -> AnyRow | None:
    return connection.execute(
        select(officer).where((officer.c.name == name) & officer.c.closed_at.is_(None))
    ).first()


def _account(row: AnyRow) -> Account:
    closed = from_text(row.closed_at) if row.closed_at else None
    return Account(row.name, row.failures, from_text(row.created_at), closed, roles_in(row.roles))
