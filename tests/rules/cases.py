"""Cases of every kind for hypothesis: any rules, any providers, any person.

A whole case is made from one number by Python's own chance: hypothesis takes ten times as long to draw each
of its parts, and prints the number where something does not hold.
"""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from hemval.rules.situation import Inputs, Standing
from hemval.words.dates import SWEDEN
from tests.rules.samples import inputs, standing

DAYS = st.dates(date(2024, 1, 1), date(2035, 12, 31))
IDS = ("ada", "bo", "cia", "dag", "eva")
AREAS = ("norra", "sodra")
SERVICES = ("service", "personal-care", "cleaning", "alarm")

KINDS_OF_HOLIDAYS = st.lists(st.sampled_from(["public", "eve", "half-day"]), unique=True)
CALENDARS = {
    "holidays": KINDS_OF_HOLIDAYS,
    "saturdays_counted": st.booleans(),
    "late_after": st.none() | st.sampled_from(["00:00", "12:00", "15:30", "24:00"]),
    "start_on_weekend": st.booleans(),
    "start_on_holiday": st.booleans(),
}


@st.composite
def counted(draw: st.DrawFn) -> dict[str, object]:
    days = draw(st.none() | st.integers(1, 30))
    longest = st.integers((days or 0) + 1, 40)
    return {
        "kind": draw(st.sampled_from(["working-days", "days"])),
        "days": days,
        "at_most": draw(longest if days is None else st.none() | longest),
        "first_day": draw(st.sampled_from(["informed", "day-after"])),
        **draw(st.fixed_dictionaries(CALENDARS)),
    }


PROMISED = counted() | st.fixed_dictionaries(
    {
        "kind": st.just("first-of-month"),
        "told_by": st.integers(1, 28),
        "months_ahead": st.integers(1, 6),
        **CALENDARS,
    }
)
LEAD_TIMES = PROMISED | st.just({"kind": "not-promised"})
CLOCKS = st.none() | st.times(time(0), time(23, 59))

checked = settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
"""Other work on the machine makes nothing false."""


def some(chance: Random, among: Sequence[str], fewest: int = 0, most: int = 9) -> list[str]:
    return chance.sample(among, min(len(among), chance.randint(fewest, most)))


def lead_time(chance: Random) -> dict[str, Any]:
    kind = chance.choice(["working-days", "days", "first-of-month", "not-promised"])
    if kind == "not-promised":
        return {"kind": kind}
    calendar = {
        "kind": kind,
        "holidays": some(chance, ["public", "eve", "half-day"]),
        "saturdays_counted": chance.random() < 0.5,
        "late_after": chance.choice([None, "00:00", "12:00", "15:30", "24:00"]),
        "start_on_weekend": chance.random() < 0.5,
        "start_on_holiday": chance.random() < 0.5,
    }
    if kind == "first-of-month":
        return {**calendar, "told_by": chance.randint(1, 28), "months_ahead": chance.randint(1, 6)}
    days = chance.choice([None, chance.randint(1, 30)])
    at_most = chance.randint((days or 0) + 1, 40)
    if days is not None:
        at_most = chance.choice([None, at_most])
    first_day = chance.choice(["informed", "day-after"])
    return {**calendar, "days": days, "at_most": at_most, "first_day": first_day}


def no_choice(chance: Random) -> dict[str, Any]:
    kind = chance.choice(["one-provider", "free-capacity", "rotation", "in-turn", "random", "appointed"])
    order = {
        "order": some(chance, IDS, 1),
        "areas": {area: some(chance, IDS, 1) for area in some(chance, AREAS)},
    }
    own = {
        "one-provider": {"provider": chance.choice(IDS)},
        "free-capacity": {"tie": chance.choice(["random", "in-turn", "appointed"])},
        "rotation": {"period": chance.choice(["week", "month", "quarter"]), **order},
        "in-turn": order,
        "random": {"excluded": some(chance, IDS, 0, 2)},
        "appointed": {},
    }
    return {"kind": kind, **own[kind]}


def any_standing(chance: Random, identity: str) -> Standing:
    some_day = date(2026, 6, 1) + timedelta(days=chance.randrange(240))
    begins = chance.choice([None, some_day, date(2020, 1, 1), date(2020, 1, 1)])
    last_day = chance.choice(
        [None, None, (begins or some_day) + timedelta(days=chance.randrange(300)), some_day]
    )
    return standing(
        identity,
        applied=begins is None and chance.random() < 0.5,
        begins=begins,
        last_day=last_day if begins and last_day and begins <= last_day else None,
        approved_for=some(chance, SERVICES, 2),
        areas=some(chance, AREAS, 1),
        warned=chance.random() < 0.2,
        room=chance.choice(["open", "open", "open", "queue", "closed", None]),
        free_hours=chance.choice([None, 10, 20, 30]),
    )


def case_of(number: int) -> Inputs:
    """Make a case. Some name providers that nobody knows of, or fall in the hour that comes twice."""
    chance = Random(number)
    received = datetime(2026, 10, 24, tzinfo=UTC) + timedelta(minutes=chance.randrange(120 * 24 * 60))
    twice = datetime(2026, 10, 25, 2, 30, fold=chance.randrange(2), tzinfo=SWEDEN)
    return inputs(
        *(any_standing(chance, one) for one in some(chance, IDS)),
        rules={
            "valid_from": (date(2026, 1, 1) + timedelta(days=chance.randrange(300))).isoformat(),
            "no_choice": no_choice(chance),
            "when_full": chance.choice(["queue-and-stay", "queue-and-elsewhere", "next-choice"]),
            "lead_time": lead_time(chance),
            "alarm_in_choice": chance.random() < 0.5,
            "ranked_choices": 3,
        },
        last_given=chance.choice([None, *IDS]),
        received=twice if chance.random() < 0.1 else received,
        kind=chance.choice(["first", "switch", "switch", "no-choice", "exit"]),
        wishes=some(chance, IDS, 0, 3),
        today=chance.choice([None, *IDS]),
        area=chance.choice([None, *AREAS]),
        services=some(chance, SERVICES, 0, 2),
        seed=f"{chance.randrange(4096):03x}",
    )


CASES = st.integers(0, 2**48).map(case_of)
