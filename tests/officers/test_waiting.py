"""Waiting lists as officers work with them: put in, offered, answered, moved, never by two at once."""

import json

import pytest

from hemval.content.folder import Folder
from hemval.content.loading import load
from hemval.content.room import Rooms
from hemval.forms.reading.loading import load_forms
from hemval.forms.sent.reference import grouped
from hemval.officers.too_late import CASE
from hemval.officers.waiting.page import ACTS, DONE
from hemval.pages.published import write_published
from hemval.queue.submission import Asked
from hemval.settings import PROJECT
from tests.officers.browser import PASSWORD
from tests.officers.page import told
from tests.officers.samples import choice

FULL, OTHER = "fjordens-omsorg", "bjorkens-hemtjanst"
QUEUE = f"/arenden/ko/{FULL}/"
NAMES = ("Åsa Öst", "Bo Berg", "Ce Carlsson")
NUMBERS = ("193804129819", "193109239842", "192711059820")


def wish(n: int, name: str, number: str, provider: str = FULL, second: str = OTHER, **other):
    answers = {
        "name": name,
        "identity-number": number,
        "kind": "first",
        "area": "centrum",
        "provider": provider,
        "second": second,
        "queue": "wait",
    }
    asked = (Asked(id="name", question="Namn", answer=name),)
    return choice(n, name, answers=answers, asked=asked, language="sv", **other)


ROWS = [wish(n, name, number) for n, (name, number) in enumerate(zip(NAMES, NUMBERS, strict=True))]


@pytest.fixture(autouse=True)
def three_new(send, anna):
    send(*ROWS)
    anna.get("/arenden/")


@pytest.fixture
def bo(app, desk, clock):
    desk.accounts.add("bo", PASSWORD, "test", clock.now)
    browser = app.test_client()
    browser.sign_in("bo")
    return browser


@pytest.fixture
def queued(anna, desk, clock):
    for row in reversed(ROWS):
        desk.step(row.id, 1, "queued", "anna", clock.now, FULL)
    return anna.get(QUEUE)


def shown(browser) -> list[str]:
    return [told(one) for one in browser.page.all("h2")]


def line(n: int, number: int) -> str:
    return f"{number}. {grouped(ROWS[n].reference)} {NAMES[n]}"


def state(desk, n: int) -> str:
    return next(one.state for one in desk.list_all() if one.id == ROWS[n].id)


def move(browser, n: int, ahead_of: int, reason: str) -> None:
    action = f"{QUEUE}{ROWS[n].id}/flytta/"
    fields = next(
        {field.get("name"): field.get("value") for field in form.iter("input")}
        for form in browser.page.all("form")
        if form.get("action") == action
    )
    browser.post(
        action,
        data=fields | {"ahead_of": ROWS[ahead_of].id, "reason": reason},
        headers={"Origin": "http://localhost", "Sec-Fetch-Site": "same-origin"},
        follow_redirects=True,
    )


def test_a_choice_is_put_in_the_queue_that_the_rules_say_or_in_one_that_was_wished_for(anna, desk):
    anna.get(f"/arenden/{ROWS[0].id}/")
    (options,) = [list(select) for select in anna.page.all("select")]
    assert [option.get("value") for option in options] == [FULL, OTHER]
    anna.press("Ställ i kö")
    assert "Ärendet står i kö." in anna.last.text
    anna.get(f"/arenden/{ROWS[1].id}/")
    anna.press("Ställ i kö", utforare=OTHER)
    anna.get(f"/arenden/{ROWS[2].id}/")
    anna.press("Ställ i kö", utforare="lyktans-hemtjanst")
    assert anna.last.status_code == 400, "nobody wished for it"
    assert [one.provider for one in desk.queued()] == [FULL, OTHER]
    anna.get("/arenden/ko/")
    links = anna.page.links()
    assert links["Fjordens omsorg"] == QUEUE
    assert anna.last.text.count("1 väntar") == 2


def test_who_wishes_for_nobody_stands_in_nobodys_queue(anna, send):
    none = wish(9, "Di Dal", "193506019904", "_none", "_none")
    send(none.model_copy(update={"answers": none.answers | {"kind": "no-choice"}}))
    anna.get("/arenden/")
    anna.get(f"/arenden/{none.id}/")
    assert "Ställ i kö" not in anna.page.buttons()


def test_the_queue_stands_in_order_and_who_is_shown_is_logged(queued, anna, log):
    assert shown(anna) == [line(0, 1), line(1, 2), line(2, 3)]
    assert "har väntat 0 arbetsdagar" in anna.last.text
    assert json.loads(log("queue_seen")[-1].rows) == [row.id for row in ROWS]
    assert anna.page.buttons().count("Notera att plats är erbjuden") == 1


def test_offered_yes_and_no_and_back_again(queued, anna, desk):
    anna.press("Notera att plats är erbjuden")
    assert "Erbjuden plats av anna 2 december 2026 klockan 10.30" in anna.last.text
    anna.press("Notera att plats är erbjuden")
    assert anna.page.buttons().count("Tackade ja") == 2
    anna.press("Tackade nej")
    assert shown(anna) == [line(1, 1), line(2, 2)]
    assert state(desk, 0) == "withdrawn"
    anna.press("Tackade ja")
    assert shown(anna) == [line(2, 1)]
    assert state(desk, 1) == "taken_over"
    for n in (0, 1):
        anna.get(f"/arenden/{ROWS[n].id}/")
        anna.press("Ångra")
    anna.get(QUEUE)
    assert shown(anna) == [line(0, 1), line(1, 2), line(2, 3)]
    anna.press("Ta tillbaka erbjudandet")
    assert anna.page.buttons().count("Tackade ja") == 1


def test_who_said_yes_is_judged_with_room(anna, desk, clock, places, content):
    """By the rules alone all would wait on: the provider has a queue, and others still stand in it."""
    rooms = {**content.rooms.root, OTHER: content.rooms.root[FULL]}
    write_published(
        places.published,
        content.model_copy(update={"rooms": Rooms(rooms)}),
        load_forms(Folder(PROJECT, PROJECT))[0],
    )
    desk.step(ROWS[0].id, 1, "queued", "anna", clock.now, OTHER)
    anna.get(f"/arenden/ko/{OTHER}/")
    anna.press("Notera att plats är erbjuden")
    anna.press("Tackade ja")
    kept = desk.open_one(ROWS[0].id, "test", clock.now).kept
    assert (kept.outcome.result.provider, kept.outcome.result.waits_for) == (OTHER, None)
    assert desk.replay().unequal == ()


def test_moved_ahead_with_a_reason_that_is_shown(queued, anna, desk):
    before = [told(option) for option in anna.page.all("option")]
    anna.press("Flytta", ahead_of=ROWS[0].id)
    assert anna.last.status_code == 400
    assert "Skriv varför" in anna.last.text
    move(anna, 2, 0, "Kommer hem\n från sjukhus")
    assert shown(anna) == [line(2, 1), line(0, 2), line(1, 3)]
    assert "Flyttad framåt av anna 2 december 2026: Kommer hem från sjukhus" in anna.last.text
    assert anna.last.text.count("1 som kom senare har flyttats före.") == 2
    assert any(option.startswith("plats 1, ") for option in before)


def test_the_wrong_one_who_was_moved_goes_back_unless_another_was_first(queued, anna, bo, desk, log, clock):
    move(anna, 2, 0, "Fel person")
    desk.accounts.set_roles("bo", ["coordinator"], "test", clock.now)
    bo.get(QUEUE)
    assert bo.page.buttons().count("Ta tillbaka flytten") == 1
    bo.press("Ta tillbaka flytten")
    assert "Flytten är tillbakatagen." in bo.last.text
    assert shown(bo) == [line(0, 1), line(1, 2), line(2, 3)]
    assert "Fel person" not in bo.last.text
    assert "Ta tillbaka flytten" not in bo.page.buttons()
    anna.press("Ta tillbaka flytten")
    assert anna.last.status_code == 409
    assert "bo tog tillbaka en flytt i kön 2 december 2026" in anna.last.text
    assert [(one.who, json.loads(one.rows)) for one in log("move_undone")] == [("bo", [ROWS[2].id])]
    anna.get(QUEUE)
    move(anna, 1, 0, "Skäl")
    anna.press("Notera att plats är erbjuden")
    assert "Ta tillbaka flytten" not in anna.page.buttons(), "the answer comes first"


def test_every_button_says_what_it_did_and_is_known_again_when_pressed_twice():
    assert DONE.keys() == ACTS.keys()
    assert set(ACTS.values()) <= CASE.keys()


def test_two_officers_offer_one_place_and_nobody_is_asked_twice(queued, anna, bo, log):
    bo.get(QUEUE)
    anna.press("Notera att plats är erbjuden")
    bo.press("Notera att plats är erbjuden")
    assert bo.last.status_code == 409
    assert bo.page.words("h1") == "Kön har ändrats"
    assert "anna noterade att plats är erbjuden 2 december 2026 klockan 10.30." in bo.last.text
    bo.follow("Se kön som den är nu")
    bo.press("Tackade ja")
    anna.press("Tackade nej")
    assert anna.last.status_code == 409
    assert len(log("offer_room")) == len(log("take_over")) == 1
    assert log("withdraw") == []


def test_pressing_twice_is_no_conflict(queued, anna, log):
    for button, act in (("Notera att plats är erbjuden", "offer_room"), ("Tackade ja", "take_over")):
        seen = anna.last
        anna.press(button)
        anna.last = seen
        anna.press(button)
        assert anna.last.status_code == 200
        assert len(log(act)) == 1


def test_a_replaced_choice_leaves_the_queue_and_the_next_is_asked(queued, anna, send):
    send(wish(20, NAMES[0], NUMBERS[0], OTHER, "_none"))
    anna.get(QUEUE)
    assert shown(anna) == [line(1, 1), line(2, 2)]
    anna.press("Notera att plats är erbjuden")
    assert "Erbjuden plats av anna" in anna.last.text


def test_of_protected_personal_data_a_place_is_all_that_is_shown(queued, anna, desk, clock, log):
    header = next(one for one in desk.list_all() if one.id == ROWS[1].id)
    desk.protect(ROWS[1].id, header.version, "anna", clock.now, on=True)
    anna.get(QUEUE)
    assert shown(anna) == [line(0, 1), "2. Skyddade personuppgifter", line(2, 3)]
    assert NAMES[1] not in anna.last.text
    assert grouped(ROWS[1].reference) not in anna.last.text
    assert ROWS[1].id not in json.loads(log("queue_seen")[-1].rows)


def test_a_co_ordinator_sees_the_queues_and_leads_to_no_case(queued, desk, clock, anna):
    desk.accounts.set_roles("anna", ["coordinator"], "test", clock.now)
    anna.get(QUEUE)
    assert shown(anna) == [line(0, 1), line(1, 2), line(2, 3)]
    assert not [href for href in anna.page.links().values() if ROWS[0].id in href]


def test_a_co_ordinator_takes_the_last_answer_back_and_hands_on_what_officers_do(
    queued, desk, clock, anna, log
):
    desk.accounts.set_roles("anna", ["coordinator"], "test", clock.now)
    anna.get(QUEUE)
    assert "Säg till en handläggare." in anna.last.text
    assert "Registrera det nya valet" not in anna.last.text
    anna.press("Notera att plats är erbjuden")
    assert "Ångra" not in anna.page.buttons()
    anna.press("Tackade nej")
    assert f"{grouped(ROWS[0].reference)}: Ärendet är markerat som återtaget." in anna.last.text
    before = anna.last
    anna.press("Ångra")
    assert "Svaret är ångrat." in anna.last.text
    assert shown(anna) == [line(0, 1), line(1, 2), line(2, 3)]
    assert "Ångra" not in anna.page.buttons()
    anna.last = before
    anna.press("Ångra")
    assert anna.last.status_code == 200, "pressed twice"
    anna.press("Tackade ja")
    assert "Säg till en handläggare, som lägger in det" in anna.last.text
    assert "Ångra" in anna.page.buttons()
    clock.move(hours=24)
    anna.last = before
    anna.sign_in()
    anna.get(QUEUE)
    assert "Ångra" not in anna.page.buttons(), "a day has passed"
    assert [json.loads(one.rows) for one in log("undo")] == [[ROWS[0].id]]


def test_no_other_step_is_undone_from_the_queue(queued, anna, desk, clock):
    desk.step(ROWS[0].id, 2, "closed", "bo", clock.now)
    desk.step(ROWS[1].id, 2, "withdrawn", "bo", clock.now)
    anna.get(QUEUE)
    action, fields = anna.page.form("Ångra")
    for address in (action.replace(ROWS[1].id, ROWS[0].id), action.replace(FULL, OTHER)):
        anna.post(address, data=fields, headers={"Origin": "http://localhost"})
        assert anna.last.status_code == 409
    assert (state(desk, 0), state(desk, 1)) == ("closed", "withdrawn")


def test_the_last_answer_of_a_protected_person_is_not_told_whose(queued, anna, desk, clock):
    header = desk.protect(ROWS[0].id, 2, "anna", clock.now, on=True)
    desk.step(ROWS[0].id, header.version, "withdrawn", "anna", clock.now)
    anna.get(QUEUE)
    assert "Skyddade personuppgifter: Återtagen 2 december 2026" in told(anna.page.one("main"))
    assert grouped(ROWS[0].reference) not in anna.last.text


def test_a_place_that_cannot_be_read_is_told_of(queued, anna, desk):
    with desk.queue.writing() as connection:
        connection.exec_driver_sql(
            "UPDATE waiting_place SET sealed = x'00' WHERE submission = ?", (ROWS[0].id,)
        )
    anna.get("/arenden/ko/")
    assert "en kö som inte går att läsa" in anna.last.text
    assert f"/arenden/{ROWS[0].id}/" in anna.page.links().values()


def test_in_botkyrka_too(anna, desk, clock, places):
    """Where all of one area choose among five, and the names of queues are its own."""
    botkyrka = Folder(PROJECT / "examples" / "botkyrka", PROJECT)
    content, findings = load(botkyrka)
    assert content is not None, findings
    write_published(places.published, content, load_forms(botkyrka)[0])
    anna.get("/arenden/ko/")
    assert {f"/arenden/ko/{identity}/" for identity in content.providers} <= set(anna.page.links().values())
    desk.step(ROWS[0].id, 1, "queued", "anna", clock.now, "utforare-b")
    anna.get("/arenden/ko/utforare-b/")
    assert shown(anna) == [line(0, 1)]
