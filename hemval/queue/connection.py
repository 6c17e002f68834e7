"""Open a store file whole or not at all, and tell whether it is still the file at its path."""

import sqlite3
from pathlib import Path

from hemval.queue.errors import StoreMissing, StoreOutdated, StoreUnavailable
from hemval.queue.kinds import Kind

SETTINGS = {
    "synchronous": ("FULL", 2),
    "foreign_keys": ("ON", 1),
    "secure_delete": ("ON", 1),
    "trusted_schema": ("OFF", 0),
}
"""Each setting with what to write and what must be read back: SQLite ignores what it does not know."""

BUSY_SECONDS = 5.0

Inode = tuple[int, int]


class Opened(sqlite3.Connection):
    """A connection that remembers which files it opened."""

    files: dict[Path, Inode]

    def in_place(self) -> bool:
        """Tell whether the open files still stand at their paths: a moved file would swallow rows unseen."""
        try:
            return all(_inode(path) == inode for path, inode in self.files.items())
        except OSError:
            return False


def open_whole(path: Path, kind: Kind) -> Opened:
    """Return a connection with every setting in force, to a file of this kind and version.

    Raises ``StoreMissing``, ``StoreOutdated`` or ``StoreUnavailable``; never creates a file.
    """
    try:
        before = _inode(path)
    except FileNotFoundError as error:
        raise StoreMissing(path=path) from error
    except OSError as error:
        raise StoreUnavailable(path=path, reason=error.strerror) from error
    connection: Opened | None = None
    try:
        connection = sqlite3.connect(
            f"{path.resolve().as_uri()}?mode=rw",
            uri=True,
            timeout=BUSY_SECONDS,
            isolation_level=None,
            check_same_thread=False,
            factory=Opened,
        )
        _settle(connection, path, kind)
        beside = [path.with_name(path.name + end) for end in ("-wal", "-shm")]
        connection.files = {path: before, **{name: _inode(name) for name in beside}}
        if not connection.in_place():
            raise StoreUnavailable(path=path, reason="replaced while opening")
    except BaseException as error:
        if connection is not None:
            connection.close()
        if isinstance(error, (sqlite3.Error, OSError)):
            raise StoreUnavailable(path=path, reason=error) from error
        raise
    return connection


def _settle(connection: sqlite3.Connection, path: Path, kind: Kind) -> None:
    for name, (value, expected) in SETTINGS.items():
        connection.execute(f"PRAGMA {name}={value}").close()
        if connection.execute(f"PRAGMA {name}").fetchone() != (expected,):
            raise StoreUnavailable(path=path, reason=f"{name} cannot be set")
    if connection.execute("PRAGMA application_id").fetchone() != (kind.application_id,):
        raise StoreUnavailable(path=path, reason=f"not a file of kind {kind.name}")
    if connection.execute("PRAGMA journal_mode").fetchone() != ("wal",):
        raise StoreUnavailable(path=path, reason="not in WAL mode")
    found = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    if found != (kind.version,):
        raise StoreOutdated(path=path, found=found and found[0], needed=kind.version)


def _inode(path: Path) -> Inode:
    status = path.stat()
    return status.st_dev, status.st_ino
