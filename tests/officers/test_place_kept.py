"""Who waits and sends a choice once more keeps the place in the queue, and is not taken over by mistake."""

import json

import pytest

from hemval.forms.sent.reference import grouped
from tests.officers.page import told
from tests.officers.samples import COMPLETE
from tests.officers.test_download import MAKE
from tests.officers.test_entry import key_in as key_in
from tests.officers.test_waiting import FULL, NAMES, NUMBERS, OTHER, QUEUE, ROWS, shown, wish

CONFIRM = "/arenden/hamta/1/bekrafta/"
AGAIN = wish(20, NAMES[0], NUMBERS[0])
PLACE = "Personen står i kö med ett äldre val."


@pytest.fixture
def again(send, anna, desk, clock):
    """Two who wait, the first of whom has sent the same choice once more."""
    send(*ROWS[:2])
    desk.take_in(clock.now)
    for row in ROWS[:2]:
        desk.step(row.id, 1, "queued", "anna", clock.now, FULL)
    send(AGAIN)
    anna.get("/arenden/")
    return anna


def test_a_confirmed_batch_takes_nobody_over_who_is_to_wait(again, desk, send, log):
    other = wish(21, "Di Dal", "193506019904", OTHER, "_none")
    send(other)
    again.get("/arenden/hamta/")
    again.press(MAKE)
    again.follow("Bekräfta omgången")
    text = again.page.words("main")
    assert "1 ärende lämnas som det är: personen väntar på plats hos en utförare." in text
    assert "Öppna vart och ett och tryck på Ställ i kö." in text
    assert again.page.links()[grouped(AGAIN.reference)] == f"/arenden/{AGAIN.id}/"
    again.press("Ja, ärendet ligger i verksamhetssystemet")
    states = {one.id: one.state for one in desk.list()}
    assert (states[other.id], states[AGAIN.id]) == ("taken_over", "new")
    assert "2 ärenden lämnades som de är." in again.last.text
    assert json.loads(log("confirm")[0].rows) == ["batch:1", other.id]


def test_the_confirm_page_has_the_flags_of_the_list(again, send, anna):
    declined = wish(22, "Di Dal", "193506019904", OTHER, "_none", review=("too-fast",))
    send(declined, wish(23, "Di Dal", "193506019904", OTHER, "_none"))
    again.get("/arenden/")
    flags = [told(one) for one in again.page.all("span") if one.get("class") == "flag"]
    again.get("/arenden/hamta/")
    again.press(MAKE)
    again.get(CONFIRM)
    shown_now = [told(one) for one in again.page.all("span") if one.get("class") == "flag"]
    assert shown_now
    assert set(shown_now) <= set(flags)
    assert "Ett öppet val till" in shown_now


def test_the_newer_one_takes_the_place_over_with_its_time(again, log, send):
    again.get(f"/arenden/{AGAIN.id}/")
    assert PLACE in again.page.words("main")
    again.press("Ställ i kö")
    assert PLACE not in again.page.words("main"), "it has the place now"
    again.get(QUEUE)
    first = f"1. {grouped(AGAIN.reference)} {NAMES[0]}"
    assert shown(again) == [first, f"2. {grouped(ROWS[1].reference)} {NAMES[1]}"]
    assert "Har tagit över platsen från ett tidigare val." in again.last.text
    assert [json.loads(one.rows) for one in log("place_over")] == [[AGAIN.id, ROWS[0].id]]
    once_more = wish(24, NAMES[0], NUMBERS[0])
    send(once_more)
    again.get("/arenden/")
    again.get(f"/arenden/{once_more.id}/")
    again.press("Ställ i kö")
    again.get(QUEUE)
    assert shown(again)[0] == f"1. {grouped(once_more.reference)} {NAMES[0]}", "and so does the third"


def test_also_where_the_older_was_closed_first(again, desk, clock):
    desk.step(ROWS[0].id, 2, "closed", "bo", clock.now)
    again.get(f"/arenden/{AGAIN.id}/")
    again.press("Ställ i kö")
    again.get(QUEUE)
    assert shown(again)[0] == f"1. {grouped(AGAIN.reference)} {NAMES[0]}"


def test_who_asked_for_another_meanwhile_begins_anew(again, send, log):
    send(wish(25, NAMES[0], NUMBERS[0], OTHER, "_none"), back := wish(26, NAMES[0], NUMBERS[0]))
    again.get("/arenden/")
    again.get(f"/arenden/{back.id}/")
    again.press("Ställ i kö")
    again.get(QUEUE)
    assert shown(again)[-1] == f"2. {grouped(back.reference)} {NAMES[0]}"
    assert not log("place_over")


def test_a_replaced_one_says_that_it_has_no_place(again):
    again.get("/arenden/?visa=ersatta")
    assert "Har stått i kö, ersatt" in again.last.text
    assert "I kö (anna)" not in again.last.text
    text = again.get(f"/arenden/{ROWS[0].id}/").text
    assert "Har stått i kö, ersatt" in text
    assert "Ställ det nyare i kö först: då tar det över platsen." in text


def test_the_receipt_names_a_protected_case_and_offers_to_mark(anna, key_in, desk, send, clock):
    row = wish(0, NAMES[0], COMPLETE["identity-number"])
    send(row)
    desk.take_in(clock.now)
    desk.protect(row.id, 1, "bo", clock.now, on=True)
    key_in(COMPLETE)
    assert "Personen har ett skyddat ärende" in anna.page.words("main")
    anna.press("Markera som skyddat")
    assert {one.protected for one in desk.list_all()} == {True}
