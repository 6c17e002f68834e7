"""A restore cut off anywhere leaves nothing that looks like an installation, and can be run again."""

import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from hemval.queue.desk import Desk
from hemval.queue.desk.backup import back_up
from hemval.queue.desk.errors import RestoreRefused, RestoreUnfinished, RowsWithoutKeys
from hemval.queue.desk.keys import OFFICERS_KEY, KeyPair, new_recovery_key
from hemval.queue.desk.prepare import prepare
from hemval.queue.desk.private_files import sync_folder
from hemval.queue.desk.restore import restore
from hemval.queue.errors import StoreError
from hemval.queue.inbox import RECIPIENTS, Inbox
from hemval.settings import Places
from tests.queue.samples import NOW, choice

ROOT = Path(__file__).parents[2]
MOVES = 9

KILLED = """
import os, signal, sys
from pathlib import Path
from hemval.queue.desk import restore as restore_module
from hemval.settings import Places
from tests.queue.samples import NOW
left = int(sys.argv[4])
def counting(path, sync=restore_module.sync_folder):
    global left
    sync(path)
    left -= 1
    if not left:
        os.kill(os.getpid(), signal.SIGKILL)
restore_module.sync_folder = counting
restore_module.restore(Path(sys.argv[1]), Places(Path(sys.argv[2])), sys.argv[3], "command:root", NOW)
"""


class PlugPulled(Exception):
    """Stands for the end of the process."""


@pytest.fixture
def folder(places: Places, inbox: Inbox, desk: Desk, tmp_path: Path) -> Path:
    """A backup of one row taken in and one waiting."""
    inbox.submit(choice("a"))
    desk.take_in(NOW)
    inbox.submit(choice("b"))
    back_up(desk, places, tmp_path / "backup", "command:root", NOW)
    return tmp_path / "backup"


@pytest.fixture
def elsewhere(tmp_path: Path) -> Places:
    return Places(tmp_path / "new machine")


def cut_off(
    monkeypatch: pytest.MonkeyPatch, after: int, folder: Path, places: Places, recovery: KeyPair
) -> None:
    """Restore until so many files have moved in."""
    moved = 0

    def counting(path: Path) -> None:
        nonlocal moved
        if moved == after:
            raise PlugPulled
        moved += 1
        sync_folder(path)

    with monkeypatch.context() as patch:
        patch.setattr("hemval.queue.desk.restore.sync_folder", counting)
        with pytest.raises(PlugPulled):
            restore(folder, places, recovery.secret, "command:root", NOW)


def check_whole(places: Places) -> None:
    desk, inbox = Desk.open(places), Inbox.open(places)
    inbox.submit(choice("c"))
    desk.take_in(NOW)
    ids = [header.id for header in desk.list()]
    assert {row.submission.id for row in desk.open_all(ids, "anna", "list", NOW).opened} == {
        choice(name).id for name in "abc"
    }
    assert desk.verify().how is None
    desk.close()
    inbox.close()
    assert {path.name for path in places.var.iterdir()} == {"public", "inbox", "officers", "prepare.lock"}


@pytest.mark.parametrize("after", range(MOVES - 1))
def test_no_new_keys_and_no_citizen_until_it_is_run_again(
    folder: Path, elsewhere: Places, recovery: KeyPair, after: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    cut_off(monkeypatch, after, folder, elsewhere, recovery)
    with pytest.raises(RestoreUnfinished):
        prepare(elsewhere, new_recovery_key().public)
    with pytest.raises(StoreError):
        Desk.open(elsewhere)
    with pytest.raises(StoreError):
        Inbox.open(elsewhere)
    restore(folder, elsewhere, recovery.secret, "command:root", NOW)
    check_whole(elsewhere)


def test_cut_off_after_the_last_move_throws_nothing_away(
    folder: Path, elsewhere: Places, recovery: KeyPair, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From then on citizens may have sent something."""
    cut_off(monkeypatch, MOVES - 1, folder, elsewhere, recovery)
    inbox = Inbox.open(elsewhere)
    inbox.submit(choice("c"))
    inbox.close()
    with pytest.raises(RestoreRefused):
        restore(folder, elsewhere, recovery.secret, "command:root", NOW)
    check_whole(elsewhere)


@pytest.mark.parametrize("after", [1, 6, 8])
def test_killed_it_can_be_run_again(folder: Path, elsewhere: Places, recovery: KeyPair, after: int) -> None:
    arguments = [str(folder), str(elsewhere.content), recovery.secret, str(after)]
    killed = subprocess.run([sys.executable, "-c", KILLED, *arguments], cwd=ROOT, check=False)
    assert killed.returncode == -9
    assert list(elsewhere.var.glob(".restoring-*"))
    with pytest.raises(RestoreUnfinished):
        prepare(elsewhere, new_recovery_key().public)
    restore(folder, elsewhere, recovery.secret, "command:root", NOW)
    check_whole(elsewhere)


def test_private_keys_move_first_and_public_ones_last(
    folder: Path, elsewhere: Places, recovery: KeyPair, monkeypatch: pytest.MonkeyPatch
) -> None:
    moved: list[str] = []
    rename = Path.rename

    def noted(path: Path, target: Path) -> Any:
        if target.is_relative_to(elsewhere.var) and path.is_relative_to(elsewhere.var):
            moved.append(str(target.relative_to(elsewhere.var)))
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", noted)
    restore(folder, elsewhere, recovery.secret, "command:root", NOW)
    moved = [name for name in moved if not name.startswith(".restoring-")]
    assert len(moved) == MOVES
    assert moved[-3:] == ["inbox/inbox.sqlite", "officers/queue.sqlite", f"public/{RECIPIENTS}"]
    assert f"officers/{OFFICERS_KEY}" in moved[:-3]


@pytest.mark.parametrize("waiting", [True, False], ids=["in the inbox", "in the queue file"])
def test_no_new_keys_are_made_over_rows(places: Places, inbox: Inbox, desk: Desk, waiting: bool) -> None:
    inbox.submit(choice())
    if not waiting:
        desk.take_in(NOW)
    shutil.rmtree(places.public)
    for name in ("*.key", "*secret", RECIPIENTS):
        for path in places.officers.glob(name):
            path.unlink()
    with pytest.raises(RowsWithoutKeys):
        prepare(places, new_recovery_key().public)
    assert not (places.officers / OFFICERS_KEY).exists()
    assert not places.public.exists()
