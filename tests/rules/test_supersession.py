"""One open choice for each person and group of services; the newer before the older, both kept."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hemval.rules.supersession import Entry, standing_choices
from tests.rules.cases import checked

NINE = datetime(2026, 11, 23, 8, tzinfo=UTC)


def entry(
    identity: str, minutes: int, person: str | None = "p", group: str = "", withdrawn: int | None = None,
    closed: bool = False,
) -> Entry:  # fmt: skip
    taken_back = NINE + timedelta(minutes=withdrawn) if withdrawn is not None else None
    received = NINE + timedelta(minutes=minutes)
    withdrawn_closed = {"withdrawn": taken_back, "closed": closed}
    return Entry(id=identity, person=person, group=group, received=received, **withdrawn_closed)


def ended(one: Entry) -> str:
    return "closed" if one.closed else "withdrawn"


@pytest.mark.parametrize(
    ("entries", "expected"),
    [
        ([], ""),
        ([entry("a", 0)], "a:open"),
        ([entry("a", 0), entry("b", 1)], "a:b b:open"),
        ([entry("b", 1), entry("a", 0)], "a:b b:open"),
        ([entry("a", 0), entry("b", 1), entry("c", 2)], "a:b b:c c:open"),
        # At the same moment the id decides.
        ([entry("b", 0), entry("a", 0)], "a:b b:open"),
        # Others' choices, and other services, stand beside.
        ([entry("a", 0), entry("b", 1, "q")], "a:open b:open"),
        ([entry("a", 0, group="städning"), entry("b", 1, group="tvätt")], "a:open b:open"),
        (
            [entry("a", 0, group="städning"), entry("b", 1), entry("c", 2, group="städning")],
            "a:c b:open c:open",
        ),
        # Of choices that it is not known whose they are none supersedes another.
        ([entry("a", 0, None), entry("b", 1, None), entry("c", 2, "")], "a:open b:open c:open"),
        # Withdrawn before the newer came, after it, and the newer itself: nothing comes back.
        ([entry("a", 0, withdrawn=1), entry("b", 2)], "a:withdrawn b:open"),
        ([entry("a", 0, withdrawn=3), entry("b", 2)], "a:b b:open"),
        ([entry("a", 0), entry("b", 2, withdrawn=3)], "a:b b:withdrawn"),
        ([entry("a", 0), entry("b", 1, withdrawn=2), entry("c", 3)], "a:b b:withdrawn c:open"),
        # The newest that an officer closed replaces nothing; one that is not the newest does.
        ([entry("a", 0), entry("b", 1, closed=True)], "a:open b:closed"),
        ([entry("a", 0), entry("b", 1, closed=True), entry("c", 2, closed=True)], "a:open b:closed c:closed"),
        ([entry("a", 0), entry("b", 1, closed=True), entry("c", 2)], "a:b b:c c:open"),
        # The same choice read twice is one.
        ([entry("a", 0), entry("a", 0)], "a:open"),
    ],
)
def test_what_became_of_each(entries, expected):
    found = standing_choices(entries)
    told = (
        f"{kept.entry.id}:{kept.superseded_by or ('open' if kept.open else ended(kept.entry))}"
        for kept in found
    )
    assert " ".join(told) == expected
    for kept in found:
        assert [one.entry.id for one in found if one.superseded_by == kept.entry.id] == (
            [kept.supersedes] if kept.supersedes else []
        )


ENTRIES = st.lists(
    st.builds(
        entry,
        st.text("abcdefgh", min_size=1, max_size=2),
        st.integers(0, 5),
        st.sampled_from(["p", "q", None]),
        st.sampled_from(["", "städning"]),
        st.none() | st.integers(0, 8),
        st.booleans(),
    ),
    unique_by=lambda one: one.id,
)


@checked
@given(ENTRIES)
def test_every_choice_is_kept_and_each_person_has_at_most_one_open_for_the_same_services(entries):
    found = standing_choices(entries)
    assert {kept.entry for kept in found} == set(entries)
    opened = [(k.entry.person, k.entry.group) for k in found if k.open and k.entry.person is not None]
    assert len(opened) == len(set(opened))


@checked
@given(ENTRIES, st.randoms(use_true_random=False))
def test_the_same_in_whatever_order_they_come_and_however_often(entries, chance):
    found = standing_choices(entries)
    shuffled = [*entries, *entries]
    chance.shuffle(shuffled)
    assert standing_choices(shuffled) == found
    assert [kept.entry for kept in found] == sorted(entries, key=lambda one: (one.received, one.id))


@checked
@given(ENTRIES)
def test_it_says_the_same_of_those_that_stand_once_more(entries):
    standing = [kept.entry for kept in standing_choices(entries) if kept.open]
    again = standing_choices(standing)
    assert [kept.entry for kept in again] == standing
    assert all(kept.open and kept.supersedes is None for kept in again)


@checked
@given(ENTRIES)
def test_a_newer_choice_supersedes_the_one_that_stood_and_no_other_is_changed(entries):
    entries = [one.model_copy(update={"closed": False}) for one in entries]
    before = {kept.entry.id: kept for kept in standing_choices(entries)}
    newer = entry("z", 60, "p")
    after = standing_choices([*entries, newer])
    for kept in after:
        if kept.entry.id == "z":
            assert kept.open
        elif before[kept.entry.id].open and (kept.entry.person, kept.entry.group) == ("p", ""):
            assert kept.superseded_by == "z"
        else:
            assert kept == before[kept.entry.id]
