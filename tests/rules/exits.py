"""Exits for the rules' tests: any providers, affected and choices; a run that goes on as a store would."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from random import Random
from typing import Any

from hemval.content.affected_list import Affected
from hemval.content.exit import Exits
from hemval.content.folder import Folder
from hemval.content.loading import load
from hemval.content.room import Rooms
from hemval.content.whole import Content
from hemval.rules.exits.case import Case, Joined, Settled
from hemval.rules.exits.run import Given, Run, foreseen
from hemval.rules.turn import given_in_turn, round_of
from hemval.settings import PROJECT
from tests.rules.cases import AREAS, IDS, no_choice, some
from tests.rules.samples import content_of, provider, rule_set

EXIT = "utforare-2027"
LAST_DAY = date(2027, 5, 15)
SENT = datetime(2027, 3, 1, 9, tzinfo=UTC)
RUN = datetime(2027, 4, 20, 9, tzinfo=UTC)
TODAY = RUN.date()


def example(name: str, *providers: str) -> Content:
    """Load an example with an exit of some of its providers, whatever its own file says."""
    content, findings = load(Folder(PROJECT / "examples" / name, PROJECT))
    assert content is not None, findings
    return content.model_copy(update={"exits": exits(*providers)})


@cache
def lindvik() -> Content:
    return content_of("lindvik")


def exits(*providers: str, **changes: Any) -> Exits:
    one = {"providers": providers, "letters": "2026-11-01", "deadline": "2027-01-11", **changes}
    return Exits.model_validate({EXIT: one})


def affected(n: int, provider: str, *choices: Joined, **changes: Any) -> Case:
    """Make a person; ``changes`` are of the case, and of what the list says of it."""
    of_list = {key: changes.pop(key) for key in ("area", "services", "hours") if key in changes}
    listed = Affected.model_validate({"reference": f"A-{n:04}", "provider": provider, **of_list})
    return Case(id=f"{n:032x}", code=f"CODE{n:04}", affected=listed, choices=choices, **changes)


def choice(n: int, *wishes: str, **changes: Any) -> Joined:
    """Make a choice of the n-th minute, of a person of its own unless it says otherwise."""
    return replace(
        Joined(
            submission=f"{n:032x}",
            received=SENT + timedelta(minutes=n),
            kind="switch" if wishes else "no-choice",
            channel="web",
            wishes=wishes,
            person=f"person {n}",
        ),
        **changes,
    )


def settled(outcome_of: Given, at: datetime) -> Settled:
    """Make what a store would keep of somebody who was given a provider."""
    plan, result = outcome_of.plan, outcome_of.outcome.result
    assert plan.last_day is not None
    assert result.start is not None
    return Settled(
        kind="default",
        made_at=at,
        made_by="anna",
        last_day=plan.last_day,
        start=result.start,
        provider=result.provider,
        waits_for=result.waits_for,
        meanwhile=result.meanwhile,
        group=plan.group,
        services=plan.services,
        choice=plan.choice,
        outcome=outcome_of.outcome,
    )


def stored(cases: Iterable[Case], given: Sequence[Given], at: datetime = RUN) -> tuple[Case, ...]:
    """Keep some of what a run gives, in the place of what was kept before."""
    by_case: dict[str, list[Given]] = {}
    for one in given:
        by_case.setdefault(one.plan.case.id, []).append(one)
    made = []
    for case in cases:
        new = [settled(one, at) for one in by_case.get(case.id, [])]
        groups = {one.group for one in new}
        kept = [one for one in case.settled if one.group not in groups]
        made.append(replace(case, settled=(*kept, *new)))
    return tuple(made)


def turns_after(given: Iterable[Given], turns: dict[str, str]) -> dict[str, str]:
    after = dict(turns)
    for one in given:
        place, provider_ = round_of(one.outcome.inputs), given_in_turn(one.outcome)
        if place is not None and provider_ is not None:
            after[place] = provider_
    return after


def in_chunks(content: Content, cases: Sequence[Case], size: int, turns: dict[str, str]) -> tuple[Case, ...]:
    """Run with a fresh look before each chunk, as one that is cut off and begun again after each."""
    held = tuple(cases)
    while given := foreseen(content, EXIT, held, RUN, turns).given[:size]:
        held, turns = stored(held, given), turns_after(given, turns)
    return held


def run_of(content: Content, cases: Iterable[Case]) -> Run:
    return foreseen(content, EXIT, cases, RUN)


def any_content(chance: Random, rule: dict[str, Any] | None = None) -> Content:
    """Make five providers, of which one or two stop, with rooms and rules of any kind."""
    leaving = some(chance, IDS, 1, 2)
    providers = {}
    rooms: dict[str, Any] = {}
    for name in IDS:
        last_day = LAST_DAY - timedelta(days=chance.choice([0, 0, 14])) if name in leaving else None
        providers[name] = provider(
            name,
            name.upper(),
            last_day=last_day.isoformat() if last_day else None,
            areas=some(chance, AREAS, 1),
            approved_for=some(chance, ("service", "personal-care"), 1),
        )
        if chance.random() < 0.8:
            rooms[name] = {"state": chance.choice(["open", "open", "open", "queue"]), "as_of": "2027-01-01"}
            if chance.random() < 0.7:
                ceilings = [{"hours": 100 + chance.randrange(100), "told": "2026-01-01"}]
                rooms[name] |= {"granted_hours": 100, "ceilings": ceilings}
    rules = rule_set(
        no_choice={"kind": "appointed"},
        exit_no_choice=rule or no_choice(chance),
        when_full=chance.choice(["queue-and-stay", "queue-and-elsewhere", "next-choice"]),
    )
    content = lindvik()
    return content.model_copy(
        update={
            "municipality": content.municipality.model_copy(update={"rules": (rules,)}),
            "providers": providers,
            "rooms": Rooms.model_validate(rooms),
            "exits": exits(*leaving, deadline="2027-04-19"),
        }
    )


def any_cases(chance: Random, content: Content) -> tuple[Case, ...]:
    """Make affected of the exit's providers with choices of all sorts."""
    leaving = content.exits.root[EXIT].providers
    made = []
    for n in range(chance.randint(1, 12)):
        choices = [
            choice(
                chance.randrange(100) + 1000 * n + 20_000 * k,
                *(wishes := some(chance, IDS, 0, 2)),
                given=chance.choice(["", "", "", *wishes]),
                person=f"{n} {chance.choice('aaaab')}",
                closed=chance.random() < 0.1,
                protected=chance.random() < 0.05,
                tied_by=chance.choice(["", "", "", "anna"]),
            )
            for k in range(chance.choice([0, 0, 1, 1, 2]))
        ]
        one = affected(
            n,
            chance.choice(leaving),
            *choices,
            area=chance.choice([None, *AREAS]),
            services=some(chance, ("service", "personal-care"), 0, 2),
            hours=chance.choice([None, 5, 20, 60]),
            gone_at=SENT if chance.random() < 0.05 else None,
        )
        made.append(one)
    chance.shuffle(made)
    return tuple(made)
