"""Batches below the pages: never twice, sealed, whole or not at all, and gone with what they held."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import pytest

from hemval.queue.desk import Desk, confirming
from hemval.queue.desk.audit import Entry, read_entries
from hemval.queue.desk.batch import NET_NEW, Chosen, fingerprint_of
from hemval.queue.desk.batch_files import STEP, Contents
from hemval.queue.desk.errors import FileBroken, NoSuchBatch, RowsChanged, StepRefused
from hemval.queue.desk.retention import Retention
from hemval.queue.desk.steps import UNDOABLE
from hemval.queue.inbox import Inbox
from hemval.settings import Places
from tests.queue.samples import NAME, NOW, choice, counted

RULE = Retention(30, "Nämndens beslut 2026:7")
IDS = [choice(draft).id for draft in "abc"]


@pytest.fixture(autouse=True)
def three_rows(inbox: Inbox, desk: Desk) -> None:
    for draft in "abc":
        inbox.submit(choice(draft))
    desk.take_in(NOW)


def names(contents: Contents) -> bytes:
    """Make a file that holds what nobody may see twice."""
    return "\n".join(one.answers["name"] + one.id for _, one in contents.opened).encode()


def make(desk: Desk, chosen: Chosen = NET_NEW, now: datetime = NOW) -> int:
    number, _ = desk.batches.make("choice", chosen, None, "anna", now)
    return number


def versions(desk: Desk, ids: Sequence[str] = IDS) -> dict[str, int]:
    return {header.id: header.version for header in desk.list() if header.id in ids}


def log(desk: Desk, act: str) -> list[Entry]:
    assert desk.verify().broken_at is None
    with desk.queue.reading() as connection:
        return [entry for entry in read_entries(connection) if entry.act == act]


def sql(desk: Desk, command: str) -> None:
    with desk.queue.writing() as connection:
        connection.exec_driver_sql(command)


def test_many_who_press_at_once_share_one_batch(places: Places, desk: Desk) -> None:
    desks = [Desk.open(places) for _ in range(4)]
    seen = fingerprint_of(IDS)

    def press(one: Desk) -> tuple[int, bool]:
        return one.batches.make("choice", NET_NEW, seen, "anna", NOW)

    with ThreadPoolExecutor(8) as pool:
        made = list(pool.map(press, desks * 3))
    for one in desks:
        one.close()
    assert {number for number, _ in made} == {1}
    assert sum(new for _, new in made) == 1
    assert (desk.batches.count(), len(log(desk, "batch"))) == (1, 1)


def test_the_unique_rows_are_what_stops_a_second_batch(desk: Desk) -> None:
    """Without the fingerprint of the rows the same selection would be made again."""
    everything = Chosen(selection=True)
    make(desk)
    assert make(desk, everything) == 1
    sql(desk, "UPDATE batch SET same_rows = 'other'")
    assert make(desk, everything) == 2


def test_nothing_to_make_or_another_than_was_seen_is_refused(desk: Desk) -> None:
    for form, chosen, seen in (
        ("opinion", NET_NEW, None),
        ("choice", NET_NEW, fingerprint_of(IDS[:2])),
        ("choice", NET_NEW, "x"),
        ("choice", Chosen(selection=True, provider="none"), fingerprint_of([])),
    ):
        with pytest.raises(RowsChanged):
            desk.batches.make(form, chosen, seen, "anna", NOW)
    assert desk.batches.count() == 0
    with pytest.raises(NoSuchBatch):
        desk.batches.hand_out(1, "csv", names, "anna", NOW)


def test_a_batch_has_room_for_the_oldest_and_the_rest_are_new_for_the_next(desk: Desk) -> None:
    desk.batches.most = 2
    oldest = [header.id for header in desk.list()]
    seen = fingerprint_of(oldest[:2])
    assert desk.batches.make("choice", NET_NEW, seen, "anna", NOW) == (1, True)
    assert desk.batches.make("choice", NET_NEW, seen, "bo", NOW) == (1, False)
    assert [header.id for header in desk.batches.rows(1)] == oldest[:2]
    assert desk.batches.net_new() == {"choice": oldest[2:]}
    assert make(desk, Chosen(selection=True)) == 1
    assert make(desk) == 2
    assert [header.id for header in desk.batches.rows(2)] == oldest[2:]
    made = [desk.batches.one(number) for number in (1, 2)]
    assert [(one.rows, one.chosen) for one in made] == [(2, Chosen(left=1)), (1, NET_NEW)]
    for number in (1, 2):
        desk.batches.confirm(number, versions(desk), None, "anna", NOW)
    assert desk.count() == counted(taken_over=3)
    with pytest.raises(RowsChanged):
        make(desk)


def test_all_that_was_seen_is_too_much_for_one_batch(desk: Desk) -> None:
    desk.batches.most = 2
    with pytest.raises(RowsChanged):
        desk.batches.make("choice", NET_NEW, fingerprint_of(IDS), "anna", NOW)


def test_what_was_chosen_and_the_file_are_sealed_and_of_a_length_that_tells_little(desk: Desk) -> None:
    number = make(desk, Chosen(selection=True, last=NOW.date()))
    desk.batches.keep_file(number, "csv", names)
    with desk.queue.driver() as connection:
        whole = "\n".join(connection.iterdump())
        (length,) = connection.execute("SELECT length(sealed) FROM batch_file").fetchone()
    assert NAME not in whole
    assert NOW.date().isoformat() not in whole.partition("INSERT INTO batch VALUES")[2].partition("X'")[2]
    assert STEP < length < STEP + 1000
    assert desk.batches.one(number).chosen == Chosen(selection=True, last=NOW.date())


@pytest.mark.parametrize("content", [b"", b" ", b"\x00 ", b"x" * (STEP - 8), b"x" * STEP, b"\xff" * 99_999])
def test_a_file_comes_out_as_it_went_in(desk: Desk, content: bytes) -> None:
    number = make(desk)
    assert desk.batches.hand_out(number, "csv", lambda _: content, "anna", NOW) == content
    assert desk.batches.hand_out(number, "csv", names, "bo", NOW) == content


def test_a_file_that_was_exchanged_or_damaged_is_not_handed_out(desk: Desk) -> None:
    number = make(desk)
    desk.batches.keep_file(number, "csv", names)
    desk.batches.keep_file(number, "json", lambda _: b"another")
    other = "(SELECT sealed FROM batch_file WHERE format = 'json')"
    for sealed in (other, "x'00'"):
        sql(desk, f"UPDATE batch_file SET sealed = {sealed} WHERE format = 'csv'")
        with pytest.raises(FileBroken):
            desk.batches.hand_out(number, "csv", names, "anna", NOW)
    assert log(desk, "batch_fetch") == []


def test_two_who_make_the_file_at_once_get_the_same(desk: Desk) -> None:
    number = make(desk)

    def slow(_: Contents) -> bytes:
        desk.batches.keep_file(number, "csv", lambda _: b"first")
        return b"second"

    assert desk.batches.hand_out(number, "csv", slow, "anna", NOW) == b"first"


def test_a_row_that_is_protected_while_the_file_is_made_is_not_in_it(desk: Desk) -> None:
    number = make(desk)

    def slow(contents: Contents) -> bytes:
        if not desk.list(protected=True):
            desk.protect(IDS[0], 1, "bo", NOW, on=True)
        return names(contents)

    content = desk.batches.hand_out(number, "csv", slow, "anna", NOW)
    assert IDS[0].encode() not in content
    assert IDS[1].encode() in content


def test_a_row_that_is_protected_while_a_file_that_may_name_it_is_made_is_not_named(desk: Desk) -> None:
    desk.take_over(IDS[0], 1, "bo", NOW)
    number = make(desk, Chosen(selection=True, state="taken_over"))

    def made(contents: Contents) -> bytes:
        if not desk.list(protected=True):
            desk.protect(IDS[1], 1, "bo", NOW, on=True)
        return b"".join(one.id.encode() for header, one in contents.known if not header.protected)

    assert IDS[1].encode() not in desk.batches.hand_out(number, "csv", made, "anna", NOW)


def test_another_format_says_what_was_so_when_the_batch_was_made(inbox: Inbox, desk: Desk) -> None:
    number = make(desk)
    inbox.submit(choice("later"))
    desk.take_in(NOW + timedelta(hours=1))
    known = {one.id for _, one in desk.batches.read(number).known}
    assert known == set(IDS)


def test_confirming_takes_all_over_or_none(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    number, step, calls = make(desk), confirming.step_within, []

    def fails_at_the_last(*args: object, **named: object) -> object:
        calls.append(args)
        if len(calls) == 3:
            raise RuntimeError("power cut")
        return step(*args, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(confirming, "step_within", fails_at_the_last)
    with pytest.raises(RuntimeError):
        desk.batches.confirm(number, versions(desk), None, "anna", NOW)
    assert desk.count() == counted(new=3)
    assert log(desk, "take_over") == log(desk, "confirm") == []
    monkeypatch.undo()
    assert desk.batches.confirm(number, versions(desk), None, "anna", NOW) == 3


def test_a_damaged_row_is_not_confirmed(desk: Desk) -> None:
    number = make(desk)
    sql(desk, f"UPDATE submission SET sealed = x'00' WHERE id = '{IDS[0]}'")
    assert desk.batches.confirm(number, versions(desk), None, "anna", NOW) == 2
    assert desk.count() == counted(new=1, taken_over=2)
    assert IDS[0] not in log(desk, "confirm")[0].rows


def test_a_confirmation_is_undone_within_a_day_only(desk: Desk) -> None:
    number = make(desk)
    desk.batches.confirm(number, versions(desk), None, "anna", NOW)
    with pytest.raises(StepRefused):
        desk.batches.undo_confirm(number, NOW, "bo", NOW + UNDOABLE)
    assert desk.batches.undo_confirm(number, NOW, "bo", NOW + UNDOABLE - timedelta(seconds=1)) == 3
    with pytest.raises(RowsChanged):
        desk.batches.undo_confirm(number, NOW, "bo", NOW)
    assert desk.count() == counted(new=3)
    assert desk.batches.one(number).confirmed_at is None


def test_only_the_confirmation_that_was_seen_is_undone(desk: Desk) -> None:
    number, later = make(desk), NOW + timedelta(minutes=1)
    desk.batches.confirm(number, versions(desk), None, "anna", NOW)
    desk.batches.undo_confirm(number, NOW, "anna", NOW)
    desk.batches.confirm(number, versions(desk), None, "anna", later)
    with pytest.raises(RowsChanged):
        desk.batches.undo_confirm(number, NOW, "bo", later)
    assert desk.count() == counted(new=0, taken_over=3)


def test_rows_in_a_batch_are_new_no_more_and_an_undone_one_not_again(desk: Desk) -> None:
    assert list(desk.batches.net_new()["choice"]) == [header.id for header in desk.list()]
    number = make(desk)
    desk.batches.confirm(number, versions(desk), None, "anna", NOW)
    desk.batches.undo_confirm(number, NOW, "anna", NOW)
    assert desk.batches.net_new() == {}


def test_a_number_is_not_given_again(desk: Desk, inbox: Inbox) -> None:
    make(desk)
    inbox.submit(choice("d"))
    desk.take_in(NOW)
    assert make(desk) == 2
    assert [one.number for one in desk.batches.some(slice(0, 25))] == [2, 1]
    assert [one.number for one in desk.batches.some(slice(1, 2))] == [1]


def test_a_purge_takes_the_files_of_the_batches_a_row_was_in(desk: Desk) -> None:
    number = make(desk)
    desk.batches.keep_file(number, "csv", names)
    desk.take_over(IDS[0], 1, "anna", NOW)
    desk.purge(RULE, "hemval", NOW + timedelta(days=RULE.kept_days))
    one = desk.batches.one(number)
    assert (one.rows, one.kept, one.in_file, one.sums) == (3, 2, 2, {})
    assert IDS[0].encode() not in desk.batches.hand_out(number, "csv", names, "anna", NOW)
    assert fingerprint_of(IDS) != fingerprint_of(IDS[1:])


def test_who_waits_in_a_queue_goes_on_waiting(desk: Desk) -> None:
    number = make(desk)
    desk.step(IDS[0], 1, "queued", "bo", NOW, "solgarden")
    assert desk.batches.confirm(number, versions(desk), None, "anna", NOW) == 2
    assert desk.count() == counted(queued=1, taken_over=2)
