"""An exit at the officers' desk: with whom it helps, and what they send."""

from datetime import datetime

from pydantic import JsonValue

from hemval.content.affected_list import Affected
from hemval.content.whole import Content
from hemval.queue.desk import Desk
from hemval.queue.submission import Submission
from hemval.rules.exits.case import Case
from hemval.rules.exits.changes import what_changes
from tests.officers.samples import choice

EXITS = {"lindvik": "solgardens-2027", "orebro": "uppsagda-2027"}
NUMBERS = ("193804129819", "193109239842", "192711059820")


def listed(content: Content, exit_id: str, count: int = 4) -> list[Affected]:
    """List invented references of an exit, by turns of its providers and areas, the third one in English."""
    leaving = content.exits.root[exit_id].providers
    found = []
    for n in range(count):
        provider = content.providers[leaving[n % len(leaving)]]
        areas = provider.agreement.areas
        known: dict[str, object] = {"reference": f"HEM-{n + 1:04}", "provider": provider.id}
        known |= {"area": areas[n % len(areas)], "services": ("service", "personal-care"), "hours": 10 + n}
        found.append(Affected.model_validate(known | ({"language": "en"} if n == 2 else {})))
    return found


def take_in(desk: Desk, content: Content, exit_id: str, now: datetime, count: int = 4) -> tuple[Case, ...]:
    """Take a list in, and return those it touches."""
    people = listed(content, exit_id, count)
    seen = what_changes(desk.exits.read(exit_id), people).mark
    desk.exits.take_in_list(exit_id, people, seen, "anna", now)
    return desk.exits.read(exit_id)


def helper(content: Content, case: Case) -> str:
    """Return a provider that can help somebody from the day after."""
    area, services = case.affected.area, case.affected.services
    leaving = content.exit_of(case.affected.provider)
    assert leaving is not None
    return next(
        one.id
        for one in content.providers.values()
        if one.agreement.last_day is None
        and one.agreement.begins is not None
        and one.agreement.begins.year < 2027
        and area in one.agreement.areas
        and set(services) <= set(one.agreement.approved_for)
    )


def sent(
    n: int, case: Case, provider: str, *, code: bool = True, person: int = 0, **other: object
) -> Submission:
    """Make the choice of somebody the exit touches: with the code of the letter, or without."""
    names = ("Åsa Öst", "Bo Berg", "Ce Carlsson")
    answers: dict[str, JsonValue] = {
        "name": names[person],
        "identity-number": NUMBERS[person],
        "kind": "switch",
        "today": case.affected.provider,
        "area": case.affected.area or "",
        "provider": provider,
    }
    if code:
        answers["code"] = case.code
    else:
        del answers["identity-number"]
    return choice(n, names[person], answers=answers, language="sv", **other)
