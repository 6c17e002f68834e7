"""kill -9 while citizens send: nothing acknowledged is lost, nothing stands twice, nothing is halved.

``KILLS`` in the environment sets how many times (3; the promise is kept over 100).
"""

import os
import random
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from hemval.queue.desk import Desk
from hemval.queue.reference import row_id_of
from hemval.settings import Places
from tests.queue.samples import NOW, SECRET, choice

KILLS = int(os.environ.get("KILLS", "3"))
ROOT = Path(__file__).parents[2]

SENDING = """
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from hemval.queue.inbox import Inbox
from hemval.settings import Places
from tests.queue.samples import choice
inbox = Inbox.open(Places(Path(sys.argv[1])))
def send(n):
    inbox.submit(choice(f"{sys.argv[2]}-{n}"), choice(f"{sys.argv[2]}-{n} too"))
    sys.stdout.write(f"{sys.argv[2]}-{n}\\n")
    sys.stdout.flush()
with ThreadPoolExecutor(4) as threads:
    list(threads.map(send, range(3000)))
"""


def test_nothing_acknowledged_is_lost_to_kill_9(places: Places) -> None:
    chance = random.Random(4)
    acknowledged: list[str] = []
    for round_ in range(KILLS):
        acknowledged += sent_until_killed(places, round_, chance.randrange(1, 150))
        if round_ % 2:
            take_in(places)
    take_in(places)
    desk = Desk.open(places)
    held = [header.id for header in desk.list()]
    held_ids = set(held)
    opened = desk.open_all(held, "anna", "list", NOW)
    verdict = desk.verify()
    desk.close()
    print(f"{KILLS} kills, {len(acknowledged)} acknowledged")  # noqa: T201 - shown by -s
    assert len(acknowledged) >= KILLS
    assert {choice(draft).id for draft in acknowledged} <= set(held)
    assert len(held) == len(set(held))
    halved = [
        draft for draft in everything() if (row(draft) in held_ids) != (row(f"{draft} too") in held_ids)
    ]
    assert halved == [], "of what is sent together all is there, or nothing"
    assert opened.broken == ()
    assert verdict.how is None


def everything() -> Iterator[str]:
    for round_ in range(KILLS):
        yield from (f"{round_}-{number}" for number in range(3000))


def row(draft: str) -> str:
    return row_id_of(draft, {}, SECRET)


def take_in(places: Places) -> None:
    desk = Desk.open(places)
    desk.take_in(NOW)
    desk.close()


def sent_until_killed(places: Places, round_: int, after: int) -> list[str]:
    command = [sys.executable, "-c", SENDING, str(places.content), str(round_)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=ROOT) as child:
        assert child.stdout
        lines = [child.stdout.readline() for _ in range(after)]
        child.kill()
        lines += child.stdout.read().splitlines(keepends=True)
    assert child.returncode == -9
    return [line.decode().strip() for line in lines if line.endswith(b"\n")]
