"""Which days count, against the calendar on the wall."""

from datetime import date, timedelta

import pytest

from hemval.rules.working_days import is_holiday, is_working_day, next_day
from tests.rules.samples import day

PUBLIC_2026 = (
    "2026-01-01", "2026-01-06", "2026-04-03", "2026-04-05", "2026-04-06", "2026-05-01", "2026-05-14",
    "2026-05-24", "2026-06-06", "2026-06-20", "2026-10-31", "2026-12-25", "2026-12-26",
)  # fmt: skip
EVES_2026 = ("2026-06-19", "2026-12-24", "2026-12-31")


def every_day(year: int) -> list[date]:
    return [date(year, 1, 1) + timedelta(days=n) for n in range(365)]


def test_the_public_holidays_of_a_year():
    assert [d for d in every_day(2026) if is_holiday(d, ["public"])] == [day(d) for d in PUBLIC_2026]


def test_the_eves_of_a_year():
    assert [d for d in every_day(2026) if is_holiday(d, ["eve"])] == [day(d) for d in EVES_2026]


def test_both_kinds_together():
    both = [d for d in every_day(2026) if is_holiday(d, ["public", "eve"])]
    assert both == sorted(day(d) for d in PUBLIC_2026 + EVES_2026)


def test_no_kind_is_no_holiday():
    assert not any(is_holiday(d, []) for d in every_day(2026))


@pytest.mark.parametrize(
    ("iso", "kinds", "counts"),
    [
        ("2026-12-23", ["public", "eve"], True),
        ("2026-12-24", ["public"], True),
        ("2026-12-24", ["public", "eve"], False),
        ("2026-12-25", ["public"], False),
        ("2026-12-25", [], True),
        ("2026-11-28", [], False),
        ("2026-11-29", [], False),
        ("2026-11-30", ["public", "eve"], True),
        ("2027-03-26", ["public"], False),
        ("2027-03-27", ["public"], False),
        ("2028-02-29", ["public"], True),
        # Epiphany 2026 is a Tuesday, the day before it an ordinary Monday.
        ("2026-01-05", ["public", "eve"], True),
        ("2026-01-06", ["public", "eve"], False),
        # Whit Monday has not been a holiday since 2005.
        ("2026-05-25", ["public", "eve"], True),
    ],
)
def test_a_day(iso, kinds, counts):
    assert is_working_day(day(iso), kinds) is counts


def test_the_next_day_crosses_months_and_years():
    assert next_day(day("2026-12-31")) == day("2027-01-01")
    assert next_day(day("2028-02-28")) == day("2028-02-29")
