"""Whoever can write to the inbox can put anything there: it shows as damaged and stops nobody's work."""

import sqlite3
from datetime import UTC, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hemval.queue.desk import Desk
from hemval.queue.desk.backup import back_up
from hemval.queue.desk.keys import KeyPair
from hemval.queue.desk.restore import restore
from hemval.queue.inbox import RECIPIENTS, Inbox, inbox_path
from hemval.queue.sealing import read_recipients, seal
from hemval.queue.times import as_text, from_text
from hemval.settings import Places
from hemval.words.dates import SWEDEN
from tests.queue.samples import NOW, choice

POISON: dict[str, dict[str, Any]] = {
    "no time": {"received_at": "not a time"},
    "empty time": {"received_at": ""},
    "no zone": {"received_at": "2026-12-02T09:30:00.000000"},
    "another zone": {"received_at": "2026-12-02T09:30:00.000000+05:00"},
    "the last moment": {"received_at": "9999-12-31T23:59:59.999999+00:00"},
    "the first moment": {"received_at": "0001-01-01T00:00:00.000000+00:00"},
    "before the first moment": {"received_at": "0001-01-01T00:00:00.000000+14:00"},
    "a time cut short": {"received_at": as_text(NOW) + "\0"},
    "a path as id": {"id": "../" * 10 + "ab"},
    "control characters as id": {"id": "\n\u202e" * 16},
    "capitals as id": {"id": "A" * 32},
    "a broken letter in the id": {"id": b"\xff" * 32},
    "nothing visible after the id": {"id": "a" * 32 + "\0hidden"},
    "a broken letter in the time": {"received_at": b"\xff"},
    "a broken letter in the form": {"form": b"\xff"},
    "markup as form": {"form": "<script>"},
    "no form": {"form": ""},
    "an endless form": {"form": "x" * 100_000},
    "no such key": {"key_number": -(2**63)},
    "nothing sealed": {"sealed": b""},
}
POISONED = choice("poisoned")


def put(places: Places, changed: dict[str, Any]) -> None:
    """Insert a row past the program; bytes for a text column are text that is no UTF-8."""
    row = {
        "id": POISONED.id,
        "received_at": as_text(POISONED.received_at),
        "form": POISONED.form,
        "key_number": 1,
        "sealed": seal(POISONED, read_recipients(places.public / RECIPIENTS)),
    }
    row |= changed
    connection = sqlite3.connect(inbox_path(places), isolation_level=None)
    connection.execute(
        "INSERT INTO inbox VALUES (CAST(:id AS TEXT), CAST(:received_at AS TEXT), CAST(:form AS TEXT),"
        " :key_number, :sealed)",
        row,
    )
    connection.close()


@pytest.fixture(params=sorted(POISON))
def poisoned(request: pytest.FixtureRequest, places: Places, inbox: Inbox) -> None:
    """A good row, then a poisoned one, then a good one."""
    inbox.submit(choice("before"))
    put(places, POISON[request.param])
    inbox.submit(choice("after"))


@pytest.mark.usefixtures("poisoned")
def test_the_others_are_read_and_the_poisoned_one_is_kept_and_shown_as_damaged(desk: Desk) -> None:
    assert desk.take_in(NOW) == 3
    assert (desk.waiting(), desk.take_in(NOW)) == (0, 0)
    headers = desk.list()
    for header in headers:
        assert header.received_at.astimezone(SWEDEN).strftime("%Y") == "2026"
        assert len(header.id) == 32
        assert header.id.isalnum()
        assert header.form in ("choice", "?")
    seen = desk.open_all([header.id for header in headers], "anna", "list", NOW)
    assert {row.submission.id for row in seen.opened} == {choice("before").id, choice("after").id}
    assert len(seen.broken) == 1
    assert desk.verify().how is None


@pytest.mark.parametrize("poison", ["no time", "the last moment", "no zone"])
def test_a_row_without_a_usable_time_gets_that_of_its_taking_in(
    places: Places, desk: Desk, poison: str
) -> None:
    put(places, POISON[poison])
    later = NOW + timedelta(hours=3)
    desk.take_in(later)
    (header,) = desk.list()
    assert (header.id, header.received_at) == (POISONED.id, later)


@pytest.mark.parametrize("poison", ["a path as id", "a broken letter in the id"])
def test_the_seal_of_a_poisoned_row_is_kept_as_it_was(places: Places, desk: Desk, poison: str) -> None:
    put(places, POISON[poison] | {"sealed": b"whatever it was"})
    desk.take_in(NOW)
    with desk.queue.reading() as connection:
        assert connection.exec_driver_sql("SELECT sealed FROM submission").scalars().all() == [
            b"whatever it was"
        ]


@pytest.mark.parametrize("time", ["not a time", "9999-12-31T23:59:59.999999+00:00", ""])
@pytest.mark.parametrize("column", ["received_at", "taken_in_at", "changed_at"])
def test_a_time_that_went_bad_in_the_queue_file_stops_nobody(
    inbox: Inbox, desk: Desk, column: str, time: str
) -> None:
    inbox.submit(choice("a"))
    inbox.submit(choice("b"))
    desk.take_in(NOW)
    with desk.queue.writing() as connection:
        connection.exec_driver_sql(f"UPDATE submission SET {column}=? WHERE id=?", (time, choice("a").id))
    for header in desk.list():
        assert header.received_at.astimezone(SWEDEN)
        assert header.taken_in_at.astimezone(SWEDEN)
    seen = desk.open_all([header.id for header in desk.list()], "anna", "list", NOW)
    assert choice("b").id in {row.submission.id for row in seen.opened}
    assert [header.id for header in seen.broken] == ([choice("a").id] if column == "received_at" else [])


@pytest.mark.usefixtures("poisoned")
@pytest.mark.parametrize(
    "poisoned", ["no time", "the last moment", "a broken letter in the id", "markup as form"], indirect=True
)
def test_a_backup_with_a_poisoned_row_can_be_restored(
    places: Places, desk: Desk, tmp_path: Path, recovery: KeyPair
) -> None:
    back_up(desk, places, tmp_path / "waiting", "command:root", NOW)
    desk.take_in(NOW)
    back_up(desk, places, tmp_path / "taken in", "command:root", NOW)
    for name in ("waiting", "taken in"):
        target = Places(tmp_path / f"restored {name}")
        assert len(restore(tmp_path / name, target, recovery.secret, "command:root", NOW).broken) == 1
        restored = Desk.open(target)
        restored.take_in(NOW)
        assert restored.count()["new"] == 3
        restored.close()


def test_a_letterbox_that_gives_nothing_up_does_not_hang_the_desk(inbox: Inbox, desk: Desk) -> None:
    """A trigger left by whoever could write there keeps every row from being deleted."""
    inbox.submit(choice())
    with desk.letterbox.writing() as connection:
        connection.exec_driver_sql("CREATE TRIGGER no BEFORE DELETE ON inbox BEGIN SELECT RAISE(IGNORE); END")
    assert desk.take_in(NOW) == 1
    assert desk.take_in(NOW) == 0
    assert desk.count()["new"] == 1


@given(
    st.text(max_size=40)
    | st.datetimes().map(str)
    | st.datetimes().map(lambda one: as_text(one.replace(tzinfo=UTC)))
)
@settings(suppress_health_check=[HealthCheck.too_slow])
def test_a_stored_time_is_read_as_it_was_written_or_refused_as_a_value(text: str) -> None:
    try:
        time = from_text(text)
    except ValueError:
        return
    assert as_text(time) == text
    assert time.astimezone(SWEDEN)
