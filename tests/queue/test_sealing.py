"""What was received can be read with the officers' key or the recovery key, and in no other way."""

import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pyrage
import pytest

from hemval.queue import inbox as inbox_module
from hemval.queue.desk import Desk
from hemval.queue.desk.backup import back_up
from hemval.queue.desk.errors import SealBroken, SealMismatch
from hemval.queue.desk.keys import KeyPair
from hemval.queue.errors import KeysMissing
from hemval.queue.inbox import RECIPIENTS, Inbox, inbox_path
from hemval.queue.sealing import Recipients, read_recipients, seal
from hemval.queue.submission import Submission
from hemval.settings import Places
from tests.queue.samples import NAME, NOW, NUMBER, choice

MARKERS = [
    *(text.encode(encoding) for text in (NAME, NUMBER) for encoding in ("utf-8", "utf-16-le", "latin-1")),
    *(choice(str(n)).reference.encode() for n in range(30)),
]


def leaks(folder: Path) -> list[tuple[str, bytes]]:
    """Return every planted marker that stands in any file of a folder."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert files
    return [(path.name, marker) for path in files for marker in MARKERS if marker in path.read_bytes()]


def everything_once(places: Places, backup: Path) -> set[str]:
    """Receive, take in, open, log and back up, with every file still open; return the files there were."""
    inbox, desk = Inbox.open(places), Desk.open(places)
    try:
        for n in range(20):
            inbox.submit(choice(str(n)))
        desk.take_in(NOW)
        for n in range(20, 30):
            inbox.submit(choice(str(n)))
        desk.open_all([header.id for header in desk.list()], "anna", "list", NOW)
        back_up(desk, places, backup, "anna", NOW)
        assert leaks(places.content) == []
        return {path.name for path in places.content.rglob("*")}
    finally:
        desk.close()
        inbox.close()


def test_nothing_personal_stands_in_the_clear(places: Places, tmp_path: Path) -> None:
    files = everything_once(places, tmp_path / "backup")
    assert {"inbox.sqlite-wal", "inbox.sqlite-shm", "queue.sqlite-wal", "queue.sqlite-shm"} <= files
    assert leaks(tmp_path) == []


def test_storing_unsealed_would_be_found(
    places: Places, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Sabotage: the search above can fail."""

    def unsealed(submission: Submission, recipients: Recipients) -> bytes:
        return submission.model_dump_json().encode()

    monkeypatch.setattr(inbox_module, "seal", unsealed)
    inbox = Inbox.open(places)
    inbox.submit(choice("0"))
    assert {name for name, _ in leaks(tmp_path)} == {"inbox.sqlite-wal"}
    inbox.close()
    assert {name for name, _ in leaks(tmp_path)} == {"inbox.sqlite"}


def test_the_public_half_works_where_the_officers_folder_is_absent(places: Places) -> None:
    shutil.rmtree(places.officers)
    inbox = Inbox.open(places)
    inbox.submit(choice())
    inbox.close()
    assert stored(inbox_path(places))


def test_the_public_half_never_loads_the_reading_half() -> None:
    code = (
        "import sys, hemval.queue.inbox, hemval.queue.reference, hemval.queue.secret;"
        "print([m for m in sys.modules if m.startswith(('hemval.queue.desk', 'alembic'))])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_private_key_stands_in_the_officers_folder_only(places: Places) -> None:
    having = [path for path in places.content.rglob("*") if path.is_file() and secret_in(path)]
    assert [path.parent for path in having] == [places.officers]


def secret_in(path: Path) -> bool:
    return b"AGE-SECRET-KEY-" in path.read_bytes()


def test_the_recovery_key_opens_a_row_as_plain_age(places: Places, inbox: Inbox, recovery: KeyPair) -> None:
    inbox.submit(choice())
    (sealed,) = stored(inbox_path(places))
    assert sealed.startswith(b"age-encryption.org/v1\n")
    opened = pyrage.decrypt(sealed, [pyrage.x25519.Identity.from_str(recovery.secret)])
    assert Submission.model_validate_json(opened) == choice()


def test_the_length_tells_nothing_of_the_answers(places: Places) -> None:
    """The header's length varies by chance; what follows it is the same for all."""
    recipients = read_recipients(places.public / RECIPIENTS)
    sealed = [seal(choice(name=name), recipients) for name in ("Bo Ek", NAME, "x" * 60)]
    assert len({len(row.split(b"\n--- ")[1]) for row in sealed}) == 1


def test_a_row_moved_to_another_id_time_or_form_is_refused(places: Places, inbox: Inbox, desk: Desk) -> None:
    for draft in "abc":
        inbox.submit(choice(draft))
    desk.take_in(NOW)
    first, second, third = (choice(draft).id for draft in "abc")
    with desk.queue.writing() as connection:
        other = f"(SELECT sealed FROM submission WHERE id='{third}')"
        for change in (
            f"UPDATE submission SET sealed={other} WHERE id='{first}'",
            f"UPDATE submission SET received_at='2026-01-01T00:00:00.000000+00:00' WHERE id='{second}'",
            f"UPDATE submission SET form='complaint' WHERE id='{third}'",
        ):
            connection.exec_driver_sql(change)
    for row_id in (first, second, third):
        with pytest.raises(SealMismatch):
            desk.open_one(row_id, "anna", NOW)


def test_a_damaged_row_does_not_stop_the_others_nor_show_in_an_error(
    places: Places, inbox: Inbox, desk: Desk
) -> None:
    for draft in "abc":
        inbox.submit(choice(draft))
    desk.take_in(NOW)
    with desk.queue.writing() as connection:
        connection.exec_driver_sql(f"UPDATE submission SET sealed=x'00' WHERE id='{choice('a').id}'")
        connection.exec_driver_sql(f"UPDATE submission SET key_number=7 WHERE id='{choice('b').id}'")
    rows = desk.open_all([choice(draft).id for draft in "cab"], "anna", "download_csv", NOW)
    assert [row.submission for row in rows.opened] == [choice("c")]
    assert {header.id for header in rows.broken} == {choice("a").id, choice("b").id}
    with pytest.raises(SealBroken):
        desk.open_one(choice("a").id, "anna", NOW)


def test_an_error_about_the_payload_quotes_no_answer(places: Places, inbox: Inbox, desk: Desk) -> None:
    """Pydantic's own error would quote the name; the cause must not travel along either."""
    wrong = choice().model_copy(update={"channel": NAME})
    inbox.submit(wrong)
    desk.take_in(NOW)
    with pytest.raises(SealBroken) as broken:
        desk.open_one(wrong.id, "anna", NOW)
    assert NAME not in str(broken.value)
    assert broken.value.__cause__ is None
    assert broken.value.__suppress_context__


@pytest.mark.parametrize("text", ["", "age1\n", "# key 1\nage1nonsense\nage1other\n", "# key 1\n"])
def test_damaged_recipients_are_refused(places: Places, text: str) -> None:
    (places.public / RECIPIENTS).write_text(text)
    with pytest.raises(KeysMissing):
        Inbox.open(places)


def test_one_key_alone_is_not_enough_to_seal_to(places: Places, recovery: KeyPair) -> None:
    (places.public / RECIPIENTS).write_text(f"# key 1\n{recovery.public}\n{recovery.public}\n")
    with pytest.raises(KeysMissing):
        Inbox.open(places)


def stored(path: Path) -> list[bytes]:
    connection = sqlite3.connect(path)
    try:
        return [row[0] for row in connection.execute("SELECT sealed FROM inbox")]
    finally:
        connection.close()
