"""Who has protected personal data is hidden with all cases, by one press."""

import json

from hemval.queue.desk.batch import NET_NEW
from tests.officers.samples import choice
from tests.officers.test_chains import ASA, BO

NAMES = {"name": "Åsa Öst", "phone": "070-174 06 05"}
ALL = "Markera alla 3 som skyddade"


def of(n: int, person: str | None = ASA, **other: object):
    return choice(n, answers=NAMES | ({"identity-number": person} if person else {}), **other)


ROWS = [of(0), of(1), of(2), of(3), of(4, BO), of(5, None)]


def address(n: int) -> str:
    return f"/arenden/{ROWS[n].id}/"


def mark(anna, send, desk, clock):
    """Four of one person: one is done, one in a batch whose file is kept; then the first is marked."""
    send(*ROWS)
    desk.take_in(clock.now)
    desk.take_over(ROWS[1].id, 1, "bo", clock.now)
    desk.batches.make("choice", NET_NEW, None, "bo", clock.now)
    desk.batches.keep_file(1, "csv", lambda _: b"kept")
    anna.get(address(0))
    anna.press("Markera som skyddat")
    desk.batches.keep_file(1, "csv", lambda _: b"made anew")
    anna.get(address(0))


def test_one_press_takes_the_others_out_of_every_list_and_file(anna, send, desk, clock, log):
    mark(anna, send, desk, clock)
    assert "Samma person har 3 ärenden till." in anna.last.text
    asked = json.loads(log("find")[-1].rows)
    assert asked == [ROWS[0].id, *(ROWS[n].id for n in (1, 2, 3))], "what is shown of them is logged first"
    assert address(3) in anna.page.links().values()
    assert address(4) not in anna.page.links().values()
    anna.press(ALL)
    assert anna.is_at(address(0))
    assert "Personens andra ärenden är också skyddade." in anna.last.text
    assert "ärenden till" not in anna.last.text
    assert [header.id for header in desk.list()] == [ROWS[4].id, ROWS[5].id]
    assert [entry.rows for entry in log("protect")] == [json.dumps([row.id]) for row in ROWS[:4]]
    assert desk.batches.one(1).sums == {}, "the kept file is gone"
    assert [header.state for header in desk.list_all()][1] == "taken_over", "how far it has come is kept"


def test_another_officers_step_meanwhile_and_a_second_press_hinder_nothing(anna, send, desk, clock, log):
    mark(anna, send, desk, clock)
    to, fields = anna.page.form(ALL)
    desk.step(ROWS[2].id, 1, "awaiting", "bo", clock.now)
    for _ in range(2):
        assert anna.post(to, data=fields).location == address(0)
    assert {header.id: header.state for header in desk.list(protected=True)}[ROWS[2].id] == "awaiting"
    assert len(log("protect")) == 4


def test_nobody_is_marked_from_a_case_that_is_not_protected(anna, send, desk, clock):
    mark(anna, send, desk, clock)
    to, fields = anna.page.form(ALL)
    desk.protect(ROWS[0].id, 2, "bo", clock.now, on=False)
    assert anna.post(to, data=fields).status_code == 400
    assert desk.list(protected=True) == []
    anna.get(address(0))
    assert "ärenden till" not in anna.last.text


def test_without_a_number_nobody_is_taken_for_the_same(anna, send, desk, clock):
    send(of(5, None), of(6, None))
    desk.take_in(clock.now)
    desk.protect(ROWS[5].id, 1, "bo", clock.now, on=True)
    anna.get(address(5))
    assert "Samma person har" not in anna.last.text


def test_one_that_comes_later_is_flagged_in_the_list_and_offered(anna, send, desk, clock):
    send(of(0))
    desk.take_in(clock.now)
    desk.protect(ROWS[0].id, 1, "bo", clock.now, on=True)
    send(of(7))
    anna.get("/arenden/")
    assert "Personen har ett skyddat ärende" in anna.last.text
    anna.get(address(0))
    anna.press("Markera också det som skyddat")
    assert desk.list() == []
