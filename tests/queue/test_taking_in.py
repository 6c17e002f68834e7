"""Rows go from the inbox to the queue file, whatever happens on the way."""

import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from hemval.queue.desk import Desk, taking_in
from hemval.queue.desk.audit import read_entries
from hemval.queue.desk.inbox_rows import first, remove
from hemval.queue.errors import StoreUnavailable
from hemval.queue.inbox import Inbox
from hemval.settings import Places
from tests.queue.samples import NOW, choice

ROOT = Path(__file__).parents[2]

KILLED_BEFORE_DELETING = """
import os, signal, sys
from pathlib import Path
from hemval.queue.desk import Desk
from hemval.settings import Places
from tests.queue.samples import NOW
desk = Desk.open(Places(Path(sys.argv[1])))
desk.letterbox.writing = lambda: os.kill(os.getpid(), signal.SIGKILL)
desk.take_in(NOW)
"""


def test_killed_between_storing_and_deleting_doubles_nothing(
    places: Places, inbox: Inbox, desk: Desk
) -> None:
    for n in range(10):
        inbox.submit(choice(str(n)))
    killed = subprocess.run([sys.executable, "-c", KILLED_BEFORE_DELETING, str(places.content)], cwd=ROOT)
    assert killed.returncode == -9
    assert (desk.waiting(), desk.count()["new"]) == (10, 10)
    assert desk.take_in(NOW) == 0
    assert (desk.waiting(), desk.count()["new"]) == (0, 10)


def test_a_draft_sent_again_after_it_was_taken_in_is_no_second_choice(inbox: Inbox, desk: Desk) -> None:
    inbox.submit(choice(name="Först Ek"))
    desk.take_in(NOW)
    desk.take_over(choice().id, 1, "anna", NOW)
    inbox.submit(choice(name="Sedan Ek"))
    assert desk.take_in(NOW) == 0
    assert desk.waiting() == 0
    opened = desk.open_one(choice().id, "anna", NOW)
    assert opened.submission.answers["name"] == "Först Ek"
    assert opened.header.state == "taken_over"


def test_more_than_one_transaction_is_carried_over_in_order(
    inbox: Inbox, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(taking_in, "AT_ONCE", 7)
    for n in range(30):
        inbox.submit(choice(str(n)))
    assert desk.take_in(NOW) == 30
    times = [header.received_at for header in desk.list()]
    assert times == sorted(times)
    with desk.queue.reading() as connection:
        log = read_entries(connection)
    assert [entry.act for entry in log] == ["take_in"] * 5
    as_they_came = [choice(str(n)).id for n in range(30)]
    assert [row_id for entry in log for row_id in json.loads(entry.rows)] == as_they_came


def test_a_row_that_lies_where_one_was_is_not_taken_for_it(inbox: Inbox, desk: Desk) -> None:
    inbox.submit(choice("first"))
    with desk.letterbox.reading() as connection:
        (read,) = first(connection, 7, NOW)
    desk.take_in(NOW)
    inbox.submit(choice("second"))
    with desk.letterbox.writing() as connection:
        (lies,) = first(connection, 7, NOW)
        assert (lies.place, lies.outside.id) == (read.place, choice("second").id), "the place is given again"
        assert remove(connection, [read]) == 0
    assert desk.waiting() == 1


def test_citizens_send_while_two_desks_take_in(places: Places, inbox: Inbox, desk: Desk) -> None:
    other = Desk.open(places)
    with ThreadPoolExecutor(4) as threads:
        sent = [threads.submit(inbox.submit, choice(str(n))) for n in range(100)]
        taken = [threads.submit(one.take_in, NOW) for one in (desk, other) * 10]
        assert [job.result() for job in sent] == [True] * 100
        new = sum(job.result() for job in taken)
    new += desk.take_in(NOW)
    other.close()
    assert (new, desk.count()["new"], desk.waiting()) == (100, 100, 0)
    assert desk.verify().how is None


def test_a_row_the_queue_file_refuses_stays_in_the_inbox(inbox: Inbox, desk: Desk) -> None:
    inbox.submit(choice())
    with desk.queue.writing() as connection:
        connection.exec_driver_sql(
            "CREATE TRIGGER no BEFORE INSERT ON submission BEGIN SELECT RAISE(ABORT, 'no'); END"
        )
    with pytest.raises(StoreUnavailable):
        desk.take_in(NOW)
    assert desk.waiting() == 1


def test_a_row_the_queue_file_drops_in_silence_stays_in_the_inbox(inbox: Inbox, desk: Desk) -> None:
    """Only what is seen to stand in the queue file is deleted from the inbox."""
    inbox.submit(choice("a"))
    inbox.submit(choice("b"))
    with desk.queue.writing() as connection:
        connection.exec_driver_sql(
            f"CREATE TRIGGER no BEFORE INSERT ON submission WHEN new.id = '{choice('a').id}'"
            " BEGIN SELECT RAISE(IGNORE); END"
        )
    desk.take_in(NOW)
    assert (desk.waiting(), desk.count()["new"]) == (1, 1)
