"""The citizens' application as the process it is in production: what it knows, what it survives."""

import http.client
import os
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from hemval.cli.application import run
from hemval.cli.starting import Refusal
from hemval.queue.desk import Desk
from hemval.queue.inbox import inbox_path
from hemval.queue.reference import row_id_of
from hemval.queue.secret import read_secret
from hemval.settings import PROJECT, Settings
from tests.municipalities import NOW
from tests.project.running import free_port, wait_until_open
from tests.public.ready_drafts import ANSWERS, Post, ready_drafts

SENT = {question: answer for question, answer in ANSWERS.items() if question != "protected"}
NAME, NUMBER = "Åsa Öberg", "193109239842"

pytestmark = pytest.mark.parametrize("municipality", ["lindvik"], indirect=True)


@contextmanager
def public_process(settings: Settings, log: Path) -> Iterator[tuple[int, subprocess.Popen[str]]]:
    """Run ``server.py public``, with all it prints in a file."""
    port = free_port()
    environment = {**os.environ, "HEMVAL_CONTENT": str(settings.content), "HEMVAL_PUBLIC_PORT": str(port)}
    environment["TMPDIR"] = str(log.parent)
    with log.open("a") as printed:
        process = subprocess.Popen(
            [sys.executable, "server.py", "public"],
            cwd=PROJECT,
            env=environment,
            stdout=printed,
            stderr=printed,
            text=True,
        )
        try:
            wait_until_open(port, process)
            yield port, process
        finally:
            process.kill()
            process.wait()


def send(port: int, post: Post) -> str:
    """Send a ready draft; return where the answer leads."""
    address, headers, body = post
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=30)) as connection:
        connection.request("POST", address, body, headers)
        with connection.getresponse() as answer:
            answer.read()
            assert answer.status == 302, answer.status
            return answer.getheader("Location") or ""


def traces(folder: Path) -> list[str]:
    """Name the files below a folder that hold a planted name or number in the clear."""
    markers = [NAME.encode(), NUMBER.encode(), b"19310923-9842", "Åsa Öberg".encode("utf-16-le")]
    return [
        path.name
        for path in folder.rglob("*")
        if path.is_file() and any(marker in path.read_bytes() for marker in markers)
    ]


def test_what_was_received_is_nowhere_in_the_clear(settings: Settings, tmp_path: Path) -> None:
    log = tmp_path / "printed.log"
    with public_process(settings, log) as (port, _):
        for post in ready_drafts(settings, 5, **{"identity-number": NUMBER}):
            assert send(port, post).endswith("/kvitto/")
        assert traces(tmp_path) == []
        desk = Desk.open(settings.places)
        assert desk.take_in(NOW) == 5
        desk.close()
        assert traces(tmp_path) == []
    # The sabotage: a file that does hold the name is found.
    (tmp_path / "leak.tmp").write_text(f"… {NAME} …", encoding="utf-8")
    assert traces(tmp_path) == ["leak.tmp"]


def test_the_process_has_no_key_that_opens(settings: Settings, tmp_path: Path) -> None:
    private = [
        line
        for line in (settings.places.officers / "officers.key").read_text().split()
        if line.startswith("AGE-SECRET-KEY")
    ]
    assert private
    with public_process(settings, tmp_path / "log") as (port, process):
        for post in ready_drafts(settings, 2):
            send(port, post)
        environment = Path(f"/proc/{process.pid}/environ").read_bytes()
        opened = [str(file.readlink()) for file in Path(f"/proc/{process.pid}/fd").iterdir()]
        memory = _memory(process.pid)
    assert b"AGE-SECRET-KEY" not in environment
    assert not [name for name in opened if "/officers/" in name]
    assert not [key for key in private if key.encode() in memory]
    # The sabotage: what the process does hold is found the same way.
    assert (settings.places.public / "recipients.txt").read_text().split()[-1].encode() in memory


def _memory(pid: int) -> bytes:
    """Read a process's writable memory."""
    found = bytearray()
    with Path(f"/proc/{pid}/mem").open("rb", 0) as memory:
        for line in Path(f"/proc/{pid}/maps").read_text().splitlines():
            span, rights, *_ = line.split()
            start, end = (int(part, 16) for part in span.split("-"))
            if rights.startswith("rw") and end - start < 256 * 1024 * 1024:
                try:
                    memory.seek(start)
                    found += memory.read(end - start)
                except (OSError, ValueError, OverflowError):
                    continue
    return bytes(found)


def test_one_draft_sent_sixteen_times_at_once_is_one_choice(settings: Settings, tmp_path: Path) -> None:
    (post,) = ready_drafts(settings, 1)
    with public_process(settings, tmp_path / "log") as (port, _), ThreadPoolExecutor(16) as pool:
        led = set(pool.map(lambda _: send(port, post), range(16)))
    assert len(led) == 1
    desk = Desk.open(settings.places)
    assert desk.take_in(NOW) == 1
    desk.close()


def test_kill_9_during_posts_loses_nothing_acknowledged(settings: Settings, tmp_path: Path) -> None:
    """``KILLS`` says how many times; three are enough to find a store that answers too early."""
    rounds = int(os.environ.get("KILLS", "3"))
    posts = list(ready_drafts(settings, rounds * 200))
    acknowledged = [
        draft
        for n in range(rounds)
        for draft in send_until_killed(
            settings, posts[n * 200 : (n + 1) * 200], 20 + n % 60, tmp_path / "log"
        )
    ]
    desk = Desk.open(settings.places)
    desk.take_in(NOW)
    stored = [header.id for header in desk.list()]
    desk.close()
    secret = read_secret(settings.places.public / "secret")
    lost = [draft for draft in acknowledged if row_id_of(draft, SENT, secret) not in stored]
    assert lost == [], f"{len(acknowledged)} acknowledged"
    assert len(stored) == len(set(stored))
    assert len(acknowledged) >= 20 * rounds


def send_until_killed(settings: Settings, posts: list[Post], enough: int, log: Path) -> list[str]:
    """Send from eight citizens at once, kill the process after some answers; return the drafts answered."""
    waiting, acknowledged, killed_now = list(posts), list[str](), threading.Event()

    def citizen(port: int) -> None:
        while waiting:
            post = waiting.pop()
            try:
                send(port, post)
            except (OSError, http.client.HTTPException):
                return
            acknowledged.append(post[0].split("/")[2])
            if len(acknowledged) >= enough:
                killed_now.set()

    with public_process(settings, log) as (port, process):
        citizens = [threading.Thread(target=citizen, args=(port,)) for _ in range(8)]
        for thread in citizens:
            thread.start()
        assert killed_now.wait(30)
        process.kill()
        for thread in citizens:
            thread.join()
    return acknowledged


def test_an_inbox_of_an_earlier_version_is_refused_with_the_command_that_mends_it(settings: Settings) -> None:
    with closing(sqlite3.connect(inbox_path(settings.places))) as inbox:
        inbox.execute("UPDATE alembic_version SET version_num = 'inbox_0001'")
        inbox.commit()
    with pytest.raises(Refusal) as refused:
        run("public", settings)
    assert "har version inbox_0001, men programmet behöver" in refused.value.message
    assert refused.value.message.endswith("Kör hemval init.")
