"""How the officers' desk bears many choices, from the inbox to the purge: times, memory and sizes.

Run ``python -m bench.queue`` from the top level; ``ROWS=100000`` for as many, which takes an hour and 2 GB of
disk. Everything goes through the real pages in one process, so nobody else is at work. The lines:

- taking in: rows that lie sealed in the inbox are carried over; sealing them is told apart, citizens do that;
- the first list since the start opens and judges all: a round of the process does it, and no officer waits;
- the list again, and after a step of a colleague: what every click costs from then on;
- its last page, narrowed; searches; one case; the page of what is purged;
- a batch of the oldest, as many as one holds, with its file in each format: made by the first press, fetched
  by a second; each looks through every row for what replaces what;
- confirming it: what the rules come to is stored for each row, in one transaction, while all others wait;
- the same for the rest, batch after batch, without the pages and the files;
- the purge of all of it when its time is out, with the files.

Absolute figures belong to a machine; what grows faster than the rows is what to look for.
"""

import os
import random
import re
import resource
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from flask import Flask
from sqlalchemy import insert
from werkzeug.test import TestResponse

from hemval.content.folder import Folder
from hemval.content.loading import load
from hemval.content.whole import Content
from hemval.forms.reading.loading import load_forms
from hemval.officers.application import create
from hemval.pages.published import write_published
from hemval.queue.desk import Desk
from hemval.queue.desk.batch import NET_NEW
from hemval.queue.desk.desk import queue_path
from hemval.queue.desk.keys import new_recovery_key
from hemval.queue.desk.prepare import prepare
from hemval.queue.desk.retention import Retention
from hemval.queue.inbox import Inbox
from hemval.queue.inbox_table import inbox as inbox_table
from hemval.queue.reference import reference_of, row_id_of
from hemval.queue.sealing import seal
from hemval.queue.submission import Asked, Submission
from hemval.queue.times import as_text
from hemval.settings import PROJECT, Places, Settings

OWN = {"Origin": "http://localhost", "Sec-Fetch-Site": "same-origin"}
AGAIN = "/arenden/logga-in-igen/"
HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)">')

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


def send(places: Places, providers: list[str]) -> None:
    """Put the rows into the inbox, many in one transaction: ``bench.store`` has it one by one."""
    inbox, chance = Inbox.open(places), random.Random(1)
    for start in range(0, ROWS, 5000):
        some = [choice(n, providers, chance) for n in range(start, min(start + 5000, ROWS))]
        rows = [
            {
                "id": one.id, "received_at": as_text(one.received_at), "form": one.form,
                "key_number": inbox.recipients.number, "sealed": seal(one, inbox.recipients),
            }
            for one in some
        ]  # fmt: skip
        with inbox.database.writing() as connection:
            connection.execute(insert(inbox_table), rows)
    inbox.close()


def memory() -> int:
    """Return what this process holds now, in MB (Linux)."""
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    return pages * resource.getpagesize() // 2**20


def timed(what: str, act: Callable[[], object]) -> None:
    start, worked = time.perf_counter(), time.process_time()
    act()
    spent, worked = time.perf_counter() - start, time.process_time() - worked
    print(f"{what:44} {spent:8.2f} s {worked:8.2f} s of a processor {memory():5} MB", flush=True)


class Officer:
    """A browser in which somebody has signed in."""

    def __init__(self, app: Flask) -> None:
        self.browser = app.test_client()
        self.sign_in()

    def sign_in(self, address: str = "/arenden/logga-in/") -> None:
        self.post(address, address, name="anna", password=PASSWORD)

    def get(self, address: str) -> str:
        return self.browser.get(address).text

    def post(self, page: str, address: str, **fields: str) -> TestResponse:
        """Post what a page's form posts, with the fields that it hides."""
        hidden = dict(HIDDEN.findall(self.get(page)))
        answer = self.browser.post(address, data={**hidden, **fields}, headers=OWN)
        if answer.status_code >= 400:
            raise SystemExit(f"{address}: {answer.status}")
        return answer

    def search(self, typed: str) -> None:
        found = self.post("/arenden/sok/", "/arenden/sok/", sok=typed)
        if "hittades" not in self.get(found.headers["Location"]):
            raise SystemExit("the search found nothing at all")

    def fetch(self, kind: str) -> int:
        """Fetch the file of the first batch; return its bytes."""
        return len(self.post("/arenden/hamta/1/", "/arenden/hamta/1/", format=kind).data)


def hand_over_the_rest(desk: Desk, content: Content, now: datetime) -> None:
    """Make batches and confirm them as long as there is anything new."""
    while desk.batches.net_new():
        number, _ = desk.batches.make("choice", NET_NEW, None, "anna", now)
        versions = {row.id: row.version for row in desk.batches.rows(number)}
        desk.batches.confirm(number, versions, content, "anna", now)


def measure(app: Flask, desk: Desk, content: Content, clock: list[datetime]) -> None:
    anna = Officer(app)
    row, other = (choice(n, ["x"], random.Random(1)).id for n in (7, 8))
    timed("the first list since the start", lambda: anna.get("/arenden/"))
    timed("the list again", lambda: anna.get("/arenden/"))
    desk.step(other, 1, "awaiting", "bo", NOW)
    timed("the list after a colleague's step", lambda: anna.get("/arenden/"))
    timed("its last page, narrowed", lambda: anna.get("/arenden/?visa=nya&vantat=1&sida=9999"))
    timed("search for a part of a name", lambda: anna.search("lindq"))
    timed("search for a telephone number", lambda: anna.search("070-0000077"))
    timed("one case", lambda: anna.get(f"/arenden/{row}/"))
    timed("one more case", lambda: anna.get(f"/arenden/{other}/"))
    timed("the page of what is purged", lambda: anna.get("/arenden/gallring/"))
    download = "/arenden/hamta/"
    timed("the page of batches", lambda: anna.get(download))
    timed("a batch of the oldest, with its file as CSV", lambda: anna.post(download, download, format="csv"))
    for kind in ("csv", "xlsx", "json"):
        clock[0] += timedelta(minutes=10)
        anna.sign_in(AGAIN)
        timed(f"the file as {kind.upper()}", lambda kind=kind: anna.fetch(kind))  # type: ignore[misc]
    clock[0] += timedelta(minutes=10)
    anna.sign_in(AGAIN)
    confirm = f"{download}1/bekrafta/"
    timed("the page that confirms", lambda: anna.get(confirm))
    timed("confirming it", lambda: anna.post(confirm, confirm))
    timed("batches of the rest, confirmed", lambda: hand_over_the_rest(desk, content, clock[0]))
    timed("the list when all are taken over", lambda: anna.get("/arenden/"))
    clock[0] += timedelta(days=400)
    timed("the purge of them all", lambda: desk.purge(Retention(30, "Beslut"), "hemval", clock[0]))
    if (left := sum(desk.count().values())) > 1:
        raise SystemExit(f"{left} rows are left")
    anna.sign_in()
    timed("the list when they are gone", lambda: anna.get("/arenden/"))


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        places = Places(Path(folder) / "queue")
        places.content.mkdir()
        content, _ = load(Folder(PROJECT, PROJECT))
        if content is None:
            raise SystemExit("the content has faults")
        prepare(places, new_recovery_key().public)
        write_published(places.published, content, load_forms(Folder(PROJECT, PROJECT))[0])
        timed(f"{ROWS} choices are sealed and sent", lambda: send(places, sorted(content.providers)))
        desk = Desk.open(places)
        desk.accounts.add("anna", PASSWORD, "bench", NOW)
        timed("they are taken in", lambda: desk.take_in(NOW))
        print(f"the queue file: {queue_path(places).stat().st_size // 2**20} MB")
        settings = Settings(content=places.content, secure_cookies=False, second_factor=False)
        clock = [NOW]
        app = create(settings, lambda: clock[0])
        measure(app, desk, content, clock)
        app.extensions["hemval.desk"].close()
        desk.close()


if __name__ == "__main__":
    main()
