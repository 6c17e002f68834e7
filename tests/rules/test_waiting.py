"""The waiting order: as received, and never overtaken without a reason."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from hemval.rules.waiting import MovedAhead, Waiting, moment_ahead_of, offered_room, waiting_order
from tests.rules.cases import checked

NINE = datetime(2026, 11, 23, 8, tzinfo=UTC)


def at(minutes: float) -> datetime:
    return NINE + timedelta(minutes=minutes)


def waits(identity: str, minutes: float) -> Waiting:
    return Waiting(id=identity, received=at(minutes))


def moved(identity: str, counts_from: datetime, decided: float = 1000, reason: str = "Makarna bor ihop."):
    return MovedAhead(id=identity, counts_from=counts_from, reason=reason, by="h.lund", at=at(decided))


def ids(order) -> str:
    return "".join(place.waiting.id for place in order)


QUEUE = (waits("a", 0), waits("b", 10), waits("c", 20), waits("d", 30))


def test_in_order_of_receipt_whatever_order_they_are_read_in():
    order = waiting_order(reversed(QUEUE))
    assert ids(order) == "abcd"
    assert [place.number for place in order] == [1, 2, 3, 4]
    assert all(place.moved is None and place.overtaken_by == () for place in order)


def test_at_the_same_moment_the_id_decides_and_one_given_twice_has_one_place():
    assert ids(waiting_order([waits("b", 5), waits("a", 5), waits("b", 5)])) == "ab"


@pytest.mark.parametrize(
    ("who", "ahead_of", "expected"),
    [("d", "a", "dabc"), ("d", "b", "adbc"), ("d", "c", "abdc"), ("c", "a", "cabd")],
)
def test_moved_directly_ahead_of_another(who, ahead_of, expected):
    order = waiting_order(QUEUE)
    exception = moved(who, moment_ahead_of(order, ahead_of))
    changed = waiting_order(QUEUE, [exception])
    assert ids(changed) == expected
    for place in changed:
        assert place.moved == (exception if place.waiting.id == who else None)
        overtaken = expected.index(who) < expected.index(place.waiting.id) and place.waiting.id < who
        assert place.overtaken_by == ((exception,) if overtaken else ())


def test_moved_ahead_of_one_that_was_moved_itself_and_behind_it():
    first = moved("d", moment_ahead_of(waiting_order(QUEUE), "b"))
    order = waiting_order(QUEUE, [first])
    assert ids(order) == "adbc"
    ahead = moved("c", moment_ahead_of(order, "d"), 1001)
    assert ids(waiting_order(QUEUE, [first, ahead])) == "acdb"
    between = moved("c", moment_ahead_of(order, "b"), 1001)
    assert ids(waiting_order(QUEUE, [first, between])) == "adcb"


def test_the_order_stays_when_the_one_overtaken_has_got_a_place_and_is_gone():
    exception = moved("d", moment_ahead_of(waiting_order(QUEUE), "b"))
    assert ids(waiting_order([one for one in QUEUE if one.id != "b"], [exception])) == "adc"


def test_the_newest_decision_about_a_choice_holds():
    first, second = moved("d", at(-1), 100), moved("d", at(15), 200)
    assert ids(waiting_order(QUEUE, [second, first])) == "abdc"


def test_nobody_is_moved_back_and_an_exception_of_one_that_is_gone_does_nothing():
    assert ids(waiting_order(QUEUE, [moved("a", at(25)), moved("x", at(-5))])) == "abcd"


def test_two_received_at_the_same_moment_can_change_places():
    twins = (waits("a", 0), waits("b", 0))
    exception = moved("b", moment_ahead_of(waiting_order(twins), "a"))
    order = waiting_order(twins, [exception])
    assert ids(order) == "ba"
    assert order[1].overtaken_by == (exception,)


@pytest.mark.parametrize("blank", [{"reason": ""}, {"reason": "  \n"}, {"by": " "}])
def test_no_exception_without_a_written_reason_and_who(blank):
    said = {"id": "a", "counts_from": at(0), "reason": "Skäl", "by": "h.lund", "at": at(1), **blank}
    with pytest.raises(ValidationError):
        MovedAhead.model_validate(said)


@pytest.mark.parametrize(
    ("free", "unanswered", "expected"),
    [
        (0, [], ""),
        (1, [], "a"),
        (2, [], "ab"),
        (9, [], "abcd"),
        (1, ["a"], ""),
        (2, ["a"], "b"),
        (3, ["a", "c"], "b"),
        (1, ["a", "b"], ""),
        # One that is not in the queue any more keeps nothing.
        (1, ["x"], "a"),
    ],
)
def test_who_is_offered_room(free, unanswered, expected):
    assert ids(offered_room(waiting_order(QUEUE), free, unanswered)) == expected


def test_room_is_offered_in_the_order_that_exceptions_made():
    order = waiting_order(QUEUE, [moved("d", at(-1))])
    assert ids(offered_room(order, 2)) == "da"


NAMES = st.sampled_from("abcdefgh")
QUEUES = st.lists(st.builds(waits, NAMES, st.integers(0, 6)), unique_by=lambda one: one.id)
EXCEPTIONS = st.lists(
    st.builds(
        moved, NAMES, st.integers(-3, 8).map(at), st.integers(10, 20), st.sampled_from(["Skäl", "Annat"])
    )
)


@checked
@given(QUEUES, EXCEPTIONS)
def test_never_overtaken_without_a_reason(queue, exceptions):
    order = waiting_order(queue, exceptions)
    for number, place in enumerate(order):
        for behind in order[number + 1 :]:
            received_later = (place.waiting.received, place.waiting.id) > (
                behind.waiting.received,
                behind.waiting.id,
            )
            assert received_later is (place.moved is not None and place.moved in behind.overtaken_by)
            if received_later:
                assert place.moved in exceptions
                assert place.moved.reason
        assert len(place.overtaken_by) <= number


@checked
@given(QUEUES, EXCEPTIONS, st.randoms(use_true_random=False))
def test_the_same_in_whatever_order_it_is_read_and_everyone_has_one_place(queue, exceptions, chance):
    order = waiting_order(queue, exceptions)
    assert {place.waiting for place in order} == set(queue)
    assert [place.number for place in order] == list(range(1, len(queue) + 1))
    shuffled, others = list(queue), list(exceptions)
    chance.shuffle(shuffled)
    chance.shuffle(others)
    assert waiting_order(shuffled, others) == order


@checked
@given(QUEUES, EXCEPTIONS, st.sets(NAMES))
def test_that_others_leave_changes_nobodys_order(queue, exceptions, gone):
    left = [one for one in queue if one.id not in gone]
    expected = [name for name in ids(waiting_order(queue, exceptions)) if name not in gone]
    assert list(ids(waiting_order(left, exceptions))) == expected


@checked
@given(QUEUES.filter(lambda queue: len(queue) > 1), EXCEPTIONS, st.data())
def test_whoever_is_moved_comes_ahead_of_the_one_meant_and_the_others_keep_their_order(
    queue, exceptions, data
):
    order = waiting_order(queue, exceptions)
    who, target = sorted(
        data.draw(st.lists(st.sampled_from(order), min_size=2, max_size=2, unique_by=lambda one: one.number)),
        key=lambda one: -one.number,
    )
    decided = moved(who.waiting.id, moment_ahead_of(order, target.waiting.id), 30)
    after = waiting_order(queue, [*exceptions, decided])
    rest = ids(order).replace(who.waiting.id, "")
    assert ids(after).replace(who.waiting.id, "") == rest
    if target.moved is None:
        assert ids(after).index(who.waiting.id) < ids(after).index(target.waiting.id)


@checked
@given(QUEUES, EXCEPTIONS, st.integers(0, 9), st.sets(NAMES))
def test_nobody_is_offered_room_before_one_ahead(queue, exceptions, free, unanswered):
    order = waiting_order(queue, exceptions)
    offered = offered_room(order, free, unanswered)
    still = [place for place in order if place.waiting.id not in unanswered]
    assert list(offered) == still[: len(offered)]
    kept = sum(place.waiting.id in unanswered for place in order)
    assert len(offered) == min(len(still), max(0, free - kept))
