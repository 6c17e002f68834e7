"""The exits of one municipality at the desk: everything their screens and commands may do."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime

from sqlalchemy import Connection, select

from hemval.content.affected_list import Affected
from hemval.content.whole import Content
from hemval.forms.definition import FormDefinition
from hemval.queue.database import Database
from hemval.queue.desk.exits import (
    apart,
    awaited,
    confirming,
    ending,
    joining,
    listing,
    noting,
    planned,
    running,
    settling,
    taking_over,
    unconfirmed,
)
from hemval.queue.desk.exits.register import Register
from hemval.queue.desk.exits.seen import Seen, refuse_changed
from hemval.queue.desk.keys import DeskKeys
from hemval.queue.desk.outcomes import read_turns
from hemval.queue.desk.tables import Header, affected
from hemval.rules.exits.case import Case
from hemval.rules.exits.changes import Changes
from hemval.rules.exits.deadline import last_day_of, last_to_choose
from hemval.rules.exits.plan import Plan
from hemval.rules.exits.run import Run


class Exits:
    """Reads and writes what is kept of exits; safe to share between threads."""

    def __init__(self, queue: Database, keys: DeskKeys) -> None:
        self._queue = queue
        self._keys = keys
        self.register = Register(queue, keys)
        self._planner = planned.Planner(queue, keys, self.register)
        self._apart = apart.SetApart(queue)
        self._joiner = joining.Joiner(queue, keys, self.register)

    def read(self, exit_id: str) -> tuple[Case, ...]:
        """Return all affected of an exit, also those who are gone. Log it before anybody is shown it."""
        return self.register.read(exit_id)

    def planned(self, content: Content, exit_id: str, today: date) -> planned.Planned:
        """Return all affected with their plans, judged anew only where something of it is new.

        Log it before anybody is shown it. Asked again with the very same content it costs a read.
        """
        return self._planner.planned(content, exit_id, today)

    def foreseen(self, content: Content, exit_id: str, now: datetime) -> Run:
        """Return what a run of the rule would do now; kept like the plans."""
        return self._planner.foreseen(content, exit_id, now)

    def turns(self) -> dict[str, str]:
        """Return the provider that each round of the rules gave last."""
        with self._queue.reading() as connection:
            return read_turns(connection, self._keys)

    def end_of(self, exit_id: str) -> ending.ExitEnd | None:
        """Return when an exit was confirmed in the case system; None while it is under way."""
        with self._queue.reading() as connection:
            return ending.read_end(connection, exit_id)

    def unconfirmed(self, content: Content, today: date) -> tuple[str, ...]:
        """Return the exits that are long over and that nobody has confirmed: they are never purged."""
        with self._queue.reading() as connection:
            return unconfirmed.read_unconfirmed(connection, content, today)

    def take_in_list(
        self, exit_id: str, listed: Sequence[Affected], seen: str, who: str, now: datetime,
        content: Content | None = None,
    ) -> Changes:  # fmt: skip
        """Make the register what a list says; raise ``ListChanged`` where that is not what was seen.

        Raises ``HeldElsewhere`` where an exit that ``content`` has no more holds somebody of it.
        """
        with self._queue.writing() as connection:
            return listing.take_in_list(
                connection, self.register, self._keys, exit_id, listed, seen, who, now, content
            )

    def join_new(self, form: FormDefinition | None, content: Content | None, now: datetime) -> int:
        """Join every new choice that belongs to an affected person; return how many there were.

        Called before an exit is shown or run, and before each purge.
        """
        self.forget_purged()
        return self._joiner.join_new(form, content, now)

    def awaited(self, headers: Iterable[Header]) -> frozenset[str]:
        """Return which of some rows no purge may take: choices of whom nobody has said yet whose they are."""
        return awaited.read_awaited(self._queue, self._keys, self.register, headers, self._apart.pairs())

    def leaving(self) -> frozenset[str]:
        """Return the providers of those whom exits under way touch. For the machine."""
        return awaited.read_leaving(self._queue, self.register)

    def apart(self, exit_id: str) -> frozenset[str]:
        """Return the choices that an officer has said are of nobody on an exit's list."""
        return frozenset(row for of, row in self._apart.pairs() if of == exit_id)

    def set_apart(self, exit_id: str, row_id: str, who: str, now: datetime, *, on: bool) -> None:
        """Say that of a choice, or take it back; raise ``NoSuchRow`` or ``AffectedChanged``."""
        with self._queue.writing() as connection:
            apart.set_apart(connection, self._keys, exit_id, row_id, who, now, on=on)

    def forget_purged(self) -> None:
        """Keep nothing in memory of exits that are purged, by whatever process."""
        with self._queue.reading() as connection:
            held = set(connection.execute(select(affected.c.exit).distinct()).scalars())
        self.register.keep_only(held)
        self._planner.keep_only(held)

    def tie(
        self, row_id: str, affected_id: str, form: FormDefinition | None, content: Content | None, who: str,
        now: datetime, seen: Seen | None = None, held: str | None = None,
    ) -> None:  # fmt: skip
        """Tie a choice to an affected person; raise ``NoSuchRow``, ``SealBroken`` or ``NoSuchAffected``.

        Raises ``AffectedChanged``, as what follows, where something else is known than what was ``seen``;
        here also where the choice is another's than the one who ``held`` it then ("" for nobody).
        """
        with self._queue.writing() as connection:
            refuse_changed(connection, self.register, seen)
            joining.tie(connection, self._keys, row_id, affected_id, form, content, who, now, held)

    def holder(self, row_id: str) -> str:
        """Return whose a choice is, of whatever exit; "" where it is nobody's."""
        with self._queue.reading() as connection:
            return joining.holder(connection, self._keys, row_id)

    def untie(self, row_id: str, who: str, now: datetime, seen: Seen | None = None) -> None:
        """Say that a choice is not the person's after all; raise ``NotTied``, also on another's page."""
        with self._queue.writing() as connection:
            refuse_changed(connection, self.register, seen)
            joining.untie(
                connection, self._keys, row_id, who, now, seen.affected if seen is not None else None
            )

    def log_printed(
        self, exit_id: str, days: Mapping[str, noting.Told], who: str, now: datetime, *,
        reminder: bool = False,
    ) -> None:  # fmt: skip
        """Log whose letters are printed, by ids, with the days that they tell; before they are given."""
        with self._queue.writing() as connection:
            noting.log_printed(connection, self._keys, exit_id, days, who, now, reminder=reminder)

    def printed(self, exit_id: str, *, reminder: bool = False) -> Mapping[str, noting.Printed]:
        """Return when letters were last printed for affected persons, and what they tell, by their ids."""
        with self._queue.reading() as connection:
            return noting.printed(connection, exit_id, reminder=reminder)

    def note(
        self, exit_id: str, ids: Sequence[str], what: noting.Note, who: str, now: datetime,
        content: Content | None = None, seen: Seen | None = None,
    ) -> int:  # fmt: skip
        """Note that letters were posted or came back; raise ``NoSuchAffected``.

        Of letters the days that they tell are kept, to know whose letter says a day that has moved since, and
        to take no day to choose back that a letter has told: as they were printed, or as ``content`` has
        them of those that were not printed here.
        """
        with self._queue.writing() as connection:
            refuse_changed(connection, self.register, seen)
            days = self._told(connection, exit_id, content) if content is not None else {}
            return noting.note(connection, self._keys, exit_id, ids, what, who, now, days)

    def _told(self, connection: Connection, exit_id: str, content: Content) -> dict[str, noting.Told]:
        """Return the days that a letter to each of them tells."""
        found = {}
        for case in self.register.read_within(connection, exit_id):
            last_day = last_day_of(case, content)
            if last_day is not None:
                found[case.id] = noting.Told(last_day, last_to_choose(case, content, exit_id))
        return found

    def appoint(
        self, content: Content, exit_id: str, one: settling.Appointed, who: str, now: datetime,
        seen: Iterable[Seen] = (),
    ) -> int:  # fmt: skip
        """Store that an officer appointed a provider, for all or none; raise ``CannotAppoint``."""
        with self._queue.writing() as connection:
            refuse_changed(connection, self.register, *seen)
            return settling.appoint(connection, self.register, self._keys, content, exit_id, one, who, now)

    def may_appoint(
        self, content: Content, exit_id: str, one: settling.Appointed, who: str, now: datetime
    ) -> tuple[date, ...]:
        """Return from which days the provider would help; raise what ``appoint`` would. Nothing is stored."""
        with self._queue.reading() as connection:
            kept = settling.to_store(connection, self.register, self._keys, content, exit_id, one, who, now)
        return tuple(each.start for each in kept)

    def run_defaults(
        self, content: Content, exit_id: str, who: str, now: datetime,
        told: running.Told = lambda _done, _of: None,
    ) -> running.Ran:  # fmt: skip
        """Give everybody who has nobody what the rule says; raise ``RunTooEarly``."""
        return running.run_defaults(self._queue, self.register, self._keys, content, exit_id, who, now, told)

    def confirm(
        self, content: Content, exit_id: str, one: confirming.Confirmation, who: str, now: datetime
    ) -> int:
        """Note that it stands in the case system, and who was seen to outside; a second time does nothing.

        The open choices that it settled are taken over with it, since they stand there too: return how many.
        Raises ``ConfirmRefused`` where nobody is affected, ``ConfirmTooEarly``, ``ExitChanged`` or
        ``GapsLeft``.
        """
        with self._queue.writing() as connection:
            if ending.read_end(connection, exit_id) is not None:
                return 0
            done = confirming.refuse_unproved(
                connection, self.register, self._keys, content, exit_id, one, now
            )
            ending.confirm_exit(connection, self._keys, exit_id, who, now, done.outside)
            return taking_over.take_over_settled(
                connection, self._keys, exit_id, done.cases, done.plans, who, now
            )

    def undo_confirm(self, exit_id: str, who: str, now: datetime) -> int:
        """Take a confirmation back within a day, and what it took over; return how many choices that was.

        Raises ``ConfirmRefused``.
        """
        with self._queue.writing() as connection:
            end = ending.undo_confirm_exit(connection, self._keys, exit_id, who, now)
            return taking_over.undo_take_over(connection, self._keys, end, who, now) if end else 0

    def left(self, exit_id: str, cases: Sequence[Case], plans: Sequence[Plan]) -> taking_over.Left:
        """Return the open choices that confirming takes over, and those that stay. Unopened."""
        with self._queue.reading() as connection:
            return taking_over.read_left(connection, exit_id, cases, plans)
