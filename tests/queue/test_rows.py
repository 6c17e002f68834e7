"""Officers list, open and mark rows; no log, no view; nobody overwrites another."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta, timezone

import pytest

from hemval.queue.desk import Desk, rows
from hemval.queue.desk.audit import Entry, read_entries
from hemval.queue.desk.errors import ChangedByAnother, NoSuchRow, StepRefused
from hemval.queue.desk.tables import Header
from hemval.queue.errors import StoreUnavailable
from hemval.queue.inbox import Inbox
from hemval.queue.times import as_text, from_text
from tests.queue.samples import NOW, choice, counted


@pytest.fixture(autouse=True)
def three_rows(inbox: Inbox, desk: Desk) -> None:
    for draft in "abc":
        inbox.submit(choice(draft))
    desk.take_in(NOW)


def log(desk: Desk) -> list[Entry]:
    with desk.queue.reading() as connection:
        return read_entries(connection)


def test_the_list_is_in_order_of_receipt_and_by_state(desk: Desk) -> None:
    expected = sorted((choice(draft).received_at, choice(draft).id) for draft in "abc")
    assert [(header.received_at, header.id) for header in desk.list()] == expected
    desk.take_over(choice("b").id, 1, "anna", NOW)
    assert [header.id for header in desk.list("taken_over")] == [choice("b").id]
    assert len(desk.list("new")) == 2
    assert desk.count() == counted(new=2, taken_over=1)


def test_a_header_says_nothing_personal(desk: Desk) -> None:
    assert set(vars(desk.list()[0])) == {
        "id", "received_at", "taken_in_at", "form", "key_number", "state", "version",
        "changed_at", "changed_by", "before", "ended_at", "protected", "warned_at",
    }  # fmt: skip


def test_opening_gives_what_was_sent_and_logs_who(desk: Desk) -> None:
    opened = desk.open_one(choice("a").id, "anna", NOW)
    assert opened.submission == choice("a")
    entry = log(desk)[-1]
    assert (entry.who, entry.act, entry.at) == ("anna", "open", as_text(NOW))
    assert choice("a").id in entry.rows


def test_opening_many_keeps_the_order_asked_for_and_logs_each(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rows, "AT_ONCE", 2)
    ids = [choice(draft).id for draft in "cab"]
    opened = desk.open_all(ids, "anna", "download_xlsx", NOW)
    assert [row.submission.id for row in opened.opened] == ids
    assert log(desk)[-1].act == "download_xlsx"
    assert all(row_id in log(desk)[-1].rows for row_id in ids)


def test_the_log_never_holds_an_answer(desk: Desk) -> None:
    desk.open_all([header.id for header in desk.list()], "anna", "list", NOW)
    text = str(log(desk))
    assert not any(str(answer) in text for answer in choice().answers.values())
    assert not any(choice(draft).reference in text for draft in "abc")


def test_no_log_no_view(desk: Desk) -> None:
    with desk.queue.writing() as connection:
        connection.exec_driver_sql(
            "CREATE TRIGGER no BEFORE INSERT ON audit BEGIN SELECT RAISE(ABORT, 'no'); END"
        )
    ids = [header.id for header in desk.list()]
    with pytest.raises(StoreUnavailable):
        desk.open_one(ids[0], "anna", NOW)
    with pytest.raises(StoreUnavailable):
        desk.open_all(ids, "anna", "list", NOW)
    with pytest.raises(StoreUnavailable):
        desk.take_over(ids[0], 1, "anna", NOW)
    assert desk.count() == counted(new=3, taken_over=0)


def test_unknown_rows_are_named_and_nothing_is_opened(desk: Desk) -> None:
    before = log(desk)
    with pytest.raises(NoSuchRow, match="nothing"):
        desk.open_one("nothing", "anna", NOW)
    with pytest.raises(NoSuchRow, match="nothing"):
        desk.open_all([choice("a").id, "nothing"], "anna", "list", NOW)
    with pytest.raises(NoSuchRow, match="nothing"):
        desk.take_over("nothing", 1, "anna", NOW)
    assert log(desk) == before


def test_the_second_officer_on_a_row_is_told_who_was_first(desk: Desk) -> None:
    seen = desk.list()[0]
    mine = desk.take_over(seen.id, seen.version, "anna", NOW)
    assert (mine.state, mine.version, mine.changed_by, mine.changed_at) == ("taken_over", 2, "anna", NOW)
    with pytest.raises(ChangedByAnother) as conflict:
        desk.take_over(seen.id, seen.version, "bo", NOW + timedelta(minutes=1))
    assert conflict.value.values["who"] == "anna"
    assert desk.list("taken_over")[0].changed_by == "anna"
    assert [entry.who for entry in log(desk)] == ["hemval", "anna"]


def test_what_is_taken_over_cannot_be_taken_over_again(desk: Desk) -> None:
    seen = desk.list()[0]
    mine = desk.take_over(seen.id, seen.version, "anna", NOW)
    with pytest.raises(StepRefused):
        desk.take_over(seen.id, mine.version, "bo", NOW)
    assert desk.list("taken_over")[0].changed_by == "anna"


def test_of_many_officers_at_once_one_takes_the_row(desk: Desk) -> None:
    row_id = choice("a").id

    def attempt(n: int) -> Header | ChangedByAnother:
        try:
            return desk.take_over(row_id, 1, f"officer {n}", NOW)
        except ChangedByAnother as conflict:
            return conflict

    with ThreadPoolExecutor(8) as threads:
        outcomes = list(threads.map(attempt, range(8)))
    assert len([one for one in outcomes if isinstance(one, Header)]) == 1
    assert [entry.act for entry in log(desk)].count("take_over") == 1


def test_times_are_kept_in_utc_and_never_without_a_zone() -> None:
    summer = datetime(2026, 7, 1, 8, tzinfo=timezone(timedelta(hours=2)))
    assert as_text(summer) == "2026-07-01T06:00:00.000000+00:00"
    assert from_text(as_text(summer)) == summer
    with pytest.raises(ValueError, match="zone"):
        as_text(summer.replace(tzinfo=None))
