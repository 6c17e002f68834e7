"""The officers' user backs up on an installation where it cannot read the public process's folder.

As root the test runs as the two users of the documentation; otherwise the folder is closed to everybody.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from hemval.queue.desk import Desk
from hemval.queue.desk.backup import back_up
from hemval.queue.desk.errors import BackupFailed, BackupRefused, KeyCopyMissing
from hemval.queue.desk.keys import KeyPair, key_copies
from hemval.queue.desk.prepare import prepare
from hemval.queue.desk.restore import restore
from hemval.queue.errors import KeysMissing
from hemval.queue.inbox import Inbox
from hemval.settings import Places
from tests.queue.samples import NOW, choice

ROOT = Path(__file__).parents[2]
PUBLIC, OFFICERS, LETTERBOX = 64001, 64002, 64003

AS_OFFICERS = """
import codecs, os, pwd, sys
from pathlib import Path
from click.testing import CliRunner
from hemval.cli.queue import queue
from hemval.settings import Places, Settings
codecs.lookup("ascii")  # loaded while the interpreter can still be read
content, folder, user, group = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
if not os.geteuid():
    os.setgroups([group])
    os.setgid(user)
    os.setuid(user)
try:
    (Places(Path(content)).public / "secret").read_bytes()
    sys.exit("the public process's folder is open")
except PermissionError:
    pass
done = CliRunner().invoke(queue, ["backup", folder], obj=Settings(content=content), catch_exceptions=False)
print(done.output)
sys.exit(done.exit_code)
"""


@pytest.fixture
def installed(places: Places, inbox: Inbox) -> Iterator[tuple[Places, Path]]:
    """A folder that both users can reach, each its own part, and a folder for backups."""
    inbox.submit(choice())
    inbox.close()
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        shutil.move(places.content, Path(name) / "lindvik")
        installed, backups = Places(Path(name) / "lindvik"), Path(name) / "backups"
        backups.mkdir(mode=0o700)
        installed.content.chmod(0o755)
        installed.var.chmod(0o755)
        if os.geteuid():
            installed.public.chmod(0)
        else:
            give(installed.public, PUBLIC, PUBLIC)
            give(installed.officers, OFFICERS, OFFICERS)
            give(installed.inbox, OFFICERS, LETTERBOX)
            give(backups, OFFICERS, OFFICERS)
        yield installed, backups
        installed.public.chmod(0o700)


def give(folder: Path, user: int, group: int) -> None:
    for path in [folder, *folder.iterdir()]:
        mode = path.stat().st_mode
        os.chown(path, user, group)
        path.chmod(mode)


def run(places: Places, folder: Path) -> subprocess.CompletedProcess[str]:
    arguments = [str(places.content), str(folder), str(OFFICERS), str(LETTERBOX)]
    return subprocess.run(
        [sys.executable, "-c", AS_OFFICERS, *arguments], cwd=ROOT, capture_output=True, text=True, check=False
    )


def test_the_officers_user_backs_up_what_a_restore_brings_back_whole(
    installed: tuple[Places, Path], tmp_path: Path, recovery: KeyPair
) -> None:
    places, backups = installed
    done = run(places, backups / "2027-03-01")
    assert (done.returncode, done.stdout.strip(), done.stderr) == (0, "1 ärende säkerhetskopierades.", "")
    places.public.chmod(0o700)
    elsewhere = Places(tmp_path / "elsewhere")
    restore(backups / "2027-03-01", elsewhere, recovery.secret, "command:root", NOW)
    for name in ("secret", "recipients.txt"):
        assert (elsewhere.public / name).read_bytes() == (places.public / name).read_bytes()


def test_where_it_may_not_write_it_is_told_so_in_a_sentence(installed: tuple[Places, Path]) -> None:
    places, backups = installed
    if os.geteuid():
        backups.chmod(0)
    else:
        os.chown(backups, 0, 0)
    done = run(places, backups / "2027-03-01")
    backups.chmod(0o700)
    assert done.returncode == 1
    assert done.stdout.startswith("Säkerhetskopian i ")
    assert "Traceback" not in done.stderr
    assert not list(backups.iterdir())


def test_an_older_installation_is_told_what_makes_the_copies(
    places: Places, desk: Desk, tmp_path: Path
) -> None:
    for copy in key_copies(places).values():
        copy.unlink()
    with pytest.raises(KeyCopyMissing):
        back_up(desk, places, tmp_path / "b", "command:root", NOW)
    assert not (tmp_path / "b").exists()
    assert prepare(places) is False
    back_up(desk, places, tmp_path / "b", "command:root", NOW)
    for original, copy in key_copies(places).items():
        assert copy.read_bytes() == original.read_bytes()


def test_copies_are_not_made_of_what_is_gone(places: Places) -> None:
    (places.officers / "public-secret").unlink()
    (places.public / "secret").unlink()
    with pytest.raises(KeysMissing):
        prepare(places)


@pytest.mark.parametrize("at", range(4))
@pytest.mark.parametrize("existed", [True, False], ids=["empty folder", "no folder"])
def test_nothing_half_made_is_left(
    places: Places, desk: Desk, tmp_path: Path, at: int, existed: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, written = tmp_path / "b", 0
    if existed:
        folder.mkdir()

    def full_disk(path: Path, content: bytes) -> None:
        nonlocal written
        if written == at:
            raise OSError(28, "No space left on device")
        written += 1
        path.write_bytes(content)

    with monkeypatch.context() as patch:
        patch.setattr("hemval.queue.desk.backup.write_private", full_disk)
        with pytest.raises(BackupFailed, match="No space"):
            back_up(desk, places, folder, "command:root", NOW)
    assert folder.exists() == existed
    manifest = back_up(desk, places, folder, "command:root", NOW)
    assert set(json.loads((folder / "manifest.json").read_text())["files"]) == set(manifest.files)


def test_a_file_that_is_not_ours_is_not_taken_away(places: Places, desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "manifest.json").write_text("precious")
    with pytest.raises(BackupRefused):
        back_up(desk, places, tmp_path / "b", "command:root", NOW)
    assert (tmp_path / "b" / "manifest.json").read_text() == "precious"
