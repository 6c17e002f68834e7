"""Waiting lists as they are stored: sealed, in the rules' order, and changed by one officer at a time."""

from datetime import timedelta

import pytest

from hemval.queue.desk import Desk
from hemval.queue.desk.errors import NotNext, PlaceChanged, ProviderMissing
from hemval.queue.desk.waiting_places import Queued, next_offered, order_of
from hemval.queue.inbox import Inbox
from hemval.settings import Places
from tests.queue.samples import NOW, choice

FOUR = [choice(f"draft {n}").model_copy(update={"received_at": NOW + timedelta(minutes=n)}) for n in range(4)]
A, B, C, D = (one.id for one in FOUR)
HOME = "solgardens-hemtjanst"


@pytest.fixture
def waiting(inbox: Inbox, desk: Desk) -> Desk:
    """Four who wait at one provider, put there in another order than they came."""
    for one in FOUR:
        inbox.submit(one)
    desk.take_in(NOW)
    for row in (C, A, D, B):
        desk.step(row, 1, "queued", "anna", NOW, HOME)
    return desk


def place(desk: Desk, row: str) -> Queued:
    (found,) = [one for one in desk.queued() if one.header.id == row]
    return found


def order(desk: Desk, provider: str = HOME) -> list[str]:
    return [one.waiting.id for one in order_of([one for one in desk.queued() if one.provider == provider])]


def offer(desk: Desk, row: str) -> None:
    desk.offer_room(row, place(desk, row).seen, "anna", NOW)


def acts(desk: Desk) -> list[str]:
    assert desk.verify().broken_at is None
    with desk.queue.reading() as connection:
        return list(connection.exec_driver_sql("SELECT act FROM audit ORDER BY seq").scalars())


def test_they_stand_as_they_were_received(waiting: Desk) -> None:
    assert order(waiting) == [A, B, C, D]


def test_nobody_waits_in_nobodys_queue(inbox: Inbox, desk: Desk) -> None:
    inbox.submit(FOUR[0])
    desk.take_in(NOW)
    with pytest.raises(ProviderMissing):
        desk.step(A, 1, "queued", "anna", NOW)
    assert desk.list()[0].state == "new"


def test_nothing_outside_the_seal_says_where_or_why(waiting: Desk, places: Places) -> None:
    waiting.move_ahead(D, place(waiting, D).seen, A, "Hemlig orsak", "anna", NOW)
    waiting.close()
    stored = b"".join(path.read_bytes() for path in places.officers.iterdir() if "queue" in path.name)
    assert HOME.encode() not in stored
    assert b"Hemlig orsak" not in stored


def test_an_exception_is_kept_with_who_why_and_when(waiting: Desk) -> None:
    waiting.move_ahead(D, place(waiting, D).seen, B, "Kommer hem från sjukhus", "bo", NOW)
    assert order(waiting) == [A, D, B, C]
    (moved,) = place(waiting, D).waits.moved  # type: ignore[union-attr]
    assert (moved.reason, moved.by, moved.at) == ("Kommer hem från sjukhus", "bo", NOW)
    assert acts(waiting)[-1] == "move_ahead"
    with pytest.raises(NotNext):
        waiting.move_ahead(A, place(waiting, A).seen, D, "Bakåt", "bo", NOW)
    with pytest.raises(NotNext):
        waiting.move_ahead(B, place(waiting, B).seen, "0" * 32, "Ingen", "bo", NOW)
    assert order(waiting) == [A, D, B, C]


def test_an_exception_is_taken_back_the_last_first_and_by_one_officer(waiting: Desk) -> None:
    for later, ahead_of in enumerate((B, A)):
        waiting.move_ahead(
            D, place(waiting, D).seen, ahead_of, "Skäl", "anna", NOW + timedelta(minutes=later)
        )
    waiting.move_ahead(C, place(waiting, C).seen, D, "Annat skäl", "anna", NOW)
    assert order(waiting) == [C, D, A, B]
    seen = place(waiting, D).seen
    waiting.take_move_back(D, seen, "bo", NOW)
    assert order(waiting) == [C, A, D, B], "where the first move put it; the other's stays"
    with pytest.raises(PlaceChanged):
        waiting.take_move_back(D, seen, "anna", NOW)
    waiting.take_move_back(D, place(waiting, D).seen, "bo", NOW)
    assert order(waiting) == [C, A, B, D]
    with pytest.raises(NotNext):
        waiting.take_move_back(D, place(waiting, D).seen, "bo", NOW)
    assert acts(waiting).count("move_undone") == 2
    offer(waiting, C)
    with pytest.raises(NotNext):
        waiting.take_move_back(C, place(waiting, C).seen, "bo", NOW)
    assert order(waiting) == [C, A, B, D]


def test_room_is_offered_in_turn_and_unanswered_offers_keep_their_place(waiting: Desk) -> None:
    with pytest.raises(NotNext):
        offer(waiting, B)
    offer(waiting, A)
    with pytest.raises(NotNext):
        offer(waiting, A)
    assert next_offered(waiting.queued()) == B
    offer(waiting, B)
    waiting.take_offer_back(A, place(waiting, A).seen, "anna", NOW)
    assert next_offered(waiting.queued()) == A
    assert [place(waiting, row).offered for row in (A, B)] == [False, True]
    with pytest.raises(NotNext):
        waiting.take_offer_back(A, place(waiting, A).seen, "anna", NOW)
    assert acts(waiting)[-3:] == ["offer_room", "offer_room", "offer_undone"]


def test_two_officers_at_once_offer_one_place(waiting: Desk) -> None:
    seen = place(waiting, A).seen
    waiting.offer_room(A, seen, "anna", NOW)
    with pytest.raises(PlaceChanged):
        waiting.offer_room(A, seen, "bo", NOW)
    with pytest.raises(PlaceChanged):
        waiting.move_ahead(A, seen, B, "Två samtidigt", "bo", NOW)
    assert acts(waiting).count("offer_room") == 1
    version = place(waiting, A).header.version
    waiting.step(A, version, "withdrawn", "bo", NOW)
    with pytest.raises(PlaceChanged):
        waiting.take_offer_back(A, place_seen(waiting, A), "anna", NOW)


def place_seen(desk: Desk, row: str) -> str:
    """Return some mark of a row that does not wait any more."""
    assert row not in [one.header.id for one in desk.queued()]
    return "0" * 64


def test_who_leaves_and_comes_back_by_undoing_has_the_same_place_and_offer(waiting: Desk) -> None:
    waiting.move_ahead(C, place(waiting, C).seen, A, "Skäl", "anna", NOW)
    offer(waiting, C)
    gone = waiting.step(C, place(waiting, C).header.version, "withdrawn", "anna", NOW)
    assert order(waiting) == [A, B, D]
    assert next_offered(waiting.queued()) == A
    waiting.undo(C, gone.version, "anna", NOW)
    assert order(waiting) == [C, A, B, D]
    assert place(waiting, C).offered


def test_in_another_queue_there_is_neither_offer_nor_exception(waiting: Desk) -> None:
    waiting.move_ahead(C, place(waiting, C).seen, A, "Skäl", "anna", NOW)
    offer(waiting, C)
    for provider, moved in ((HOME, 1), ("fjordens-omsorg", 0)):
        back = waiting.step(C, place(waiting, C).header.version, "awaiting", "anna", NOW)
        waiting.step(C, back.version, "queued", "anna", NOW, provider)
        assert not place(waiting, C).offered
        assert len(place(waiting, C).waits.moved) == moved  # type: ignore[union-attr]
    assert order(waiting) == [A, B, D]
    assert order(waiting, "fjordens-omsorg") == [C]


def test_only_who_was_offered_room_can_say_yes(waiting: Desk) -> None:
    version = place(waiting, A).header.version
    with pytest.raises(NotNext):
        waiting.accept_room(A, version, "anna", NOW, None)
    assert place(waiting, A).header.version == version
    offer(waiting, A)
    assert waiting.accept_room(A, version, "anna", NOW, None).state == "taken_over"
    assert order(waiting) == [B, C, D]


def test_a_place_that_is_damaged_or_anothers_leaves_the_choice_in_sight(waiting: Desk) -> None:
    with waiting.queue.writing() as connection:
        connection.exec_driver_sql("UPDATE waiting_place SET sealed = x'00' WHERE submission = ?", (A,))
        connection.exec_driver_sql(
            "UPDATE waiting_place SET sealed = (SELECT sealed FROM waiting_place WHERE submission = ?) "
            "WHERE submission = ?",
            (C, B),
        )
    assert order(waiting) == [C, D]
    assert {one.header.id for one in waiting.queued() if one.waits is None} == {A, B}
    with pytest.raises(PlaceChanged):
        offer(waiting, A)
