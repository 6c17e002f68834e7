"""Bring a backup back, whole or not at all, on a machine that has nothing yet.

Everything is checked beside the places first: fingerprints, SQLite's own check, the log against the head
in the manifest, and that rows open. Only then do the files move in.
"""

import json
import shutil
import tempfile
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from pydantic import ValidationError
from sqlalchemy import delete

from hemval.queue.desk.audit import Entry, Head, append, check
from hemval.queue.desk.backup import KEYS, MANIFEST, Manifest, fingerprint, key_names, reading_copy
from hemval.queue.desk.desk import QUEUE_FILE, Desk, queue_path
from hemval.queue.desk.errors import BackupBroken, RestoreRefused, SealBroken
from hemval.queue.desk.inbox_rows import outside
from hemval.queue.desk.keys import DeskKeys, read_desk_keys
from hemval.queue.desk.prepare import PREPARE_LOCK, WAIT_SECONDS, adopt_file, prepare_file
from hemval.queue.desk.private_files import private_folder, shared_folder, write_private
from hemval.queue.desk.tables import Header, session
from hemval.queue.desk.unsealing import unseal, unseal_bundle
from hemval.queue.file_lock import locked
from hemval.queue.inbox import INBOX_FILE, inbox_path
from hemval.queue.kinds import INBOX, QUEUE, Kind
from hemval.queue.times import from_text
from hemval.settings import Places


@dataclass(frozen=True)
class Restored:
    """What came back, and the ids of rows that cannot be opened: kept, and named."""

    manifest: Manifest
    broken: tuple[str, ...]


def restore(folder: Path, places: Places, private_key: str, who: str, now: datetime) -> Restored:
    """Restore a backup with the officers' or the recovery key; raise ``RestoreRefused`` or ``BackupBroken``.

    One damaged row does not stop it, or whoever could damage one could keep all the others away.

    Sessions that were open at the backup stay ended: whoever kept such a token must sign in again.
    """
    places.var.mkdir(parents=True, exist_ok=True)
    with locked(places.var / PREPARE_LOCK, WAIT_SECONDS):
        _refuse_to_overwrite(places)
        manifest = _read_manifest(folder)
        keys = _read_keys(folder, private_key)
        with tempfile.TemporaryDirectory(dir=places.var, prefix=".restoring-") as name:
            staged = Places(Path(name))
            _lay_out(folder, staged, keys)
            broken = _check(staged, folder, manifest, now)
            _move_in(staged, places)
    desk = Desk.open(places)
    try:
        with desk.queue.writing() as connection:
            connection.execute(delete(session))
            append(connection, desk.keys.audit, who, "restore", [], now)
    finally:
        desk.close()
    return Restored(manifest, broken)


def _stores(places: Places) -> list[tuple[str, Path, Kind]]:
    return [(INBOX_FILE, inbox_path(places), INBOX), (QUEUE_FILE, queue_path(places), QUEUE)]


def _refuse_to_overwrite(places: Places) -> None:
    for path in [*(path for _, path, _ in _stores(places)), *key_names(places).values()]:
        if path.exists():
            raise RestoreRefused(path=path)


def _read_manifest(folder: Path) -> Manifest:
    try:
        manifest = Manifest.model_validate_json((folder / MANIFEST).read_bytes())
        wrong = [name for name, value in manifest.files.items() if fingerprint(folder / name) != value]
    except (OSError, ValidationError) as error:
        raise BackupBroken(path=folder, reason=type(error).__name__) from None
    if wrong or set(manifest.files) != {INBOX_FILE, QUEUE_FILE, KEYS}:
        raise BackupBroken(path=folder, reason=f"altered: {', '.join(wrong) or MANIFEST}")
    return manifest


def _read_keys(folder: Path, private_key: str) -> dict[str, str]:
    texts: dict[str, str] = json.loads(unseal_bundle((folder / KEYS).read_bytes(), private_key, folder))
    return texts


def _lay_out(folder: Path, staged: Places, keys: dict[str, str]) -> None:
    shared_folder(staged.inbox)
    private_folder(staged.officers)
    private_folder(staged.public)
    for name, path in key_names(staged).items():
        if name not in keys:
            raise BackupBroken(path=folder, reason=f"no {name}")
        write_private(path, keys[name].encode("ascii"))
    for name, path, kind in _stores(staged):
        shutil.copyfile(folder / name, path)
        adopt_file(path, kind)
        prepare_file(path, kind)


def _check(staged: Places, folder: Path, manifest: Manifest, now: datetime) -> tuple[str, ...]:
    keys = read_desk_keys(staged)
    for _, path, _ in _stores(staged):
        with reading_copy(path) as copy:
            if (found := copy.execute("PRAGMA integrity_check").fetchone()[0]) != "ok":
                raise BackupBroken(path=folder, reason=found)
    with reading_copy(queue_path(staged)) as copy:
        entries = (Entry(*row) for row in copy.execute("SELECT * FROM audit ORDER BY seq"))
        verdict = check(entries, keys.audit, Head.parse(manifest.head))
        if verdict.broken_at:
            raise BackupBroken(path=folder, reason=f"log broken at {verdict.broken_at} ({verdict.how})")
    return _unopenable(staged, folder, keys, now)


def _unopenable(staged: Places, folder: Path, keys: DeskKeys, now: datetime) -> tuple[str, ...]:
    broken, rows = [], 0
    for table, path in (("submission", queue_path(staged)), ("inbox", inbox_path(staged))):
        raw = "CAST(id AS BLOB), CAST(received_at AS BLOB), CAST(form AS BLOB)"
        columns = f"SELECT {raw}, sealed, key_number FROM {table}"  # noqa: S608 - our own names
        with reading_copy(path) as copy:
            for *parts, sealed, number in copy.execute(columns):
                rows += 1
                found = outside(*parts, sealed, now)
                at = from_text(found.received_at)
                header = Header(found.id, at, at, found.form, number, "new", 1, None, None)
                try:
                    unseal(header, sealed, keys.private)
                except SealBroken:
                    broken.append(found.id)
    if rows and len(broken) == rows:
        raise BackupBroken(path=folder, reason="no row opens with its keys")
    return tuple(broken)


def _move_in(staged: Places, places: Places) -> None:
    shared_folder(places.inbox)
    private_folder(places.officers)
    private_folder(places.public)
    for _, path, kind in _stores(staged):
        target = places.var / path.relative_to(staged.var)
        path.rename(target)
        prepare_file(target, kind)
    for name, path in key_names(staged).items():
        path.rename(key_names(places)[name])
