"""Copy everything of a municipality's queue into one folder while it runs, sealed to both keys.

The files go through SQLite's backup API (a copied file can be whole and still miss rows), the inbox
first: a row carried over in between is then in both, never in neither, and ``take_in`` knows it again.

Each file is an age file that the officers' key or the recovery key opens, log and accounts too. In the
open lies the manifest alone: when the backup was made, how many rows it holds, the log's newest link and
the files' fingerprints. The copies are sealed in memory, so nothing unsealed touches a disk; that takes
about three times the larger file's size.
"""

import hashlib
import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict

from hemval.queue.database import Database
from hemval.queue.desk.audit import append
from hemval.queue.desk.desk import Desk
from hemval.queue.desk.errors import BackupFailed, BackupRefused, KeyCopyMissing
from hemval.queue.desk.keys import key_copies, key_places
from hemval.queue.desk.private_files import private_folder, sync_folder, write_private
from hemval.queue.desk.queue_file import QUEUE_FILE
from hemval.queue.inbox import INBOX_FILE, RECIPIENTS
from hemval.queue.sealing import read_recipients, seal_bytes
from hemval.queue.times import as_text
from hemval.settings import Places

SEALED = ".age"
KEYS = f"keys{SEALED}"
MANIFEST = "manifest.json"
ROWS_AND_HEAD = """
    SELECT (SELECT count(*) FROM submission) || ' ' || (SELECT count(*) FROM affected) || ' '
        || (SELECT seq || ':' || mac FROM audit ORDER BY seq DESC LIMIT 1)
"""
FILES = (INBOX_FILE + SEALED, QUEUE_FILE + SEALED, KEYS)


class Manifest(BaseModel):
    """What a backup holds; made last, so that a folder without it is no backup."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    format: Literal[2] = 2
    made_at: str
    head: str
    """The log's newest link, so that a log cut short afterwards is found."""
    rows: dict[str, int]
    affected: int = 0
    """Persons whose provider stops."""
    files: dict[str, str]
    """SHA-256 of each file."""
    keys: list[int]
    """Numbers of the keys that are sealed in the bundle."""


@dataclass(frozen=True)
class Copied:
    """One moment of a store, and the answer to a question about it."""

    content: bytes
    answer: str


def back_up(desk: Desk, places: Places, folder: Path, who: str, now: datetime) -> Manifest:
    """Write a backup into a folder that is new or empty; raise ``BackupRefused`` for another.

    Reads nothing that the officers' user may not read. Raises ``KeyCopyMissing`` where such a file is not
    there, ``BackupFailed`` when the disk fails; either way nothing half-made is left.
    """
    keys = _bundle(places)
    recipients = read_recipients(places.officers / RECIPIENTS).keys
    with _new_files(folder):
        with desk.queue.writing() as connection:
            append(connection, desk.keys.audit, who, "backup", [], now)
        waiting = _copy(desk.letterbox, "SELECT count(*) FROM inbox")
        write_private(folder / FILES[0], seal_bytes(waiting.content, recipients))
        taken_in = _copy(desk.queue, ROWS_AND_HEAD)
        write_private(folder / FILES[1], seal_bytes(taken_in.content, recipients))
        write_private(folder / KEYS, seal_bytes(keys, recipients))
        rows, affected, newest = taken_in.answer.split()
        manifest = Manifest(
            made_at=as_text(now),
            head=newest,
            rows={INBOX_FILE: int(waiting.answer), QUEUE_FILE: int(rows)},
            affected=int(affected),
            files={name: fingerprint(folder / name) for name in FILES},
            keys=sorted(desk.keys.private),
        )
        write_private(folder / MANIFEST, manifest.model_dump_json(indent=1).encode())
        sync_folder(folder.absolute().parent)
    return manifest


def fingerprint(path: Path) -> str:
    """Return a file's SHA-256."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def key_names(places: Places) -> dict[str, Path]:
    """Return the key files by the names they have in a bundle."""
    return {str(path.relative_to(places.var)): path for path in key_places(places)}


def _bundle(places: Places) -> bytes:
    """Gather the keys, the public process's from the copies."""
    copies = key_copies(places)
    for copy in copies.values():
        if not copy.exists():
            raise KeyCopyMissing(path=copy)
    names = key_names(places).items()
    return json.dumps({name: copies.get(path, path).read_text("ascii") for name, path in names}).encode()


@contextmanager
def _new_files(folder: Path) -> Iterator[None]:
    """Make the folder if it is not there; take away again what was made when something goes wrong."""
    made = False
    try:
        if folder.exists() and any(folder.iterdir()):
            raise BackupRefused(path=folder)
        made = not folder.exists()
        private_folder(folder)
        try:
            yield
        except BaseException:
            for name in (*FILES, MANIFEST):
                (folder / name).unlink(missing_ok=True)
            if made:
                folder.rmdir()
            raise
    except OSError as error:
        raise BackupFailed(path=folder, reason=error.strerror or type(error).__name__) from error


def _copy(database: Database, question: str) -> Copied:
    """Copy one moment of a store: all pages in one step, so that writers cannot make it start again."""
    copy = sqlite3.connect(":memory:", isolation_level=None)
    try:
        with database.driver() as source:
            source.backup(copy, pages=-1)
        answer: object = copy.execute(question).fetchone()[0]
        return Copied(copy.serialize(), str(answer))
    finally:
        copy.close()
