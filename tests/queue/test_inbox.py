"""A receipt means on disk, in the right file, once; in every other case nothing is acknowledged."""

import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from hemval.queue import connection as connection_module
from hemval.queue import database as database_module
from hemval.queue.connection import SETTINGS
from hemval.queue.desk import Desk
from hemval.queue.desk.desk import queue_path
from hemval.queue.desk.prepare import prepare
from hemval.queue.errors import InboxUnavailable
from hemval.queue.file_lock import locked
from hemval.queue.inbox import Inbox, inbox_path
from hemval.settings import Places
from tests.queue.samples import NOW, choice

ROOT = Path(__file__).parents[2]


def ids(path: Path) -> list[str]:
    connection = sqlite3.connect(path)
    try:
        return [row[0] for row in connection.execute("SELECT id FROM inbox")]
    finally:
        connection.close()


def test_one_draft_from_sixteen_threads_is_one_row_with_one_reference(inbox: Inbox, desk: Desk) -> None:
    with ThreadPoolExecutor(16) as threads:
        list(threads.map(lambda n: inbox.submit(choice("the same")), range(16)))
    assert desk.waiting() == 1
    assert desk.take_in(NOW) == 1
    rows = desk.open_all([header.id for header in desk.list()], "anna", "list", NOW)
    assert [row.submission.reference for row in rows.opened] == [choice("the same").reference]


def test_different_drafts_from_sixteen_threads_all_arrive(inbox: Inbox, desk: Desk) -> None:
    with ThreadPoolExecutor(16) as threads:
        list(threads.map(lambda n: inbox.submit(choice(str(n))), range(100)))
    assert desk.waiting() == 100


def test_the_first_row_of_a_draft_stays(inbox: Inbox, desk: Desk) -> None:
    inbox.submit(choice(name="Först Ek"))
    inbox.submit(choice(name="Sedan Ek"))
    desk.take_in(NOW)
    assert desk.open_one(choice().id, "anna", NOW).submission.answers["name"] == "Först Ek"


def test_the_settings_are_in_force_on_the_very_connection(inbox: Inbox) -> None:
    with inbox.database.writing() as connection:
        for name, (_, expected) in {**SETTINGS, "journal_mode": ("", "wal")}.items():
            assert connection.exec_driver_sql(f"PRAGMA {name}").scalar() == expected


def test_a_setting_that_does_not_take_is_refused(places: Places, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sabotage: SQLite ignores an unknown pragma; we must not."""
    monkeypatch.setitem(SETTINGS, "synchronus", ("FULL", 2))
    with pytest.raises(InboxUnavailable):
        Inbox.open(places)


@pytest.mark.parametrize("end", ["", "-wal", "-shm"])
@pytest.mark.parametrize("replaced", [True, False])
def test_a_file_moved_under_the_running_server_receives_nothing(
    places: Places, inbox: Inbox, end: str, replaced: bool
) -> None:
    inbox.submit(choice("before"))
    path = inbox_path(places).with_name(inbox_path(places).name + end)
    content = path.read_bytes()
    path.rename(path.with_name("moved"))
    if replaced:
        path.write_bytes(content)
    with pytest.raises(InboxUnavailable, match="moved"):
        inbox.submit(choice("after"))


def test_the_guard_is_what_finds_it(places: Places, inbox: Inbox, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sabotage: without the guard the row vanishes with the unlinked file, and nobody is told."""
    monkeypatch.setattr(connection_module.Opened, "in_place", lambda self: True)
    inbox.submit(choice("before"))
    inbox_path(places).rename(inbox_path(places).with_name("moved"))
    inbox.submit(choice("after"))
    assert not inbox_path(places).exists()


def test_a_store_that_comes_back_is_used_again(places: Places, inbox: Inbox) -> None:
    inbox.submit(choice("before"))
    path = inbox_path(places)
    path.rename(path.with_name("moved"))
    for _ in range(2):
        with pytest.raises(InboxUnavailable):
            inbox.submit(choice("missing"))
    path.with_name("moved").rename(path)
    inbox.submit(choice("after"))
    inbox.close()
    assert set(ids(path)) == {choice("before").id, choice("after").id}


def test_a_file_moved_during_the_commit_itself_is_noticed(places: Places, inbox: Inbox) -> None:
    path = inbox_path(places)

    def move(sql: str) -> None:
        if sql == "COMMIT":
            path.rename(path.with_name("moved"))

    with inbox.database.engine.connect() as connection:
        driver = connection.connection.dbapi_connection
        assert isinstance(driver, sqlite3.Connection)
        driver.set_trace_callback(move)
    with pytest.raises(InboxUnavailable, match="moved"):
        inbox.submit(choice())


def test_another_good_store_in_its_place_is_used_after_one_refusal(places: Places, inbox: Inbox) -> None:
    path = inbox_path(places)
    fresh = path.read_bytes()
    inbox.submit(choice("before"))
    for end in ("", "-wal", "-shm"):
        path.with_name(path.name + end).rename(path.with_name("moved" + end))
    path.write_bytes(fresh)
    with pytest.raises(InboxUnavailable):
        inbox.submit(choice("after"))
    inbox.submit(choice("after"))
    inbox.close()
    assert ids(path) == [choice("after").id]


def test_a_write_holds_the_lock_from_its_beginning(places: Places, inbox: Inbox) -> None:
    """Whoever reads before writing must not find at its commit that another wrote meanwhile."""
    other = sqlite3.connect(inbox_path(places), isolation_level=None, timeout=0)
    with inbox.database.writing(), pytest.raises(sqlite3.OperationalError, match="locked"):
        other.execute("BEGIN IMMEDIATE")
    other.close()


def test_a_missing_store_is_never_created(places: Places) -> None:
    inbox_path(places).unlink()
    with pytest.raises(InboxUnavailable, match="no store"):
        Inbox.open(places)
    assert not inbox_path(places).exists()


def test_another_kind_of_file_is_refused(places: Places) -> None:
    inbox_path(places).write_bytes(queue_path(places).read_bytes())
    with pytest.raises(InboxUnavailable, match="not a file of kind inbox"):
        Inbox.open(places)


def test_a_file_that_is_no_database_is_refused(places: Places) -> None:
    inbox_path(places).write_bytes(b"x" * 8192)
    with pytest.raises(InboxUnavailable):
        Inbox.open(places)


def test_an_empty_file_is_refused(places: Places) -> None:
    inbox_path(places).write_bytes(b"")
    with pytest.raises(InboxUnavailable):
        Inbox.open(places)


def test_another_version_is_refused(places: Places) -> None:
    change(inbox_path(places), "UPDATE alembic_version SET version_num='inbox_9999'")
    with pytest.raises(InboxUnavailable, match="inbox_9999"):
        Inbox.open(places)


def test_another_journal_mode_is_refused(places: Places) -> None:
    change(inbox_path(places), "PRAGMA journal_mode=DELETE")
    with pytest.raises(InboxUnavailable, match="WAL"):
        Inbox.open(places)


def change(path: Path, sql: str) -> None:
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute(sql)
    connection.close()


def test_a_locked_store_acknowledges_nothing(places: Places, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection_module, "BUSY_SECONDS", 0.05)
    inbox = Inbox.open(places)
    other = sqlite3.connect(inbox_path(places), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(InboxUnavailable, match="locked"):
        inbox.submit(choice())
    other.execute("ROLLBACK")
    other.close()
    inbox.submit(choice())
    inbox.close()
    assert ids(inbox_path(places)) == [choice().id]


def test_a_process_that_hangs_with_the_lock_does_not_hang_the_citizens(
    places: Places, inbox: Inbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database_module, "WAIT_SECONDS", 0.05)
    with locked(inbox.database.lock_path, 1), pytest.raises(InboxUnavailable, match="TimeoutError"):
        inbox.submit(choice())
    inbox.submit(choice())


def test_a_row_that_a_check_refuses_is_not_dropped_in_silence(inbox: Inbox) -> None:
    with pytest.raises(InboxUnavailable):
        inbox.submit(choice().model_copy(update={"id": "short"}))


FULL_DISK = """
import resource, sys
from pathlib import Path
from hemval.queue.errors import InboxUnavailable
from hemval.queue.inbox import Inbox
from hemval.settings import Places
from tests.queue.samples import choice
inbox = Inbox.open(Places(Path(sys.argv[1])))
resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))
refused = 0
for n in range(1000):
    try:
        inbox.submit(choice(str(n)))
        print(n)
    except InboxUnavailable:
        refused += 1
        if refused == 5:
            break
else:
    sys.exit("the disk never filled up")
"""


def test_a_full_disk_acknowledges_nothing_it_does_not_keep(places: Places) -> None:
    """No file may grow past a limit that the kernel enforces, as on a disk that is full."""
    command = [sys.executable, "-c", FULL_DISK, str(places.content)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)
    acknowledged = {choice(n).id for n in done.stdout.split()}
    assert len(acknowledged) > 5
    assert acknowledged <= set(ids(inbox_path(places)))


def test_it_stays_open_while_init_runs_again(places: Places, inbox: Inbox) -> None:
    inbox.submit(choice("before"))
    prepare(places)
    inbox.submit(choice("after"))
    assert len(ids(inbox_path(places))) == 2
