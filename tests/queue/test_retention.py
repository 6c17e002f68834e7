"""The day on which a row goes: by the municipality's days once ended, never unseen while open."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from hemval.queue.desk.retention import (
    OPEN_DAYS,
    WARNED_DAYS,
    Going,
    goes_on,
    is_due,
    is_endangered,
    plan_of,
)
from hemval.queue.desk.steps import UNDOABLE
from hemval.queue.desk.tables import OPEN, STATES, UNKNOWN_TIME, Header, State
from hemval.words.dates import SWEDEN

CAME = datetime(2026, 6, 1, 9, 0, tzinfo=UTC)
WARNED = CAME + timedelta(days=OPEN_DAYS - WARNED_DAYS)


def row(state: State, ended: datetime | None = None, warned: datetime | None = None, n: int = 0) -> Header:
    return Header(
        f"{n:032x}", CAME, CAME, "choice", 1, state, 1, ended, "anna", None, ended, warned_at=warned
    )


@pytest.mark.parametrize(
    ("header", "day"),
    [
        (row("taken_over", datetime(2026, 12, 3, 10, tzinfo=UTC)), "2027-01-02"),
        (row("closed", datetime(2026, 12, 3, 22, 59, tzinfo=UTC)), "2027-01-02"),
        (row("withdrawn", datetime(2026, 12, 3, 23, 0, tzinfo=UTC)), "2027-01-03"),
        (row("new", None, WARNED), "2026-11-28"),
        (row("awaiting", None, WARNED), "2026-11-28"),
        (row("queued", None, WARNED + timedelta(days=5)), "2026-12-03"),
    ],
)
def test_the_day_by_swedish_time(header: Header, day: str) -> None:
    goes = date.fromisoformat(day)
    assert goes_on(header, 30, date(2026, 12, 5)) == goes
    assert [is_due(header, 30, goes + timedelta(days=n)) for n in (-1, 0, 1)] == [False, True, True]


def test_an_open_row_that_nobody_was_warned_of_is_never_due() -> None:
    for years in (1, 2, 70):
        today = CAME.date() + timedelta(days=365 * years)
        assert goes_on(row("new"), 30, today) == today + timedelta(days=WARNED_DAYS)
        assert is_endangered(row("new"), today)


def test_a_row_whose_time_is_damaged_is_kept() -> None:
    damaged = Header("?", UNKNOWN_TIME, UNKNOWN_TIME, "?", 1, "new", 1, None, None)
    today = date(2026, 12, 5)
    assert goes_on(damaged, 30, today) is None
    assert not is_due(damaged, 30, today)
    assert not is_endangered(damaged, today)
    assert plan_of([damaged], 30, today).due == ()


TIMES = some.integers(0, 20 * 365 * 86400).map(lambda seconds: CAME + timedelta(seconds=seconds))


@given(TIMES, some.integers(2, 400), some.sampled_from(STATES), some.none() | TIMES, some.integers(-5, 800))
def test_nothing_goes_while_its_step_can_be_undone_nor_within_the_warning(
    touched: datetime, kept: int, state: State, warned: datetime | None, days: int
) -> None:
    ended = None if state in OPEN else touched
    header = Header(
        "a", touched, touched, "choice", 1, state, 2, touched, "anna", "new", ended, False, warned
    )
    now = touched + timedelta(days=days)
    if is_due(header, kept, now.astimezone(SWEDEN).date()):
        if ended:
            assert now - ended > UNDOABLE
            assert timedelta(days=kept - 1) < now - ended
        else:
            assert warned is not None
            assert now - warned > timedelta(days=WARNED_DAYS - 1)
            assert now - header.received_at > timedelta(days=OPEN_DAYS - 1)
            assert is_endangered(header, now.astimezone(SWEDEN).date())


def test_the_plan_counts_by_day_and_form() -> None:
    ended = datetime(2026, 12, 3, 10, tzinfo=UTC)
    rows = [row("closed", ended, n=1), row("taken_over", ended, n=2), row("new", n=3), row("queued", n=4)]
    plan = plan_of(rows, 30, date(2026, 11, 16))
    assert plan.ended == (Going(date(2027, 1, 2), "choice", 2),)
    assert [(str(day), one.id) for day, one in plan.endangered] == [
        ("2026-11-30", rows[2].id),
        ("2026-11-30", rows[3].id),
    ]
    assert plan.due == ()
    assert plan_of(rows, 30, date(2026, 11, 13)).endangered == ()
    assert [one.id for one in plan_of(rows, 30, date(2027, 1, 2)).due] == [rows[0].id, rows[1].id]
