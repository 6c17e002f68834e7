"""How fast the rules are: cases judged a second, and stored outcomes read and replayed equal.

Run as ``python -m bench.rules [outcomes]``. It makes up providers and people, and needs no content.
"""

import sys
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from time import perf_counter
from typing import Any

from hemval.content.rule_set import RuleSet
from hemval.rules.lead_time import earliest_start
from hemval.rules.outcome import Outcome, judged
from hemval.rules.situation import Inputs, Situation, Standing

FIRST = datetime(2026, 1, 1, 8, tzinfo=UTC)
AREAS = ("norra", "sodra", "ostra", "vastra")
FEW, MANY = 5, 400

LEAD_TIMES: dict[str, dict[str, Any]] = {
    "5 working days": {"kind": "working-days", "days": 5, "holidays": ["public", "eve"]},
    "5-10 days": {"kind": "days", "days": 5, "at_most": 10},
    "first of the month": {"kind": "first-of-month", "told_by": 20, "months_ahead": 2},
    "120 working days": {"kind": "working-days", "days": 120, "holidays": ["public", "eve", "half-day"]},
}


def no_choice_rules(order: list[str]) -> dict[str, dict[str, Any]]:
    """Return a rule of each kind over all providers."""
    return {
        "one provider": {"kind": "one-provider", "provider": order[0]},
        "most free capacity": {"kind": "free-capacity"},
        "rotation": {"kind": "rotation", "period": "month", "order": order},
        "in turn": {"kind": "in-turn", "order": order},
        "by lot": {"kind": "random"},
        "appointed": {"kind": "appointed"},
    }


def rule_set(no_choice: dict[str, Any], lead_time: dict[str, Any]) -> RuleSet:
    return RuleSet.model_validate(
        {
            "valid_from": "2026-01-01",
            "law": "LOV",
            "no_choice": no_choice,
            "when_full": "queue-and-elsewhere",
            "lead_time": lead_time,
            "alarm_in_choice": False,
            "extras": "allowed",
            "ranked_choices": 3,
        }
    )


def standing(number: int) -> Standing:
    return Standing(
        id=f"utforare-{number:03}",
        name=f"Utförare {number}",
        begins=date(2020, 1, 1),
        last_day=None,
        approved_for=("service", "personal-care"),
        areas=AREAS,
        warned=number % 7 == 3,
        room=("open", "open", "queue")[number % 3],
        room_as_of=date(2026, 1, 1),
        free_hours=number % 50,
    )


def case(number: int, rules: RuleSet, providers: tuple[Standing, ...]) -> Inputs:
    wishes = (providers[number % len(providers)].id, providers[(number + 1) % len(providers)].id)
    situation = Situation(
        received=FIRST + timedelta(minutes=37 * number),
        kind=("first", "switch", "no-choice", "exit")[number % 4],
        wishes=wishes if number % 4 < 2 else (),
        today=providers[(number + 2) % len(providers)].id if number % 4 in (1, 3) else None,
        area=AREAS[number % len(AREAS)],
        services=("service",),
        seed=f"{number:08x}",
    )
    return Inputs(
        situation=situation, rules=rules, content_version="bench", providers=providers, all_providers=True
    )


def a_second(times: int, work: Callable[[int], object]) -> float:
    """Say how many a second, the best of three rounds: other work on the machine only makes it slower."""
    rounds = []
    for _ in range(3):
        began = perf_counter()
        for number in range(times):
            work(number)
        rounds.append(times / (perf_counter() - began))
    return max(rounds)


def main(outcomes: int = 10_000) -> None:
    print(f"{'A start worked out':40}{'a second':>12}")
    for name, lead in LEAD_TIMES.items():
        rules = rule_set({"kind": "appointed"}, lead)
        days = [date(2026, 1, 1) + timedelta(days=number) for number in range(1000)]
        print(f"{name:40}{a_second(1000, lambda n: earliest_start(rules, days[n])):12,.0f}")  # noqa: B023

    for size in (FEW, MANY):
        providers = tuple(standing(number) for number in range(size))
        print(f"\n{f'A case judged among {size} providers':40}{'a second':>12}")
        for name, rule in no_choice_rules([one.id for one in providers]).items():
            rules = rule_set(rule, LEAD_TIMES["5 working days"])
            cases = [case(4 * number + 2, rules, providers) for number in range(2000 // size)]
            print(f"{name:40}{a_second(len(cases), lambda n: judged(cases[n])):12,.0f}")  # noqa: B023

    providers = tuple(standing(number) for number in range(FEW))
    every_rule = [
        rule_set(rule, lead)
        for rule in no_choice_rules([one.id for one in providers]).values()
        for lead in LEAD_TIMES.values()
    ]
    stored = [
        judged(case(number, every_rule[number % len(every_rule)], providers)).model_dump_json()
        for number in range(outcomes)
    ]
    began = perf_counter()
    read = [Outcome.model_validate_json(one) for one in stored]
    middle = perf_counter()
    equal = sum(one.replayed == one for one in read)
    ended = perf_counter()
    size = sum(len(one.encode()) for one in stored)
    print(
        f"\n{outcomes:,} stored outcomes of {size / outcomes:,.0f} bytes: read in {middle - began:.1f} s, "
        f"replayed in {ended - middle:.1f} s, {equal:,} equal"
    )
    if equal != outcomes:
        sys.exit(1)


if __name__ == "__main__":
    main(*(int(one) for one in sys.argv[1:2]))
