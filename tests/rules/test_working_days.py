"""Which days count and on which somebody may begin, against the calendar on the wall."""

from datetime import date, timedelta
from typing import Any

import pytest

from hemval.content.lead_times import Calendar
from hemval.rules.working_days import (
    OFFICE,
    days_from,
    first_working_day,
    is_holiday,
    is_working_day,
    may_start,
    working_days_since,
)
from tests.rules.samples import day

PUBLIC_2026 = (
    "2026-01-01", "2026-01-06", "2026-04-03", "2026-04-05", "2026-04-06", "2026-05-01", "2026-05-14",
    "2026-05-24", "2026-06-06", "2026-06-20", "2026-10-31", "2026-12-25", "2026-12-26",
)  # fmt: skip
EVES_2026 = ("2026-06-19", "2026-12-24", "2026-12-31")
# Twelfth Night, Maundy Thursday, Easter Eve, Walpurgis Eve, the Friday after Ascension Day, Whitsun Eve and
# the day before All Saints' Day.
HALF_DAYS_2026 = (
    "2026-01-05", "2026-04-02", "2026-04-04", "2026-04-30", "2026-05-15", "2026-05-23", "2026-10-30",
)  # fmt: skip
EASTERS = {
    2024: "2024-03-31", 2025: "2025-04-20", 2027: "2027-03-28", 2028: "2028-04-16", 2038: "2038-04-25",
}  # fmt: skip


def every_day(year: int) -> list[date]:
    return [date(year, 1, 1) + timedelta(days=n) for n in range(365)]


def calendar(**changes: Any) -> Calendar:
    return Calendar.model_validate(changes)


@pytest.mark.parametrize(
    ("kinds", "expected"),
    [
        ((), ()),
        (("public",), PUBLIC_2026),
        (("eve",), EVES_2026),
        (("half-day",), HALF_DAYS_2026),
        (("public", "eve"), PUBLIC_2026 + EVES_2026),
        (("public", "eve", "half-day"), PUBLIC_2026 + EVES_2026 + HALF_DAYS_2026),
    ],
)
def test_the_holidays_of_a_year(kinds, expected):
    assert [d.isoformat() for d in every_day(2026) if is_holiday(d, kinds)] == sorted(expected)


@pytest.mark.parametrize(("year", "easter"), EASTERS.items())
def test_the_days_that_move_with_easter(year, easter):
    sunday = day(easter)
    for after in (-2, 0, 1, 39, 49):
        assert is_holiday(sunday + timedelta(days=after), ["public"])
    for half in (-3, -1, 40, 48):
        assert is_holiday(sunday + timedelta(days=half), ["half-day"])
    # Whit Monday has not been a holiday since 2005.
    assert not is_holiday(sunday + timedelta(days=50), ["public", "eve", "half-day"])


@pytest.mark.parametrize(
    ("iso", "changes", "counts"),
    [
        ("2026-12-23", {"holidays": ["public", "eve"]}, True),
        ("2026-12-24", {"holidays": ["public"]}, True),
        ("2026-12-24", {"holidays": ["public", "eve"]}, False),
        ("2026-12-25", {"holidays": ["public"]}, False),
        ("2026-12-25", {"holidays": []}, True),
        ("2026-11-30", {}, True),
        ("2026-11-28", {"holidays": []}, False),
        ("2026-11-29", {"holidays": []}, False),
        # A Saturday counts where the municipality says so, unless it is a holiday; a Sunday never does.
        ("2026-11-28", {"saturdays_counted": True}, True),
        ("2026-11-29", {"saturdays_counted": True}, False),
        ("2026-06-06", {"saturdays_counted": True}, False),
        ("2026-04-04", {"saturdays_counted": True, "holidays": ["public"]}, True),
        ("2026-04-04", {"saturdays_counted": True, "holidays": ["public", "half-day"]}, False),
        ("2026-04-02", {"holidays": ["public", "eve"]}, True),
        ("2026-04-02", {"holidays": ["half-day"]}, False),
        ("2026-05-15", {"holidays": ["public", "eve"]}, True),
        ("2026-05-15", {"holidays": ["half-day"]}, False),
        ("2027-03-26", {}, False),
        ("2028-02-29", {}, True),
        # Epiphany 2026 is a Tuesday, the day before it an ordinary Monday where half-days are.
        ("2026-01-05", {"holidays": ["public", "eve"]}, True),
        ("2026-01-06", {"holidays": ["public", "eve"]}, False),
    ],
)
def test_whether_a_day_counts(iso, changes, counts):
    assert is_working_day(day(iso), calendar(**changes)) is counts


@pytest.mark.parametrize(
    ("iso", "changes", "may"),
    [
        ("2026-11-30", {}, True),
        ("2026-11-28", {}, False),
        ("2026-11-29", {}, False),
        ("2026-11-28", {"start_on_weekend": True}, True),
        ("2026-11-29", {"start_on_weekend": True}, True),
        # That Saturdays count makes nobody begin on one.
        ("2026-11-28", {"saturdays_counted": True}, False),
        ("2026-12-25", {}, False),
        ("2026-12-25", {"start_on_holiday": True}, True),
        ("2026-12-24", {"holidays": ["public"]}, True),
        ("2026-12-24", {"holidays": ["public", "eve"]}, False),
        # Boxing Day 2026 is a Saturday: both leaves are needed.
        ("2026-12-26", {"start_on_holiday": True}, False),
        ("2026-12-26", {"start_on_weekend": True}, False),
        ("2026-12-26", {"start_on_weekend": True, "start_on_holiday": True}, True),
    ],
)
def test_whether_somebody_may_begin(iso, changes, may):
    assert may_start(day(iso), calendar(**changes)) is may


def test_the_first_working_day_is_the_day_itself_or_the_next_that_counts():
    eves = calendar(holidays=["public", "eve"])
    assert first_working_day(day("2026-12-23"), eves) == day("2026-12-23")
    assert first_working_day(day("2026-12-24"), eves) == day("2026-12-28")
    assert first_working_day(day("2026-12-31"), eves) == day("2027-01-04")


def test_days_cross_months_and_years_both_ways():
    on = days_from(day("2026-12-31"))
    assert [next(on), next(on)] == [day("2026-12-31"), day("2027-01-01")]
    back = days_from(day("2028-03-01"), timedelta(days=-1))
    assert [next(back), next(back)] == [day("2028-03-01"), day("2028-02-29")]


@pytest.mark.parametrize(
    ("came", "today", "waited"),
    [
        ("2026-12-02", "2026-12-02", 0),
        ("2026-12-02", "2026-12-03", 1),
        ("2026-12-04", "2026-12-06", 0),
        ("2026-12-05", "2026-12-07", 1),
        ("2026-12-23", "2026-12-28", 1),
        ("2026-12-30", "2027-01-07", 3),
        ("2026-12-03", "2026-12-02", 0),
    ],
)
def test_a_case_waits_on_the_days_after_it_came_that_officers_work(came, today, waited):
    assert working_days_since(day(came), day(today), OFFICE) == waited
