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


def refuse_changed(connection: Connection, register: Register, seen: Seen | None) -> None:
    """Raise ``AffectedChanged`` where anything is known now that the page did not show.

    In the transaction that acts. A command shows nothing and has nothing to compare.
    """
    if seen is None:
        return
    held = register.read_within(connection, seen.exit)
    case = next((one for one in held if one.id == seen.affected), None)
    if case is None:
        raise NoSuchAffected(affected=seen.affected)
    if case.mark != seen.mark:
        raise AffectedChanged(affected=seen.affected)
