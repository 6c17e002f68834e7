"""Copy everything of a municipality's queue into one folder while it runs.

The files go through SQLite's backup API (a copied file can be whole and still miss rows), the inbox
first: a row carried over in between is then in both, never in neither, and ``take_in`` knows it again.
The keys go along sealed, so the folder tells nothing without the officers' key or the recovery key.
"""

import hashlib
import json
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from hemval.queue.database import Database
from hemval.queue.desk.audit import append
from hemval.queue.desk.desk import QUEUE_FILE, Desk
from hemval.queue.desk.errors import BackupRefused
from hemval.queue.desk.keys import key_places
from hemval.queue.desk.private_files import private_folder, sync_folder, write_private
from hemval.queue.inbox import INBOX_FILE, RECIPIENTS
from hemval.queue.sealing import read_recipients, seal_bytes
from hemval.queue.times import as_text
from hemval.settings import Places

KEYS = "keys.age"
MANIFEST = "manifest.json"


class Manifest(BaseModel):
    """What a backup holds; made last, so that a folder without it is no backup."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    format: int = 1
    made_at: str
    head: str
    """The log's newest link, so that a log cut short afterwards is found."""
    rows: dict[str, int]
    files: dict[str, str]
    """SHA-256 of each file."""
    keys: list[int]
    """Numbers of the keys that are sealed in the bundle."""


def back_up(desk: Desk, places: Places, folder: Path, who: str, now: datetime) -> Manifest:
    """Write a backup into a folder that is new or empty; raise ``BackupRefused`` for another."""
    if folder.exists() and any(folder.iterdir()):
        raise BackupRefused(path=folder)
    private_folder(folder)
    with desk.queue.writing() as connection:
        append(connection, desk.keys.audit, who, "backup", [], now)
    waiting = _copy(desk.letterbox, folder / INBOX_FILE, "SELECT count(*) FROM inbox")
    taken_in = _copy(desk.queue, folder / QUEUE_FILE, "SELECT count(*) FROM submission")
    head = _first(folder / QUEUE_FILE, "SELECT seq || ':' || mac FROM audit ORDER BY seq DESC LIMIT 1")
    write_private(folder / KEYS, _bundle(places))
    manifest = Manifest(
        made_at=as_text(now),
        head=str(head),
        rows={INBOX_FILE: int(waiting), QUEUE_FILE: int(taken_in)},
        files={name: fingerprint(folder / name) for name in (INBOX_FILE, QUEUE_FILE, KEYS)},
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
    texts = {name: path.read_text("ascii") for name, path in key_names(places).items()}
    return seal_bytes(json.dumps(texts).encode(), read_recipients(places.public / RECIPIENTS).keys)


def _copy(database: Database, target: Path, count: str) -> int:
    """Copy one moment of a store: all pages in one step, so that writers cannot make it start again."""
    os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    with database.driver() as source:
        copy = sqlite3.connect(target, isolation_level=None)
        try:
            source.backup(copy, pages=-1)
            copy.execute("PRAGMA journal_mode=DELETE")
        finally:
            copy.close()
    descriptor = os.open(target, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    return int(_first(target, count))


def _first(path: Path, query: str) -> int | str:
    with reading_copy(path) as copy:
        found: int | str = copy.execute(query).fetchone()[0]
    return found


@contextmanager
def reading_copy(path: Path) -> Iterator[sqlite3.Connection]:
    """Give a connection to a copy that nobody else has open."""
    copy = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)
    try:
        yield copy
    finally:
        copy.close()
