"""Join choices to the affected they are of: by the code that was typed, or by an officer who has asked.

Each choice is opened once a process. A newer choice of a person whose code is known belongs to the same
affected, with or without the code: it replaces the older one everywhere else too.
"""

import threading
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from sqlalchemy import Connection, delete, select
from sqlalchemy.dialects.sqlite import insert

from hemval.content.whole import Content
from hemval.forms.addresses import CHOICE
from hemval.forms.definition import FormDefinition
from hemval.queue.database import Database
from hemval.queue.desk.audit import append
from hemval.queue.desk.errors import AffectedChanged, NoSuchAffected, NoSuchRow, NotTied, SealBroken
from hemval.queue.desk.exits.listing import exits_under_way, refuse_ended
from hemval.queue.desk.exits.register import Register
from hemval.queue.desk.exits.sealed import SealedJoined, named, open_inside, seal_inside
from hemval.queue.desk.exits.signs import Signs, signs_of
from hemval.queue.desk.keys import DeskKeys
from hemval.queue.desk.rows import read_unshown
from hemval.queue.desk.tables import affected, exit_end, header_of, joined, submission
from hemval.queue.desk.unsealing import opened_or_none
from hemval.rules.exits.case import Case

AT_ONCE = 500

Belongs = tuple[str, str, Signs, bool]
"""Exit and affected of a choice, and whether it has no code and follows another of the person's."""


class Joiner:
    """Knows what every choice says of whose it is; safe to share between threads."""

    def __init__(self, database: Database, keys: DeskKeys, register: Register) -> None:
        self._database = database
        self._keys = keys
        self._register = register
        self._lock = threading.Lock()
        self._signs: dict[str, Signs] = {}

    def join_new(self, form: FormDefinition | None, content: Content | None, now: datetime) -> int:
        """Join every choice that belongs to an affected and is not joined yet; return how many were new.

        Where nobody is affected, no choice is opened.
        """
        with self._lock:
            with self._database.reading() as connection:
                exits = exits_under_way(connection)
                unjoined = _unjoined(connection) if exits else []
            signs = self._look(unjoined, form, content)
            if not unjoined:
                return 0
            cases = {exit_id: self._register.read(exit_id) for exit_id in exits}
            found = list(_belonging(cases, [signs[one] for one in unjoined if one in signs]))
            new = 0
            for start in range(0, len(found), AT_ONCE):
                with self._database.writing() as connection:
                    new += self._store(connection, found[start : start + AT_ONCE], now)
            return new

    def _look(
        self, unjoined: Sequence[str], form: FormDefinition | None, content: Content | None
    ) -> Mapping[str, Signs]:
        """Return what each says, and keep that of no other: what lacked the form or content is read anew."""
        unread = [one for one in unjoined if one not in self._signs]
        read = read_unshown(
            self._database, self._keys, unread, lambda one: signs_of(one, self._keys, form, content)
        )
        known = self._signs | read
        whole = self._signs if form is None or content is None else known
        self._signs = {one: whole[one] for one in unjoined if one in whole}
        return known

    def _store(self, connection: Connection, found: Iterable[Belongs], now: datetime) -> int:
        about: dict[str, list[str]] = defaultdict(list)
        ended = set(connection.execute(select(exit_end.c.exit)).scalars())
        for exit_id, case_id, signs, followed in found:
            if exit_id in ended:
                continue
            values = _row(signs.joined_to(case_id, followed=followed), self._keys)
            stored = insert(joined).values(values).on_conflict_do_nothing(index_elements=["submission"])
            if connection.execute(stored).rowcount:
                about[exit_id] += [case_id, signs.submission]
        for exit_id, ids in about.items():
            append(connection, self._keys.audit, "hemval", "exit_joined", [named(exit_id), *ids], now)
        return sum(len(ids) for ids in about.values()) // 2


def tie(
    connection: Connection, keys: DeskKeys, row_id: str, affected_id: str, form: FormDefinition | None,
    content: Content | None, who: str, now: datetime, held: str | None = None,
) -> None:  # fmt: skip
    """Tie a choice to an affected person, whatever code it has or lacks, in an open transaction.

    ``held`` is whose it was when the officer looked, "" for nobody's: where a colleague has tied it since,
    it is not moved. Raises ``AffectedChanged`` then, ``NoSuchRow``, ``SealBroken``, ``NoSuchAffected`` or
    ``ExitConfirmed``.
    """
    exit_id = exit_of(connection, affected_id)
    refuse_ended(connection, exit_id)
    if held is not None and held != holder(connection, keys, row_id):
        raise AffectedChanged(affected=affected_id)
    row = connection.execute(select(submission).where(submission.c.id == row_id)).first()
    if row is None or row.form != CHOICE:
        raise NoSuchRow(row=row_id)
    one = opened_or_none(row, keys.private)
    if one is None:
        raise SealBroken(row=row_id, key=header_of(row).key_number)
    before = _kept(connection, keys, row_id)
    _put(connection, keys, signs_of(one, keys, form, content).joined_to(affected_id, by=who, tied_at=now))
    if before is not None and before.affected != affected_id:
        _let_go(connection, keys, before, {"affected": affected_id, "untied_by": ""})
    append(connection, keys.audit, who, "exit_tied", [named(exit_id), affected_id, row_id], now)


def untie(
    connection: Connection, keys: DeskKeys, row_id: str, who: str, now: datetime, held: str | None = None
) -> None:
    """Say that a choice is not the person's after all: its code joins it no more. Raises ``NotTied``.

    As it does where the choice is another's than ``held``: whose page it was.
    """
    kept = _kept(connection, keys, row_id)
    if kept is None or kept.untied_by or held not in (None, kept.affected):
        raise NotTied(row=row_id)
    exit_id = exit_of(connection, kept.affected)
    refuse_ended(connection, exit_id)
    _put(connection, keys, kept.model_copy(update={"by": "", "untied_by": who}))
    _let_go(connection, keys, kept, {"untied_by": who})
    append(connection, keys.audit, who, "exit_untied", [named(exit_id), kept.affected, row_id], now)


def holder(connection: Connection, keys: DeskKeys, row_id: str) -> str:
    """Return whose a choice is, of whatever exit; "" where it is nobody's."""
    kept = _kept(connection, keys, row_id)
    return kept.affected if kept is not None and not kept.untied_by else ""


def _let_go(connection: Connection, keys: DeskKeys, left: SealedJoined, purged: dict[str, str]) -> None:
    """Let go of what followed a choice that is the person's no more: the next round finds whose each is.

    Of one whose row was purged no round finds anything: of that ``purged`` says what it becomes.
    """
    theirs = connection.execute(select(joined).where(joined.c.affected == left.affected)).all()
    opened = [open_inside(row.sealed, row.key_number, SealedJoined, keys) for row in theirs]
    mine = [
        one
        for one in opened
        if one is not None and one.person == left.person and one.submission != left.submission
    ]
    if not left.person or any(not one.followed and not one.untied_by for one in mine):
        return
    followers = [one for one in mine if one.followed]
    ids = [one.submission for one in followers]
    still = set(connection.execute(select(submission.c.id).where(submission.c.id.in_(ids))).scalars())
    for one in followers:
        if one.submission not in still:
            _put(connection, keys, one.model_copy(update=purged))
        elif not one.untied_by:
            connection.execute(delete(joined).where(joined.c.submission == one.submission))


def exit_of(connection: Connection, affected_id: str) -> str:
    """Return the exit of an affected person; raise ``NoSuchAffected``."""
    query = select(affected.c.exit).where(affected.c.id == affected_id)
    found: str | None = connection.execute(query).scalar_one_or_none()
    if found is None:
        raise NoSuchAffected(affected=affected_id)
    return found


def _unjoined(connection: Connection) -> list[str]:
    """List the choices that belong to nobody yet, oldest first."""
    mine = select(joined.c.submission)
    query = select(submission.c.id).where((submission.c.form == CHOICE) & submission.c.id.not_in(mine))
    return list(connection.execute(query.order_by(submission.c.received_at, submission.c.id)).scalars())


def _belonging(cases: dict[str, tuple[Case, ...]], unjoined: Sequence[Signs]) -> Iterable[Belongs]:
    """Yield each choice that is somebody's: by its code, else by whose it is."""
    by_code = {case.code: (exit_id, case) for exit_id, some in cases.items() for case in some if case.code}
    persons: dict[str, set[tuple[str, str, str]]] = defaultdict(set)
    for exit_id, some in cases.items():
        for case in some:
            for choice in case.choices:
                persons[choice.person].add((exit_id, case.id, case.affected.provider))
    for signs in unjoined:
        if (found := by_code.get(signs.code)) is not None:
            exit_id, case = found
            persons[signs.person].add((exit_id, case.id, case.affected.provider))
            yield exit_id, case.id, signs, False
    for signs in unjoined:
        mine = persons[signs.person] if signs.person and signs.code not in by_code else set()
        about = [one for one in mine if signs.today in ("", one[2])]
        # One person with two references is asked by an officer which of them it is about.
        if len(about) == 1:
            ((exit_id, case_id, _),) = about
            yield exit_id, case_id, signs, True


def _kept(connection: Connection, keys: DeskKeys, row_id: str) -> SealedJoined | None:
    row = connection.execute(select(joined).where(joined.c.submission == row_id)).first()
    return open_inside(row.sealed, row.key_number, SealedJoined, keys) if row is not None else None


def _row(kept: SealedJoined, keys: DeskKeys) -> dict[str, object]:
    return {"submission": kept.submission, "affected": kept.affected, **seal_inside(kept, keys)}


def _put(connection: Connection, keys: DeskKeys, kept: SealedJoined) -> None:
    row = insert(joined).values(_row(kept, keys))
    newest = {name: row.excluded[name] for name in ("affected", "key_number", "sealed")}
    connection.execute(row.on_conflict_do_update(index_elements=["submission"], set_=newest))
