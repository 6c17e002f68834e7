"""How fast the form receives choices, against a bare Flask POST on the same server.

Run ``python -m bench.form`` from the top level. Both answer over HTTP from a waitress in a process of its
own; every choice is checked, sealed and on disk before it is answered. Compare the ratios of one run.
"""

import http.client
import multiprocessing
import os
import shutil
import socket
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path

from flask import Flask, request

from hemval.public.application import create
from hemval.web.serving import listen, serve
from hemval.words.dates import SWEDEN
from tests.municipalities import prepared_copy
from tests.public.ready_drafts import Post, ready_drafts

POSTS = int(os.environ.get("POSTS", "2000"))
CLIENTS = 4
PACED_CLIENTS = 16
PACE = 100
"""Choices a second: far more than all of Sweden makes."""
CHOICE = {
    "kind": "first",
    "area": "centrum",
    "provider": "bjorkens-hemtjanst",
    "second": "_none",
    "start": "",
}


def bare() -> Flask:
    """The least a Flask application can do with a post."""
    app = Flask("bare")

    @app.post("/<path:anywhere>")
    def received(anywhere: str) -> tuple[str, int, dict[str, str]]:
        return request.form.get("csrf_token", "")[:0], 302, {"Location": f"/{anywhere}"}

    return app


def run(make: Callable[[], Flask], listening: socket.socket) -> None:
    serve(make(), listening)


def measure(
    make: Callable[[], Flask], posts: list[Post], end: str, pace: float = 0
) -> tuple[float, list[float]]:
    """Return posts a second and each one's seconds; every answer must lead to ``end``.

    With a pace, posts are begun at that many a second, whether earlier ones are answered or not.
    """
    listening = listen("127.0.0.1", 0)
    port = listening.getsockname()[1]
    server = multiprocessing.get_context("fork").Process(target=run, args=(make, listening))
    server.start()
    listening.close()
    took: list[float] = []

    def client(mine: list[tuple[int, Post]]) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port)
        for number, (address, headers, body) in mine:
            began = start + number / pace if pace else time.perf_counter()
            time.sleep(max(0.0, began - time.perf_counter()))
            connection.request("POST", address, body, headers)
            answer = connection.getresponse()
            answer.read()
            took.append(time.perf_counter() - began)
            location = answer.getheader("Location") or ""
            if answer.status != 302 or not location.endswith(end):
                raise RuntimeError(f"{answer.status} {location}")
        connection.close()

    try:
        time.sleep(1)
        start = time.perf_counter()
        clients = PACED_CLIENTS if pace else CLIENTS
        numbered = list(enumerate(posts))
        with ThreadPoolExecutor(clients) as pool:
            list(pool.map(client, [numbered[n::clients] for n in range(clients)]))
        return len(posts) / (time.perf_counter() - start), took
    finally:
        server.terminate()
        server.join()


def main() -> None:
    folder = Path(tempfile.mkdtemp())
    try:
        settings, _ = prepared_copy("lindvik", folder / "content")
        posts = list(ready_drafts(settings, POSTS, **CHOICE))
        plain, _ = measure(bare, posts, "/")
        ours, took = measure(lambda: create(settings, lambda: datetime.now(SWEDEN)), posts, "/kvitto/")
        again, _ = measure(bare, posts, "/")
        more = list(ready_drafts(settings, POSTS + PACE * 10, **CHOICE))[POSTS:]
        _, paced = measure(lambda: create(settings, lambda: datetime.now(SWEDEN)), more, "/kvitto/", PACE)
        plain = max(plain, again)
        print(f"bare Flask POST          {plain:8.0f} /s   1.00")
        print(f"choice received, on disk {ours:8.0f} /s   {ours / plain:.2f}")
        for told, seconds in (("all at once", sorted(took)), (f"at {PACE} a second", sorted(paced))):
            p50, p99 = (seconds[len(seconds) * part // 100] * 1000 for part in (50, 99))
            print(f"{told:18} p50 {p50:.1f} ms   p99 {p99:.1f} ms")
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
