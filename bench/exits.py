"""How an exit bears many: 1,200 affected of nine providers at once, from the list to an empty gap report.

Run ``python -m bench.exits`` from the top level; ``PEOPLE=5000`` for as many. Two thirds choose, the rest get
what a rule by free room gives. Absolute figures belong to a machine.
"""

import os
import random
import resource
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TypeVar

from hemval.content.affected_list import Affected
from hemval.content.exit import Exits
from hemval.content.folder import Folder
from hemval.content.loading import load
from hemval.content.no_choice import FreeCapacity
from hemval.content.provider import Provider
from hemval.content.room import Rooms
from hemval.content.whole import Content
from hemval.forms.reading.loading import load_forms
from hemval.queue.desk import Desk
from hemval.queue.desk.keys import new_recovery_key
from hemval.queue.desk.prepare import prepare
from hemval.queue.reference import reference_of, row_id_of
from hemval.queue.submission import Submission
from hemval.rules.exits.case import Case
from hemval.rules.exits.changes import what_changes
from hemval.rules.exits.plan import Plan
from hemval.rules.exits.plans import plans
from hemval.rules.exits.proof import proof
from hemval.settings import PROJECT, Places

PEOPLE = int(os.environ.get("PEOPLE", "1200"))
EXIT = "alla-2027"
LEAVING = tuple(f"gammal-{n}" for n in range(9))
COMING = tuple(f"ny-{n}" for n in range(9))
LAST_DAY = date(2027, 5, 15)
SENT = datetime(2027, 3, 1, 9, tzinfo=UTC)
RUN = datetime(2027, 4, 20, 9, tzinfo=UTC)

T = TypeVar("T")


def town() -> Content:
    """Make nine providers that stop and nine that begin on the day after, with ceilings that just hold."""
    content, _ = load(Folder(PROJECT, PROJECT))
    if content is None:
        raise SystemExit("the content has faults")
    pattern = next(iter(content.providers.values()))
    areas = tuple(content.municipality.areas)
    providers: dict[str, Provider] = {}
    for name in (*LEAVING, *COMING):
        days = (
            {"begins": date(2020, 1, 1), "last_day": LAST_DAY, "end": "terminated"}
            if name in LEAVING
            else {"begins": date(2027, 5, 16), "last_day": None, "end": None}
        )
        update = {**days, "areas": areas, "approved_for": ("service", "personal-care")}
        agreement = pattern.agreement.model_copy(update=update)
        providers[name] = pattern.model_copy(update={"id": name, "name": name, "agreement": agreement})
    hours = PEOPLE * 30 // len(COMING)
    room = {"state": "open", "as_of": "2027-02-01", "granted_hours": 0}
    rooms = {name: room | {"ceilings": [{"hours": hours, "told": "2026-01-01"}]} for name in COMING}
    stops = {"providers": LEAVING, "letters": "2027-02-01", "deadline": "2027-04-19"}
    rule = FreeCapacity(kind="free-capacity", tie="random")
    rules = tuple(one.model_copy(update={"exit_no_choice": rule}) for one in content.municipality.rules)
    return content.model_copy(
        update={
            "municipality": content.municipality.model_copy(update={"rules": rules}),
            "providers": providers,
            "rooms": Rooms.model_validate(rooms),
            "exits": Exits.model_validate({EXIT: stops}),
        }
    )


def people(content: Content, chance: random.Random) -> list[Affected]:
    areas = sorted(content.municipality.areas)
    return [
        Affected(
            reference=f"HEM-{n:05}",
            provider=chance.choice(LEAVING),
            area=chance.choice(areas),
            services=("service", "personal-care"),
            hours=chance.choice([5, 15, 30]),
        )
        for n in range(PEOPLE)
    ]


def choices(cases: tuple[Case, ...], chance: random.Random) -> list[Submission]:
    """Two thirds choose with their code."""
    made = []
    for n, case in enumerate(cases):
        if n % 3 == 0:
            continue
        answers = {
            "name": f"Person {n}", "kind": "switch", "today": case.affected.provider, "code": case.code,
            "provider": chance.choice(COMING),
        }  # fmt: skip
        one = Submission(
            id=row_id_of(f"{n}", {}, bytes(32)),
            reference=reference_of(f"{n}", bytes(32)),
            received_at=SENT + timedelta(minutes=n),
            form="choice",
            form_version=6,
            content_version="abc",
            language="sv",
            channel="web",
            answers=dict(answers),
            asked=(),
        )
        made.append(one)
    return made


def timed(what: str, act: Callable[[], T]) -> T:
    start, worked = time.perf_counter(), time.process_time()
    found = act()
    spent, worked = time.perf_counter() - start, time.process_time() - worked
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    memory = pages * resource.getpagesize() // 2**20
    print(f"{what:44} {spent:8.2f} s {worked:8.2f} s of a processor {memory:5} MB", flush=True)
    return found


def main() -> None:
    content, chance = town(), random.Random(1)
    form = load_forms(Folder(PROJECT, PROJECT))[0]["choice"]
    with tempfile.TemporaryDirectory() as folder:
        places = Places(Path(folder) / "town")
        places.content.mkdir()
        prepare(places, new_recovery_key().public)
        desk = Desk.open(places)
        listed = people(content, chance)
        seen = what_changes((), listed).mark
        timed(
            f"a list of {PEOPLE} is taken in",
            lambda: desk.exits.take_in_list(EXIT, listed, seen, "anna", SENT),
        )
        cases = timed("the register, the first time", lambda: desk.exits.read(EXIT))
        timed("the register again", lambda: desk.exits.read(EXIT))
        sent = choices(cases, chance)
        desk.register(sent, "anna", SENT)
        timed(f"{len(sent)} choices are joined", lambda: desk.exits.join_new(form, content, RUN))

        def plans_now() -> tuple[Plan, ...]:
            return plans(content, EXIT, desk.exits.read(EXIT), RUN.date(), desk.exits.turns())

        timed("the plans of all, after that", plans_now)
        timed("the plans of all, again", plans_now)
        timed("as a page asks for them", lambda: desk.exits.planned(content, EXIT, RUN.date()))
        timed("as the next page does", lambda: desk.exits.planned(content, EXIT, RUN.date()))
        timed("what the rule would do, on its page", lambda: desk.exits.foreseen(content, EXIT, RUN))
        timed("what it would do, on its next page", lambda: desk.exits.foreseen(content, EXIT, RUN))
        ran = timed("the run", lambda: desk.exits.run_defaults(content, EXIT, "anna", RUN))
        print(f"   stored {ran.stored}, left without {len(ran.left.unplaced)}")
        timed("the register after the run, the first time", lambda: desk.exits.read(EXIT))
        timed("the register again", lambda: desk.exits.read(EXIT))
        found = timed("the plans of all after the run", plans_now)
        cases = desk.exits.read(EXIT)
        proved = timed("the proof", lambda: proof(content, EXIT, cases, found))
        print(f"   {proved.proved} of {proved.references} proved; gaps: {dict(proved.reasons)}")
        without = proof(content, EXIT, cases, found[:77] + found[78:])
        print(f"   one left out on purpose: {[(gap.reference, gap.reason) for gap in without.gaps]}")
        desk.close()


if __name__ == "__main__":
    main()
