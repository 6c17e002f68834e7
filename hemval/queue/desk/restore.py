"""Bring a backup back, whole or not at all, on a machine that has nothing yet.

Everything is checked beside the places first: fingerprints, SQLite's own check, the log against the head
in the manifest, and that rows open. Only then do the files move in, the private keys first and the public
ones last: cut off anywhere in between, no new keys can be made over old rows, and no citizen can send.
"""

import json
import tempfile
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import delete

from hemval.queue.desk.audit import append
from hemval.queue.desk.backup import KEYS, SEALED, Manifest, key_names
from hemval.queue.desk.backup_check import check_staged, read_manifest
from hemval.queue.desk.desk import Desk
from hemval.queue.desk.errors import BackupBroken, RestoreRefused
from hemval.queue.desk.keys import copy_public_keys, key_copies
from hemval.queue.desk.prepare import PREPARE_LOCK, WAIT_SECONDS, adopt_file, prepare_file
from hemval.queue.desk.private_files import (
    private_folder,
    shared_folder,
    sync_file,
    sync_folder,
    write_private,
)
from hemval.queue.desk.queue_file import QUEUE_FILE, queue_path
from hemval.queue.desk.tables import session
from hemval.queue.desk.unfinished import STAGING, clear_unfinished, set_mark, take_mark_away
from hemval.queue.desk.unsealing import unseal_bundle
from hemval.queue.file_lock import locked
from hemval.queue.inbox import INBOX_FILE, RECIPIENTS, inbox_path
from hemval.queue.kinds import INBOX, QUEUE, Kind
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
        clear_unfinished(places, _all_files(places))
        _refuse_to_overwrite(places)
        manifest = read_manifest(folder)
        keys = _read_keys(folder, private_key)
        with tempfile.TemporaryDirectory(dir=places.var, prefix=STAGING) as name:
            staged = Places(Path(name))
            _lay_out(folder, staged, keys, private_key)
            broken = check_staged(staged, folder, manifest, now)
            _begin_again(staged, who, now)
            _move_in(staged, places)
    return Restored(manifest, broken)


def _stores(places: Places) -> list[tuple[str, Path, Kind]]:
    return [(INBOX_FILE, inbox_path(places), INBOX), (QUEUE_FILE, queue_path(places), QUEUE)]


def _refuse_to_overwrite(places: Places) -> None:
    for path in _all_files(places):
        if path.exists():
            raise RestoreRefused(path=path)


def _all_files(places: Places) -> list[Path]:
    """Return every file that a restore brings, in the order they move in."""
    keys = [*key_names(places).values(), *key_copies(places).values()]
    stores = [path for _, path, _ in _stores(places)]
    last = places.public / RECIPIENTS
    return [*(key for key in keys if key != last), *stores, last]


def _read_keys(folder: Path, private_key: str) -> dict[str, str]:
    texts: dict[str, str] = json.loads(unseal_bundle((folder / KEYS).read_bytes(), private_key, folder))
    return texts


def _lay_out(folder: Path, staged: Places, keys: dict[str, str], private_key: str) -> None:
    shared_folder(staged.inbox)
    private_folder(staged.officers)
    private_folder(staged.public)
    for name, path in key_names(staged).items():
        if name not in keys:
            raise BackupBroken(path=folder, reason=f"no {name}")
        write_private(path, keys[name].encode("ascii"))
    copy_public_keys(staged)
    for name, path, kind in _stores(staged):
        path.write_bytes(unseal_bundle((folder / (name + SEALED)).read_bytes(), private_key, folder))
        adopt_file(path, kind)
        prepare_file(path, kind)


def _begin_again(staged: Places, who: str, now: datetime) -> None:
    """Log the restore and end every session."""
    desk = Desk.open(staged)
    try:
        with desk.queue.writing() as connection:
            connection.execute(delete(session))
            append(connection, desk.keys.audit, who, "restore", [], now)
    finally:
        desk.close()


def _move_in(staged: Places, places: Places) -> None:
    shared_folder(places.inbox)
    private_folder(places.officers)
    private_folder(places.public)
    set_mark(places)
    kinds = {path: kind for _, path, kind in _stores(places)}
    for path, target in zip(_all_files(staged), _all_files(places), strict=True):
        sync_file(path)
        path.rename(target)
        sync_folder(target.parent)
        if target in kinds:
            prepare_file(target, kinds[target])
    take_mark_away(places)
