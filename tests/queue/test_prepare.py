"""The one step that makes files: any number at once, never over what is there."""

import multiprocessing
import sqlite3
import stat
from collections.abc import Callable
from multiprocessing.synchronize import Barrier
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import MetaData, create_engine
from sqlalchemy.pool import StaticPool

from hemval.queue.desk import Desk
from hemval.queue.desk import tables as queue_tables
from hemval.queue.desk.desk import queue_path
from hemval.queue.desk.keys import OFFICERS_KEY, KeyPair, new_recovery_key
from hemval.queue.desk.prepare import LINES, adopt_file, prepare, upgrade
from hemval.queue.errors import KeysMissing, StoreUnavailable
from hemval.queue.inbox import RECIPIENTS, Inbox, inbox_path
from hemval.queue.inbox_table import metadata as inbox_metadata
from hemval.queue.kinds import INBOX, QUEUE, Kind
from hemval.queue.times import as_text
from hemval.settings import Places
from tests.queue.samples import NOW, choice, counted

ROUNDS = 3


def prepare_at_once(
    folder: str, name: str, recovery: str, barrier: Barrier, say: Callable[[object], None]
) -> None:
    places = Places(Path(folder))
    try:
        barrier.wait()
        made = prepare(places, recovery)
        inbox = Inbox.open(places)
        inbox.submit(choice(name))
        inbox.close()
        say((made, recovery))
    except Exception as error:  # noqa: BLE001 - whatever it is, the parent must hear of it
        say(repr(error))


def test_processes_creating_the_store_at_once_never_fail(tmp_path: Path) -> None:
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([__name__])
    for round_ in range(ROUNDS):
        folder = tmp_path / str(round_)
        barrier, answers = context.Barrier(3), context.SimpleQueue()
        keys = [new_recovery_key().public for _ in range(3)]
        children = [
            context.Process(target=prepare_at_once, args=(str(folder), str(n), key, barrier, answers.put))
            for n, key in enumerate(keys)
        ]
        for child in children:
            child.start()
        heard = [answers.get() for _ in children]
        for child in children:
            child.join()
        assert all(isinstance(answer, tuple) for answer in heard), heard
        assert sorted(made for made, _ in heard) == [False, False, True]
        (used,) = [key for made, key in heard if made]
        assert used in (Places(folder).public / RECIPIENTS).read_text()
        desk = Desk.open(Places(folder))
        assert desk.take_in(NOW) == 3
        desk.close()


@pytest.mark.parametrize(
    ("kind", "metadata"), [(INBOX, inbox_metadata), (QUEUE, queue_tables.metadata)], ids=["inbox", "queue"]
)
def test_migrations_from_nothing_make_the_tables_we_use(kind: Kind, metadata: MetaData) -> None:
    migrated, declared = (create_engine("sqlite://", poolclass=StaticPool) for _ in range(2))
    with migrated.begin() as connection:
        upgrade(connection, kind)
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []
        assert context.get_current_revision() == kind.version
    metadata.create_all(declared)
    statements = "SELECT name, sql FROM sqlite_master WHERE name NOT LIKE '%alembic%' ORDER BY name"
    with migrated.connect() as ours, declared.connect() as theirs:
        left, right = (one.exec_driver_sql(statements).all() for one in (ours, theirs))
        assert [(name, words(sql)) for name, sql in left] == [(name, words(sql)) for name, sql in right]
        assert all(sql.rstrip().endswith("STRICT") for _, sql in left if sql and "TABLE" in sql)
    migrated.dispose()
    declared.dispose()


def test_a_queue_of_two_states_keeps_its_rows_and_what_points_to_them(tmp_path: Path) -> None:
    places = Places(tmp_path)
    prepare(places, new_recovery_key().public)
    path = queue_path(places)
    path.unlink()
    engine = create_engine(f"sqlite:///{path}", poolclass=StaticPool)
    with engine.begin() as connection:
        upgrade(connection, QUEUE, "queue_0002")
        for row, state, changed in (("a", "new", None), ("b", "taken_over", as_text(NOW))):
            connection.exec_driver_sql(
                "INSERT INTO submission VALUES (?, ?, 'x', 'choice', 1, x'00', ?, 1, ?, 'anna')",
                (row, as_text(NOW), state, changed),
            )
        connection.exec_driver_sql("INSERT INTO outcome VALUES ('b', 'x', 'anna', 1, x'00')")
    engine.dispose()
    adopt_file(path, QUEUE)
    prepare(places)
    desk = Desk.open(places)
    first, second = desk.list()
    assert (first.state, first.ended_at, second.state, second.ended_at) == ("new", None, "taken_over", NOW)
    with desk.queue.reading() as connection:
        assert connection.exec_driver_sql("SELECT submission FROM outcome").scalar() == "b"
        assert connection.exec_driver_sql("PRAGMA foreign_key_check").all() == []
    desk.close()


def test_a_migration_that_leaves_a_row_pointing_nowhere_is_refused(places: Places) -> None:
    with sqlite3.connect(queue_path(places)) as connection:
        connection.execute("INSERT INTO outcome VALUES ('nobody', 'x', 'anna', 1, x'00')")
    connection.close()
    with pytest.raises(StoreUnavailable, match="outcome points nowhere"):
        prepare(places)


def words(sql: str | None) -> list[str]:
    return (sql or "").replace(",", " , ").replace('"', "").split()


def test_the_newest_migration_is_the_version_that_connections_ask_for() -> None:
    for kind, folder in LINES.items():
        assert max(path.stem for path in folder.glob("*.py")) == kind.version


def test_a_migration_that_fails_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    places = Places(tmp_path)
    prepare(places, new_recovery_key().public)
    before = inbox_path(places).read_bytes()
    (tmp_path / "line").mkdir()
    for path in LINES[INBOX].glob("*.py"):
        (tmp_path / "line" / path.name).write_text(path.read_text())
    (tmp_path / "line" / "inbox_9999.py").write_text(
        'from alembic import op\nrevision = "inbox_9999"\n'
        f'down_revision = "{INBOX.version}"\n'
        'def upgrade():\n    op.execute("ALTER TABLE inbox ADD COLUMN more TEXT")\n'
        '    op.execute("nonsense")\n'
    )
    monkeypatch.setitem(LINES, INBOX, tmp_path / "line")
    with pytest.raises(Exception, match="nonsense"):
        prepare(places)
    connection = sqlite3.connect(inbox_path(places))
    assert "more" not in [row[1] for row in connection.execute("PRAGMA table_info(inbox)")]
    connection.close()
    assert len(inbox_path(places).read_bytes()) == len(before)


def test_a_second_time_keeps_keys_and_rows(places: Places, inbox: Inbox, desk: Desk) -> None:
    inbox.submit(choice())
    before = {
        path: path.read_bytes() for path in (places.officers / OFFICERS_KEY, places.public / RECIPIENTS)
    }
    assert prepare(places, new_recovery_key().public) is False
    assert {path: path.read_bytes() for path in before} == before
    assert desk.take_in(NOW) == 1


def test_keys_are_not_made_without_a_recovery_key(tmp_path: Path) -> None:
    with pytest.raises(KeysMissing):
        prepare(Places(tmp_path))
    assert not (tmp_path / "var" / "officers" / OFFICERS_KEY).exists()


def test_a_lost_private_key_is_not_replaced_by_another(places: Places) -> None:
    """Rows may be sealed to the old one; the way back is a backup, or the recovery key."""
    (places.officers / OFFICERS_KEY).unlink()
    with pytest.raises(KeysMissing):
        prepare(places, new_recovery_key().public)


def test_lost_recipients_are_written_again_for_the_same_keys(places: Places, recovery: KeyPair) -> None:
    before = (places.public / RECIPIENTS).read_bytes()
    (places.public / RECIPIENTS).unlink()
    assert prepare(places, new_recovery_key().public) is False
    assert (places.public / RECIPIENTS).read_bytes() == before


def test_only_the_letterbox_is_shared(places: Places, inbox: Inbox, desk: Desk) -> None:
    inbox.submit(choice())
    desk.take_in(NOW)
    for path in [places.officers, places.public]:
        assert stat.S_IMODE(path.stat().st_mode) == 0o700
        assert {stat.S_IMODE(file.stat().st_mode) for file in path.iterdir()} == {0o600}
    assert stat.S_IMODE(places.inbox.stat().st_mode) == 0o2770
    assert {stat.S_IMODE(file.stat().st_mode) for file in places.inbox.iterdir()} == {0o660}


def test_what_an_earlier_run_left_half_built_is_made_anew(tmp_path: Path) -> None:
    places = Places(tmp_path)
    places.officers.mkdir(parents=True)
    places.inbox.mkdir(parents=True)
    inbox_path(places).with_name("inbox.sqlite.new").write_bytes(b"half")
    (places.officers / "audit.key").write_bytes(b"half")
    assert prepare(places, new_recovery_key().public)
    desk = Desk.open(places)
    assert desk.count() == counted(new=0, taken_over=0)
    desk.close()
    assert queue_path(places).exists()
