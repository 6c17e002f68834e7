"""One store file, through SQLAlchemy Core: short transactions, one at a time, and the driver's errors named.

One connection serves all threads: they queue for it in order instead of starving in SQLite's busy
handler. Between processes a lock file does the same, and it also keeps one process's checkpoint away
from another's commit, which before SQLite 3.51.3 could damage the file (sqlite.org/wal.html#walresetbug).
"""

import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from sqlalchemy import Connection, create_engine, event, exc
from sqlalchemy.pool import QueuePool

from hemval.queue.connection import Opened, open_whole
from hemval.queue.errors import JournalInUse, StoreUnavailable
from hemval.queue.file_lock import locked
from hemval.queue.kinds import Kind

WAIT_SECONDS = 10.0
"""How long a thread queues for its turn before it gives up."""

READING = "hemval_reading"


class Database:
    """A store that exists; raise ``StoreUnavailable`` or a kind of it when it cannot be opened."""

    def __init__(self, path: Path, kind: Kind) -> None:
        self.path = path
        self.kind = kind
        self.lock_path = path.with_name(path.name + ".lock")
        self.engine = create_engine(
            "sqlite+pysqlite://",
            creator=lambda: open_whole(path, kind),
            poolclass=QueuePool,
            pool_size=1,
            max_overflow=0,
            pool_timeout=WAIT_SECONDS,
            hide_parameters=True,
        )
        event.listen(self.engine, "begin", _begin)
        with self.reading():
            """Fail now rather than at the first citizen."""

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Give a transaction that holds the write lock; on disk, in the right file, when it returns."""
        with self._named(), ExitStack() as stack:
            connection = stack.enter_context(self.engine.connect())
            stack.enter_context(self._turn())
            opened = connection.connection.dbapi_connection
            assert isinstance(opened, Opened)  # noqa: S101 - our own creator made it
            try:
                with connection.begin():
                    yield connection
                    self._still_ours(opened)
                self._still_ours(opened)
            except (exc.SQLAlchemyError, StoreUnavailable):
                connection.invalidate()
                raise

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a transaction that sees one moment of the store."""
        with self._named(), self.engine.connect() as connection:
            quiet = connection.execution_options(**{READING: True})
            with quiet.begin():
                yield quiet

    @contextmanager
    def apart(self) -> Iterator["Database"]:
        """Give the same store with a connection of its own, for what takes long: nobody waits for it."""
        other = Database(self.path, self.kind)
        try:
            yield other
        finally:
            other.close()

    @contextmanager
    def driver(self) -> Iterator[sqlite3.Connection]:
        """Give a connection of its own below SQLAlchemy, for the backup API."""
        with self._named(), ExitStack() as stack:
            opened = open_whole(self.path, self.kind)
            stack.callback(self._close, opened)
            yield opened

    def empty_journal(self) -> None:
        """Carry the journal over into the file and empty it: it holds older bytes of what was changed.

        Raises ``JournalInUse`` where another reads the file for longer than SQLite waits.
        """
        with self._named(), ExitStack() as stack:
            connection = stack.enter_context(self.engine.connect())
            stack.enter_context(self._turn())
            opened = connection.connection.dbapi_connection
            assert isinstance(opened, Opened)  # noqa: S101 - our own creator made it
            self._still_ours(opened)
            busy, *_ = opened.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            if busy:
                raise JournalInUse(path=self.path)

    def close(self) -> None:
        """Close the connection, which empties the journal when nobody else has the file open."""
        try:
            with self._named(), self._turn():
                self.engine.dispose()
        except StoreUnavailable:
            # The folder is gone or another process hangs: nothing is lost, what was received is on disk.
            self.engine.dispose()

    def _close(self, opened: sqlite3.Connection) -> None:
        with self._turn():
            opened.close()

    def _still_ours(self, opened: Opened) -> None:
        if not opened.in_place():
            raise StoreUnavailable(path=self.path, reason="the file was moved, removed or replaced")

    @contextmanager
    def _turn(self) -> Iterator[None]:
        with locked(self.lock_path, WAIT_SECONDS, self.kind.mode):
            yield

    @contextmanager
    def _named(self) -> Iterator[None]:
        try:
            yield
        except exc.DBAPIError as error:
            raise StoreUnavailable(path=self.path, reason=error.orig) from error
        except (exc.SQLAlchemyError, sqlite3.Error, OSError) as error:
            raise StoreUnavailable(path=self.path, reason=type(error).__name__) from error


def _begin(connection: Connection) -> None:
    reading = connection.get_execution_options().get(READING, False)
    connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")
