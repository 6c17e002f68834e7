"""How fast the form receives choices, against a bare Flask POST on the same server.

Run ``python -m bench.form`` from the top level. Both answer over HTTP from a waitress in a process of its
own; every choice is checked, sealed and on disk before it is answered. Compare the ratios of one run.
"""

import base64
import hmac
import http.client
import multiprocessing
import os
import shutil
import socket
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path
from urllib.parse import urlencode

from flask import Flask, request
from itsdangerous import URLSafeTimedSerializer

from hemval.forms.draft import sealed_draft
from hemval.public.application import create
from hemval.public.draft_session import COOKIE, draft_folder
from hemval.queue.inbox import SECRET
from hemval.queue.secret import read_secret
from hemval.settings import Settings
from hemval.web.serving import listen, serve
from hemval.words.dates import SWEDEN
from tests.municipalities import NOW, prepared_copy

POSTS = int(os.environ.get("POSTS", "2000"))
CLIENTS = 4
ANSWERS = {
    "who": "myself",
    "granted": "yes",
    "protected": True,
    "name": "Åsa Öberg",
    "identity-number": "193804129819",
    "phone": "070-174 06 05",
    "kind": "first",
    "area": "unknown",
    "provider": "bjorkens-hemtjanst",
    "second": "none",
}

Post = tuple[str, dict[str, str], str]
"""Address, headers, body."""


def bare() -> Flask:
    """The least a Flask application can do with a post."""
    app = Flask("bare")

    @app.post("/<path:anywhere>")
    def received(anywhere: str) -> tuple[str, int, dict[str, str]]:
        return request.form.get("csrf_token", "")[:0], 302, {"Location": f"/{anywhere}"}

    return app


def run(make: Callable[[], Flask], listening: socket.socket) -> None:
    serve(make(), listening)


def choices(settings: Settings, n: int) -> Iterator[Post]:
    """Make drafts that wait only for Send."""
    secret = read_secret(settings.places.public / SECRET)
    key = base64.urlsafe_b64encode(hmac.digest(secret, b"hemval draft cookie", "sha256"))
    token = URLSafeTimedSerializer(secret, salt="wtf-csrf-token").dumps("x" * 40)
    for number in range(n):
        draft_id = f"{number:022d}"
        draft = {
            "id": draft_id,
            "started": NOW.timestamp(),
            "language": "sv",
            "answers": ANSWERS,
            "typed": {},
            "csrf_token": "x" * 40,
        }
        headers = {
            "Cookie": f"{COOKIE}={sealed_draft(draft, key)}",
            "Content-Type": "application/x-www-form-urlencoded",
        }
        yield f"{draft_folder('sv', draft_id)}kontrollera/", headers, urlencode({"csrf_token": token})


def measure(make: Callable[[], Flask], posts: list[Post], end: str) -> tuple[float, list[float]]:
    """Return posts a second and each one's seconds; every answer must lead to ``end``."""
    listening = listen("127.0.0.1", 0)
    port = listening.getsockname()[1]
    server = multiprocessing.get_context("fork").Process(target=run, args=(make, listening))
    server.start()
    listening.close()
    took: list[float] = []

    def client(mine: list[Post]) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port)
        for address, headers, body in mine:
            began = time.perf_counter()
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
        began = time.perf_counter()
        with ThreadPoolExecutor(CLIENTS) as pool:
            list(pool.map(client, [posts[n::CLIENTS] for n in range(CLIENTS)]))
        return len(posts) / (time.perf_counter() - began), took
    finally:
        server.terminate()
        server.join()


def main() -> None:
    folder = Path(tempfile.mkdtemp())
    try:
        settings, _ = prepared_copy("lindvik", folder / "content")
        posts = list(choices(settings, POSTS))
        plain, _ = measure(bare, posts, "/")
        ours, took = measure(lambda: create(settings, lambda: datetime.now(SWEDEN)), posts, "/kvitto/")
        again, _ = measure(bare, posts, "/")
        took.sort()
        plain = max(plain, again)
        print(f"bare Flask POST          {plain:8.0f} /s   1.00")
        print(f"choice received, on disk {ours:8.0f} /s   {ours / plain:.2f}")
        print(f"p50 {took[len(took) // 2] * 1000:.1f} ms   p99 {took[len(took) * 99 // 100] * 1000:.1f} ms")
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
