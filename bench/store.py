"""How fast a choice gets onto the disk, against the least that any store must do: append and fsync.

Run ``python -m bench.store`` from the top level. Absolute figures belong to a machine; the ratios of one
run are what to compare.
"""

import os
import shutil
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

from hemval.queue import inbox as inbox_module
from hemval.queue.desk.keys import new_recovery_key
from hemval.queue.desk.prepare import prepare
from hemval.queue.inbox import RECIPIENTS, Inbox
from hemval.queue.reference import reference_of, row_id_of
from hemval.queue.sealing import read_recipients, seal
from hemval.queue.submission import Asked, Submission
from hemval.settings import Places

ROWS = int(os.environ.get("ROWS", "1000"))
ROUNDS = 3
SENT_AT = datetime(2026, 12, 2, 9, 30, tzinfo=UTC)


def choice(draft: str) -> Submission:
    row_id, reference = row_id_of(draft, {}, bytes(32)), reference_of(draft, bytes(32))
    return Submission(
        id=row_id,
        reference=reference,
        received_at=SENT_AT,
        form="choice",
        form_version=1,
        content_version="abc",
        language="sv",
        channel="web",
        answers={"name": "Åke Exempel", "first": "solgarden"},
        asked=tuple(
            Asked(id=f"q{n}", question="En fråga av vanlig längd?", answer="Ett svar") for n in range(12)
        ),
    )


def rate(act: Callable[[str], object], threads: int = 1) -> float:
    names = [f"{time.monotonic_ns()}-{n}" for n in range(ROWS)]
    start = time.perf_counter()
    if threads == 1:
        for name in names:
            act(name)
    else:
        with ThreadPoolExecutor(threads) as pool:
            list(pool.map(act, names))
    return ROWS / (time.perf_counter() - start)


def appending(path: Path, sealed: bytes) -> Callable[[str], object]:
    file = path.open("ab", buffering=0)

    def append(_: str) -> None:
        file.write(sealed)
        os.fsync(file.fileno())

    return append


def main() -> None:
    folder = Path(tempfile.mkdtemp(dir=Path.cwd(), prefix=".bench-"))
    try:
        figures = measured(Places(folder))
    finally:
        shutil.rmtree(folder)
    raw = figures["append and fsync of a sealed row, no store"]
    print(f"{ROWS} rows, median of {ROUNDS} rounds")
    for name, value in figures.items():
        print(f"{name:<45} {value:>8.0f}/s {value / raw:>6.2f}")


def measured(places: Places) -> dict[str, float]:
    prepare(places, new_recovery_key().public)
    inbox = Inbox.open(places)
    recipients = read_recipients(places.public / RECIPIENTS)
    sealed = seal(choice("one"), recipients)
    append = appending(places.content / "raw", sealed)

    def unsealed(act: Callable[[], float]) -> float:
        """Take the sealing out: every row carries the same bytes."""
        inbox_module.seal = lambda _submission, _recipients: sealed
        try:
            return act()
        finally:
            inbox_module.seal = seal

    acts: dict[str, Callable[[], float]] = {
        "append and fsync of a sealed row, no store": lambda: rate(append),
        "submit, sealing taken out": lambda: unsealed(lambda: rate(lambda name: inbox.submit(choice(name)))),
        "submit": lambda: rate(lambda name: inbox.submit(choice(name))),
        "submit from 4 threads": lambda: rate(lambda name: inbox.submit(choice(name)), threads=4),
        "submit from 16 threads": lambda: rate(lambda name: inbox.submit(choice(name)), threads=16),
        "sealing alone": lambda: rate(lambda name: seal(choice(name), recipients)),
    }
    rounds = [{name: act() for name, act in acts.items()} for _ in range(ROUNDS)]
    inbox.close()
    return {name: median(one[name] for one in rounds) for name in acts}


if __name__ == "__main__":
    main()
