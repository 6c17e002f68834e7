"""What the officers' process does beside the requests: the log's head in a second place, the daily notice."""

import logging
import threading
from datetime import datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pytest

from hemval.officers.log.head_keeper import HeadKeeper
from hemval.officers.rounds import Round, Rounds
from hemval.queue.desk.heads_outside import read_heads
from hemval.words.dates import SWEDEN
from tests.officers.conftest import SENDER
from tests.officers.samples import NUMBER, choice


def test_the_thread_goes_its_rounds_until_it_is_told_to_end(clock):
    went, ended = threading.Event(), []
    rounds = Rounds(clock, [Round("a", lambda now: went.set()), Round("b", ended.append, at_end=True)], 0.01)
    rounds.begin()
    assert went.wait(20)
    rounds.end(20)
    assert not rounds.thread.is_alive()
    before = len(ended)
    assert before >= 2
    rounds.end(20)
    assert len(ended) == before


def test_one_that_hangs_keeps_no_process(clock):
    begun, go_on = threading.Event(), threading.Event()

    def hang(_now: datetime) -> None:
        begun.set()
        go_on.wait(20)

    rounds = Rounds(clock, [Round("hangs", hang)])
    rounds.begin()
    assert begun.wait(20)
    rounds.end(0.01)
    assert rounds.thread.is_alive()
    assert rounds.thread.daemon
    go_on.set()
    rounds.thread.join(20)


def test_what_fails_is_told_once_without_what_it_says_and_stops_nothing(clock, caplog):
    done, fails = [], [True]

    def fail(_now: datetime) -> None:
        if fails[0]:
            raise ValueError(NUMBER)

    rounds = Rounds(clock, [Round("the first", fail), Round("the second", done.append)])
    with caplog.at_level(logging.INFO):
        for _ in range(3):
            rounds.go(rounds.rounds)
        fails[0] = False
        rounds.go(rounds.rounds)
    assert len(done) == 4
    assert [record.getMessage().split(":")[0] for record in caplog.records] == [
        "the first does not work",
        "the first works again",
    ]
    assert NUMBER not in caplog.text


def test_an_application_that_is_only_made_does_nothing_by_itself(app):
    rounds = app.extensions["hemval.rounds"]
    assert not rounds.thread.is_alive()
    assert [one.name for one in rounds.rounds] == [
        "what officers sent in",
        "the daily purge",
        "choices of those whose provider stops",
        "what is known across cases",
    ], "nothing else is set"


@pytest.fixture
def outside(tmp_path: Path) -> Path:
    (tmp_path / "elsewhere").mkdir()
    return tmp_path / "elsewhere" / "heads"


@pytest.fixture
def keeper(desk, outside: Path) -> HeadKeeper:
    return HeadKeeper(desk, outside)


def something_is_done(desk, clock) -> None:
    desk.log.note_check("anna", clock.now)


def test_the_head_is_added_when_it_has_changed(keeper, desk, clock, outside):
    keeper.keep(clock.now)
    keeper.keep(clock.now)
    assert read_heads(outside).heads == (desk.head(),)
    something_is_done(desk, clock)
    clock.move(minutes=1)
    keeper.keep(clock.now)
    assert len(read_heads(outside).heads) == 2
    assert (keeper.keeping.head, keeper.keeping.at) == (desk.head(), clock.now)
    HeadKeeper(desk, outside).keep(clock.now)
    assert len(read_heads(outside).heads) == 2, "a process that begins again writes what is new"


def test_a_place_that_is_gone_is_told_once_and_stops_nothing(keeper, desk, clock, outside, caplog):
    outside.parent.rmdir()
    keeper.keep(clock.now)
    since = clock.now
    clock.move(minutes=1)
    keeper.keep(clock.now)
    assert keeper.keeping.failing_since == since
    assert len(caplog.records) == 1
    something_is_done(desk, clock)
    outside.parent.mkdir()
    keeper.keep(clock.now)
    assert keeper.keeping.failing_since is None
    assert read_heads(outside).heads == (desk.head(),)


def test_a_log_that_was_cut_off_is_noticed_at_the_next_line(keeper, desk, clock, caplog):
    keeper.keep(clock.now)
    with desk.queue.writing() as connection:
        connection.exec_driver_sql("DELETE FROM audit")
    something_is_done(desk, clock)
    keeper.keep(clock.now)
    assert keeper.keeping.log_lacks == clock.now
    assert keeper.keeping.place_lacks is None
    assert "hemval queue verify" in caplog.text


def test_also_by_a_process_that_began_after_it(desk, clock, outside):
    something_is_done(desk, clock)
    HeadKeeper(desk, outside).keep(clock.now)
    with desk.queue.writing() as connection:
        connection.exec_driver_sql("DELETE FROM audit WHERE seq > 1")
    later = HeadKeeper(desk, outside)
    later.keep(clock.now)
    assert later.keeping.log_lacks == clock.now


@pytest.mark.parametrize("edit", [Path.unlink, lambda path: path.write_bytes(b"")])
def test_a_second_place_that_was_emptied_is_noticed(keeper, desk, clock, outside, edit):
    keeper.keep(clock.now)
    edit(outside)
    something_is_done(desk, clock)
    keeper.keep(clock.now)
    assert keeper.keeping.place_lacks == clock.now
    assert keeper.keeping.log_lacks is None
    assert read_heads(outside).heads == (desk.head(),)


def read(told: str) -> EmailMessage:
    message = message_from_bytes(told.encode(), policy=default)
    assert isinstance(message, EmailMessage)
    return message


def at(day: int, hour: int = 7) -> datetime:
    return datetime(2026, 12, day, hour, tzinfo=SWEDEN)


def test_the_notice_holds_a_count_and_a_link_and_nobody(send, noticed, log):
    send(choice(0, name="Åsa Öst"), choice(1), choice(2, form="opinion"))
    (told,) = noticed(at(7))
    mail = read(told)
    assert mail["Subject"] == "3 nya ärenden"
    assert (mail["To"], mail["From"]) == ("hemtjanst@lindvik.example", f"Lindviks kommun <{SENDER}>")
    assert mail.get_content().split("\n\n")[:3] == [
        "Val: 2 nya. Det äldsta har väntat 3 arbetsdagar.",
        "Synpunkter: 1 nytt. Det äldsta har väntat 3 arbetsdagar.",
        "Öppna listan: https://handlaggare.lindvik.example/arenden/",
    ]
    whole = mail.as_string() + mail.get_content()
    for row in (choice(0), choice(1), choice(2, form="opinion")):
        for secret in (row.id, row.reference, "Öst", NUMBER, "Solg"):
            assert secret not in whole
    (entry,) = log("notice")
    assert (entry.who, entry.rows) == ("hemval", "[]")


def test_there_is_one_a_day_also_when_the_process_begins_again(send, noticed, log):
    send(choice(0))
    assert len(noticed(at(7))) == 1
    assert noticed(at(7, 12)) == noticed(at(7, 23)) == []
    assert len(noticed(at(8))) == 1
    assert len(log("notice")) == 2


@pytest.mark.parametrize(
    "moment", [at(7, 6), at(5, 9), at(6, 9), at(24, 9), at(25, 9)], ids=str
)  # before seven, Saturday, Sunday, Christmas Eve and Day
def test_there_is_none_at_night_or_when_nobody_works(send, noticed, moment, log):
    send(choice(0))
    assert noticed(moment) == []
    assert log("notice") == []


def test_there_is_none_when_nothing_is_new(noticed, log):
    assert noticed(at(7)) == []
    assert log("notice") == []


def test_open_cases_that_go_soon_are_told_of_also_when_nothing_is_new(send, noticed, desk, clock):
    send(choice(0), choice(1))
    desk.take_in(clock.now)
    desk.step(choice(0).id, 1, "awaiting", "anna", clock.now)
    (told,) = noticed(datetime(2027, 6, 1, 9, tzinfo=SWEDEN))
    assert "2 ärenden raderas snart, fast ingen har avslutat dem." in read(told).get_content()
    desk.step(choice(1).id, 1, "closed", "anna", clock.now)
    (told,) = noticed(datetime(2027, 6, 2, 9, tzinfo=SWEDEN))
    assert read(told)["Subject"] == "0 nya ärenden"
    assert "1 ärende raderas snart, fast ingen har avslutat det." in read(told).get_content()


def test_what_came_today_has_waited_no_day(send, noticed):
    send(choice(0))
    (told,) = noticed(at(2, 10))
    assert "Val: 1 nytt. Allt kom in i dag." in read(told).get_content()
