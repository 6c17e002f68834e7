"""What the rules come to when a choice is taken over: worked out once, sealed beside the choice, replayed.

It is made in the transaction that takes the choice over, under the queue file's lock: two officers never
give the same turn. The log holds the fingerprint of what was stored, so that it cannot be changed unseen,
and what stands inside says by itself why it came to that.
"""

import hashlib
import json
import logging
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

import pyrage  # type: ignore[import-untyped]
from pydantic import AwareDatetime, BaseModel, ConfigDict, ValidationError
from sqlalchemy import Connection, Row, delete, select
from sqlalchemy.dialects.sqlite import insert

from hemval.content.whole import Content
from hemval.forms.sent.judging import Answers, comes_out_the_same, judged_by_all, with_room_offered
from hemval.queue.database import Database
from hemval.queue.desk.audit import append
from hemval.queue.desk.errors import OutcomeBroken, SealBroken
from hemval.queue.desk.keys import DeskKeys
from hemval.queue.desk.tables import audit, header_of, outcome, submission, turn
from hemval.queue.desk.unsealing import unseal, unseal_bytes
from hemval.queue.sealing import seal_padded
from hemval.queue.submission import StoredOutcome, Submission
from hemval.queue.times import as_text
from hemval.rules.outcome import Outcome
from hemval.rules.turn import given_in_turn, round_of

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Stored:
    """A row of the table."""

    submission: str
    made_at: str
    made_by: str
    key_number: int
    sealed: bytes


class Kept(BaseModel):
    """What the rules came to, as it stands inside the seal."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    submission: str
    """The choice's id, compared on opening, as are the next two."""
    made_at: AwareDatetime
    made_by: str
    outcome: StoredOutcome

    @property
    def comes_out_the_same(self) -> bool:
        """Say whether what it was made from comes to the same once more."""
        return _comes_out_the_same(self.outcome)


@dataclass(frozen=True)
class Replay:
    """How many stored outcomes come out the same, and the rows of those that do not."""

    equal: int
    unequal: tuple[str, ...]
    affected: tuple[str, ...] = ()
    """Those affected by an exit of whom what is kept is not what the log says."""


def keep_outcome(
    connection: Connection, keys: DeskKeys, one: Submission, content: Content, who: str, now: datetime,
    offered_by: str = "",
) -> None:  # fmt: skip
    """Run the rules for good in an open transaction; nothing is stored where no rule settles the choice.

    ``offered_by`` is the provider whose queue gave room that the person said yes to.
    """
    answers: Answers = one.answers
    if offered_by:
        content, answers = with_room_offered(content, answers, offered_by)
    judged = judged_by_all(content, one.form, answers, one.received_at, one.id, read_turns(connection, keys))
    if judged is not None:
        keep_judged(connection, keys, one.id, judged, who, now)


def keep_judged(
    connection: Connection, keys: DeskKeys, row_id: str, judged: Outcome, who: str, now: datetime
) -> None:
    """Store for good what the rules have come to, in an open transaction, and take the turn that it gives."""
    kept = Kept(submission=row_id, made_at=now, made_by=who, outcome=judged)
    sealed = seal_padded(kept.model_dump_json().encode(), keys.recipients.keys)
    row = Stored(row_id, as_text(now), who, keys.recipients.number, sealed)
    connection.execute(insert(outcome), vars(row))
    _take_turn(connection, keys, judged)
    append(connection, keys.audit, who, "outcome", [row_id, fingerprint(sealed)], now)


def forget_outcome(connection: Connection, keys: DeskKeys, row_id: str, who: str, now: datetime) -> None:
    """Take back what was stored of a choice, in an open transaction; nothing where nothing was stored.

    Its turn goes back to whom it was before, where no other outcome has been stored since.
    """
    row = connection.execute(select(outcome).where(outcome.c.submission == row_id)).first()
    if row is None:
        return
    stored = Stored(*row)
    print_ = fingerprint(stored.sealed)
    gives_turns = audit.c.act.in_(("outcome", "exit_run"))
    last = select(audit.c.rows).where(gives_turns).order_by(audit.c.seq.desc()).limit(1)
    if json.loads(connection.execute(last).scalar_one()) == [row_id, print_]:
        _give_turn_back(connection, keys, stored)
    connection.execute(delete(outcome).where(outcome.c.submission == row_id))
    append(connection, keys.audit, who, "outcome_undone", [row_id, print_], now)


def read_turns(connection: Connection, keys: DeskKeys) -> dict[str, str]:
    """Return the provider that was given last in each round; a round that cannot be opened begins anew."""
    turns = {}
    for row in connection.execute(select(turn)):
        try:
            turns[row.round] = unseal_bytes(row.sealed, keys.private[row.key_number]).decode().strip()
        except (KeyError, pyrage.DecryptError):
            log.error("whose turn it is in %s cannot be opened: the round begins anew", row.round)
    return turns


def read_kept(connection: Connection, keys: DeskKeys, row_id: str) -> Kept | OutcomeBroken | None:
    """Return what was stored of a choice, or what is wrong with it: the choice itself opens all the same."""
    row = connection.execute(select(outcome).where(outcome.c.submission == row_id)).first()
    if row is None:
        return None
    try:
        return open_kept(Stored(*row), keys)
    except OutcomeBroken as broken:
        return broken


def open_kept(row: Stored, keys: DeskKeys) -> Kept:
    """Open one; raise ``OutcomeBroken`` for what is damaged or was sealed for another row, time or name."""
    try:
        kept = Kept.model_validate_json(unseal_bytes(row.sealed, keys.private[row.key_number]))
    except (KeyError, pyrage.DecryptError, ValidationError):
        raise OutcomeBroken(row=row.submission) from None
    if (kept.submission, as_text(kept.made_at), kept.made_by) != (row.submission, row.made_at, row.made_by):
        raise OutcomeBroken(row=row.submission)
    return kept


def replay(database: Database, keys: DeskKeys) -> Replay:
    """Work every stored outcome out once more: those of choices as they were sent, and when taken over.

    One that was exchanged, although it holds together, is not the one in the log; nor is one that is gone.
    """
    with database.reading() as connection:
        logged = _logged(connection)
        rows = (Stored(*row) for row in connection.execute(select(outcome)))
        found = [*_replayed(rows, keys, logged)]
        gone = [row_id for row_id, _ in logged - {(row_id, print_) for row_id, print_, _ in found}]
        said = [(row_id, same) for row_id, _, same in found]
        said += _replayed_as_sent(connection.execute(select(submission)), keys)
    unequal = {row_id for row_id, same in said if not same} | set(gone)
    return Replay(sum(same for _, same in said), tuple(sorted(unequal)))


def fingerprint(sealed: bytes) -> str:
    """Return the SHA-256 of what was stored."""
    return hashlib.sha256(sealed).hexdigest()


def _take_turn(connection: Connection, keys: DeskKeys, judged: Outcome) -> None:
    """Seal whose turn was taken: beside the newest take-over it would tell whom that person got."""
    place, provider = round_of(judged.inputs), given_in_turn(judged)
    if place is not None and provider is not None:
        store_turn(connection, keys, place, provider)


def store_turn(connection: Connection, keys: DeskKeys, place: str, provider: str) -> None:
    """Note in an open transaction whom a round gave last."""
    sealed = seal_padded(provider.encode(), keys.recipients.keys)
    row = insert(turn).values(round=place, key_number=keys.recipients.number, sealed=sealed)
    newest = {"key_number": row.excluded.key_number, "sealed": row.excluded.sealed}
    connection.execute(row.on_conflict_do_update(index_elements=["round"], set_=newest))


def _give_turn_back(connection: Connection, keys: DeskKeys, stored: Stored) -> None:
    try:
        judged = open_kept(stored, keys).outcome
    except OutcomeBroken:
        return
    if isinstance(judged, Outcome) and given_in_turn(judged) is not None:
        place, last = round_of(judged.inputs), judged.inputs.last_given
        if last is not None and place is not None:
            store_turn(connection, keys, place, last)
        else:
            connection.execute(delete(turn).where(turn.c.round == place))


def _logged(connection: Connection) -> set[tuple[str, str]]:
    """Return row and fingerprint of every outcome that the log knows: neither taken back nor purged since.

    An edited log is found elsewhere.
    """
    logged: dict[str, str] = {}
    acts = ("outcome", "outcome_undone", "purge")
    query = select(audit.c.act, audit.c.rows).where(audit.c.act.in_(acts)).order_by(audit.c.seq)
    for entry in connection.execute(query):
        rows = json.loads(entry.rows)
        if entry.act == "outcome":
            row_id, logged[row_id] = rows
        else:
            for row_id in rows:
                logged.pop(row_id, None)
    return set(logged.items())


def _replayed(
    rows: Iterable[Stored], keys: DeskKeys, logged: set[tuple[str, str]]
) -> Iterable[tuple[str, str, bool]]:
    for row in rows:
        print_ = fingerprint(row.sealed)
        try:
            same = open_kept(row, keys).comes_out_the_same
        except OutcomeBroken:
            same = False
        yield row.submission, print_, same and (row.submission, print_) in logged


def _replayed_as_sent(rows: Iterable[Row[tuple[object, ...]]], keys: DeskKeys) -> Iterable[tuple[str, bool]]:
    for row in rows:
        try:
            one = unseal(header_of(row), row.sealed, keys.private)
        except SealBroken:
            continue  # a damaged choice is named where choices are listed
        if one.outcome is not None:
            yield one.id, _comes_out_the_same(one.outcome)


def _comes_out_the_same(stored: StoredOutcome) -> bool:
    return isinstance(stored, Outcome) and comes_out_the_same(stored)
