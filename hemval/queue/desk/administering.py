"""Accounts looked after from a page: by who is an administrator when it is done, and never their own."""

import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import Connection

from hemval.queue.desk.accounts import Accounts, open_account
from hemval.queue.desk.errors import AdministratorRefused
from hemval.queue.desk.roles import roles_in

FIRST_HOLDS = timedelta(days=7)
"""How long a first password opens the page that asks for one's own."""


class Administering(Accounts):
    """The same acts with the check of who does them in each transaction.

    Whoever acts stays an administrator, so the last one can never be shut out, not by two at once either.
    """

    def add_with_first_password(
        self, name: str, roles: Sequence[str], who: str, now: datetime
    ) -> tuple[str, datetime]:
        """Open an account; return its first password, which nobody can see again, and until when it holds."""
        password, until = first_password(), now + FIRST_HOLDS
        self.add(name, password, who, now, roles, first_until=until)
        return password, until

    def refuse(self, connection: Connection, who: str, name: str) -> None:
        """Raise ``AdministratorRefused`` unless an administrator changes somebody else's account."""
        acting = open_account(connection, who)
        if who == name or acting is None or "admin" not in roles_in(acting.roles):
            raise AdministratorRefused


def first_password() -> str:
    """Make a password that can be read out and typed from paper."""
    return "-".join(secrets.token_hex(2) for _ in range(5))
