"""Answers to "did this help?" are counts, which never stand in the way of a choice."""

import sqlite3
import threading
from datetime import date, timedelta

import pytest

from hemval.queue.desk import Desk
from hemval.queue.desk.backup import back_up
from hemval.queue.desk.prepare import LINES, prepare
from hemval.queue.desk.restore import restore
from hemval.queue.feedback import KEPT_DAYS, Answer, Feedback, PageAnswers
from hemval.queue.file_lock import locked
from hemval.queue.inbox import Inbox, inbox_path
from hemval.queue.kinds import INBOX
from hemval.settings import Places
from tests.queue.samples import NOW, choice

TODAY = date(2026, 11, 23)
YES, NO = Answer("sv", "utforare/", True), Answer("sv", "utforare/", False)
START = Answer("en", "", True)


def rows(places: Places) -> list[tuple[object, ...]]:
    connection = sqlite3.connect(inbox_path(places))
    try:
        return connection.execute("SELECT * FROM feedback ORDER BY 1, 2, 3, 4").fetchall()
    finally:
        connection.close()


def test_an_answer_is_a_count_for_a_page_and_a_day(places: Places, inbox: Inbox) -> None:
    for answer in (YES, NO, NO, START):
        assert inbox.feedback.count(answer, TODAY)
    assert inbox.feedback.count(NO, TODAY + timedelta(days=1))
    assert rows(places) == [
        ("2026-11-23", "en", "", 1, 1),
        ("2026-11-23", "sv", "utforare/", 0, 2),
        ("2026-11-23", "sv", "utforare/", 1, 1),
        ("2026-11-24", "sv", "utforare/", 0, 1),
    ]


def test_the_page_with_most_no_is_told_first_and_older_days_are_left_out(inbox: Inbox) -> None:
    for answer, days in ((YES, 0), (NO, 0), (NO, 29), (NO, 30), (START, 0)):
        inbox.feedback.count(answer, TODAY - timedelta(days=days))
    assert inbox.feedback.since(TODAY - timedelta(days=29)) == [
        PageAnswers("sv", "utforare/", yes=1, no=2),
        PageAnswers("en", "", yes=1, no=0),
    ]


def test_counts_older_than_a_year_and_a_month_go_by_themselves(places: Places, inbox: Inbox) -> None:
    inbox.feedback.count(YES, TODAY - timedelta(days=KEPT_DAYS + 1))
    inbox.feedback.count(YES, TODAY - timedelta(days=KEPT_DAYS))
    inbox.feedback.count(YES, TODAY)
    assert [row[0] for row in rows(places)] == ["2025-10-19", "2026-11-23"]


def test_the_table_never_grows_beyond_its_limit(inbox: Inbox) -> None:
    small = Feedback(inbox.database, most_rows=3)
    answered = [small.count(Answer("sv", f"{n}/", True), TODAY) for n in range(5)]
    assert answered == [True, True, True, False, False]
    assert small.count(Answer("sv", "0/", True), TODAY)
    assert sum(page.yes for page in small.since(TODAY)) == 4


def test_while_one_is_being_counted_others_are_dropped_and_choices_are_received(
    places: Places, inbox: Inbox, desk: Desk
) -> None:
    with inbox.feedback.turn:
        assert not inbox.feedback.count(YES, TODAY)
        inbox.submit(choice())
    assert desk.waiting() == 1
    assert rows(places) == []


def test_a_store_that_is_busy_or_gone_drops_the_answer(
    places: Places, inbox: Inbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hemval.queue.database.WAIT_SECONDS", 0.01)
    with locked(inbox.database.lock_path, 1):
        assert not inbox.feedback.count(YES, TODAY)
    assert inbox.feedback.count(YES, TODAY)
    inbox_path(places).rename(places.content / "elsewhere")
    assert not inbox.feedback.count(YES, TODAY)


def test_many_at_once_lose_no_choice(inbox: Inbox, desk: Desk) -> None:
    counted = []

    def press() -> None:
        counted.extend(inbox.feedback.count(YES, TODAY) for _ in range(50))

    threads = [threading.Thread(target=press) for _ in range(4)]
    for thread in threads:
        thread.start()
    for n in range(20):
        inbox.submit(choice(str(n)))
    for thread in threads:
        thread.join()
    assert desk.waiting() == 20
    assert sum(page.yes for page in inbox.feedback.since(TODAY)) == counted.count(True) > 0


def test_taking_in_leaves_the_counts(places: Places, inbox: Inbox, desk: Desk) -> None:
    inbox.submit(choice())
    inbox.feedback.count(NO, TODAY)
    assert desk.take_in(NOW) == 1
    assert desk.waiting() == 0
    assert len(rows(places)) == 1


def test_a_backup_brings_the_counts_back(places: Places, inbox: Inbox, desk: Desk, recovery: object) -> None:
    inbox.submit(choice())
    inbox.feedback.count(NO, TODAY)
    manifest = back_up(desk, places, places.content / "backup", "command:root", NOW)
    assert manifest.rows[inbox_path(places).name] == 1
    elsewhere = Places(places.content / "elsewhere")
    elsewhere.content.mkdir()
    restore(places.content / "backup", elsewhere, recovery.secret, "command:root", NOW)  # type: ignore[attr-defined]
    assert rows(elsewhere) == [("2026-11-23", "sv", "utforare/", 0, 1)]


def test_an_inbox_of_the_first_version_keeps_its_choices(places: Places, inbox: Inbox) -> None:
    inbox.submit(choice())
    inbox.close()
    connection = sqlite3.connect(inbox_path(places))
    connection.execute("DROP TABLE feedback")
    connection.execute("UPDATE alembic_version SET version_num = 'inbox_0001'")
    connection.commit()
    connection.close()
    assert (LINES[INBOX] / "inbox_0002.py").is_file()
    prepare(places)
    again = Inbox.open(places)
    assert again.feedback.count(YES, TODAY)
    again.close()
    desk = Desk.open(places)
    assert desk.waiting() == 1
    desk.close()
