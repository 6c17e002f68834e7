"""Take in a list of affected: new ones get a code, the others keep theirs, and who is missing is gone."""

import secrets
from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import Connection, insert, select, update

from hemval.content.affected_list import Affected
from hemval.content.whole import Content
from hemval.forms.sent.reference import with_check
from hemval.queue.desk.audit import append
from hemval.queue.desk.errors import AffectedDamaged, ExitConfirmed, HeldElsewhere, ListChanged
from hemval.queue.desk.exits.register import Register
from hemval.queue.desk.exits.sealed import SealedAffected, named, open_inside, seal_inside
from hemval.queue.desk.keys import DeskKeys
from hemval.queue.desk.tables import affected, exit_end
from hemval.queue.times import as_text
from hemval.rules.exits.changes import Changes, what_changes


def take_in_list(
    connection: Connection, register: Register, keys: DeskKeys, exit_id: str, listed: Sequence[Affected],
    seen: str, who: str, now: datetime, content: Content | None = None,
) -> Changes:  # fmt: skip
    """Make what is held of an exit what the list says, in an open transaction; return what was changed.

    ``seen`` is the mark of the changes that were shown; raises ``ListChanged`` where they are others now,
    ``ExitConfirmed`` where the exit has ended, and ``AffectedDamaged`` while it cannot be read who somebody
    is: taken in anew, they would have another code and no choice. For the same reason ``HeldElsewhere`` where
    somebody new stands in an exit that ``content`` has no more: its id was changed.
    """
    refuse_ended(connection, exit_id)
    changes = what_changes(register.read_within(connection, exit_id), listed)
    if changes.lost:
        raise AffectedDamaged(exit=exit_id)
    if content is not None:
        _refuse_held_elsewhere(connection, register, content, changes)
    if changes.mark != seen:
        raise ListChanged
    if not changes.anything:
        return changes
    about = [named(exit_id)]
    taken = _codes(connection, keys)
    for one in changes.new:
        code = _free_code(taken)
        inside = SealedAffected(exit=exit_id, id=secrets.token_hex(16), code=code, affected=one)
        values = {"id": inside.id, "exit": exit_id, "version": 1, **seal_inside(inside, keys)}
        connection.execute(insert(affected), values)
        about.append(inside.id)
    for changed in (*changes.changed, *changes.back):
        case = changed.case
        inside = SealedAffected(exit=exit_id, id=case.id, code=case.code, affected=changed.affected)
        values = {"version": case.version + 1, "gone_at": None, **seal_inside(inside, keys)}
        connection.execute(update(affected).where(affected.c.id == case.id).values(values))
        about.append(case.id)
    for case in changes.gone:
        values = {"version": case.version + 1, "gone_at": as_text(now)}
        connection.execute(update(affected).where(affected.c.id == case.id).values(values))
        about.append(case.id)
    append(connection, keys.audit, who, "exit_listed", about, now)
    return changes


def refuse_ended(connection: Connection, exit_id: str) -> None:
    """Raise ``ExitConfirmed`` where an exit has ended: nothing of it is changed any more."""
    found = connection.execute(select(exit_end.c.exit).where(exit_end.c.exit == exit_id)).first()
    if found is not None:
        raise ExitConfirmed(exit=exit_id)


def _refuse_held_elsewhere(
    connection: Connection, register: Register, content: Content, changes: Changes
) -> None:
    new = {one.reference for one in changes.new}
    for exit_id in exits_under_way(connection):
        if exit_id in content.exits.root:
            continue
        held = register.read_within(connection, exit_id)
        if any(case.reference in new for case in held if case.gone_at is None):
            raise HeldElsewhere(exit=exit_id)


def exits_under_way(connection: Connection) -> list[str]:
    """List the exits that somebody is affected by and that nobody has confirmed."""
    ended = select(exit_end.c.exit)
    query = select(affected.c.exit).where(affected.c.exit.not_in(ended)).distinct()
    return sorted(connection.execute(query).scalars())


def _codes(connection: Connection, keys: DeskKeys) -> set[str]:
    """Return every code that anybody has, in any exit: one is never given twice."""
    rows = connection.execute(select(affected.c.sealed, affected.c.key_number))
    opened = (open_inside(row.sealed, row.key_number, SealedAffected, keys) for row in rows)
    return {one.code for one in opened if one is not None}


def _free_code(taken: Collection[str]) -> str:
    """Draw a code that nobody can guess and nobody has."""
    codes = set(taken)
    while (code := with_check(secrets.randbits(128))) in codes:
        """Two alike among thousands are rare, and drawn once more."""
    if isinstance(taken, set):
        taken.add(code)
    return code
