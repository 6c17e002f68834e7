"""What an officer saw of an affected person: an act on somebody whom another has changed since is refused."""

from dataclasses import dataclass

from sqlalchemy import Connection

from hemval.queue.desk.errors import AffectedChanged, NoSuchAffected
from hemval.queue.desk.exits.register import Register


@dataclass(frozen=True)
class Seen:
    """Somebody as a page showed them."""

    exit: str
    affected: str
    mark: str


def refuse_changed(connection: Connection, register: Register, *seen: Seen | None) -> None:
    """Raise ``AffectedChanged`` where anything is known now that the page did not show.

    In the transaction that acts. A command shows nothing and has nothing to compare.
    """
    shown = [one for one in seen if one is not None]
    exits = {one.exit for one in shown}
    held = {case.id: case for each in exits for case in register.read_within(connection, each)}
    for one in shown:
        case = held.get(one.affected)
        if case is None:
            raise NoSuchAffected(affected=one.affected)
        if case.mark != one.mark:
            raise AffectedChanged(affected=one.affected)
