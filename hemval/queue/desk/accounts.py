"""The officers' accounts. A closed one stays: its name in the log must never come to mean another person."""

import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, select, update
from sqlalchemy.dialects.sqlite import insert

from hemval.queue.database import Database
from hemval.queue.desk import second_factor
from hemval.queue.desk.audit import Act, append
from hemval.queue.desk.errors import NameRefused, NameTaken, NoSuchOfficer
from hemval.queue.desk.passwords import Passwords
from hemval.queue.desk.roles import Role, roles_as_text, roles_in, roles_of
from hemval.queue.desk.tables import officer, session
from hemval.queue.desk.tables import second_factor as second_factor_table
from hemval.queue.times import as_text, from_text

AnyRow = Row[tuple[Any, ...]]

FAILURES = 20
"""Wrong passwords and codes in a row before an account is locked until an administrator opens it."""

ACCOUNTS = (
    select(officer, second_factor_table.c.officer.label("has_secret"))
    .outerjoin(second_factor_table, second_factor_table.c.officer == officer.c.name)
    .order_by(officer.c.name)
)


@dataclass(frozen=True)
class Account:
    """An officer's account, without its password."""

    name: str
    failures: int
    created_at: datetime
    closed_at: datetime | None
    roles: tuple[Role, ...]
    first_until: datetime | None
    """Until when the first password holds, where nobody has signed in with it yet."""
    second_factor: bool
    """Whether a telephone has been tied to it."""

    @property
    def locked(self) -> bool:
        """Tell whether nobody can sign in until it is unlocked."""
        return self.failures >= FAILURES


class Accounts:
    """Add, change and close accounts; each act is logged in its own transaction."""

    def __init__(self, database: Database, audit_key: bytes, passwords: Passwords) -> None:
        self.database = database
        self.audit_key = audit_key
        self.passwords = passwords

    def add(
        self,
        name: str,
        password: str,
        who: str,
        now: datetime,
        roles: Sequence[str] = ("officer",),
        *,
        first_until: datetime | None = None,
    ) -> None:
        """Open an account; raise ``NameRefused``, ``NameTaken``, ``RolesRefused`` or ``PasswordRefused``."""
        name, given = account_name(name), roles_of(roles)
        hashed = self.passwords.hash(password)
        row = {
            "name": name,
            "password": hashed,
            "failures": 0,
            "created_at": as_text(now),
            "roles": roles_as_text(given),
            "first_until": as_text(first_until) if first_until else None,
        }
        with self.database.writing() as connection:
            self.refuse(connection, who, name)
            added = connection.execute(insert(officer).on_conflict_do_nothing(index_elements=["name"]), row)
            if not added.rowcount:
                raise NameTaken(name=name)
            append(connection, self.audit_key, who, "account_added", [name, *given], now)

    def list(self) -> list[Account]:
        """Return every account, closed ones too, by name."""
        with self.database.reading() as connection:
            return [_account(row) for row in connection.execute(ACCOUNTS)]

    def set_roles(self, name: str, roles: Sequence[str], who: str, now: datetime) -> None:
        """Give an account other roles, from its next click; raise ``NoSuchOfficer`` or ``RolesRefused``."""
        given = roles_of(roles)
        changing = self._changing(name, "roles_changed", who, now, ends_sessions=False, roles=given)
        with changing as (connection, known):
            mine = officer.c.name == known
            connection.execute(update(officer).where(mine).values(roles=roles_as_text(given)))

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
        values = {"password": hashed, "first_until": None}
        self._change(name, values, "password_changed", who, now, ends_sessions=True)

    def clear_second_factor(self, name: str, who: str, now: datetime) -> None:
        """Let a new telephone be tied to an account, and end its sessions; raise ``NoSuchOfficer``."""
        with self._changing(name, "second_factor_cleared", who, now, ends_sessions=True) as (
            connection,
            known,
        ):
            second_factor.forget_secret(connection, known)

    def refuse(self, connection: Connection, who: str, name: str) -> None:
        """Refuse nothing: commands are for whoever runs the server."""

    def _change(
        self, name: str, values: dict[str, Any], act: Act, who: str, now: datetime, *, ends_sessions: bool
    ) -> None:
        with self._changing(name, act, who, now, ends_sessions=ends_sessions) as (connection, known):
            connection.execute(update(officer).where(officer.c.name == known).values(values))

    @contextmanager
    def _changing(
        self,
        name: str,
        act: Act,
        who: str,
        now: datetime,
        *,
        ends_sessions: bool,
        roles: Sequence[Role] = (),
    ) -> Iterator[tuple[Connection, str]]:
        name = same_name(name)
        with self.database.writing() as connection:
            self.refuse(connection, who, name)
            if open_account(connection, name) is None:
                raise NoSuchOfficer(name=name)
            yield connection, name
            if ends_sessions:
                connection.execute(delete(session).where(session.c.officer == name))
            append(connection, self.audit_key, who, act, [name, *roles], now)


def same_name(name: str) -> str:
    """Return a name in the one form it is stored and compared in."""
    return unicodedata.normalize("NFC", name).casefold()


def account_name(name: str) -> str:
    """Return a new account's name as it is stored; raise ``NameRefused``."""
    name = same_name(name)
    if not 2 <= len(name) <= 64 or name != name.strip() or not name.isprintable():
        raise NameRefused
    if ":" in name or name == "hemval":
        raise NameRefused  # so are commands and the program itself named in the log
    return name


def open_account(connection: Connection, name: str) -> AnyRow | None:
    """Return an account that is not closed."""
    return connection.execute(
        select(officer).where((officer.c.name == name) & officer.c.closed_at.is_(None))
    ).first()


def _account(row: AnyRow) -> Account:
    return Account(
        name=row.name,
        failures=row.failures,
        created_at=from_text(row.created_at),
        closed_at=from_text(row.closed_at) if row.closed_at else None,
        roles=roles_in(row.roles),
        first_until=from_text(row.first_until) if row.first_until else None,
        second_factor=row.has_secret is not None,
    )
