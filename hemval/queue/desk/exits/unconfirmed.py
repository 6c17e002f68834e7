"""Exits that are long over and that nobody has confirmed: what is kept of them stays, so it is said."""

from datetime import date, timedelta

from sqlalchemy import Connection

from hemval.content.whole import Content
from hemval.queue.desk.exits.listing import exits_under_way

QUIET_DAYS = 30
"""Days after the last of an exit's last days in which nobody is reminded that it is not confirmed."""


def read_unconfirmed(connection: Connection, content: Content, today: date) -> tuple[str, ...]:
    """Return the exits whose rows stay until somebody confirms them, although their days have passed.

    One that stands in ``exits.yml`` no more, or whose days do not, is among them: no page leads to it.
    """
    return tuple(
        exit_id
        for exit_id in exits_under_way(connection)
        if last_of(content, exit_id) is None or _long_past(content, exit_id, today)
    )


def last_of(content: Content, exit_id: str) -> date | None:
    """Return the last of an exit's last days; None where nothing tells it."""
    one = content.exits.root.get(exit_id)
    return max(content.last_days(one).values(), default=None) if one is not None else None


def _long_past(content: Content, exit_id: str, today: date) -> bool:
    last = last_of(content, exit_id)
    return last is not None and today >= last + timedelta(days=QUIET_DAYS)
