"""A backup made while citizens send holds every choice acknowledged before it, and comes back whole."""

import shutil
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event
from typing import Any

import pyrage  # type: ignore[import-untyped]
import pytest

from hemval.queue.desk import Desk
from hemval.queue.desk import backup as backup_module
from hemval.queue.desk.audit import read_entries
from hemval.queue.desk.backup import Manifest, back_up, fingerprint
from hemval.queue.desk.errors import BackupBroken, BackupRefused, RestoreRefused, WrongKey
from hemval.queue.desk.keys import KeyPair, new_recovery_key
from hemval.queue.desk.prepare import prepare
from hemval.queue.desk.restore import restore
from hemval.queue.desk.unsealing import unseal_bytes
from hemval.queue.inbox import Inbox
from hemval.queue.sealing import seal_bytes
from hemval.settings import Places
from tests.queue.samples import NOW, choice, counted

PASSWORD = "korrekt häst batteri"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "backup"


@pytest.fixture
def elsewhere(tmp_path: Path) -> Places:
    return Places(tmp_path / "new machine")


@pytest.fixture(scope="module")
def backed_up(tmp_path_factory: pytest.TempPathFactory, prepared: Places) -> tuple[Path, Path, str]:
    """A municipality, its backup and the token of a session; made once, every test works on copies."""
    made = tmp_path_factory.mktemp("backed up")
    shutil.copytree(prepared.content, made / "content")
    places = Places(made / "content")
    inbox, desk = Inbox.open(places), Desk.open(places)
    desk.accounts.add("anna", PASSWORD, "command:root", NOW)
    token = desk.logins.sign_in("anna", PASSWORD, NOW)
    for n in range(10):
        inbox.submit(choice(str(n)))
    desk.take_in(NOW)
    desk.take_over(choice("3").id, 1, "anna", NOW)
    for n in range(10, 15):
        inbox.submit(choice(str(n)))
    back_up(desk, places, made / "backup", "command:root", NOW)
    inbox.close()
    desk.close()
    return made / "content", made / "backup", token


@pytest.fixture
def token(places: Places, folder: Path, backed_up: tuple[Path, Path, str]) -> str:
    """A backup of ten rows taken in, five waiting, an account and a session, whose token this is."""
    content, backup, token = backed_up
    shutil.rmtree(places.content)
    shutil.copytree(content, places.content)
    shutil.copytree(backup, folder)
    return token


def rewrite(folder: Path, name: str, sql: str, recovery: KeyPair) -> None:
    """Change a file and its fingerprint, as someone would who wants to go unseen."""
    plain = folder.parent / f"plain {name}"
    name += ".age"
    plain.write_bytes(unseal_bytes((folder / name).read_bytes(), recovery.secret))
    copy = sqlite3.connect(plain, isolation_level=None)
    copy.execute(sql)
    copy.close()
    (folder / name).write_bytes(seal_bytes(plain.read_bytes(), (recovery.public,)))
    manifest = Manifest.model_validate_json((folder / "manifest.json").read_text())
    files = {**manifest.files, name: fingerprint(folder / name)}
    (folder / "manifest.json").write_text(manifest.model_copy(update={"files": files}).model_dump_json())


@pytest.mark.usefixtures("token")
def test_recovery_key_and_backup_bring_everything_back_when_the_server_burnt(
    places: Places, folder: Path, elsewhere: Places, recovery: KeyPair, token: str
) -> None:
    shutil.rmtree(places.content)
    restored = restore(folder, elsewhere, recovery.secret, "command:root", NOW)
    assert restored.broken == ()
    desk, inbox = Desk.open(elsewhere), Inbox.open(elsewhere)
    inbox.submit(choice("after"))
    assert desk.take_in(NOW) == 6
    assert desk.count() == counted(new=15, taken_over=1)
    opened = desk.open_all([header.id for header in desk.list()], "anna", "list", NOW)
    assert {row.submission.id for row in opened.opened} == {choice(str(n)).id for n in [*range(15), "after"]}
    assert desk.verify().how is None
    assert desk.sessions.find(token, NOW) is None
    assert desk.logins.sign_in("anna", PASSWORD, NOW)
    with desk.queue.reading() as connection:
        acts = [entry.act for entry in read_entries(connection)]
    assert acts[-5:-1] == ["backup", "restore", "take_in", "list"]
    desk.close()
    inbox.close()
    assert prepare(elsewhere) is False


@pytest.mark.usefixtures("token")
def test_the_officers_key_opens_the_backup_too(places: Places, folder: Path, elsewhere: Places) -> None:
    secret = (places.officers / "officers.key").read_text().splitlines()[-1]
    assert restore(folder, elsewhere, secret, "command:root", NOW).broken == ()


@pytest.mark.usefixtures("token")
@pytest.mark.parametrize(
    "key", [new_recovery_key().secret, "nonsense", ""], ids=["another", "nonsense", "none"]
)
def test_no_other_key_does(folder: Path, elsewhere: Places, key: str) -> None:
    with pytest.raises(WrongKey, match="does not open"):
        restore(folder, elsewhere, key, "command:root", NOW)
    assert [path.name for path in elsewhere.var.iterdir()] == ["prepare.lock"]


def test_a_backup_under_load_holds_all_that_was_acknowledged_before_it(
    places: Places, inbox: Inbox, desk: Desk, folder: Path, tmp_path: Path, recovery: KeyPair
) -> None:
    acknowledged: list[str] = []
    stop = Event()

    def send(thread: int) -> None:
        n = 0
        while not stop.is_set():
            inbox.submit(choice(f"{thread}-{n}"))
            acknowledged.append(choice(f"{thread}-{n}").id)
            n += 1

    def take_in() -> None:
        while not stop.is_set():
            desk.take_in(NOW)

    backups: list[tuple[Path, set[str]]] = []
    with ThreadPoolExecutor(4) as threads:
        jobs = [threads.submit(send, thread) for thread in range(3)] + [threads.submit(take_in)]
        try:
            for n in range(4):
                stop.wait(0.15)
                before = set(acknowledged)
                back_up(desk, places, tmp_path / f"backup {n}", "command:root", NOW)
                backups.append((tmp_path / f"backup {n}", before))
        finally:
            stop.set()
        for job in jobs:
            job.result()
    for n, (path, before) in enumerate(backups):
        target = Places(tmp_path / f"restored {n}")
        assert restore(path, target, recovery.secret, "command:root", NOW).broken == ()
        restored = Desk.open(target)
        restored.take_in(NOW)
        held = [header.id for header in restored.list()]
        restored.close()
        assert before
        assert before <= set(held)
        assert len(held) == len(set(held))


def test_rows_carried_over_between_the_two_copies_are_in_the_backup(
    places: Places, inbox: Inbox, desk: Desk, folder: Path, elsewhere: Places, recovery: KeyPair,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    inbox.submit(choice())
    copy = backup_module._copy

    def copy_and_take_in(*arguments: Any) -> object:
        copied = copy(*arguments)
        desk.take_in(NOW)
        return copied

    monkeypatch.setattr(backup_module, "_copy", copy_and_take_in)
    back_up(desk, places, folder, "command:root", NOW)
    restore(folder, elsewhere, recovery.secret, "command:root", NOW)
    restored = Desk.open(elsewhere)
    restored.take_in(NOW)
    assert [header.id for header in restored.list()] == [choice().id]
    restored.close()


@pytest.mark.usefixtures("token")
def test_nothing_is_overwritten(places: Places, desk: Desk, folder: Path, recovery: KeyPair) -> None:
    with pytest.raises(BackupRefused):
        back_up(desk, places, folder, "command:root", NOW)
    with pytest.raises(RestoreRefused):
        restore(folder, places, recovery.secret, "command:root", NOW)


@pytest.mark.usefixtures("token")
@pytest.mark.parametrize("left", ["inbox/inbox.sqlite", "officers/queue.sqlite", "officers/officers.key"])
def test_one_file_in_the_way_is_enough_to_refuse(
    folder: Path, elsewhere: Places, recovery: KeyPair, left: str
) -> None:
    (elsewhere.var / left).parent.mkdir(parents=True)
    (elsewhere.var / left).write_text("precious")
    with pytest.raises(RestoreRefused):
        restore(folder, elsewhere, recovery.secret, "command:root", NOW)
    assert (elsewhere.var / left).read_text() == "precious"


@pytest.mark.usefixtures("token")
@pytest.mark.parametrize("name", ["inbox.sqlite.age", "queue.sqlite.age", "keys.age", "manifest.json"])
def test_a_file_missing_or_altered_is_found(
    folder: Path, elsewhere: Places, recovery: KeyPair, name: str
) -> None:
    content = (folder / name).read_bytes()
    (folder / name).write_bytes(content[:-1])
    with pytest.raises(BackupBroken):
        restore(folder, elsewhere, recovery.secret, "command:root", NOW)
    (folder / name).unlink()
    with pytest.raises(BackupBroken):
        restore(folder, elsewhere, recovery.secret, "command:root", NOW)
    assert not elsewhere.officers.exists()


@pytest.mark.usefixtures("token")
@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE audit SET who='someone else' WHERE seq=2",
        "DELETE FROM audit WHERE seq=(SELECT max(seq) FROM audit)",
        "DELETE FROM audit",
    ],
)
def test_an_edited_log_is_found(folder: Path, elsewhere: Places, recovery: KeyPair, sql: str) -> None:
    rewrite(folder, "queue.sqlite", sql, recovery)
    with pytest.raises(BackupBroken, match="log"):
        restore(folder, elsewhere, recovery.secret, "command:root", NOW)


@pytest.mark.usefixtures("token")
def test_a_damaged_row_is_named_and_does_not_stop_the_others(
    folder: Path, elsewhere: Places, recovery: KeyPair
) -> None:
    rewrite(folder, "inbox.sqlite", f"UPDATE inbox SET sealed=x'00' WHERE id='{choice('12').id}'", recovery)
    assert restore(folder, elsewhere, recovery.secret, "command:root", NOW).broken == (choice("12").id,)
    desk = Desk.open(elsewhere)
    assert desk.take_in(NOW) == 5
    desk.close()


@pytest.mark.usefixtures("token")
def test_rows_that_none_of_its_keys_open_are_refused(
    folder: Path, elsewhere: Places, recovery: KeyPair
) -> None:
    rewrite(folder, "inbox.sqlite", "UPDATE inbox SET sealed=x'00'", recovery)
    rewrite(folder, "queue.sqlite", "UPDATE submission SET sealed=x'00'", recovery)
    with pytest.raises(BackupBroken, match="no row opens"):
        restore(folder, elsewhere, recovery.secret, "command:root", NOW)


@pytest.mark.usefixtures("token")
def test_a_stolen_backup_tells_no_key_no_account_and_nothing_of_the_log(
    places: Places, desk: Desk, folder: Path
) -> None:
    secrets = [path.read_bytes().strip().splitlines()[-1] for path in places.officers.glob("*.key")]
    secrets.append((places.public / "secret").read_bytes())
    with desk.queue.reading() as connection:
        stored = str(connection.exec_driver_sql("SELECT password FROM officer").scalar()).encode()
    secrets += [stored, b"$argon2", b"anna", b"command:root", choice("3").id.encode(), b"SQLite"]
    for path in folder.iterdir():
        assert not [secret for secret in secrets if secret in path.read_bytes()]


@pytest.mark.usefixtures("token")
@pytest.mark.parametrize("name", ["inbox.sqlite.age", "queue.sqlite.age", "keys.age"])
def test_every_file_is_an_age_file_for_both_keys(folder: Path, recovery: KeyPair, name: str) -> None:
    sealed = (folder / name).read_bytes()
    assert sealed.startswith(b"age-encryption.org/v1\n-> X25519 ")
    assert sealed.split(b"\n--- ")[0].count(b"-> X25519 ") == 2
    opened = pyrage.decrypt(sealed, [pyrage.x25519.Identity.from_str(recovery.secret)])
    assert opened.startswith(b"SQLite format 3\0" if "sqlite" in name else b"{")


def test_two_backups_of_one_day_are_told_apart(places: Places, desk: Desk, tmp_path: Path) -> None:
    """Into one folder only the first goes: nothing of it is touched."""
    back_up(desk, places, tmp_path / "b", "command:root", NOW)
    before = {path.name: path.read_bytes() for path in (tmp_path / "b").iterdir()}
    with pytest.raises(BackupRefused):
        back_up(desk, places, tmp_path / "b", "command:root", NOW)
    assert {path.name: path.read_bytes() for path in (tmp_path / "b").iterdir()} == before
