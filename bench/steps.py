"""What a page of the form and an answer cost in processor time, beside the least Flask can do.

Run ``python -m bench.steps`` from the top level; compare the ratios of one run. No network is in it: what is
counted is the application. The last column draws nothing: the page comes ready-made from memory, which is
the most that drawing pages beforehand could give.
"""

import gzip
import shutil
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask, request

from hemval.public.application import create
from hemval.web.rendering import Renderer
from tests.municipalities import NOW, prepared_copy
from tests.public.client import Citizen
from tests.public.journeys import PERSON, go

TIMES, ROUNDS = 100, 5
ASKED = {"kind": "first", "area": "_unknown", "provider": "bjorkens-hemtjanst", "second": "_none"}
PAGES = ("who", "granted", "name", "identity-number", "address", "area", "provider", "second", "start")


def cost(act: Callable[[], object]) -> float:
    """Return milliseconds of processor time, of the quietest round."""
    act()
    rounds = []
    for _ in range(ROUNDS):
        began = time.process_time()
        for _ in range(TIMES):
            act()
        rounds.append((time.process_time() - began) / TIMES * 1000)
    return min(rounds)


def bare() -> Flask:
    """The least a Flask application can do with a page and a post."""
    app = Flask("bare")

    @app.route("/<path:anywhere>", methods=["GET", "POST"])
    def answered(anywhere: str) -> tuple[str, int, dict[str, str]]:
        if request.method == "POST":
            return request.form.get("csrf_token", "")[:0], 302, {"Location": f"/{anywhere}"}
        return "x" * 4000, 200, {}

    return app


def main() -> None:
    folder = Path(tempfile.mkdtemp())
    try:
        settings, _ = prepared_copy("lindvik", folder / "content")
        client = bare().test_client()
        page = cost(lambda: client.get("/a").close())
        post = cost(lambda: client.post("/a", data={"csrf_token": "x" * 60, "name": "y"}).close())
        print(f"bare Flask   page {page:.2f} ms   post {post:.2f} ms")
        citizen = go(Citizen(create(settings, lambda: NOW)), "kontrollera", **ASKED)
        answers = {**PERSON, **ASKED}
        start = citizen.path.removesuffix("kontrollera/")
        for name in PAGES:
            address = f"{start}{name}/"
            first = citizen.client.get(address)
            if first.status_code != 200:
                continue
            asked = cost(lambda address=address: citizen.client.get(address).close())  # type: ignore[misc]
            with pytest.MonkeyPatch.context() as patch:
                patch.setattr(Renderer, "page", lambda *_, ready=first.text, **__: ready)
                ready = cost(lambda address=address: citizen.client.get(address).close())  # type: ignore[misc]
            data = {"csrf_token": citizen.token, name: answers.get(name, "")}
            taken = cost(lambda a=address, d=data: citizen.client.post(a, data=d).close())  # type: ignore[misc]
            size = len(gzip.compress(first.data))
            print(
                f"{name:16} {size / 1024:4.1f} KiB   page {asked:.2f} ms  {page / asked:.2f}"
                f"   post {taken:.2f} ms  {post / taken:.2f}   ready-made {ready:.2f} ms"
            )
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
