"""The earliest start: the worked examples of the domain, and what holds for every day."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hemval.content.lead_times import Calendar
from hemval.rules.lead_time import earliest_start, first_day_to_choose
from hemval.rules.working_days import is_holiday, is_working_day
from tests.rules.samples import day, rule_set, working_days


def start(informed: str, **changes: object) -> str:
    found = earliest_start(rule_set(lead_time=working_days(**changes)), day(informed))
    assert found.day is not None
    return found.day.isoformat()


def test_informed_on_a_wednesday():
    found = earliest_start(rule_set(), day("2026-12-02"))
    assert found.counted[-1] == day("2026-12-08")
    assert found.day == day("2026-12-09")


def test_over_christmas_with_the_eve_as_a_holiday():
    found = earliest_start(rule_set(), day("2026-12-21"))
    assert [d.day for d in found.counted] == [21, 22, 23, 28, 29]
    assert found.day == day("2026-12-30")


def test_over_christmas_with_the_eve_as_a_working_day():
    assert start("2026-12-21", holidays=["public"]) == "2026-12-29"


def test_the_day_after_is_a_saturday():
    assert start("2026-11-30", start_on_weekend=True) == "2026-12-05"
    assert start("2026-11-30", start_on_weekend=False) == "2026-12-07"


@pytest.mark.parametrize(
    ("informed", "changes", "expected"),
    [
        ("2026-12-02", {"first_day": "day-after"}, "2026-12-10"),
        ("2026-12-21", {"first_day": "day-after"}, "2027-01-04"),
        ("2026-12-21", {"first_day": "day-after", "holidays": ["public"]}, "2026-12-30"),
        # Told on a day that does not count: counting begins with the next that does.
        ("2026-11-28", {}, "2026-12-07"),
        ("2026-11-29", {}, "2026-12-07"),
        ("2026-11-28", {"first_day": "day-after"}, "2026-12-07"),
        ("2026-12-25", {}, "2027-01-07"),
        ("2026-12-02", {"days": 1}, "2026-12-03"),
        ("2026-12-04", {"days": 1}, "2026-12-07"),
        ("2026-12-04", {"days": 1, "start_on_weekend": True}, "2026-12-05"),
        # A weekend start is still no holiday's: Christmas Eve to Boxing Day 2026 are Thursday to Saturday.
        ("2026-12-23", {"days": 1, "start_on_weekend": True}, "2026-12-27"),
        ("2026-12-23", {"days": 1, "start_on_weekend": True, "holidays": ["public"]}, "2026-12-24"),
        ("2026-12-23", {"days": 1, "start_on_weekend": True, "holidays": []}, "2026-12-24"),
        ("2026-11-23", {"days": 10, "first_day": "day-after", "holidays": ["public"]}, "2026-12-08"),
        # Across the whole of Easter.
        ("2026-03-30", {}, "2026-04-08"),
    ],
)
def test_a_start(informed, changes, expected):
    assert start(informed, **changes) == expected


def test_no_promise_is_no_day():
    found = earliest_start(rule_set(lead_time={"kind": "not-promised"}), day("2026-12-02"))
    assert found.day is None
    assert found.counted == ()


def test_it_says_which_rules_it_came_from():
    assert earliest_start(rule_set(valid_from="2026-07-01"), day("2026-12-02")).rules_valid_from == day(
        "2026-07-01"
    )


DAYS = st.dates(date(2024, 1, 1), date(2035, 12, 31))
LEADS = st.fixed_dictionaries(
    {
        "days": st.integers(1, 60),
        "first_day": st.sampled_from(["informed", "day-after"]),
        "holidays": st.sampled_from([[], ["public"], ["eve"], ["public", "eve"]]),
        "start_on_weekend": st.booleans(),
    }
)


@given(DAYS, LEADS)
def test_no_start_on_a_forbidden_day_and_just_as_many_days_counted(informed, lead):
    found = earliest_start(rule_set(lead_time=working_days(**lead)), informed)
    assert found.day is not None
    assert found.day > informed
    assert not is_holiday(found.day, lead["holidays"])
    if not lead["start_on_weekend"]:
        assert found.day.weekday() < 5
    assert len(found.counted) == lead["days"]
    assert found.counted[0] >= informed
    assert found.counted[-1] < found.day
    between = (informed + timedelta(days=n) for n in range((found.day - informed).days))
    counted = [d for d in between if is_working_day(d, Calendar(holidays=tuple(lead["holidays"])))]
    if lead["first_day"] == "day-after":
        counted = [d for d in counted if d != informed]
    assert tuple(counted[: lead["days"]]) == found.counted


@given(DAYS, st.integers(0, 40), LEADS)
def test_who_is_told_later_never_starts_earlier(informed, later, lead):
    rules = rule_set(lead_time=working_days(**lead))
    first, second = earliest_start(rules, informed), earliest_start(rules, informed + timedelta(days=later))
    assert first.day is not None
    assert second.day is not None
    assert first.day <= second.day


@given(DAYS, LEADS)
def test_counting_from_the_day_after_is_never_earlier(informed, lead):
    starts = [
        earliest_start(rule_set(lead_time=working_days(**{**lead, "first_day": first})), informed).day
        for first in ("informed", "day-after")
    ]
    assert None not in starts
    assert starts[0] <= starts[1]  # type: ignore[operator]


@given(
    st.dates(date(2026, 1, 1), date(2028, 12, 31)),
    st.integers(1, 20),
    st.sampled_from(["informed", "day-after"]),
)
def test_the_first_day_to_choose_is_the_first_that_gives_a_start_in_time(begins, days, first_day):
    rules = rule_set(lead_time=working_days(days=days, first_day=first_day))
    first = first_day_to_choose(lambda _day: rules, begins)
    assert earliest_start(rules, first).day >= begins
    assert earliest_start(rules, first - timedelta(days=1)).day < begins


def test_without_a_promised_time_the_first_day_to_choose_is_the_day_itself():
    rules = rule_set(lead_time={"kind": "not-promised"})
    assert first_day_to_choose(lambda _day: rules, day("2027-02-01")) == day("2027-02-01")
