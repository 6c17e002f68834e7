"""Nine ways to edit the log, and which of them a head in a second place is needed for."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import Connection

from hemval.cli.queue import queue
from hemval.cli.starting import Refusal, read_settings
from hemval.queue.desk import Desk
from hemval.queue.desk.audit import Head, append, newest
from hemval.queue.desk.errors import HeadsOutOfReach
from hemval.queue.desk.heads_outside import add_head, last_head, read_heads
from hemval.settings import PROJECT, Places, Settings
from tests.queue.samples import NOW

Tamper = Callable[[Connection, bytes], object]


def sql(*statements: str) -> Tamper:
    def tamper(connection: Connection, _key: bytes) -> None:
        for statement in statements:
            connection.exec_driver_sql(statement)

    return tamper


def written_anew(connection: Connection, key: bytes) -> None:
    """By whoever has taken the officers' process over, key and all: what somebody opened is gone."""
    left = [tuple(row) for row in connection.exec_driver_sql("SELECT who, act FROM audit WHERE seq != 4")]
    connection.exec_driver_sql("DELETE FROM audit")
    for who, act in left:
        append(connection, key, who, act, ["row"], NOW)


COLUMNS = "at, who, act, rows, previous, mac"

KINDS: dict[str, tuple[Tamper, bool]] = {
    "who did it": (sql("UPDATE audit SET who = 'bo' WHERE seq = 4"), True),
    "when": (sql("UPDATE audit SET at = '2026-11-01T00:00:00.000000+00:00' WHERE seq = 4"), True),
    "what": (sql("UPDATE audit SET act = 'list' WHERE seq = 4"), True),
    "with which rows": (sql("""UPDATE audit SET rows = '["another"]' WHERE seq = 4"""), True),
    "one taken out": (
        sql(
            "DELETE FROM audit WHERE seq = 4",
            "UPDATE audit SET seq = seq - 1 WHERE seq = 5",
            "UPDATE audit SET seq = seq - 1 WHERE seq = 6",
            "UPDATE audit SET previous = (SELECT mac FROM audit WHERE seq = 3) WHERE seq = 4",
        ),
        True,
    ),
    "one put in": (
        sql(
            f"INSERT INTO audit (seq, {COLUMNS}) SELECT 7, {COLUMNS} FROM audit WHERE seq = 3",
            "UPDATE audit SET previous = (SELECT mac FROM audit WHERE seq = 6) WHERE seq = 7",
        ),
        True,
    ),
    "two changed places": (
        sql(
            "UPDATE audit SET seq = -4 WHERE seq = 4",
            "UPDATE audit SET seq = 4 WHERE seq = 5",
            "UPDATE audit SET seq = 5 WHERE seq = -4",
        ),
        True,
    ),
    "the newest cut off": (sql("DELETE FROM audit WHERE seq > 4"), False),
    "written anew with the key": (written_anew, False),
}
"""Each kind, and whether the chain alone shows it."""


@pytest.fixture
def outside(tmp_path: Path) -> Path:
    return tmp_path / "elsewhere" / "heads"


@pytest.fixture
def kept(desk: Desk, outside: Path) -> Desk:
    """A log of six entries whose head was written to the second place after each."""
    outside.parent.mkdir()
    for n in range(6):
        with desk.queue.writing() as connection:
            append(connection, desk.keys.audit, "anna", "open", [f"row {n}"], NOW)
            add_head(outside, newest(connection), NOW)
    return desk


def verify(places: Places, outside: Path | None) -> Result:
    return CliRunner().invoke(queue, ["verify"], obj=Settings(content=places.content, audit_head=outside))


@pytest.mark.parametrize("kind", KINDS)
def test_nine_kinds_of_tampering(kind: str, kept: Desk, places: Places, outside: Path) -> None:
    tamper, seen_by_the_chain = KINDS[kind]
    assert (verify(places, None).exit_code, verify(places, outside).exit_code) == (0, 0)
    with kept.queue.writing() as connection:
        tamper(connection, kept.keys.audit)
    assert verify(places, outside).exit_code == 1
    assert (verify(places, None).exit_code == 1) == seen_by_the_chain


def test_the_table_in_the_record_is_what_was_found() -> None:
    (record,) = (PROJECT / "docs/decisions").glob("*-heads-of-the-log-*.md")
    rows = [line.split("|")[1:4] for line in record.read_text("utf-8").splitlines() if line.startswith("| ")]
    told = {kind.strip(): (alone.strip(), outside.strip()) for kind, alone, outside in rows[1:]}
    assert told == {kind: ("yes" if alone else "no", "yes") for kind, (_, alone) in KINDS.items()}


def test_work_that_went_on_after_the_log_was_cut_off_hides_nothing(
    kept: Desk, places: Places, outside: Path
) -> None:
    with kept.queue.writing() as connection:
        connection.exec_driver_sql("DELETE FROM audit WHERE seq > 4")
        for _ in range(9):
            append(connection, kept.keys.audit, "anna", "open", ["row"], NOW)
        add_head(outside, newest(connection), NOW)
    said = verify(places, outside)
    assert said.exit_code == 1
    assert "post 5" in said.output


def test_verify_says_what_it_was_held_against(kept: Desk, places: Places, outside: Path) -> None:
    assert f"Den innehåller alla 6 slutmärken i {outside}." in verify(places, outside).output
    with outside.open("ab") as file:
        file.write(b"2026-12-02T09:30:00.000000+00:00 6:ab")
    assert "1 rad där är inget slutmärke." in verify(places, outside).output
    add_head(outside, kept.head(), NOW)
    found = read_heads(outside)
    assert (len(found.heads), found.unreadable) == (7, 1), "a line after one that was cut off is whole"


def test_a_second_place_that_is_gone_is_no_clean_bill(kept: Desk, places: Places, outside: Path) -> None:
    outside.unlink()
    said = verify(places, outside)
    assert said.exit_code == 1
    assert str(outside) in said.output


def test_lines_are_private_and_only_added(outside: Path) -> None:
    outside.parent.mkdir()
    assert last_head(outside) is None
    heads = [Head(n, f"{n:064x}") for n in range(1, 99)]
    for head in heads:
        before = outside.read_bytes() if outside.exists() else b""
        add_head(outside, head, NOW)
        assert outside.read_bytes().startswith(before)
        assert last_head(outside) == head
    assert read_heads(outside).heads == tuple(heads)
    assert outside.stat().st_mode & 0o777 == 0o600


def test_a_place_that_fails_is_named(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "gone" / "heads"):
        with pytest.raises(HeadsOutOfReach):
            add_head(path, Head(1, "a" * 64), NOW)
    (tmp_path / "link").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(HeadsOutOfReach):
        add_head(tmp_path / "link", Head(1, "a" * 64), NOW)
    with pytest.raises(HeadsOutOfReach):
        add_head(Path("/dev/full"), Head(1, "a" * 64), NOW)


@pytest.mark.parametrize("inside", ["var/heads", "var/../var/officers/heads", "heads"])
def test_the_second_place_is_not_where_the_log_is(
    places: Places, inside: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = places.content / inside if inside.startswith("var") else Path(inside)
    monkeypatch.setenv("HEMVAL_AUDIT_HEAD", str(path))
    with pytest.raises(Refusal, match="HEMVAL_AUDIT_HEAD"):
        read_settings(places.content)
    monkeypatch.setenv("HEMVAL_AUDIT_HEAD", str(places.content.parent / "heads"))
    assert read_settings(places.content).audit_head
