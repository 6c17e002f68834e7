"""Make the stores and keys, or bring them up to this version: the one step that may create a file.

A new file is built under another name and renamed when it is whole, so a process that starts meanwhile
sees either no store or a finished one.
"""

import sqlite3
from pathlib import Path

from alembic.config import Config
from alembic.runtime.environment import EnvironmentContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, create_engine, event
from sqlalchemy.pool import NullPool

from hemval.queue.desk.keys import copy_public_keys, keys_exist, make_keys, publish_recipients
from hemval.queue.desk.private_files import private_folder, shared_folder, sync_folder
from hemval.queue.desk.queue_file import queue_path
from hemval.queue.errors import KeysMissing, StoreUnavailable
from hemval.queue.file_lock import locked
from hemval.queue.inbox import RECIPIENTS, inbox_path
from hemval.queue.kinds import INBOX, QUEUE, Kind
from hemval.settings import Places

MIGRATIONS = Path(__file__).parents[1] / "migrations"
LINES = {INBOX: MIGRATIONS / "inbox", QUEUE: MIGRATIONS / "queue_file"}
WAIT_SECONDS = 60.0
PREPARE_LOCK = "prepare.lock"


def prepare(places: Places, recovery_public: str | None = None) -> bool:
    """Make what is missing and migrate what is old; return whether keys were made with this recovery key.

    Raises ``KeysMissing`` when keys must be made and no recovery key is given, and ``RowsWithoutKeys`` or
    ``RestoreUnfinished`` where new ones would lock choices away. Any number of processes
    may call it at once: one works, the others find it done.
    """
    places.var.mkdir(parents=True, exist_ok=True)
    with locked(places.var / PREPARE_LOCK, WAIT_SECONDS):
        new_keys = not keys_exist(places)
        if new_keys and recovery_public is None:
            raise KeysMissing(path=places.public / RECIPIENTS)
        shared_folder(places.inbox)
        private_folder(places.officers)
        prepare_file(inbox_path(places), INBOX)
        prepare_file(queue_path(places), QUEUE)
        if new_keys and recovery_public is not None:
            make_keys(places, recovery_public)
        publish_recipients(places)
        copy_public_keys(places)
    return new_keys


def prepare_file(path: Path, kind: Kind) -> None:
    """Create one store file, or migrate it; call it under a lock."""
    lock_path = path.with_name(path.name + ".lock")
    lock_path.touch(mode=kind.mode)
    lock_path.chmod(kind.mode)
    if path.exists():
        with locked(lock_path, WAIT_SECONDS):
            _migrate(path, kind)
        return
    building = path.with_name(path.name + ".new")
    building.unlink(missing_ok=True)
    building.touch(mode=kind.mode)
    adopt_file(building, kind)
    _migrate(building, kind)
    building.rename(path)
    sync_folder(path.parent)


def adopt_file(path: Path, kind: Kind) -> None:
    """Give a new file, or one from a backup, the permissions and marks that a connection checks for."""
    path.chmod(kind.mode)
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute(f"PRAGMA application_id={kind.application_id}")
    connection.close()


def _migrate(path: Path, kind: Kind) -> None:
    """Run the missing migrations in one transaction, so that a failing one leaves the file as it was."""
    engine = create_engine(
        "sqlite+pysqlite://",
        creator=lambda: _connect(path),
        poolclass=NullPool,
    )
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN IMMEDIATE"))
    with engine.begin() as connection:
        upgrade(connection, kind)
        if (row := connection.exec_driver_sql("PRAGMA foreign_key_check").first()) is not None:
            raise StoreUnavailable(path=path, reason=f"a row of {row[0]} points nowhere")


def upgrade(connection: Connection, kind: Kind, to: str = "head") -> None:
    """Bring an open store to a version of its line, the newest unless another is named."""
    script = ScriptDirectory(str(MIGRATIONS), version_locations=[str(LINES[kind])])
    environment = EnvironmentContext(Config(), script, fn=lambda old, _: script._upgrade_revs(to, old))
    environment.configure(connection=connection)
    with environment:
        environment.run_migrations()


def _connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path.resolve().as_uri() + "?mode=rw", uri=True, isolation_level=None)
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("PRAGMA secure_delete=ON")  # a table that is written anew leaves no old rows behind
    # Off: a table that is written anew must not be held by its children. They are checked at the end.
    connection.execute("PRAGMA foreign_keys=OFF")
    return connection
