"""kill -9 in the middle of a run: nobody twice, nobody lost, and the next run ends as one uninterrupted."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from hemval.queue.desk import Desk
from hemval.queue.desk.audit import read_entries
from hemval.rules.exits.plans import plans
from hemval.rules.exits.proof import proof
from hemval.settings import Places
from tests.queue.exits import AFTER, listed, take_in, turning
from tests.rules.exits import EXIT

ROOT = Path(__file__).parents[2]
PEOPLE = 40

RUNNING = """
import sys
from pathlib import Path
from hemval.queue.desk import Desk
from hemval.queue.desk.exits import running, settling
from hemval.settings import Places
from tests.queue.exits import AFTER, turning
from tests.rules.exits import EXIT
running.AT_ONCE = 4
desk = Desk.open(Places(Path(sys.argv[1])))
append = running.append
def telling(*what):
    sys.stdout.write("stored, not committed\\n")
    sys.stdout.flush()
    return append(*what)
running.append = telling
desk.exits.run_defaults(turning(), EXIT, "anna", AFTER)
"""


def ended(places: Places) -> dict[str, tuple[str | None, str]]:
    """Run to the end; return who helps whom, and hold what the log and the proof say against it."""
    desk = Desk.open(places)
    desk.exits.run_defaults(turning(), EXIT, "anna", AFTER)
    cases = desk.exits.read(EXIT)
    assert proof(turning(), EXIT, cases, plans(turning(), EXIT, cases, AFTER.date())).holds
    with desk.queue.reading() as connection:
        links = [json.loads(one.rows) for one in read_entries(connection) if one.act == "exit_run"]
    logged = [word for link in links for word in link if len(word) == 32]
    assert sorted(logged) == sorted(case.id for case in cases), "each in one link"
    assert desk.verify().broken_at is None
    desk.close()
    return {case.reference: (case.settled[0].provider, case.settled[0].start.isoformat()) for case in cases}


@pytest.mark.parametrize("after", [1, 4])
def test_killed_anywhere_the_next_run_ends_as_if_nothing_had_happened(
    places: Places, tmp_path: Path, after: int
) -> None:
    desk = Desk.open(places)
    take_in(desk, *(listed(n) for n in range(PEOPLE)))
    desk.close()
    other = Places(tmp_path / "uninterrupted")
    shutil.copytree(places.content, other.content)
    command = [sys.executable, "-c", RUNNING, str(places.content)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=ROOT) as child:
        assert child.stdout
        for _ in range(after):
            assert child.stdout.readline()
        child.kill()
    assert child.returncode == -9
    desk = Desk.open(places)
    begun = sum(bool(case.settled) for case in desk.exits.read(EXIT))
    desk.close()
    assert begun % 4 == 0
    assert 4 * (after - 1) <= begun < PEOPLE
    assert ended(places) == ended(other)
