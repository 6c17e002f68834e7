"""Sessions kept on the server: the browser holds a random token, the file only its hash."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, insert, select, update

from hemval.queue.database import Database
from hemval.queue.desk.audit import append
from hemval.queue.desk.roles import Role, roles_in
from hemval.queue.desk.tables import officer, session
from hemval.queue.times import as_text, from_text

IDLE = timedelta(minutes=20)
WHOLE = timedelta(hours=8)
NOTED_EACH = timedelta(seconds=30)
"""A visit is noted this often, not at every request; a session may end so much sooner, never later."""


@dataclass(frozen=True)
class Session:
    """Who is signed in, and since when: a fresh login may be asked for before a larger act."""

    officer: str
    signed_in_at: datetime
    roles: tuple[Role, ...]
    """As they are now: a role that is taken away is gone at the next click."""


class Sessions:
    """Look sessions up and end them."""

    def __init__(self, database: Database, audit_key: bytes) -> None:
        self.database = database
        self.audit_key = audit_key

    def find(self, token: str, now: datetime) -> Session | None:
        """Return a token's session; None when it is unknown, too old or idle, or its account is closed."""
        query = (
            select(session, officer.c.roles)
            .join(officer, officer.c.name == session.c.officer)
            .where((session.c.token_hash == _hashed(token)) & officer.c.closed_at.is_(None))
        )
        with self.database.reading() as connection:
            row = connection.execute(query).first()
        if row is None:
            return None
        created, seen = from_text(row.created_at), from_text(row.seen_at)
        if now - created >= WHOLE or now - seen >= IDLE:
            return None
        if now - seen >= NOTED_EACH:
            with self.database.writing() as connection:
                mine = session.c.token_hash == row.token_hash
                connection.execute(update(session).where(mine).values(seen_at=as_text(now)))
        return Session(row.officer, created, roles_in(row.roles))

    def end(self, token: str, now: datetime) -> None:
        """Sign out; an unknown token is no error."""
        with self.database.writing() as connection:
            who = remove(connection, token)
            if who:
                append(connection, self.audit_key, who, "logout", [], now)


def start(connection: Connection, name: str, now: datetime) -> str:
    """Begin a session and clear away those that have run out; return its token."""
    idle = session.c.seen_at <= as_text(now - IDLE)
    old = session.c.created_at <= as_text(now - WHOLE)
    connection.execute(delete(session).where(idle | old))
    token = secrets.token_urlsafe(32)
    at = as_text(now)
    row = {"token_hash": _hashed(token), "officer": name, "created_at": at, "seen_at": at}
    connection.execute(insert(session), row)
    return token


def remove(connection: Connection, token: str) -> str | None:
    """Delete a session; return whose it was."""
    gone = delete(session).where(session.c.token_hash == _hashed(token)).returning(session.c.officer)
    return connection.execute(gone).scalar()


def remove_others(connection: Connection, name: str, token: str) -> None:
    """Delete every session of an account but one."""
    mine = session.c.token_hash == _hashed(token)
    connection.execute(delete(session).where((session.c.officer == name) & ~mine))


def _hashed(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
