"""Who can be chosen, on the very day that it turns on, and alike for all."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hemval.rules.choosable import Verdict, can_be_chosen
from tests.rules.samples import day, provider, room

TODAY, START = day("2026-11-23"), day("2026-11-30")


@pytest.mark.parametrize(
    ("agreement", "state", "area", "expected"),
    [
        ({}, "open", "norra", Verdict()),
        ({}, "queue", "norra", Verdict()),
        ({}, "closed", "norra", Verdict("takes-nobody", day("2026-11-18"))),
        ({}, None, "norra", Verdict()),
        ({}, "open", None, Verdict()),
        ({}, "open", "sodra", Verdict("other-area")),
        ({"begins": "2026-11-30"}, "open", "norra", Verdict()),
        ({"begins": "2026-12-01"}, "open", "norra", Verdict("not-begun", day("2026-12-01"))),
        ({"last_day": "2026-11-30"}, "open", "norra", Verdict()),
        ({"last_day": "2026-11-29"}, "open", "norra", Verdict("stops", day("2026-11-29"))),
        ({"last_day": "2026-11-23"}, "open", "norra", Verdict("stops", day("2026-11-23"))),
        ({"last_day": "2026-11-22"}, "open", "norra", Verdict("stopped", day("2026-11-22"))),
        # The reason that will not pass is told before the one that might.
        ({"last_day": "2026-11-22"}, "closed", "sodra", Verdict("stopped", day("2026-11-22"))),
        ({}, "closed", "sodra", Verdict("other-area")),
    ],
)
def test_a_verdict(agreement, state, area, expected):
    found = can_be_chosen(provider(**agreement), room(state) if state else None, TODAY, START, area)
    assert found == expected
    assert found.choosable is (expected.hindrance is None)


@pytest.mark.parametrize(
    ("agreement", "hindrance"),
    [
        ({"begins": "2026-11-23"}, None),
        ({"begins": "2026-11-24"}, "not-begun"),
        ({"last_day": "2026-11-23"}, None),
        ({"last_day": "2026-11-22"}, "stopped"),
    ],
)
def test_where_no_time_is_promised_today_stands_for_the_start(agreement, hindrance):
    assert can_be_chosen(provider(**agreement), None, TODAY, None, None).hindrance == hindrance


DAYS = st.dates(date(2026, 10, 1), date(2027, 1, 31))
AREAS = st.sampled_from(["norra", "sodra", "ostra"])


@given(
    begins=DAYS,
    works=st.integers(0, 60) | st.none(),
    areas=st.lists(AREAS, min_size=1, unique=True),
    state=st.sampled_from(["open", "queue", "closed"]) | st.none(),
    area=AREAS | st.none(),
    wait=st.integers(0, 30) | st.none(),
)
def test_nothing_but_the_agreement_the_area_and_the_room_decides(begins, works, areas, state, area, wait):
    """Equal treatment: another name, form, size or presentation gives the same verdict."""
    last = (begins + timedelta(days=works)).isoformat() if works is not None else None
    start = TODAY + timedelta(days=wait) if wait is not None else None
    known = room(state) if state else None
    one = provider("a", "Anders vård", begins.isoformat(), last, areas=areas)
    other = one.model_copy(
        update={
            "id": "kommunens",
            "name": "Kommunens hemtjänst",
            "identity": one.identity.model_copy(update={"operating_form": "municipal"}),
            "staff": one.staff.model_copy(update={"number": 400}),
        }
    )
    verdict = can_be_chosen(one, known, TODAY, start, area)
    assert verdict == can_be_chosen(other, known, TODAY, start, area)
    first_day = start or TODAY
    may = (
        begins <= first_day
        and (last is None or date.fromisoformat(last) >= first_day)
        and (area is None or area in areas)
        and state != "closed"
    )
    assert verdict.choosable is may
