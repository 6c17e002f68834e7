"""How the officers' lists, search and cases bear many choices: times and memory.

Run ``python -m bench.queue`` from the top level; ``ROWS=100000`` for as many. Absolute figures belong to a
machine; what grows faster than the rows is what to look for.
"""

import os
import random
import resource
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import insert

from hemval.content.folder import Folder
from hemval.content.loading import load
from hemval.forms.reading.loading import load_forms
from hemval.officers.application import create
from hemval.pages.published import write_published
from hemval.queue.desk import Desk
from hemval.queue.desk.keys import new_recovery_key, read_desk_keys
from hemval.queue.desk.prepare import prepare
from hemval.queue.desk.tables import submission
from hemval.queue.reference import reference_of, row_id_of
from hemval.queue.sealing import seal
from hemval.queue.submission import Asked, Submission
from hemval.queue.times import as_text
from hemval.settings import PROJECT, Places, Settings

ROWS = int(os.environ.get("ROWS", "10000"))
NOW = datetime(2026, 12, 2, 9, 30, tzinfo=UTC)
PASSWORD = "en lång mening som lösenord"
FIRST = ("Åsa", "Bo", "Karin", "Mohammed", "Nils", "Örjan", "Lena", "Fatima")
LAST = ("Öst", "Ek", "Lindqvist", "Ali", "Berg", "Ängström", "Sandberg", "Virtanen")


def choice(n: int, providers: list[str], chance: random.Random) -> Submission:
    name = f"{chance.choice(FIRST)} {chance.choice(LAST)} {n}"
    born = datetime(1930, 1, 1, tzinfo=UTC) + timedelta(days=chance.randrange(9000))
    person = f"{born:%Y%m%d}{chance.randrange(10000):04}"
    answers = {
        "who": "myself", "granted": "yes", "name": name, "identity-number": person, "contact": "phone",
        "phone": f"070-{n:07}", "kind": "first", "area": "centrum", "provider": chance.choice(providers),
        "second": "_none",
    }  # fmt: skip
    asked = tuple(Asked(id=key, question=f"{key}?", answer=value) for key, value in answers.items())
    return Submission(
        id=row_id_of(f"{n}", {}, bytes(32)),
        reference=reference_of(f"{n}", bytes(32)),
        received_at=NOW - timedelta(minutes=n),
        form="choice",
        form_version=5,
        content_version="abc",
        language="sv",
        channel="web",
        answers=answers,
        asked=asked,
    )


def fill(places: Places, providers: list[str]) -> None:
    """Put the rows straight into the queue file: taking them in one by one is another bench."""
    desk, keys, chance = Desk.open(places), read_desk_keys(places), random.Random(1)
    for start in range(0, ROWS, 5000):
        some = [choice(n, providers, chance) for n in range(start, min(start + 5000, ROWS))]
        rows = [
            {
                "id": one.id, "received_at": as_text(one.received_at), "taken_in_at": as_text(NOW),
                "form": one.form, "key_number": keys.recipients.number,
                "sealed": seal(one, keys.recipients), "state": "new", "version": 1,
            }
            for one in some
        ]  # fmt: skip
        with desk.queue.writing() as connection:
            connection.execute(insert(submission), rows)
    desk.accounts.add("anna", PASSWORD, "bench", NOW)
    desk.close()


def memory() -> int:
    """Return what this process holds now, in MB (Linux)."""
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    return pages * resource.getpagesize() // 2**20


def timed(what: str, act: Callable[[], object]) -> None:
    start, worked = time.perf_counter(), time.process_time()
    act()
    spent, worked = time.perf_counter() - start, time.process_time() - worked
    print(f"{what:44} {spent:8.2f} s {worked:8.2f} s of a processor {memory():5} MB", flush=True)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        places = Places(Path(folder) / "queue")
        places.content.mkdir()
        content, _ = load(Folder(PROJECT, PROJECT))
        if content is None:
            raise SystemExit("the content has faults")
        prepare(places, new_recovery_key().public)
        write_published(places.published, content, load_forms(Folder(PROJECT, PROJECT))[0])
        timed(f"{ROWS} choices are sealed and stored", lambda: fill(places, sorted(content.providers)))
        settings = Settings(content=places.content, secure_cookies=False, second_factor=False)
        app = create(settings, lambda: NOW)
        browser = app.test_client()
        page = browser.get("/arenden/logga-in/").text
        token = page.partition('name="csrf_token" value="')[2].partition('"')[0]
        given = {"name": "anna", "password": PASSWORD, "csrf_token": token}
        own = {"Origin": "http://localhost", "Sec-Fetch-Site": "same-origin"}
        browser.post("/arenden/logga-in/", data=given, headers=own)
        timed("the first list since the start", lambda: browser.get("/arenden/"))
        timed("the list again", lambda: browser.get("/arenden/"))
        timed("its last page, narrowed", lambda: browser.get("/arenden/?visa=nya&vantat=1&sida=9999"))
        token = browser.get("/arenden/sok/").text.partition('name="csrf_token" value="')[2].partition('"')[0]

        def search(typed: str) -> None:
            found = browser.post("/arenden/sok/", data={"sok": typed, "csrf_token": token}, headers=own)
            page = browser.get(found.headers["Location"]).text
            if "hittades" not in page:
                raise SystemExit("the search found nothing at all")

        timed("search for a part of a name", lambda: search("lindq"))
        timed("search for a telephone number", lambda: search("070-0000077"))
        row = choice(7, ["x"], random.Random(1)).id
        timed("one case", lambda: browser.get(f"/arenden/{row}/"))
        app.extensions["hemval.desk"].close()


if __name__ == "__main__":
    main()
