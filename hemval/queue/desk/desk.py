"""The officers' desk: everything their application and the commands may do with what was received."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime
from typing import TypeVar

from sqlalchemy import func, select

from hemval.content.whole import Content
from hemval.queue.database import Database
from hemval.queue.desk import audit, outcomes, purging, registering, rows, steps, taking_in, waiting_places
from hemval.queue.desk.accounts import Accounts
from hemval.queue.desk.administering import Administering
from hemval.queue.desk.batches import Batches
from hemval.queue.desk.changes import Changes, read_changes
from hemval.queue.desk.exits.exits import Exits
from hemval.queue.desk.exits.held_against_log import held_against_log
from hemval.queue.desk.exits.unconfirmed import last_of
from hemval.queue.desk.keys import DeskKeys, read_desk_keys
from hemval.queue.desk.log_reading import LogReader
from hemval.queue.desk.logins import Logins
from hemval.queue.desk.outcomes import Replay
from hemval.queue.desk.passwords import Passwords
from hemval.queue.desk.purging import Counted, Purged
from hemval.queue.desk.queue_file import queue_path as queue_path
from hemval.queue.desk.retention import Plan, Retention, plan_of
from hemval.queue.desk.sessions import Sessions
from hemval.queue.desk.tables import Header, State
from hemval.queue.desk.unfinished import refuse_unfinished
from hemval.queue.desk.waiting_places import Queued
from hemval.queue.inbox import inbox_path
from hemval.queue.inbox_table import inbox
from hemval.queue.kinds import INBOX, QUEUE
from hemval.queue.submission import Submission
from hemval.settings import Places

T = TypeVar("T")


class Desk:
    """One municipality's queue, open; safe to share between threads."""

    def __init__(self, letterbox: Database, queue: Database, keys: DeskKeys) -> None:
        self.letterbox = letterbox
        self.queue = queue
        self.keys = keys
        passwords = Passwords()
        self.accounts = Accounts(queue, keys.audit, passwords)
        self.administering = Administering(queue, keys.audit, passwords)
        self.logins = Logins(queue, keys, passwords)
        self.batches = Batches(queue, keys)
        self.exits = Exits(queue, keys)
        self.sessions = Sessions(queue, keys.audit)
        self.log = LogReader(queue, keys.audit)

    @classmethod
    def open(cls, places: Places) -> "Desk":
        """Open keys and files that ``prepare`` has made; raise ``KeysMissing`` or ``StoreUnavailable``.

        Raises ``RestoreUnfinished`` where a restore was cut off: what is done there would be thrown away.
        """
        refuse_unfinished(places)
        keys = read_desk_keys(places)
        return cls(Database(inbox_path(places), INBOX), Database(queue_path(places), QUEUE), keys)

    def take_in(self, now: datetime) -> int:
        """Carry over what citizens have sent since; return how many rows were new."""
        return taking_in.take_in(self.letterbox, self.queue, self.keys.audit, now)

    def register(self, submissions: Sequence[Submission], who: str, now: datetime) -> bool:
        """Store what an officer keyed in; return False where the same draft was stored before."""
        return registering.register(self.queue, self.keys, submissions, who, now)

    def list(self, state: State | None = None, *, protected: bool = False) -> list[Header]:
        """Return the rows in the order they were received, unopened: without the protected, or only them."""
        return rows.list_headers(self.queue, state, protected=protected)

    def list_all(self) -> Sequence[Header]:
        """Return all rows as ``list`` does, protected or not: for the machine to compare, not to show."""
        return rows.list_headers(self.queue, protected=None)

    def changes(self, since: audit.Head | None) -> Changes:
        """Return the rows that have changed since a link of the log was the newest: for the machine too."""
        return read_changes(self.queue, since)

    def unshown(self, row_ids: Sequence[str], made: Callable[[Submission], T]) -> dict[str, T]:
        """Return what is made of each row that can be opened: not logged, so not for anybody to be shown."""
        return rows.read_unshown(self.queue, self.keys, row_ids, made)

    def count(self) -> dict[State, int]:
        """Return how many rows there are in each state."""
        return rows.count_states(self.queue)

    def waiting(self) -> int:
        """Return how many rows lie in the inbox and have not been taken in."""
        with self.letterbox.reading() as connection:
            return connection.execute(select(func.count()).select_from(inbox)).scalar_one()

    def open_one(self, row_id: str, who: str, now: datetime, act: audit.Act = "open") -> rows.Opened:
        """Log the act and open one row; raise ``NoSuchRow``, ``SealBroken`` or ``SealMismatch``."""
        return rows.open_row(self.queue, self.keys, row_id, who, now, act)

    def open_all(self, row_ids: Sequence[str], who: str, act: audit.Act, now: datetime) -> rows.OpenedRows:
        """Log the act with its rows and open them; damaged ones come back unopened, beside the others."""
        return rows.open_rows(self.queue, self.keys, row_ids, who, act, now)

    def find(
        self, row_ids: Sequence[str], holds: Callable[[Submission], bool], sought_for: str, who: str,
        now: datetime,
    ) -> tuple[rows.Opened, ...]:  # fmt: skip
        """Return the rows that something holds of; what is found is logged before it is shown."""
        return rows.find_rows(self.queue, self.keys, row_ids, holds, sought_for, who, now)

    def take_over(
        self, row_id: str, version: int, who: str, now: datetime, content: Content | None = None
    ) -> Header:
        """Mark a row as handled; raise ``ChangedByAnother`` when it is no longer at the version seen.

        Where the published content can be read, what the rules come to is stored beside the row.
        """
        return steps.step(self.queue, self.keys, row_id, version, "taken_over", who, now, content)

    def step(
        self, row_id: str, version: int, to: State, who: str, now: datetime, provider: str = "",
        older: Sequence[str] = (),
    ) -> Header:  # fmt: skip
        """Bring a row to another state; raise ``ChangedByAnother`` or ``StepRefused``.

        One that is to wait is put in a provider's queue; raise ``ProviderMissing`` without one. It takes the
        place there over from the ``older`` choices that it replaces.
        """
        return steps.step(
            self.queue, self.keys, row_id, version, to, who, now, provider=provider, older=older
        )

    def accept_room(
        self, row_id: str, version: int, who: str, now: datetime, content: Content | None
    ) -> Header:
        """Take over a choice whose person said yes to room; raise as ``step``, or ``NotNext``."""
        return steps.step(
            self.queue, self.keys, row_id, version, "taken_over", who, now, content, accepted=True
        )

    def queued(self) -> tuple[Queued, ...]:
        """Return every choice that waits. Nothing of it may be shown before it is logged."""
        return waiting_places.read_queued(self.queue, self.keys)

    def left_queue(self, since: datetime) -> tuple[Queued, ...]:
        """Return every choice that left a queue since a moment, by a yes or a no."""
        return waiting_places.read_left(self.queue, self.keys, since)

    def move_ahead(self, row_id: str, seen: str, ahead_of: str, reason: str, who: str, now: datetime) -> None:
        """Move a choice ahead of another in its queue; raise ``PlaceChanged`` or ``NotNext``."""
        waiting_places.move_ahead(self.queue, self.keys, row_id, seen, ahead_of, reason, who, now)

    def take_move_back(self, row_id: str, seen: str, who: str, now: datetime) -> None:
        """Undo the exception that a place is by; raise ``PlaceChanged`` or ``NotNext``."""
        waiting_places.take_move_back(self.queue, self.keys, row_id, seen, who, now)

    def offer_room(self, row_id: str, seen: str, who: str, now: datetime, gone: Collection[str] = ()) -> None:
        """Note that the next in a queue was offered room; raise ``PlaceChanged`` or ``NotNext``."""
        waiting_places.offer(self.queue, self.keys, row_id, seen, who, now, gone)

    def take_offer_back(self, row_id: str, seen: str, who: str, now: datetime) -> None:
        """Undo an offer that has not been answered; raise ``PlaceChanged`` or ``NotNext``."""
        waiting_places.take_offer_back(self.queue, self.keys, row_id, seen, who, now)

    def undo(self, row_id: str, version: int, who: str, now: datetime) -> Header:
        """Take the last step of a row back; raise ``ChangedByAnother`` or ``StepRefused``."""
        return steps.undo(self.queue, self.keys, row_id, version, who, now)

    def protect(
        self, row_id: str, version: int, who: str, now: datetime, *, on: bool, beside: Sequence[str] = ()
    ) -> Header:
        """Mark that a person has protected personal data, or that it was a mistake; raise as ``step``.

        ``beside`` are the rows whose files may name this one.
        """
        return steps.protect(self.queue, self.keys, row_id, version, who, now, on=on, beside=beside)

    def protect_too(self, row_ids: Sequence[str], who: str, now: datetime) -> None:
        """Mark more rows of a person whose row is marked, whatever version they are at."""
        steps.protect_too(self.queue, self.keys, row_ids, who, now)

    def plan(self, kept_days: int, today: date) -> Plan:
        """Return what is purged when, protected rows too, without those that an exit keeps from it."""
        headers = self.list_all()
        awaited = self.exits.awaited(plan_of(headers, kept_days, today).due)
        return plan_of((one for one in headers if one.id not in awaited), kept_days, today)

    def purge(self, retention: Retention, who: str, now: datetime, content: Content | None = None) -> Purged:
        """Take away what is due, and warn of the open ones that are next; raise ``JournalInUse``.

        ``content`` tells when exits are over, where a last day has moved after one was confirmed.
        """

        def last_day(exit_id: str) -> date | None:
            return last_of(content, exit_id) if content is not None else None

        try:
            return purging.purge(
                self.letterbox, self.queue, self.keys, retention, who, now, self.exits.awaited, last_day
            )
        finally:
            self.exits.forget_purged()

    def gone_without_purge(self) -> tuple[str, ...]:
        """Return the rows that came in, that no purge took, and that are not here."""
        with self.queue.apart() as apart:
            return purging.gone_without_purge(apart)

    def tally(self) -> tuple[Counted, ...]:
        """Return the counts that are left of purged rows, the newest month first."""
        return purging.read_tally(self.queue)

    def replay(self) -> Replay:
        """Work every stored outcome out once more, also those of exits. It shows nobody: not logged."""
        with self.queue.apart() as apart:
            found = outcomes.replay(apart, self.keys)
            with apart.reading() as connection:
                held = held_against_log(connection, self.keys)
        return replace(found, equal=found.equal + held.equal, affected=held.unequal)

    def verify(self, outside: Iterable[audit.Head] = ()) -> audit.Verdict:
        """Check the log from end to end, against the heads that are kept elsewhere."""
        with self.queue.apart() as apart, apart.reading() as connection:
            entries = audit.read_entries(connection)
        return audit.check(entries, self.keys.audit, outside)

    @contextmanager
    def logged(self, act: audit.Act, about: Sequence[str], who: str, now: datetime) -> Iterator[None]:
        """Log what is done to something outside the queue; where that fails, nothing is logged."""
        with self.queue.writing() as connection:
            audit.append(connection, self.keys.audit, who, act, about, now)
            yield

    def log_once(self, act: audit.Act, since: datetime, now: datetime) -> bool:
        """Log what the machine does at most once since a moment; False where that was done already."""
        with self.queue.writing() as connection:
            if audit.has_happened(connection, act, since):
                return False
            audit.append(connection, self.keys.audit, "hemval", act, [], now)
        return True

    def head(self) -> audit.Head:
        """Return the log's newest link."""
        with self.queue.reading() as connection:
            return audit.newest(connection)

    def still_holds(self, head: audit.Head) -> bool:
        """Tell whether the log has a link that was its newest once."""
        with self.queue.reading() as connection:
            return audit.holds(connection, head)

    def close(self) -> None:
        """Let go of both files, and of the threads that check passwords."""
        self.accounts.passwords.close()
        self.letterbox.close()
        self.queue.close()
