"""An exit at the desk: Krokom's provider C, with whom it helps and what they send."""

from datetime import UTC, datetime, timedelta
from functools import cache

from pydantic import JsonValue

from hemval.content.affected_list import Affected
from hemval.content.folder import Folder
from hemval.content.loading import load
from hemval.content.whole import Content
from hemval.forms.reading.loading import load_forms
from hemval.queue.desk import Desk
from hemval.queue.desk.exits.ending import confirm_exit
from hemval.queue.submission import Submission
from hemval.rules.exits.case import Case
from hemval.rules.exits.changes import what_changes
from hemval.settings import PROJECT
from tests.queue.samples import choice
from tests.rules.exits import EXIT, exits

BEFORE = datetime(2027, 3, 1, 9, tzinfo=UTC)
AFTER = datetime(2027, 4, 20, 9, tzinfo=UTC)
FORM = load_forms(Folder(PROJECT, PROJECT))[0]["choice"]


@cache
def krokom() -> Content:
    content, findings = load(Folder(PROJECT / "examples" / "krokom", PROJECT))
    assert content is not None, findings
    return content.model_copy(update={"exits": exits("utforare-c", deadline="2027-04-19")})


def listed(n: int, **changes: object) -> Affected:
    known = {"reference": f"HEM-{n:04}", "provider": "utforare-c", "area": "hela-kommunen", "hours": 5}
    return Affected.model_validate(known | changes)


def take_in(desk: Desk, *people: Affected, now: datetime = BEFORE) -> tuple[Case, ...]:
    seen = what_changes(desk.exits.read(EXIT), people).mark
    desk.exits.take_in_list(EXIT, people, seen, "anna", now)
    return desk.exits.read(EXIT)


def sent(draft: str, minute: int = 0, **answers: JsonValue) -> Submission:
    """Make a choice of Ada's for provider B unless it says otherwise, so many minutes after the letters."""
    known: dict[str, JsonValue] = {
        "name": "Ada Ek",
        "identity-number": "193804129819",
        "kind": "switch",
        "today": "utforare-c",
        "provider": "utforare-b",
    }
    received = BEFORE + timedelta(minutes=minute)
    return choice(draft).model_copy(update={"received_at": received, "answers": known | answers})


def acts(desk: Desk) -> list[str]:
    assert desk.verify().broken_at is None
    with desk.queue.reading() as connection:
        return list(connection.exec_driver_sql("SELECT act FROM audit ORDER BY seq").scalars())


def turning() -> Content:
    """Return the same town with a rule that goes round: what a run gives turns on what was given before."""
    order = ("kommunens-hemtjanst", "utforare-a", "utforare-b")
    rule = {"kind": "in-turn", "order": order}
    return krokom().model_copy(update={"exits": exits("utforare-c", deadline="2027-04-19", no_choice=rule)})


def ended(desk: Desk, now: datetime, exit_id: str = EXIT) -> None:
    """End an exit as it is, without asking whether it may be."""
    with desk.queue.writing() as connection:
        confirm_exit(connection, desk.keys, exit_id, "anna", now)
