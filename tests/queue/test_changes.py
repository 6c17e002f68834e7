"""What has changed since somebody last looked: told by the log, whoever changed it."""

from collections.abc import Callable
from datetime import timedelta
from typing import get_args

import pytest

from hemval.content.whole import Content
from hemval.queue.desk import Desk
from hemval.queue.desk.audit import Act, Head
from hemval.queue.desk.batch import NET_NEW
from hemval.queue.desk.changes import CHANGES_NOTHING
from hemval.queue.desk.retention import OPEN_DAYS, WARNED_DAYS, Retention
from hemval.queue.desk.tables import Header
from hemval.queue.inbox import Inbox
from hemval.settings import Places
from tests.queue.samples import NOW, choice

FOUR = [choice(f"draft {n}").model_copy(update={"received_at": NOW + timedelta(minutes=n)}) for n in range(4)]
A, B, C, D = (one.id for one in FOUR)
HOME = "solgardens-hemtjanst"
KEPT = Retention(30, "Beslut")

ABOUT_NO_ROW: frozenset[Act] = frozenset(
    (
        "login", "logout", "password_changed", "account_added", "account_closed", "account_locked",
        "account_unlocked", "roles_changed", "second_factor_set", "second_factor_cleared",
        "backup", "restore", "notice", "room", "log_read", "log_sought", "log_checked",
        "download_csv", "download_xlsx", "download_json",
    )
)  # fmt: skip

BESIDE_A_STEP: frozenset[Act] = frozenset(("outcome", "outcome_undone"))
"""What is stored in the transaction of a step, which is logged by itself."""


class Watcher:
    """Knows the rows from what it was told of changes alone."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.head: Head | None = None
        self.rows: dict[str, Header] = {}

    def look(self) -> set[str]:
        """Return the rows that it was told of."""
        changes = self.desk.changes(self.head)
        found = {header.id: header for header in changes.headers}
        self.rows = found if changes.whole else {**self.rows, **found}
        for row in changes.gone:
            self.rows.pop(row, None)
        self.head = changes.head
        return set(found) | changes.gone


@pytest.fixture
def received(inbox: Inbox, desk: Desk) -> Desk:
    for one in FOUR:
        inbox.submit(one)
    desk.take_in(NOW)
    return desk


def seen(desk: Desk, row: str) -> str:
    return next(one.seen for one in desk.queued() if one.header.id == row)


def version(desk: Desk, row: str) -> int:
    return next(one.version for one in desk.list_all() if one.id == row)


def test_every_act_that_changes_rows_is_told(
    received: Desk, inbox: Inbox, places: Places, content: Content
) -> None:
    """Sabotaged by leaving an act out of what is read, or a row out of what an act logs."""
    beside = Desk.open(places)
    watcher = Watcher(beside)
    watcher.look()
    late, long_after = NOW + timedelta(days=OPEN_DAYS - WARNED_DAYS), NOW + timedelta(days=OPEN_DAYS + 1)
    fifth, sixth = choice("fifth"), choice("sixth")

    def step(row: str, to: str, at: object = NOW) -> None:
        received.step(row, version(received, row), to, "anna", at, HOME)  # type: ignore[arg-type]

    story: list[Callable[[], object]] = [
        lambda: (inbox.submit(fifth), received.take_in(NOW)),
        lambda: received.register([sixth], "anna", NOW),
        lambda: step(A, "awaiting"),
        lambda: received.undo(A, version(received, A), "anna", NOW),
        lambda: step(A, "closed"),
        lambda: step(fifth.id, "withdrawn"),
        lambda: received.take_over(sixth.id, 1, "anna", NOW, content),
        lambda: received.undo(sixth.id, 2, "anna", NOW),
        lambda: received.protect(sixth.id, 3, "anna", NOW, on=True),
        lambda: received.protect_too([fifth.id], "anna", NOW),
        lambda: received.protect(sixth.id, 4, "anna", NOW, on=False),
        lambda: (step(B, "queued"), step(C, "queued"), step(D, "queued")),
        lambda: received.purge(KEPT, "hemval", late),
        lambda: received.move_ahead(D, seen(received, D), C, "Skäl", "anna", late),
        lambda: received.purge(KEPT, "hemval", late),
        lambda: received.take_move_back(D, seen(received, D), "anna", late),
        lambda: received.purge(KEPT, "hemval", late),
        lambda: received.offer_room(B, seen(received, B), "anna", late),
        lambda: received.purge(KEPT, "hemval", late),
        lambda: received.take_offer_back(B, seen(received, B), "anna", late),
        lambda: received.offer_room(B, seen(received, B), "anna", late),
        lambda: received.accept_room(B, version(received, B), "anna", late, content),
        lambda: (inbox.submit(choice("seventh")), received.take_in(late)),
        lambda: received.batches.make("choice", NET_NEW, None, "anna", late),
        lambda: received.batches.confirm(
            1, {one.id: one.version for one in received.batches.rows(1)}, content, "anna", late
        ),
        lambda: received.batches.undo_confirm(1, late, "anna", late),
        lambda: received.purge(KEPT, "hemval", long_after),
        lambda: received.purge(KEPT, "hemval", long_after + timedelta(days=WARNED_DAYS + KEPT.kept_days)),
    ]
    for number, act in enumerate(story):
        before = {one.id: one for one in received.list_all()}
        act()
        now = {one.id: one for one in received.list_all()}
        told = watcher.look()
        changed = {row for row in before.keys() | now.keys() if before.get(row) != now.get(row)}
        assert changed <= told, number
        assert watcher.rows == now, number
        assert watcher.look() == set(), "nobody is told twice"
    with received.queue.reading() as connection:
        acts = set(connection.exec_driver_sql("SELECT act FROM audit").scalars())
    left_out = set(get_args(Act)) - acts - CHANGES_NOTHING - ABOUT_NO_ROW - BESIDE_A_STEP
    assert not left_out, "what is new changes rows, or does not: it belongs here"
    assert now == {}, "everything has gone its way"
    beside.close()


def test_who_looks_changes_nothing(received: Desk) -> None:
    watcher = Watcher(received)
    assert watcher.look() == {A, B, C, D}
    received.open_one(A, "anna", NOW)
    received.open_all([A, B], "anna", "list", NOW)
    received.find([A], lambda _: True, B, "anna", NOW)
    received.batches.make("choice", NET_NEW, None, "anna", NOW)
    assert watcher.look() == set()


def test_only_what_was_changed_is_told(received: Desk) -> None:
    watcher = Watcher(received)
    watcher.look()
    received.step(C, 1, "awaiting", "anna", NOW)
    assert watcher.look() == {C}


def test_with_another_log_everything_is_read_anew(received: Desk) -> None:
    changes = received.changes(received.head())
    assert (changes.whole, list(changes.headers)) == (False, [])
    for other in (Head(1, "0" * 64), Head(99, received.head().mac)):
        changes = received.changes(other)
        assert changes.whole
        assert {header.id for header in changes.headers} == {A, B, C, D}
