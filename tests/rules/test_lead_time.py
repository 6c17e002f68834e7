"""The earliest start: the worked examples of the domain, and what holds for every day."""

from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hemval.rules.lead_time import earliest_start, first_day_to_choose
from hemval.rules.working_days import is_holiday, is_working_day, may_start
from tests.rules.cases import CLOCKS, DAYS, LEAD_TIMES, PROMISED, checked, counted
from tests.rules.samples import day, rule_set, told, working_days


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
    assert (found.day, found.latest, found.counted) == (None, None, ())
    assert told(found.reasons) == "not-promised"


def test_it_says_which_rules_it_came_from():
    assert earliest_start(rule_set(valid_from="2026-07-01"), day("2026-12-02")).rules_valid_from == day(
        "2026-07-01"
    )


# Every shape of rule: informed, the rule, the earliest and the latest day

WORKING = {"kind": "working-days", "holidays": ["public", "eve"]}
DAYS_AS_THEY_COME = {"kind": "days", "holidays": ["public", "eve"]}
FIVE_TO_TEN = {**DAYS_AS_THEY_COME, "days": 5, "at_most": 10}
WITHIN_SIX = {**DAYS_AS_THEY_COME, "at_most": 6}
FOURTEEN = {**DAYS_AS_THEY_COME, "days": 14}
BY_THE_20TH = {"kind": "first-of-month", "told_by": 20, "months_ahead": 2, "start_on_weekend": True}
ANY_DAY = {"start_on_weekend": True, "start_on_holiday": True}
LATE = {**WORKING, "days": 5, "first_day": "informed", "late_after": "15:00"}

SHAPES = [
    # 5 to 10 days: informed on Wednesday, the days are 3 to 7 December, the tenth is the 12th, a Saturday.
    ("2026-12-02", None, FIVE_TO_TEN, "2026-12-08", "2026-12-11"),
    ("2026-12-02", None, {**FIVE_TO_TEN, **ANY_DAY}, "2026-12-08", "2026-12-12"),
    ("2026-12-02", None, {**FIVE_TO_TEN, "first_day": "informed"}, "2026-12-07", "2026-12-11"),
    # The day after the fifth is Christmas Eve: moved to the 28th; the tenth is the 29th.
    ("2026-12-19", None, FIVE_TO_TEN, "2026-12-28", "2026-12-29"),
    # Nobody may begin from the earliest to the tenth: then the earliest is the latest too.
    ("2026-12-18", None, {**FIVE_TO_TEN, "at_most": 9}, "2026-12-28", "2026-12-28"),
    ("2026-12-02", None, {**WORKING, "days": 5, "at_most": 10}, "2026-12-10", "2026-12-16"),
    # Within 6 days: it may be the next day, and is the sixth at the latest, moved back to keep the promise.
    ("2026-12-02", None, WITHIN_SIX, "2026-12-03", "2026-12-08"),
    ("2026-12-04", None, WITHIN_SIX, "2026-12-07", "2026-12-10"),
    ("2026-11-30", None, WITHIN_SIX, "2026-12-01", "2026-12-04"),
    ("2026-11-30", None, {**WITHIN_SIX, **ANY_DAY}, "2026-12-01", "2026-12-06"),
    ("2026-11-30", None, {**WITHIN_SIX, "first_day": "informed", **ANY_DAY}, "2026-12-01", "2026-12-05"),
    ("2026-12-19", None, WITHIN_SIX, "2026-12-21", "2026-12-23"),
    ("2026-12-23", None, WITHIN_SIX, "2026-12-28", "2026-12-29"),
    ("2026-12-02", None, {**WORKING, "at_most": 6}, "2026-12-03", "2026-12-10"),
    # 14 days: the start is on the day after, a fortnight and a day later.
    ("2026-12-02", None, FOURTEEN, "2026-12-17", None),
    ("2026-12-04", None, FOURTEEN, "2026-12-21", None),
    ("2026-12-04", None, {**FOURTEEN, "start_on_weekend": True}, "2026-12-19", None),
    ("2026-12-10", None, FOURTEEN, "2026-12-28", None),
    ("2026-12-10", None, {**FOURTEEN, "holidays": ["public"], "start_on_weekend": True}, "2026-12-27", None),
    ("2026-12-10", None, {**FOURTEEN, **ANY_DAY}, "2026-12-25", None),
    ("2026-12-10", None, {**FOURTEEN, "first_day": "informed"}, "2026-12-28", None),
    ("2028-02-15", None, FOURTEEN, "2028-03-01", None),
    # Told by the 20th: the first of the month after next; later, a month more. Weekends allowed here.
    ("2026-11-20", None, BY_THE_20TH, "2027-01-02", None),
    ("2026-11-20", None, {**BY_THE_20TH, "start_on_holiday": True}, "2027-01-01", None),
    ("2026-11-20", None, {**BY_THE_20TH, "start_on_weekend": False}, "2027-01-04", None),
    ("2026-11-21", None, BY_THE_20TH, "2027-02-01", None),
    ("2026-11-01", None, BY_THE_20TH, "2027-01-02", None),
    ("2026-11-30", None, BY_THE_20TH, "2027-02-01", None),
    ("2026-12-01", None, BY_THE_20TH, "2027-02-01", None),
    ("2026-12-20", None, BY_THE_20TH, "2027-02-01", None),
    ("2026-12-21", None, BY_THE_20TH, "2027-03-01", None),
    ("2026-02-20", None, {**BY_THE_20TH, "start_on_weekend": False}, "2026-04-01", None),
    ("2026-06-20", None, {**BY_THE_20TH, "start_on_weekend": False}, "2026-08-03", None),
    ("2026-06-20", None, {**BY_THE_20TH, "months_ahead": 1}, "2026-07-01", None),
    # 1 May is a Friday and a holiday: moved to Saturday the 2nd, or Monday the 4th.
    ("2026-03-20", None, BY_THE_20TH, "2026-05-02", None),
    ("2026-03-20", None, {**BY_THE_20TH, "start_on_weekend": False}, "2026-05-04", None),
    # Late on a weekday, on a Friday and on a weekend: told of on the next day that counts.
    ("2026-12-02", "14:59", LATE, "2026-12-09", None),
    ("2026-12-02", "15:00", LATE, "2026-12-10", None),
    ("2026-12-02", "23:59", LATE, "2026-12-10", None),
    ("2026-12-02", None, LATE, "2026-12-09", None),
    ("2026-12-03", "16:00", LATE, "2026-12-11", None),
    ("2026-12-04", "14:00", LATE, "2026-12-11", None),
    ("2026-12-04", "16:00", LATE, "2026-12-14", None),
    ("2026-12-05", "09:00", LATE, "2026-12-14", None),
    ("2026-12-05", "16:00", LATE, "2026-12-14", None),
    ("2026-12-06", "09:00", LATE, "2026-12-14", None),
    ("2026-12-07", "09:00", LATE, "2026-12-14", None),
    ("2026-12-23", "16:00", LATE, "2027-01-07", None),
    ("2026-12-24", "09:00", LATE, "2027-01-07", None),
    # With the day after as the first: what comes on a Saturday counts as told of on the Monday.
    ("2026-12-05", "09:00", {**LATE, "first_day": "day-after"}, "2026-12-15", None),
    ("2026-12-05", "09:00", {**LATE, "first_day": "day-after", "late_after": None}, "2026-12-14", None),
    ("2026-12-04", "16:00", {**FOURTEEN, "late_after": "15:00"}, "2026-12-22", None),
    ("2026-12-04", "16:00", {**WITHIN_SIX, "late_after": "15:00"}, "2026-12-08", "2026-12-11"),
    ("2026-11-20", "14:00", {**BY_THE_20TH, "late_after": "15:00"}, "2027-01-02", None),
    ("2026-11-20", "15:00", {**BY_THE_20TH, "late_after": "15:00"}, "2027-02-01", None),
    # No hour is later than the end of the day.
    ("2026-12-02", "23:59", {**LATE, "late_after": "24:00"}, "2026-12-09", None),
    ("2026-12-02", "00:00", {**LATE, "late_after": "00:00"}, "2026-12-10", None),
    # Saturdays counted: 30 November to 4 December and so on, but nobody begins on one.
    ("2026-12-02", None, {**LATE, "saturdays_counted": True}, "2026-12-08", None),
    ("2026-11-30", None, {**LATE, "saturdays_counted": True}, "2026-12-07", None),
    ("2026-11-30", None, {**LATE, "saturdays_counted": True, "start_on_weekend": True}, "2026-12-05", None),
    ("2026-12-05", "09:00", {**LATE, "saturdays_counted": True}, "2026-12-11", None),
    # Half-days: Maundy Thursday and Easter Eve; the Friday after Ascension Day; Walpurgis Eve.
    ("2026-03-30", None, {**LATE, "holidays": ["public", "half-day"]}, "2026-04-09", None),
    ("2026-05-11", None, {**LATE, "holidays": ["public", "eve"]}, "2026-05-19", None),
    ("2026-05-11", None, {**LATE, "holidays": ["public", "half-day"]}, "2026-05-20", None),
    ("2026-04-27", None, {**LATE, "days": 3, "holidays": ["public", "half-day"]}, "2026-05-04", None),
    ("2026-04-27", None, {**LATE, "days": 3, "holidays": ["public"]}, "2026-04-30", None),
]  # fmt: skip


@pytest.mark.parametrize(("informed", "clock", "lead", "expected", "latest"), SHAPES)
def test_every_shape(informed, clock, lead, expected, latest):
    told_at = time.fromisoformat(clock) if clock else None
    found = earliest_start(rule_set(lead_time=lead), day(informed), told_at)
    assert found.day == day(expected)
    assert found.latest == (day(latest) if latest else None)


def test_it_is_worked_out_step_by_step():
    found = earliest_start(rule_set(), day("2026-12-21"))
    assert [(one.code, one.values) for one in found.reasons] == [
        ("told-on", {"day": "2026-12-21"}),
        (
            "counted",
            {
                "days": 5,
                "working": 1,
                "first": "2026-12-21",
                "last": "2026-12-29",
                "skipped": ("2026-12-24", "2026-12-25", "2026-12-26", "2026-12-27"),
            },
        ),
        ("earliest", {"day": "2026-12-30"}),
    ]


@pytest.mark.parametrize(
    ("informed", "clock", "lead", "steps"),
    [
        ("2026-12-04", "16:00", LATE, "told-on told-late counted moved earliest"),
        ("2026-12-05", "09:00", LATE, "told-on told-late counted moved earliest"),
        ("2026-12-02", None, WITHIN_SIX, "told-on at-most earliest latest"),
        ("2026-12-02", None, FIVE_TO_TEN, "told-on counted earliest latest"),
        ("2026-11-21", None, BY_THE_20TH, "told-on month earliest"),
        ("2026-11-20", None, BY_THE_20TH, "told-on month moved earliest"),
    ],
)
def test_the_steps_that_are_told(informed, clock, lead, steps):
    told_at = time.fromisoformat(clock) if clock else None
    assert told(earliest_start(rule_set(lead_time=lead), day(informed), told_at).reasons) == steps


@checked
@given(DAYS, CLOCKS, PROMISED)
def test_no_start_on_a_forbidden_day(informed, clock, lead):
    rules = rule_set(lead_time=lead)
    found = earliest_start(rules, informed, clock)
    assert found.day > informed
    calendar = rules.lead_time
    assert may_start(found.day, calendar)
    if not lead["start_on_weekend"]:
        assert found.day.weekday() < 5
    if not lead["start_on_holiday"]:
        assert not is_holiday(found.day, lead["holidays"])
    if found.latest is not None:
        assert found.latest >= found.day
        assert may_start(found.latest, calendar)
    assert (found.latest is not None) is (lead.get("at_most") is not None)


@checked
@given(DAYS, CLOCKS, PROMISED)
def test_it_is_moved_no_further_than_it_must_be(informed, clock, lead):
    rules = rule_set(lead_time=lead)
    found = earliest_start(rules, informed, clock)
    unmoved = [one.values["day"] for one in found.reasons if one.code == "moved"]
    first = day(unmoved[0]) if unmoved else found.day
    between = [first + timedelta(days=n) for n in range((found.day - first).days)]
    assert not any(may_start(one, rules.lead_time) for one in between)
    if lead["kind"] == "first-of-month":
        assert first.day == 1


@checked
@given(DAYS, CLOCKS, counted())
def test_just_as_many_days_are_counted_and_none_that_does_not_count(informed, clock, lead):
    rules = rule_set(lead_time=lead)
    calendar = rules.lead_time
    found = earliest_start(rules, informed, clock)
    assert len(found.counted) == (lead["days"] or 0)
    if not found.counted:
        return
    working = lead["kind"] == "working-days"
    assert all(is_working_day(one, calendar) for one in found.counted) or not working
    if lead["first_day"] == "day-after":
        assert found.counted[0] > informed
    between = (found.counted[0] + timedelta(days=n) for n in range(len(found.counted) * 9))
    assert tuple(one for one in between if not working or is_working_day(one, calendar))[: lead["days"]] == (
        found.counted
    )
    assert found.counted[-1] < found.day


@checked
@given(DAYS, CLOCKS, st.integers(0, 40), CLOCKS, PROMISED)
def test_who_is_told_later_never_starts_earlier(informed, clock, later, other_clock, lead):
    rules = rule_set(lead_time=lead)
    times = [clock, other_clock]
    if later == 0:
        # None counts as early in the day.
        times.sort(key=lambda one: one or time(0))
        if times[0] is not None and times[1] is None:
            times = [None, times[0]]
    first = earliest_start(rules, informed, times[0])
    second = earliest_start(rules, informed + timedelta(days=later), times[1])
    assert first.day <= second.day
    if first.latest is not None:
        assert first.latest <= second.latest


@checked
@given(DAYS, CLOCKS, counted())
def test_counting_from_the_day_after_is_never_earlier(informed, clock, lead):
    starts = [
        earliest_start(rule_set(lead_time={**lead, "first_day": first}), informed, clock).day
        for first in ("informed", "day-after")
    ]
    assert starts[0] <= starts[1]


@checked
@given(DAYS, CLOCKS, LEAD_TIMES)
def test_the_same_twice(informed, clock, lead):
    rules = rule_set(lead_time=lead)
    assert earliest_start(rules, informed, clock) == earliest_start(rules, informed, clock)


@checked
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
