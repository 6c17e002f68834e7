"""What a login takes through the officers' own process, whoever tries; and what many at once take of memory.

Run ``python -m bench.logins`` from the top level; ``LOGINS=128`` for as many at once, ``ROUNDS=100`` for
more in the medians. How long a login takes must not tell whether there is an account: the ratios of the
medians are what to look at, on a quiet machine. Memory is that of the process of ``server.py officers``.
"""

import http.client
import os
import re
import socket
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from threading import Barrier
from urllib.parse import urlencode

from hemval.content.folder import Folder
from hemval.content.loading import load
from hemval.forms.reading.loading import load_forms
from hemval.pages.published import write_published
from hemval.queue.desk import Desk
from hemval.queue.desk.keys import new_recovery_key
from hemval.queue.desk.prepare import prepare
from hemval.settings import PROJECT, Places

AT_ONCE = int(os.environ.get("LOGINS", "64"))
ROUNDS = int(os.environ.get("ROUNDS", "40"))
LOGIN = "/arenden/logga-in/"
PASSWORD, WRONG = "en lång mening som lösenord", "en lång mening som inte stämmer"
NAMES = [f"anna-{n}" for n in range(10)]
CLOSED, UNKNOWN = "stangd", "ingen"
TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')

FIRST, RIGHT = "known name, wrong password", "known name, right password"
KINDS = {
    FIRST: lambda n: (NAMES[n % len(NAMES)], WRONG),
    RIGHT: lambda n: (NAMES[n % len(NAMES)], PASSWORD),
    "unknown name": lambda _: (UNKNOWN, WRONG),
    "closed account, its password": lambda _: (CLOSED, PASSWORD),
    "closed account, wrong password": lambda _: (CLOSED, WRONG),
}


class Login:
    """A login page that is open in a browser of its own."""

    def __init__(self, port: int) -> None:
        self.port = port
        with closing(self._connect()) as connection:
            connection.request("GET", LOGIN)
            answer = connection.getresponse()
            self.cookie = (answer.getheader("Set-Cookie") or "").partition(";")[0]
            (self.token,) = TOKEN.findall(answer.read().decode())

    def _connect(self) -> http.client.HTTPConnection:
        return http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)

    def send(self, name: str, password: str) -> tuple[int, float]:
        """Return the answer's status and the seconds until it was read."""
        body = urlencode({"name": name, "password": password, "csrf_token": self.token})
        headers = {
            "Cookie": self.cookie,
            "Origin": f"http://127.0.0.1:{self.port}",
            "Sec-Fetch-Site": "same-origin",
            "Content-Type": "application/x-www-form-urlencoded",
        }
        with closing(self._connect()) as connection:
            start = time.perf_counter()
            connection.request("POST", LOGIN, body, headers)
            answer = connection.getresponse()
            answer.read()
            return answer.status, time.perf_counter() - start


@contextmanager
def officers(places: Places) -> Iterator[tuple[int, int]]:
    """Run the officers' process; give its port and number."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    environment = {
        **os.environ,
        "HEMVAL_CONTENT": str(places.content),
        "HEMVAL_OFFICERS_PORT": str(port),
        "HEMVAL_SECURE_COOKIES": "false",
    }
    process = subprocess.Popen([sys.executable, "server.py", "officers"], cwd=PROJECT, env=environment)
    try:
        while process.poll() is None:
            try:
                socket.create_connection(("127.0.0.1", port), timeout=1).close()
            except OSError:
                time.sleep(0.1)
            else:
                break
        yield port, process.pid
    finally:
        process.terminate()
        process.wait()


def memory(pid: int, what: str) -> float:
    """Return what a process holds (``VmRSS``) or has held at most (``VmHWM``), in MB (Linux)."""
    (line,) = re.findall(rf"{what}:\s+(\d+) kB", Path(f"/proc/{pid}/status").read_text("ascii"))
    return int(line) / 1024


def alone(port: int) -> None:
    """Try each kind in turn, so that what else the machine does falls on all alike."""
    spent: dict[str, list[float]] = {kind: [] for kind in KINDS}
    for n in range(ROUNDS):
        for kind, who in KINDS.items():
            status, seconds = Login(port).send(*who(n))
            expected = 303 if kind.endswith("right password") else 400
            if status not in (expected, 302 if expected == 303 else expected):
                raise SystemExit(f"{kind}: {status}")
            spent[kind].append(seconds)
    first = median(spent[FIRST])
    for kind, seconds in spent.items():
        print(f"{kind:36} median {median(seconds) * 1000:7.1f} ms   ratio {median(seconds) / first:5.3f}")


def together(port: int, pid: int) -> None:
    """Let many send the right password at the same moment."""
    pages = [Login(port) for _ in range(AT_ONCE)]
    before, barrier = memory(pid, "VmRSS"), Barrier(AT_ONCE)

    def send(n: int) -> tuple[int, float]:
        barrier.wait()
        return pages[n].send(NAMES[n % len(NAMES)], PASSWORD)

    with ThreadPoolExecutor(AT_ONCE) as threads:
        found = list(threads.map(send, range(AT_ONCE)))
    times = [seconds for _, seconds in found]
    answers = ", ".join(f"{count} of {status}" for status, count in Counter(one for one, _ in found).items())
    print(f"{AT_ONCE} at once: {answers}; median {median(times):.2f} s, the last {max(times):.2f} s")
    peak, after = memory(pid, "VmHWM"), memory(pid, "VmRSS")
    print(f"memory before {before:.0f} MB, at the peak {peak:.0f} MB, after {after:.0f} MB")


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        places = Places(Path(folder) / "logins")
        places.site.mkdir(parents=True)
        content, _ = load(Folder(PROJECT, PROJECT))
        if content is None:
            raise SystemExit("the content has faults")
        prepare(places, new_recovery_key().public)
        write_published(places.published, content, load_forms(Folder(PROJECT, PROJECT))[0])
        desk, now = Desk.open(places), datetime.now(UTC)
        for name in (*NAMES, CLOSED):
            desk.accounts.add(name, PASSWORD, "bench", now)
        desk.accounts.close(CLOSED, "bench", now)
        desk.close()
        with officers(places) as (port, pid):
            print(f"memory when it answers {memory(pid, 'VmRSS'):.0f} MB")
            together(port, pid)
            alone(port)


if __name__ == "__main__":
    main()
