"""Tell whether a backup is whole, before anything of it is put in place."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from pydantic import ValidationError

from hemval.queue.desk.audit import Entry, Head, check
from hemval.queue.desk.backup import FILES, MANIFEST, Manifest, fingerprint
from hemval.queue.desk.errors import BackupBroken, OutcomeBroken, SealBroken
from hemval.queue.desk.exits.sealed import SealedAffected, SealedJoined, SealedSettled, open_inside
from hemval.queue.desk.inbox_rows import outside
from hemval.queue.desk.keys import DeskKeys, read_desk_keys
from hemval.queue.desk.outcomes import Stored, open_kept
from hemval.queue.desk.queue_file import queue_path
from hemval.queue.desk.tables import Header
from hemval.queue.desk.unsealing import unseal
from hemval.queue.inbox import inbox_path
from hemval.queue.times import from_text
from hemval.settings import Places


def read_manifest(folder: Path) -> Manifest:
    """Return what a backup says it holds, when each file is as it says; raise ``BackupBroken``."""
    try:
        manifest = Manifest.model_validate_json((folder / MANIFEST).read_bytes())
        wrong = [name for name, value in manifest.files.items() if fingerprint(folder / name) != value]
    except (OSError, ValidationError) as error:
        raise BackupBroken(path=folder, reason=type(error).__name__) from None
    if wrong or set(manifest.files) != set(FILES):
        raise BackupBroken(path=folder, reason=f"altered: {', '.join(wrong) or MANIFEST}")
    return manifest


def check_staged(staged: Places, folder: Path, manifest: Manifest, now: datetime) -> tuple[str, ...]:
    """Check the files, the log and the seals; return the ids of rows that cannot be opened."""
    keys = read_desk_keys(staged)
    for path in (inbox_path(staged), queue_path(staged)):
        with _reading(path) as copy:
            if (found := copy.execute("PRAGMA integrity_check").fetchone()[0]) != "ok":
                raise BackupBroken(path=folder, reason=found)
    with _reading(queue_path(staged)) as copy:
        entries = (Entry(*row) for row in copy.execute("SELECT * FROM audit ORDER BY seq"))
        verdict = check(entries, keys.audit, [Head.parse(manifest.head)])
        if verdict.broken_at:
            raise BackupBroken(path=folder, reason=f"log broken at {verdict.broken_at} ({verdict.how})")
    return _unopenable(staged, folder, keys, now)


def _unopenable(staged: Places, folder: Path, keys: DeskKeys, now: datetime) -> tuple[str, ...]:
    broken, rows = [], 0
    for table, path in (("submission", queue_path(staged)), ("inbox", inbox_path(staged))):
        raw = "CAST(id AS BLOB), CAST(received_at AS BLOB), CAST(form AS BLOB)"
        columns = f"SELECT {raw}, sealed, key_number FROM {table}"  # noqa: S608 - our own names
        with _reading(path) as copy:
            for row_id, received_at, form, sealed, number in copy.execute(columns):
                rows += 1
                found = outside(row_id, received_at, form, sealed, now)
                at = from_text(found.received_at)
                header = Header(found.id, at, at, found.form, number, "new", 1, None, None)
                try:
                    unseal(header, sealed, keys.private)
                except SealBroken:
                    broken.append(found.id)
    if rows and len(broken) == rows:
        raise BackupBroken(path=folder, reason="no row opens with its keys")
    beside = (*_broken_outcomes(staged, keys), *_broken_of_exits(staged, keys))
    return tuple(dict.fromkeys([*broken, *beside]))


def _broken_outcomes(staged: Places, keys: DeskKeys) -> Iterator[str]:
    """Return the rows beside which what the rules came to cannot be opened."""
    with _reading(queue_path(staged)) as copy:
        for row in copy.execute("SELECT submission, made_at, made_by, key_number, sealed FROM outcome"):
            try:
                open_kept(Stored(*row), keys)
            except OutcomeBroken:
                yield row[0]


def _broken_of_exits(staged: Places, keys: DeskKeys) -> Iterator[str]:
    """Return the affected of whom something cannot be opened."""
    kinds = (
        ("affected", "id", SealedAffected),
        ("joined", "affected", SealedJoined),
        ("settled", "affected", SealedSettled),
    )
    with _reading(queue_path(staged)) as copy:
        for table, whose, model in kinds:
            rows = f"SELECT {whose}, key_number, sealed FROM {table}"  # noqa: S608 - our own names
            for affected, number, sealed in copy.execute(rows):
                if open_inside(sealed, number, model, keys) is None:
                    yield affected


@contextmanager
def _reading(path: Path) -> Iterator[sqlite3.Connection]:
    """Give a connection to a copy that nobody else has open."""
    copy = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)
    try:
        yield copy
    finally:
        copy.close()
