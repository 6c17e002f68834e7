"""Purged is gone: no byte of a row is left, the counts are, and what went without a purge is found."""

import json
import random
import sqlite3
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import LargeBinary, insert

from hemval.content.whole import Content
from hemval.queue import connection as connecting
from hemval.queue.desk import Desk
from hemval.queue.desk.audit import Entry, read_entries
from hemval.queue.desk.backup import back_up
from hemval.queue.desk.keys import KeyPair
from hemval.queue.desk.purging import AT_ONCE, GOES_WITH, GOES_WITH_AFFECTED, STAYS, Counted, Purged
from hemval.queue.desk.restore import restore
from hemval.queue.desk.retention import OPEN_DAYS, WARNED_DAYS, Retention
from hemval.queue.desk.tables import affected, metadata, submission
from hemval.queue.errors import JournalInUse, StoreUnavailable
from hemval.queue.inbox import Inbox
from hemval.queue.submission import Submission
from hemval.queue.times import as_text
from hemval.settings import Places
from tests.queue.samples import NAME, NOW, NUMBER, choice, counted
from tests.queue.test_outcomes import sent

RULE = Retention(30, "Nämndens beslut 2026:7")
DAY = timedelta(days=1)
ROOT = Path(__file__).parents[2]


def purge_links(desk: Desk, act: str = "purge") -> list[Entry]:
    assert desk.verify().broken_at is None
    with desk.queue.reading() as connection:
        return [entry for entry in read_entries(connection) if entry.act == act]


def received(inbox: Inbox, desk: Desk, *submissions: Submission) -> None:
    for one in submissions:
        inbox.submit(one)
    desk.take_in(NOW)


def test_every_table_that_hangs_on_a_row_or_holds_a_seal_is_named() -> None:
    """Sabotage: a table that nobody named stops the purge of its row, and this test."""
    named = {table.name for table, _ in GOES_WITH}
    hanging = {
        table.name
        for table in metadata.tables.values()
        for key in table.foreign_keys
        if key.column.table is submission
    }
    sealed = {
        table.name
        for table in metadata.tables.values()
        if any(isinstance(column.type, LargeBinary) for column in table.columns)
    }
    assert hanging <= named
    at_exit = {table.name for table in GOES_WITH_AFFECTED}
    of_affected = {
        table.name
        for table in metadata.tables.values()
        for key in table.foreign_keys
        if key.column.table is affected
    }
    assert of_affected == at_exit
    assert (hanging | sealed) - {"submission", "affected"} == named | at_exit | set(STAYS)
    assert not (named | at_exit) & set(STAYS)


def test_a_table_that_nobody_named_stops_the_purge_of_its_row(inbox: Inbox, desk: Desk) -> None:
    received(inbox, desk, choice("a"))
    desk.step(choice("a").id, 1, "closed", "anna", NOW)
    with desk.queue.writing() as connection:
        connection.exec_driver_sql("CREATE TABLE new (submission TEXT REFERENCES submission (id))")
        connection.exec_driver_sql("INSERT INTO new SELECT id FROM submission")
    with pytest.raises(StoreUnavailable):
        desk.purge(RULE, "anna", NOW + 30 * DAY)
    assert desk.count()["closed"] == 1
    assert purge_links(desk) == []


def test_ended_rows_go_when_their_days_have_passed_and_counts_stay(inbox: Inbox, desk: Desk) -> None:
    drafts = [choice(draft) for draft in "abcd"]
    received(inbox, desk, *drafts)
    for one, to in zip(drafts, ("taken_over", "closed", "withdrawn"), strict=False):
        desk.step(one.id, 1, to, "anna", NOW)
    desk.protect(drafts[1].id, 2, "anna", NOW, on=True)
    assert desk.purge(RULE, "anna", NOW + 29 * DAY) == Purged({}, 0)
    assert purge_links(desk) == []
    assert desk.purge(RULE, "anna", NOW + 30 * DAY) == Purged({"choice": 3}, 0)
    assert [header.id for header in desk.list()] == [drafts[3].id]
    assert desk.count() == counted(new=1)
    assert desk.tally() == tuple(
        Counted("2026-12", "choice", state, 1) for state in ("closed", "taken_over", "withdrawn")
    )
    (link,) = purge_links(desk)
    assert (link.who, set(json.loads(link.rows))) == (
        "anna",
        {*(one.id for one in drafts[:3]), RULE.decision},
    )
    assert desk.gone_without_purge() == ()


def test_counts_add_up(inbox: Inbox, desk: Desk) -> None:
    for n, draft in enumerate("abc"):
        received(inbox, desk, choice(draft))
        desk.step(choice(draft).id, 1, "closed", "anna", NOW + n * DAY)
    for n in range(3):
        desk.purge(RULE, "hemval", NOW + (30 + n) * DAY)
    assert desk.tally() == (Counted("2026-12", "choice", "closed", 3),)


def test_an_open_row_goes_only_when_it_has_been_warned_of(inbox: Inbox, desk: Desk) -> None:
    received(inbox, desk, choice("a"), choice("b"))
    late = NOW + 400 * DAY  # the clock was wrong, or nothing ran for a year
    assert desk.purge(RULE, "hemval", late) == Purged({}, 2)
    assert desk.purge(RULE, "hemval", late) == Purged({}, 0)
    (link,) = purge_links(desk, "purge_warning")
    assert set(json.loads(link.rows)) == {choice("a").id, choice("b").id}
    desk.step(choice("b").id, 1, "awaiting", "anna", late + DAY)
    assert desk.purge(RULE, "hemval", late + (WARNED_DAYS - 1) * DAY) == Purged({}, 1)
    assert desk.purge(RULE, "hemval", late + WARNED_DAYS * DAY) == Purged({"choice": 1}, 0)
    assert [header.id for header in desk.list()] == [choice("b").id]
    assert desk.tally() == (Counted("2026-12", "choice", "new", 1),)


def test_open_rows_are_warned_of_in_time(inbox: Inbox, desk: Desk) -> None:
    received(inbox, desk, choice("a"))
    warned = NOW + (OPEN_DAYS - WARNED_DAYS) * DAY
    assert desk.purge(RULE, "hemval", warned - DAY).warned == 0
    assert desk.purge(RULE, "hemval", warned).warned == 1
    assert desk.list()[0].warned_at == warned
    assert desk.list()[0].version == 1, "an officer who has it open can go on"
    assert desk.purge(RULE, "hemval", warned + (WARNED_DAYS - 1) * DAY) == Purged({}, 0)
    assert desk.purge(RULE, "hemval", warned + WARNED_DAYS * DAY) == Purged({"choice": 1}, 0)


def test_what_was_undone_long_after_it_came_is_warned_of_anew(inbox: Inbox, desk: Desk) -> None:
    received(inbox, desk, choice("a"))
    late = NOW + (OPEN_DAYS - 1) * DAY
    desk.purge(RULE, "hemval", late)
    desk.step(choice("a").id, 1, "closed", "anna", late)
    desk.undo(choice("a").id, 2, "anna", late + DAY / 2)
    assert desk.purge(RULE, "hemval", late + WARNED_DAYS * DAY) == Purged({}, 1)


def test_who_is_offered_room_is_warned_of_anew(inbox: Inbox, desk: Desk) -> None:
    received(inbox, desk, choice("a"))
    desk.step(choice("a").id, 1, "queued", "anna", NOW, "solgarden")
    late = NOW + (OPEN_DAYS - 1) * DAY
    desk.purge(RULE, "hemval", late)
    assert desk.list()[0].warned_at == late
    desk.offer_room(choice("a").id, desk.queued()[0].seen, "anna", late)
    assert desk.purge(RULE, "hemval", late + WARNED_DAYS * DAY) == Purged({}, 1)


def test_outcomes_of_purged_rows_are_no_alarm_but_what_went_otherwise_is(
    inbox: Inbox, desk: Desk, content: Content
) -> None:
    drafts = [sent(str(n)) for n in range(4)]
    received(inbox, desk, *drafts)
    for n, one in enumerate(drafts):
        desk.take_over(one.id, 1, "anna", NOW + (0 if n < 2 else 9) * DAY, content)
    assert desk.purge(RULE, "hemval", NOW + 30 * DAY).rows == {"choice": 2}
    assert (desk.replay().equal, desk.replay().unequal, desk.gone_without_purge()) == (2, (), ())
    gone = drafts[2].id
    with desk.queue.writing() as connection:
        connection.exec_driver_sql("DELETE FROM outcome WHERE submission=?", (gone,))
        connection.exec_driver_sql("DELETE FROM submission WHERE id=?", (gone,))
    assert desk.replay().unequal == (gone,)
    assert desk.gone_without_purge() == (gone,)


def test_a_row_that_was_taken_in_or_keyed_in_and_is_gone_is_found(inbox: Inbox, desk: Desk) -> None:
    received(inbox, desk, choice("a"), choice("b"))
    desk.register([choice("c")], "anna", NOW)
    with desk.queue.writing() as connection:
        for draft in "bc":
            connection.exec_driver_sql("DELETE FROM submission WHERE id=?", (choice(draft).id,))
    assert desk.gone_without_purge() == tuple(sorted(choice(draft).id for draft in "bc"))


def test_what_an_older_backup_brings_back_goes_again_at_the_first_purge(
    places: Places, inbox: Inbox, desk: Desk, tmp_path: Path, recovery: KeyPair
) -> None:
    received(inbox, desk, choice("a"), choice("b"), choice("c"))
    desk.step(choice("a").id, 1, "closed", "anna", NOW)
    back_up(desk, places, tmp_path / "backup", "anna", NOW + DAY)
    desk.step(choice("b").id, 1, "closed", "anna", NOW + 2 * DAY)
    assert desk.purge(RULE, "hemval", NOW + 32 * DAY).rows == {"choice": 2}
    elsewhere = Places(tmp_path / "new")
    restore(tmp_path / "backup", elsewhere, recovery.secret, "anna", NOW + 33 * DAY)
    restored = Desk.open(elsewhere)
    assert restored.purge(RULE, "hemval", NOW + 33 * DAY).rows == {"choice": 1}
    assert {header.id for header in restored.list()} == {choice("b").id, choice("c").id}, (
        "what ended after the backup is open again: no backup can know"
    )
    assert restored.gone_without_purge() == ()
    restored.close()


# Nothing is left: what is planted is in the open, as if a seal had failed, and the sealed bytes count too.

ROWS = 60
KEEP = 5
"""Every fifth is not due."""

SEALED_BESIDE = [
    table for table, _ in GOES_WITH if "sealed" in table.columns and "submission" in table.columns
]


def blob(n: int, kind: str) -> bytes:
    """Fill a seal of the usual length with what can be told from every other row's."""
    told = f"|{kind} {n} {NAME} {NUMBER} {choice(str(n)).reference} Ring inte på förmiddagen"
    return told.encode() * (8300 // len(told.encode()))


def plant(desk: Desk) -> None:
    """Put rows in, in an order of their own, some sealed and some in the open."""
    order = list(range(ROWS))
    random.Random(7).shuffle(order)
    at = as_text(NOW)
    with desk.queue.writing() as connection:
        person = {"id": "a" * 32, "exit": "x", "key_number": 1, "sealed": b"?", "version": 1}
        connection.execute(insert(affected), person)
    for n in order:
        with desk.queue.writing() as connection:
            row = {"received_at": at, "taken_in_at": at, "form": "choice", "key_number": 1, "version": 2}
            ends = {"state": "closed", "ended_at": as_text(NOW + (9 * DAY if n % KEEP == 0 else 0 * DAY))}
            mine = {"id": f"{n:032x}", "sealed": blob(n, "val")}
            connection.execute(insert(submission), {**row, **ends, **mine})
            beside = {"submission": mine["id"], "made_at": at, "made_by": "anna", "key_number": 1}
            beside["affected"] = "a" * 32
            for table in SEALED_BESIDE:
                values = {name: value for name, value in beside.items() if name in table.columns}
                connection.execute(insert(table), {**values, "sealed": blob(n, table.name)})


def left_of(places: Places) -> set[int]:
    """Return the rows of which anything stands in any file of the municipality's ``var``."""
    raw = b"".join(path.read_bytes() for path in places.var.rglob("*") if path.is_file())
    kinds = ("val", *(table.name for table in SEALED_BESIDE))
    return {n for n in range(ROWS) for kind in kinds if f"|{kind} {n} {NAME}".encode() in raw}


def kept() -> set[int]:
    return set(range(0, ROWS, KEEP))


@pytest.fixture(params=["ON", "OFF"])
def overwritten(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> bool:
    """Sabotage: OFF is what SQLite may be built with."""
    on = request.param == "ON"
    monkeypatch.setitem(connecting.SETTINGS, "secure_delete", (request.param, int(on)))
    return on


def test_nothing_is_left_in_any_file(places: Places, overwritten: bool) -> None:
    desk = Desk.open(places)
    plant(desk)
    assert left_of(places) == set(range(ROWS))
    desk.purge(RULE, "hemval", NOW + 30 * DAY)
    assert len(desk.list()) == len(kept())
    left = left_of(places) - kept()
    print(f"secure_delete {'ON' if overwritten else 'OFF'}: {len(left)} of {ROWS - len(kept())} left")  # noqa: T201 - shown by -s
    assert bool(left) != overwritten
    desk.close()


def test_without_emptying_the_journal_something_is_left(
    places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Sabotage of the last step."""
    desk = Desk.open(places)
    plant(desk)
    monkeypatch.setattr(type(desk.queue), "empty_journal", lambda self: None)
    desk.purge(RULE, "hemval", NOW + 30 * DAY)
    assert left_of(places) - kept()
    monkeypatch.undo()
    desk.purge(RULE, "hemval", NOW + 30 * DAY)
    assert left_of(places) == kept(), "the next purge does what one that was cut off left"
    desk.close()


def test_the_inbox_holds_nothing_of_what_was_taken_in(places: Places, inbox: Inbox, desk: Desk) -> None:
    one = choice("a")
    inbox.submit(one)
    with inbox.database.reading() as connection:
        sealed: bytes = connection.exec_driver_sql("SELECT sealed FROM inbox").scalar_one()
    desk.take_in(NOW)
    desk.step(one.id, 1, "closed", "anna", NOW)
    files = [path for path in places.var.rglob("*") if path.is_file()]
    pieces = [sealed[at : at + 32] for at in range(0, len(sealed) - 32, 512)]
    assert any(pieces[3] in path.read_bytes() for path in files)
    desk.purge(RULE, "hemval", NOW + 30 * DAY)
    assert not [path.name for path in files for piece in pieces if piece in path.read_bytes()]


def test_a_journal_that_another_reads_is_told_of(
    places: Places, inbox: Inbox, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connecting, "BUSY_SECONDS", 0.05)
    impatient = Desk.open(places)
    received(inbox, impatient, choice("a"))
    impatient.step(choice("a").id, 1, "closed", "anna", NOW)
    reader = sqlite3.connect(desk.queue.path, isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM submission").fetchone()
    with pytest.raises(JournalInUse):
        impatient.purge(RULE, "hemval", NOW + 30 * DAY)
    assert impatient.count() == counted()
    reader.close()
    assert impatient.purge(RULE, "hemval", NOW + 30 * DAY) == Purged({}, 0)
    impatient.close()


PURGING = """
import sys, time
from datetime import timedelta
from pathlib import Path
from hemval.queue.desk import Desk, purging
from hemval.settings import Places
from tests.queue.test_purging import DAY, NOW, RULE
desk = Desk.open(Places(Path(sys.argv[1])))
append = purging.append
def telling(*what):
    append(*what)
    sys.stdout.write("deleted, not committed\\n")
    sys.stdout.flush()
    time.sleep(float(sys.argv[2]))
purging.append, purging.AT_ONCE = telling, 4
desk.purge(RULE, "hemval", NOW + 30 * DAY)
"""


@pytest.mark.parametrize(("after", "pause"), [(1, "5"), (3, "0.2"), (5, "0.002")])
def test_killed_in_the_middle_a_row_is_all_there_or_all_gone(places: Places, after: int, pause: str) -> None:
    desk = Desk.open(places)
    plant(desk)
    desk.close()
    command = [sys.executable, "-c", PURGING, str(places.content), pause]
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=ROOT) as child:
        assert child.stdout
        for _ in range(after):
            assert child.stdout.readline()
        child.kill()
    assert child.returncode == -9
    desk = Desk.open(places)
    with desk.queue.reading() as connection:
        rows, outcomes = (
            set(connection.exec_driver_sql(query).scalars())
            for query in ("SELECT id FROM submission", "SELECT submission FROM outcome")
        )
    assert rows == outcomes
    logged = {row for link in purge_links(desk) for row in json.loads(link.rows)} - {RULE.decision}
    assert logged == {f"{n:032x}" for n in range(ROWS)} - rows
    assert sum(one.rows for one in desk.tally()) == len(logged) >= 4 * (after - 1)
    assert len(rows) > len(kept())
    desk.purge(RULE, "hemval", NOW + 30 * DAY)
    assert left_of(places) == kept()
    desk.close()


def test_more_than_fit_in_one_transaction(desk: Desk) -> None:
    at = as_text(NOW)
    row = {"received_at": at, "taken_in_at": at, "form": "choice", "key_number": 1, "sealed": b"?"}
    ended = {"state": "closed", "version": 2, "ended_at": at}
    with desk.queue.writing() as connection:
        connection.execute(
            insert(submission), [{**row, **ended, "id": f"{n:032x}"} for n in range(AT_ONCE + 1)]
        )
    assert desk.purge(RULE, "hemval", NOW + 30 * DAY).rows == {"choice": AT_ONCE + 1}
    assert [len(json.loads(link.rows)) - 1 for link in purge_links(desk)] == [AT_ONCE, 1]
