"""Whose queue each choice waits in, and who was moved ahead and why: sealed beside the choice.

A place stays when its choice leaves the queue, and counts only while the choice is ``queued``: undoing a
step gives it back as it was. The order is that of ``hemval.rules.waiting``, worked out from what is stored
inside each transaction that changes it: two officers never offer room to the same person, or one too many.
"""

import hashlib
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

import pyrage  # type: ignore[import-untyped]
from pydantic import AwareDatetime, BaseModel, ConfigDict, ValidationError
from sqlalchemy import ColumnElement, Connection, Row, and_, select, update
from sqlalchemy.dialects.sqlite import insert

from hemval.queue.database import Database
from hemval.queue.desk.audit import Act, append
from hemval.queue.desk.errors import NotNext, PlaceChanged
from hemval.queue.desk.keys import DeskKeys
from hemval.queue.desk.tables import HEADER, Header, header_of, submission, waiting_place
from hemval.queue.desk.unsealing import unseal_bytes
from hemval.queue.sealing import seal_padded
from hemval.queue.times import as_text
from hemval.rules.waiting import MovedAhead, Place, Waiting, moment_ahead_of, offered_room, waiting_order


class Waits(BaseModel):
    """What is known of a choice's place, as it stands inside the seal."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    submission: str
    """The choice's id, compared on opening."""
    provider: str
    counts_from: AwareDatetime | None = None
    """When the older choice was received whose place this one took over; None where it took none."""
    moved: tuple[MovedAhead, ...] = ()
    offered_at: AwareDatetime | None = None
    """When it was offered room; None while it has not been, or where the offer was taken back."""
    offered_by: str = ""


@dataclass(frozen=True)
class Queued:
    """A choice that waits: its row, and its place where that can be opened."""

    header: Header
    waits: Waits | None
    seen: str
    """The mark of the place as it is stored: another as soon as anything in it is."""

    @property
    def provider(self) -> str:
        """Return whose queue it is; empty where that cannot be opened."""
        return self.waits.provider if self.waits else ""

    @property
    def left_at(self) -> datetime:
        """Return when it last changed: for one that left a queue, when it did."""
        return self.header.changed_at or self.header.taken_in_at

    @property
    def offered(self) -> bool:
        """Say whether it has been offered room and has not answered."""
        return self.waits is not None and self.waits.offered_at is not None


def enter(
    connection: Connection, keys: DeskKeys, row_id: str, provider: str, older: Sequence[str] = ()
) -> str | None:
    """Put a choice in a queue, in an open transaction; back in the same one it keeps its exceptions.

    ``older`` are the choices that it replaces, the newest first. The first of them that waits in the same
    queue gives it its place, with its time and exceptions, and is returned: nobody who sends a choice once
    more goes to the end. An offer without an answer does not go with it.
    """
    before = read_place(connection, keys, row_id)
    if before is not None and before.provider == provider:
        kept = before.model_copy(update={"offered_at": None, "offered_by": ""})
        _store(connection, keys, kept)
        return None
    for other in older:
        place = read_place(connection, keys, other)
        header = header_of(connection.execute(select(*HEADER).where(submission.c.id == other)).one())
        if place is not None and place.provider == provider and _waited(header):
            since = place.counts_from or header.received_at
            moved = tuple(one.model_copy(update={"id": row_id}) for one in place.moved)
            taken = Waits(submission=row_id, provider=provider, counts_from=since, moved=moved)
            _store(connection, keys, taken)
            return other
    _store(connection, keys, Waits(submission=row_id, provider=provider))
    return None


def _waited(header: Header) -> bool:
    """Say whether a choice waits, or did until an officer closed it: the newer one may be queued later."""
    return header.state == "queued" or (header.state, header.before) == ("closed", "queued")


def read_queued(database: Database, keys: DeskKeys) -> tuple[Queued, ...]:
    """Return every choice that waits, protected ones too. For the machine: what is shown is logged first."""
    with database.reading() as connection:
        return _read(connection, keys)


def read_left(database: Database, keys: DeskKeys, since: datetime) -> tuple[Queued, ...]:
    """Return the choices that left a queue since a moment, by a yes or a no, with the places they had."""
    left = and_(
        submission.c.before == "queued",
        submission.c.state.in_(("taken_over", "withdrawn")),
        submission.c.changed_at > as_text(since),
    )
    with database.reading() as connection:
        return _read(connection, keys, left)


def read_place(connection: Connection, keys: DeskKeys, row_id: str) -> Waits | None:
    """Return a choice's place, whether it waits now or not; None where there is none that opens."""
    row = connection.execute(select(waiting_place).where(waiting_place.c.submission == row_id)).first()
    return _opened(row_id, row, keys) if row is not None else None


def order_of(queued: Iterable[Queued]) -> tuple[Place, ...]:
    """Put those who wait at one provider in order."""
    with_place = [one for one in queued if one.waits is not None]
    waiting = [
        Waiting(id=one.header.id, received=one.waits.counts_from or one.header.received_at)
        for one in with_place
        if one.waits is not None
    ]
    return waiting_order(waiting, [moved for one in with_place if one.waits for moved in one.waits.moved])


def next_offered(queued: Sequence[Queued]) -> str | None:
    """Return who is to be offered the next place: those who have not answered keep theirs."""
    unanswered = [one.header.id for one in queued if one.offered]
    found = offered_room(order_of(queued), len(unanswered) + 1, unanswered)
    return found[0].waiting.id if found else None


def move_ahead(
    database: Database, keys: DeskKeys, row_id: str, seen: str, ahead_of: str, reason: str, who: str,
    now: datetime,
) -> None:  # fmt: skip
    """Move a choice directly ahead of another in its queue; raise ``PlaceChanged`` or ``NotNext``."""

    def moved(waits: Waits, others: Sequence[Queued]) -> Waits:
        order = order_of(others)
        places = [place.waiting.id for place in order]
        if ahead_of not in places or places.index(ahead_of) >= places.index(row_id):
            raise NotNext(row=row_id)
        moment = moment_ahead_of(order, ahead_of)
        exception = MovedAhead(id=row_id, counts_from=moment, reason=reason, by=who, at=now)
        return waits.model_copy(update={"moved": (*waits.moved, exception)})

    _change(database, keys, row_id, seen, moved, "move_ahead", who, now)


def take_move_back(
    database: Database, keys: DeskKeys, row_id: str, seen: str, who: str, now: datetime
) -> None:
    """Undo the exception that a place is by; raise ``PlaceChanged``, or ``NotNext`` where there is none.

    One that was moved twice stands where the first put it. Nor is it done while room is offered: the answer
    comes first.
    """

    def taken_back(waits: Waits, others: Sequence[Queued]) -> Waits:
        moved = next(place.moved for place in order_of(others) if place.waiting.id == row_id)
        if moved is None or waits.offered_at is not None:
            raise NotNext(row=row_id)
        return waits.model_copy(update={"moved": tuple(one for one in waits.moved if one != moved)})

    _change(database, keys, row_id, seen, taken_back, "move_undone", who, now)


def offer(
    database: Database, keys: DeskKeys, row_id: str, seen: str, who: str, now: datetime,
    gone: Collection[str] = (),
) -> None:  # fmt: skip
    """Note that a choice was offered room; raise ``PlaceChanged``, or ``NotNext`` where another is next.

    ``gone`` are choices that newer ones have replaced: they are passed over, and so is one of them itself.
    """

    def offered(waits: Waits, others: Sequence[Queued]) -> Waits:
        if next_offered([one for one in others if one.header.id not in gone]) != row_id:
            raise NotNext(row=row_id)
        return waits.model_copy(update={"offered_at": now, "offered_by": who})

    _change(database, keys, row_id, seen, offered, "offer_room", who, now)


def take_offer_back(
    database: Database, keys: DeskKeys, row_id: str, seen: str, who: str, now: datetime
) -> None:
    """Undo an offer without an answer; raise ``PlaceChanged``, or ``NotNext`` where there is none."""

    def taken_back(waits: Waits, _others: Sequence[Queued]) -> Waits:
        if waits.offered_at is None:
            raise NotNext(row=row_id)
        return waits.model_copy(update={"offered_at": None, "offered_by": ""})

    _change(database, keys, row_id, seen, taken_back, "offer_undone", who, now)


def _change(
    database: Database, keys: DeskKeys, row_id: str, seen: str,
    changed: Callable[[Waits, Sequence[Queued]], Waits], act: Act, who: str, now: datetime,
) -> None:  # fmt: skip
    with database.writing() as connection:
        queued = _read(connection, keys)
        mine = next((one for one in queued if one.header.id == row_id), None)
        if mine is None or mine.waits is None or mine.seen != seen:
            raise PlaceChanged(row=row_id)
        others = [one for one in queued if one.provider == mine.provider]
        _store(connection, keys, changed(mine.waits, others))
        # Somebody works with it: it is not purged before officers have been warned anew.
        connection.execute(update(submission).where(submission.c.id == row_id).values(warned_at=None))
        append(connection, keys.audit, who, act, [row_id], now)


def _read(
    connection: Connection, keys: DeskKeys, which: ColumnElement[bool] = submission.c.state == "queued"
) -> tuple[Queued, ...]:
    places = {row.submission: row for row in connection.execute(select(waiting_place))}
    query = select(*HEADER).where(which)
    found = []
    for header in map(header_of, connection.execute(query.order_by(submission.c.received_at))):
        row = places.get(header.id)
        waits = _opened(header.id, row, keys) if row is not None else None
        found.append(Queued(header, waits, hashlib.sha256(row.sealed).hexdigest() if row is not None else ""))
    return tuple(found)


def _store(connection: Connection, keys: DeskKeys, waits: Waits) -> None:
    sealed = seal_padded(waits.model_dump_json().encode(), keys.recipients.keys)
    number = keys.recipients.number
    row = insert(waiting_place).values(submission=waits.submission, key_number=number, sealed=sealed)
    newest = {"key_number": row.excluded.key_number, "sealed": row.excluded.sealed}
    connection.execute(row.on_conflict_do_update(index_elements=["submission"], set_=newest))


def _opened(row_id: str, row: Row[tuple[object, ...]], keys: DeskKeys) -> Waits | None:
    """Return a place; None for one that is damaged or was sealed for another row: it stays in the list."""
    try:
        waits = Waits.model_validate_json(unseal_bytes(row.sealed, keys.private[row.key_number]))
    except (KeyError, pyrage.DecryptError, ValidationError):
        return None
    return waits if waits.submission == row_id else None
