"""Room under ceilings: each holds when its notice time is over, everywhere or in one area."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hemval.content.room import Room
from hemval.content.whole import Content
from hemval.rules.situation import Situation, inputs_of
from tests.rules.cases import checked
from tests.rules.samples import content_of, day

CEILINGS = [
    {"hours": 1000, "told": "2026-01-01"},
    {"hours": 800, "told": "2026-10-01", "begins": "2026-12-01"},
    {"hours": 600, "told": "2026-11-10"},
]


def room(**changes) -> Room:
    said = {"state": "open", "as_of": "2026-11-18", "granted_hours": 700, "ceilings": CEILINGS, **changes}
    return Room.model_validate(said)


@pytest.mark.parametrize(
    ("on", "notice", "ceiling"),
    [
        # Without notice time each holds from when it was told, or from when it was asked for.
        ("2025-12-31", 0, None),
        ("2026-01-01", 0, 1000),
        ("2026-11-09", 0, 1000),
        ("2026-11-10", 0, 600),
        ("2026-12-01", 0, 800),
        # With 30 days: what was told on 10 November holds from 10 December, after the one from the 1st.
        ("2026-01-30", 30, None),
        ("2026-01-31", 30, 1000),
        ("2026-11-30", 30, 1000),
        ("2026-12-01", 30, 800),
        ("2026-12-09", 30, 800),
        ("2026-12-10", 30, 600),
        # With 90 days: what was asked for from 1 December holds from 30 December.
        ("2026-12-29", 90, 1000),
        ("2026-12-30", 90, 800),
        ("2027-02-08", 90, 600),
    ],
)
def test_the_ceiling_in_force(on, notice, ceiling):
    assert room().ceiling_on(day(on), notice) == ceiling


@pytest.mark.parametrize(
    ("on", "changes", "free", "state"),
    [
        ("2026-11-09", {}, 300, "open"),
        ("2026-11-10", {}, 0, "queue"),
        ("2026-12-01", {}, 100, "open"),
        ("2026-12-01", {"granted_hours": 800}, 0, "queue"),
        ("2026-12-01", {"granted_hours": 900}, 0, "queue"),
        ("2026-12-01", {"granted_hours": None}, None, "open"),
        ("2026-12-01", {"ceilings": []}, None, "open"),
        # What was said of room is not made better by hours.
        ("2026-12-01", {"state": "queue"}, 100, "queue"),
        ("2026-12-01", {"state": "closed"}, 100, "closed"),
        ("2026-11-10", {"state": "closed"}, 0, "closed"),
    ],
)
def test_how_much_is_free(on, changes, free, state):
    one = room(**changes)
    assert (one.free_on(day(on), 0), one.state_on(day(on), 0)) == (free, state)


NORTH = {"state": "open", "granted_hours": 90, "ceilings": [{"hours": 100, "told": "2026-06-01"}]}


@pytest.mark.parametrize(
    ("on", "area", "north", "free", "state"),
    [
        ("2026-12-01", "norra", NORTH, 10, "open"),
        ("2026-12-01", "sodra", NORTH, 100, "open"),
        ("2026-12-01", None, NORTH, 100, "open"),
        ("2026-12-01", "norra", {**NORTH, "granted_hours": 100}, 0, "queue"),
        ("2026-12-01", "norra", {"state": "closed"}, 100, "closed"),
        ("2026-12-01", "norra", {"state": "open"}, 100, "open"),
        # The whole is at its ceiling: then there is no room in any area.
        ("2026-11-10", "norra", NORTH, 0, "queue"),
        ("2026-11-10", "sodra", NORTH, 0, "queue"),
        ("2026-11-10", None, NORTH, 0, "queue"),
        # There is less room in the whole than the area would have.
        ("2026-12-01", "norra", {**NORTH, "ceilings": [{"hours": 900, "told": "2026-06-01"}]}, 100, "open"),
    ],
)
def test_room_in_an_area(on, area, north, free, state):
    one = room(areas={"norra": north})
    assert one.free_in(area, day(on), 0) == free
    assert one.state_in(area, ["norra", "sodra"], day(on), 0) == state


def _lindvik(said: Room, notice: int) -> Content:
    content = content_of("lindvik")
    rules = tuple(one.model_copy(update={"ceiling_notice": notice}) for one in content.municipality.rules)
    return content.model_copy(
        update={
            "rooms": type(content.rooms)({**content.rooms.root, "bjorkens-hemtjanst": said}),
            "municipality": content.municipality.model_copy(update={"rules": rules}),
        }
    )


@pytest.mark.parametrize(
    ("received", "notice", "state", "free"),
    [
        ("2026-11-09T09:00:00Z", 0, "open", 300),
        ("2026-11-10T09:00:00Z", 0, "queue", 0),
        ("2026-11-10T09:00:00Z", 30, "open", 300),
        # Told of half an hour before midnight in Greenwich: the tenth of December in Sweden.
        ("2026-12-09T23:30:00Z", 30, "queue", 0),
    ],
)
def test_a_case_is_judged_by_the_ceiling_of_its_day_with_the_rules_notice(received, notice, state, free):
    case = Situation.model_validate({"received": received, "kind": "no-choice"})
    one = inputs_of(_lindvik(room(), notice), case).standing("bjorkens-hemtjanst")
    assert (one.room, one.free_hours) == (state, free)


@checked
@given(st.integers(0, 120), st.integers(0, 120), st.integers(0, 400), st.integers(0, 1200))
def test_a_longer_notice_never_makes_a_ceiling_hold_sooner(notice, more, after, granted):
    one = room(granted_hours=granted)
    on = day("2025-12-01") + timedelta(days=after)
    in_force = {c.hours for c in one.ceilings if c.holds_from(notice) <= on}
    later = {c.hours for c in one.ceilings if c.holds_from(notice + more) <= on}
    assert later <= in_force
    ceiling = one.ceiling_on(on, notice)
    assert (ceiling in in_force) if in_force else ceiling is None
    assert (one.state_on(on, notice) == "queue") is (ceiling is not None and granted >= ceiling)
