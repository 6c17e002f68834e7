"""The plug is pulled at any moment: nothing acknowledged is lost, nothing stands twice, the log holds.

The SQL is the store's own, recorded from a running inbox and desk, and replayed on a simulated disk that
keeps only what was synced; of the rest it keeps, drops or tears each write by chance. apsw's files have no
shared memory, so the replay holds its locks exclusively; all else is as recorded.

``POWER_CUTS`` in the environment sets how often (120; the promise is kept over 2,000, for which see the
figures that the test prints with ``-s``).
"""

import os
import random
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import apsw
import pytest

from hemval.queue.desk import Desk
from hemval.queue.desk.audit import Entry, check
from hemval.queue.desk.desk import queue_path
from hemval.queue.inbox import Inbox, inbox_path
from hemval.settings import Places
from tests.queue.power_cut import Disk, SimulatedDisk
from tests.queue.samples import NOW, choice

CUTS = int(os.environ.get("POWER_CUTS", "120"))
SENT = 110
TAKEN_IN_AFTER = (40, 90)
CARRIED_ON = 25
"""Each so many cuts, the real inbox and desk go on with the files that the cut left."""


@dataclass(frozen=True)
class Sql:
    """One statement as the engine ran it, on one of the two files."""

    file: str
    text: str


@dataclass(frozen=True)
class Acknowledged:
    """The moment at which a citizen was told that it had arrived."""

    row_id: str


Step = Sql | Acknowledged


@dataclass(frozen=True)
class Recording:
    """What ran, and the files as they stood before."""

    steps: tuple[Step, ...]
    before: dict[str, bytes]
    audit_key: bytes


@dataclass
class Outcome:
    """What was left after some cuts."""

    cuts: int = 0
    acknowledged: int = 0
    lost: int = 0
    damaged: int = 0


@contextmanager
def recorded(steps: list[Step], monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Note every statement of every connection opened meanwhile, with its values filled in."""
    connect = sqlite3.connect

    def listening(address: str, **options: Any) -> sqlite3.Connection:
        connection = connect(address, **options)
        file = Path(address.partition("?")[0]).name
        connection.set_trace_callback(lambda text: steps.append(Sql(file, text)))
        return connection

    with monkeypatch.context() as patch:
        patch.setattr(sqlite3, "connect", listening)
        yield


@pytest.fixture
def recording(places: Places, monkeypatch: pytest.MonkeyPatch) -> Recording:
    paths = (inbox_path(places), queue_path(places))
    before = {path.name: path.read_bytes() for path in paths}
    steps: list[Step] = []
    with recorded(steps, monkeypatch):
        inbox, desk = Inbox.open(places), Desk.open(places)
        for n in range(SENT):
            inbox.submit(choice(str(n)))
            steps.append(Acknowledged(choice(str(n)).id))
            if n in TAKEN_IN_AFTER:
                desk.take_in(NOW)
    key = desk.keys.audit
    inbox.close()
    desk.close()
    return Recording(tuple(steps), before, key)


def sabotaged(recording: Recording, mode: str) -> Recording:
    steps = [
        replace(step, text=step.text.replace("synchronous=FULL", f"synchronous={mode}"))
        if isinstance(step, Sql)
        else step
        for step in recording.steps
    ]
    assert tuple(steps) != recording.steps
    return replace(recording, steps=tuple(steps))


def replay(recording: Recording, disk: Disk, checkpoint: int) -> list[str]:
    """Run the recording on a disk until the plug is pulled; return what had been acknowledged."""
    acknowledged: list[str] = []
    connections: dict[str, apsw.Connection] = {}
    try:
        for step in recording.steps:
            if disk.dead:
                break
            if isinstance(step, Acknowledged):
                acknowledged.append(step.row_id)
                continue
            if step.file not in connections:
                connections[step.file] = opened(disk, step.file, checkpoint)
            connections[step.file].execute(step.text).fetchall()
    except apsw.Error as error:
        if not disk.dead:
            raise AssertionError("the replay failed by itself") from error
    finally:
        disk.dead = True
        for connection in connections.values():
            connection.close(force=True)
    return acknowledged


def opened(disk: Disk, file: str, checkpoint: int = 1000) -> apsw.Connection:
    connection = apsw.Connection(f"/{file}", vfs=disk.name, flags=apsw.SQLITE_OPEN_READWRITE)
    connection.execute("PRAGMA locking_mode=EXCLUSIVE").fetchall()
    connection.execute(f"PRAGMA wal_autocheckpoint={checkpoint}").fetchall()
    return connection


def pull_the_plug(recording: Recording, places: Places, cuts: int, seed: int) -> Outcome:
    outcome = Outcome()
    chance = random.Random(seed)
    with SimulatedDisk() as simulated:
        disk = simulated.fresh(recording.before)
        replay(recording, disk, 20)
        length = disk.operations
        for cut in range(cuts):
            checkpoint = chance.choice((5, 20, 80, 1000))
            disk = simulated.fresh(recording.before, chance.randrange(length))
            acknowledged = replay(recording, disk, checkpoint)
            left = disk.after_the_cut(chance)
            outcome.cuts += 1
            outcome.acknowledged += len(acknowledged)
            held = held_after(simulated.fresh(left), recording, outcome)
            outcome.lost += len(set(acknowledged) - held)
            if cut % CARRIED_ON == 0 and not outcome.lost and not outcome.damaged:
                carry_on(places, left, set(acknowledged))
    return outcome


def held_after(disk: Disk, recording: Recording, outcome: Outcome) -> set[str]:
    """Open what is left; return the rows in either file, and count damage to the files or the log."""
    held: set[str] = set()
    for file, table in (("inbox.sqlite", "inbox"), ("queue.sqlite", "submission")):
        connection = opened(disk, file)
        try:
            held.update(row for (row,) in connection.execute(f"SELECT id FROM {table}"))
            outcome.damaged += connection.execute("PRAGMA integrity_check").fetchall() != [("ok",)]
            if table == "submission":
                entries = [Entry(*row) for row in connection.execute("SELECT * FROM audit ORDER BY seq")]
                outcome.damaged += check(entries, recording.audit_key).how is not None
        except apsw.Error:
            outcome.damaged += 1
        finally:
            connection.close(force=True)
    return held


def carry_on(places: Places, left: dict[str, bytes], acknowledged: set[str]) -> None:
    """Start the real thing on these files; every citizen sends again; each choice stands once."""
    for folder in (places.inbox, places.officers):
        for old in folder.glob("*.sqlite*"):
            old.unlink()
    for name, content in left.items():
        folder = places.inbox if name.startswith("inbox") else places.officers
        (folder / name).write_bytes(content)
    inbox, desk = Inbox.open(places), Desk.open(places)
    for n in range(0, SENT, 10):
        inbox.submit(choice(str(n)))
    desk.take_in(NOW)
    held = [header.id for header in desk.list()]
    assert len(held) == len(set(held))
    assert acknowledged <= set(held)
    assert desk.open_all(held, "anna", "list", NOW).broken == ()
    assert desk.verify().how is None
    inbox.close()
    desk.close()


def test_a_power_cut_loses_nothing_acknowledged(recording: Recording, places: Places) -> None:
    outcome = pull_the_plug(recording, places, CUTS, seed=2)
    print(outcome)  # noqa: T201 - the figures of the promise, shown by -s
    assert outcome.cuts == CUTS
    assert outcome.acknowledged > CUTS * 20
    assert (outcome.lost, outcome.damaged) == (0, 0)


@pytest.mark.parametrize("mode", ["NORMAL", "OFF"])
def test_less_than_full_syncing_loses_rows(recording: Recording, places: Places, mode: str) -> None:
    """Sabotage: the simulation finds what a weaker setting loses."""
    outcome = pull_the_plug(sabotaged(recording, mode), places, 40, seed=3)
    assert outcome.lost > 0
