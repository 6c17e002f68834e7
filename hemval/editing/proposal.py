"""A proposed change of a provider's file: what the provider said of itself, beside what is published.

It is all that leaves the queue of it: who attested stays there. Whoever writes content has no queue.
"""

from collections.abc import Mapping
from datetime import date
from itertools import groupby
from typing import Annotated, Literal

from pydantic import AfterValidator, JsonValue, ValidationError

from hemval.content.kinds import Day, Id, Line, Model, wrong
from hemval.content.profile_fields import FIELDS, stated, with_stated
from hemval.content.provider import Profile, Provider

FORM = "provider"
"""The form whose answers are a proposal."""

PROVIDER, CHANGED = "provider", "changed"
"""Its questions about which provider it is, and what is to be changed."""


def _field(name: str) -> str:
    if name not in FIELDS:
        raise wrong("%(id)s is nothing that a provider may change in its profile.", id=name)
    return name


class Change(Model):
    """One field, as it was published and as it is to be. None says nothing."""

    field: Annotated[str, AfterValidator(_field)]
    before: JsonValue
    after: JsonValue


class Proposal(Model):
    """What is handed over to whoever writes content."""

    kind: Literal["hemval-provider"] = "hemval-provider"
    version: Literal[1] = 1
    provider: Id
    attested: Day
    """The day when the answers came."""
    reference: Line
    """What the case is found by in the queue."""
    changes: tuple[Change, ...] = ()
    """None where the provider attests what already stands."""


def proposal_of(
    answers: Mapping[str, JsonValue], provider: Provider, received: date, reference: str
) -> tuple[Proposal, tuple[str, ...]]:
    """Make the proposal of answers, and name the fields whose answers cannot stand in a file.

    What a page takes in can always stand there; an officer may have written in what no page takes.
    """
    now = stated(provider)
    taken: dict[str, JsonValue] = {}
    refused: list[str] = []
    given = [field for field in FIELDS if field in answers]
    for _, group in groupby(given, key=lambda field: FIELDS[field][:2]):
        fields = {field: _value(field, answers[field], now[field]) for field in group}
        try:
            proposed = stated(with_stated(provider, {**taken, **fields}))
        except ValidationError:
            refused += fields
        else:
            taken |= {field: proposed[field] for field in fields}
    changes = [
        Change(field=one, before=now[one], after=after) for one, after in taken.items() if after != now[one]
    ]
    proposal = Proposal(provider=provider.id, attested=received, reference=reference, changes=tuple(changes))
    return proposal, tuple(refused)


def still_open(proposal: Proposal, profile: Profile) -> tuple[tuple[Change, ...], tuple[Change, ...]]:
    """Return the changes that are left to make, and those whose field somebody has changed meanwhile."""
    now = stated(profile)
    left = [change for change in proposal.changes if now[change.field] != change.after]
    return (
        tuple(change for change in left if now[change.field] == change.before),
        tuple(change for change in left if now[change.field] != change.before),
    )


def _value(field: str, answer: JsonValue, now: JsonValue) -> JsonValue:
    if answer == "":
        return [] if isinstance(now, list) else None
    return _with_translations(answer, now) if field == "extras" else answer


def _with_translations(services: JsonValue, now: JsonValue) -> JsonValue:
    """Keep the translations of services whose Swedish name is as before: the form asks for Swedish alone."""
    known = {
        name["sv"]: name
        for one in (now if isinstance(now, list) else ())
        if isinstance(one, dict) and isinstance(name := one["name"], dict)
    }
    if not isinstance(services, list):
        return services
    return [
        {**one, "name": known.get(name.get("sv"), name)}
        if isinstance(one, dict) and isinstance(name := one.get("name"), dict)
        else one
        for one in services
    ]
