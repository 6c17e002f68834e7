"""A batch from press to undo: made once, the same when fetched again, never with who is protected."""

import hashlib
import json
from datetime import timedelta

import pytest

from hemval.forms.sent.reference import grouped
from hemval.queue.desk.tables import OPEN
from tests.officers.browser import PASSWORD
from tests.officers.page import told
from tests.officers.samples import choice
from tests.officers.test_download import CSV, EXCEL, JSON, MAKE, csv_rows

HERE, FIRST = "/arenden/hamta/", "/arenden/hamta/1/"
REPLACED = "Ersatt. Fråga en handläggare innan du registrerar det."
CONFIRM = f"{FIRST}bekrafta/"


@pytest.fixture
def three(send, anna):
    send(*[choice(n) for n in range(3)])
    anna.get(HERE)
    return anna


@pytest.fixture
def made(three):
    three.press(MAKE)
    assert three.is_at(FIRST)
    return three


@pytest.fixture
def bo(app, desk, clock):
    desk.accounts.add("bo", PASSWORD, "test", clock.now)
    browser = app.test_client()
    browser.sign_in("bo")
    return browser


def sums(browser) -> list[str]:
    return [told(one).replace(" ", "") for one in browser.page.all("code")]


def references(answer) -> list[str]:
    return [row[0] for row in csv_rows(answer)[1:]]


def test_the_page_after_the_press_says_how_many_and_the_checksum_of_what_comes(made):
    assert "Omgången är gjord. Hämta nu filen." in made.last.text
    assert made.page.words("h1") == "Omgång 1: Val"
    facts = dict(zip(map(told, made.page.all("dt")), map(told, made.page.all("dd")), strict=True))
    assert facts == {
        "Gjord": "2 december 2026 klockan 10.30 av anna", "Urval": "Allt nytt", "I filen": "3 ärenden",
    }  # fmt: skip
    assert made.page.buttons()[1:] == [CSV, EXCEL, JSON]
    (said,) = sums(made)
    assert hashlib.sha256(made.press(CSV).data).hexdigest() == said


def test_the_same_bytes_come_again_and_another_format_is_made_once(made, clock, send):
    first = made.press(CSV).data
    send(choice(7))
    clock.move(minutes=2)
    made.get(HERE)
    assert "1 nytt sedan omgång 1, 2 december 2026." in made.last.text
    made.get(FIRST)
    assert made.press(CSV).data == first
    made.get(FIRST)
    excel = made.press(EXCEL).data
    made.get(FIRST)
    assert len(sums(made)) == 2
    clock.move(minutes=2)
    assert made.press(EXCEL).data == excel
    assert hashlib.sha256(excel).hexdigest() in sums(made.__class__.get(made, FIRST) and made)


def test_a_second_press_back_and_reload_make_no_second_batch(three, desk, send, clock):
    _, fields = three.page.form(MAKE)
    for _ in range(3):
        assert three.post(HERE, data=fields).location == FIRST
        send(choice(9))
        desk.take_in(clock.now)
    assert "finns redan i den här omgången" in three.get(FIRST).text
    assert desk.batches.count() == 1
    assert [header.id for header in desk.batches.rows(1)] == [choice(n).id for n in range(3)]


def test_two_officers_press_at_once_and_share_one_batch(three, bo, desk):
    bo.get(HERE)
    three.press(MAKE)
    bo.press(MAKE)
    assert bo.is_at(FIRST)
    assert "av anna" in bo.last.text
    assert desk.batches.count() == 1


def test_a_batch_takes_the_oldest_and_says_how_many_are_left(three, app, desk):
    app.extensions["hemval.desk"].batches.most = 2
    three.get(HERE)
    assert "De 2 äldsta kommer med. Gör en till för resten: 1 ärende är kvar." in three.last.text
    three.press(MAKE)
    assert three.is_at(FIRST)
    assert "De 2 äldsta är med. Gör en till för resten: 1 ärende är kvar." in three.last.text
    assert "De äldsta av de nya" in three.last.text
    assert references(three.press(CSV)) == [grouped(choice(n).reference) for n in (0, 1)]
    three.get(HERE)
    assert "äldsta kommer med" not in three.last.text
    three.press(MAKE)
    assert three.is_at(f"{HERE}2/")
    assert "äldsta" not in three.last.text
    assert references(three.press(CSV)) == [grouped(choice(2).reference)]
    assert "är kvar" not in three.get(FIRST).text


@pytest.mark.parametrize(
    ("apart", "how"),
    [
        (0, "De kom in samma dag. Välj också utförare eller läge för resten."),
        (1, "Välj en gång till från dagen 3 december 2026 för resten."),
    ],
)
def test_a_selection_without_room_says_how_to_choose_the_rest(anna, send, app, clock, apart, how):
    person = choice().answers | {"identity-number": "193804129819"}
    mine = [
        choice(n, answers=person, received_at=choice(n).received_at + timedelta(days=n * apart))
        for n in range(3)
    ]
    send(*mine)
    clock.move(days=3)
    anna.sign_in()
    app.extensions["hemval.desk"].batches.most = 2
    select(anna, fran="2026-12-02")
    assert "3 ärenden" in anna.last.text
    assert "De 2 äldsta kommer med. 1 ärende är kvar: omgångens sida säger hur du" in anna.last.text
    anna.press(MAKE)
    assert f"De 2 äldsta är med. 1 ärende fick inte plats. {how}" in anna.last.text
    assert "De äldsta av dem" in anna.last.text
    first, second, third = (grouped(one.reference) for one in mine)
    assert [row[-2:] for row in csv_rows(anna.press(CSV))[1:]] == [["", second], [first, third]]
    anna.get(HERE)
    anna.press(MAKE)
    assert anna.is_at(f"{HERE}2/")
    assert csv_rows(anna.press(CSV))[1][-2:] == [second, ""]


def test_what_came_since_the_page_was_shown_is_shown_before_it_is_in_a_batch(three, send, desk, clock):
    send(choice(5))
    desk.take_in(clock.now)
    three.press(MAKE)
    assert three.is_at(HERE)
    assert "Ingen omgång gjordes." in three.last.text
    assert "4 nya." in three.last.text
    three.press(MAKE)
    assert three.is_at(FIRST)


def test_the_list_of_batches_says_what_each_is(made, send):
    send(choice(5))
    made.get(HERE)
    made.press("Gör en omgång som JSON")
    made.get(HERE)
    rows = [[told(cell) for cell in row] for row in made.page.all("tr")]
    assert [row[0] for row in rows[1:]] == ["Omgång 2: Val", "Omgång 1: Val"]
    assert rows[2][1:4] == ["2026-12-02 10:30 av anna", "Allt nytt", "3 ärenden"]
    assert rows[1][4].startswith("JSON ")
    assert [row[5] for row in rows[1:]] == ["Inte bekräftad"] * 2
    assert made.get(f"{HERE}99/").status_code == 404


def select(browser, **fields):
    browser.get(HERE)
    browser.follow("Välj dagar, utförare eller läge")
    return browser.press("Räkna", **fields)


@pytest.mark.parametrize(
    ("fields", "found", "said"),
    [
        ({"fran": "2026-12-02", "till": "2026-12-02"}, [0, 1], "Kom in 2 december 2026"),
        ({"till": "1/12 2026"}, [2], "Kom in till och med 1 december 2026"),
        ({"fran": "2026-12-02", "utforare": "fjordens-omsorg"}, [1],
         "Kom in från och med 2 december 2026. Första valet: Fjordens omsorg"),
        ({"lage": "taken_over"}, [0], "Övertagna"),
    ],
)  # fmt: skip
def test_a_selection_is_counted_and_then_a_batch(anna, send, desk, clock, log, fields, found, said):
    day_before = choice(2, received_at=choice(2).received_at - timedelta(days=1))
    answers = choice(1).answers | {"provider": "fjordens-omsorg"}
    send(choice(0), choice(1, answers=answers), day_before, choice(3, form="opinion"))
    desk.take_in(clock.now)
    desk.take_over(choice(0).id, 1, "bo", clock.now)
    desk.protect(choice(3).id, 1, "bo", clock.now, on=True)
    select(anna, **fields)
    counted = "1 ärende" if len(found) == 1 else f"{len(found)} ärenden"
    assert counted in [told(heading) for heading in anna.page.all("h2")]
    assert not log("batch")
    anna.press(MAKE)
    assert anna.is_at(FIRST)
    assert said in anna.last.text
    assert sorted(references(anna.press(CSV))) == sorted(grouped(choice(n).reference) for n in found)
    select(anna, **fields)
    anna.press(MAKE)
    assert anna.is_at(FIRST)
    assert "Ingen ny gjordes" in anna.last.text


def test_a_selection_that_finds_nothing_or_cannot_be_read_makes_nothing(three, log):
    select(three, utforare="solangens-hemtjanst")
    assert "0 ärenden" in three.last.text
    assert MAKE not in three.page.buttons()
    select(three, fran="i går", till="31/2 2026")
    assert three.last.status_code == 400
    assert three.last.text.count("Skriv en dag, så här: 2026-12-01.") == 4
    select(three, fran="2026-12-02", till="2026-12-01")
    assert "Den sista dagen ligger före den första." in three.last.text
    assert three.get("/arenden/hamta/urval/?blankett=finns-inte").status_code == 404
    assert not log("batch")


def test_everything_asks_for_a_fresh_login(made, clock, log):
    made.get(CONFIRM)
    _, yes = made.page.form("Ja, alla 3 ligger i verksamhetssystemet")
    _, make = made.get(HERE) and made.page.form("Logga ut")
    clock.move(minutes=6)
    make |= {"format": "csv", "form": "choice"}
    posts = ((HERE, make), (FIRST, make), (CONFIRM, yes))
    for address, fields in posts:
        assert "/logga-in-igen/" in made.post(address, data=fields).location
    assert "/logga-in-igen/" in made.get(CONFIRM).location
    assert not log("batch_fetch") + log("confirm")
    assert len(log("batch")) == 1


def test_confirming_tells_what_it_touches_and_does_it_in_one(made, desk, log):
    made.follow("Bekräfta omgången")
    for n in range(3):
        assert grouped(choice(n).reference) in made.last.text
    assert "raderas här 1 januari 2027" in made.last.text
    assert log("list")[-1].rows == json.dumps([choice(n).id for n in range(3)])
    made.press("Ja, alla 3 ligger i verksamhetssystemet")
    assert made.is_at(FIRST)
    assert "3 ärenden togs över 2 december 2026 klockan 10.30 av anna." in made.last.text
    assert "De raderas här 1 januari 2027." in made.last.text
    assert {header.state for header in desk.list()} == {"taken_over"}
    assert len(log("take_over")) == 3
    (entry,) = log("confirm")
    assert json.loads(entry.rows) == ["batch:1", *(choice(n).id for n in range(3))]
    assert "Bekräftad 2026-12-02 10:30 av anna" in made.get(HERE).text
    assert made.get(CONFIRM).location == FIRST


def test_pressing_yes_twice_confirms_once(made, log, desk):
    made.get(CONFIRM)
    _, fields = made.page.form("Ja, alla 3 ligger i verksamhetssystemet")
    for _ in range(2):
        assert made.post(CONFIRM, data=fields).location == FIRST
    assert len(log("confirm")) == 1
    assert [header.version for header in desk.list()] == [2, 2, 2]


def test_what_another_changed_meanwhile_is_told_and_left(made, desk, clock):
    made.get(CONFIRM)
    desk.step(choice(1).id, 1, "awaiting", "bo", clock.now)
    made.press("Ja, alla 3 ligger i verksamhetssystemet")
    assert "2 ärenden togs över" in made.last.text
    assert "1 ärende lämnades som det är. 1 ärende har ändrats av någon." in told(made.page.one("main"))
    assert made.page.links()[grouped(choice(1).reference)] == f"/arenden/{choice(1).id}/"
    assert "väntar i kö" not in made.last.text
    assert "Väntar på svar sedan 2 december 2026 klockan 10.30, bo" in made.last.text.replace("av bo", "bo")
    assert sorted(header.state for header in desk.list()) == ["awaiting", "taken_over", "taken_over"]


def test_nothing_is_confirmed_where_all_have_changed(made, desk, clock):
    made.get(CONFIRM)
    for n in range(3):
        desk.step(choice(n).id, 1, "awaiting", "bo", clock.now)
    made.press("Ja, alla 3 ligger i verksamhetssystemet")
    assert made.is_at(CONFIRM)
    assert "Inget bekräftades" in made.last.text
    assert "Väntar på svar" in made.last.text
    made.press("Ja, alla 3 ligger i verksamhetssystemet")
    assert "3 ärenden togs över" in made.last.text


@pytest.mark.parametrize("versions", ["", "1", "1.1.x", "1.1.1.1", "1.1.999999999"])
def test_made_up_versions_confirm_nothing(made, desk, versions):
    made.get(CONFIRM)
    _, fields = made.page.form("Ja, alla 3 ligger i verksamhetssystemet")
    answer = made.post(CONFIRM, data=fields | {"versions": versions})
    assert (answer.status_code, answer.location) in {(400, None), (303, CONFIRM)}
    assert desk.count()["new"] == 3


def test_a_confirmation_is_undone_for_a_day(made, desk, clock):
    made.get(CONFIRM)
    made.press("Ja, alla 3 ligger i verksamhetssystemet")
    desk.undo(choice(1).id, 2, "bo", clock.now)
    desk.step(choice(1).id, 3, "closed", "bo", clock.now)
    _, fields = made.page.form("Ångra bekräftelsen")
    made.press("Ångra bekräftelsen")
    assert "Bekräftelsen är ångrad." in made.last.text
    assert "2 ärenden i omgången är öppna här." in made.last.text
    assert sorted(header.state for header in desk.list()) == ["closed", "new", "new"]
    assert made.post(f"{FIRST}angra/", data=fields).location == FIRST
    made.get(CONFIRM)
    assert "1 ärende är redan övertaget eller avslutat" in made.last.text
    made.press("Ja, alla 2 ligger i verksamhetssystemet")
    clock.move(hours=24, minutes=1)
    made.sign_in()
    assert "Ångra bekräftelsen" not in made.get(FIRST).text
    token = made.page.form("Logga ut")[1]
    assert made.post(f"{FIRST}angra/", data=token).status_code == 400


def test_who_is_protected_after_the_batch_was_made_is_in_no_file_again(made, desk, clock):
    before, (sum_before,) = references(made.press(CSV)), sums(made.get(FIRST) and made)
    assert grouped(choice(1).reference) in before
    desk.protect(choice(1).id, 1, "bo", clock.now, on=True)
    made.get(FIRST)
    assert sums(made) == []
    assert "1 ärende har skyddade personuppgifter och står inte i filen." in made.last.text
    for button in (CSV, EXCEL, JSON):
        made.get(FIRST)
        assert choice(1).reference.encode() not in made.press(button).data.replace(b" ", b"")
    made.get(FIRST)
    assert references(made.press(CSV)) == [grouped(choice(n).reference) for n in (0, 2)]
    made.get(FIRST)
    assert sum_before not in sums(made)
    made.get(CONFIRM)
    assert grouped(choice(1).reference) not in made.last.text
    made.press("Ja, alla 2 ligger i verksamhetssystemet")
    assert desk.list(protected=True)[0].state in OPEN
    desk.protect(choice(1).id, 2, "bo", clock.now, on=False)
    made.get(FIRST)
    assert references(made.press(CSV)) == before


def test_a_batch_of_one_who_is_protected_has_no_file(anna, send, desk, clock):
    send(choice())
    anna.get(HERE)
    anna.press(MAKE)
    _, fields = anna.page.form(CSV)
    desk.protect(choice().id, 1, "bo", clock.now, on=True)
    anna.get(FIRST)
    assert anna.page.buttons() == ["Logga ut"]
    assert anna.post(FIRST, data=fields | {"format": "csv"}).location == FIRST


def test_a_choice_says_what_it_replaced_and_what_replaced_it(anna, send, desk, clock):
    number = {"identity-number": "193804129819"}
    answers = choice().answers
    mine = [choice(n, answers=answers | number) for n in (0, 1, 2)]
    declined = choice(3, answers=answers | {"identity-number": "_declined"})
    hidden = choice(4, answers=answers | number)
    send(*mine, declined, hidden)
    desk.take_in(clock.now)
    select(anna, fran="2026-12-02")
    anna.press(MAKE)
    desk.protect(hidden.id, 1, "bo", clock.now, on=True)
    head, *rows = csv_rows(anna.press(CSV))
    assert head[-2:] == ["Ersätter", "Ersatt av"]
    first, second, third = (grouped(one.reference) for one in mine)
    assert [row[-2:] for row in rows] == [["", second], [first, third], [second, REPLACED], ["", ""]]
    anna.get(FIRST)
    whole = anna.press(JSON).data
    assert hidden.reference.encode() not in whole
    assert [(one["supersedes"], one["superseded_by"]) for one in json.loads(whole)["submissions"]] == [
        (None, mine[1].reference), (mine[0].reference, mine[2].reference), (mine[1].reference, REPLACED),
        (None, None),
    ]  # fmt: skip


def test_who_is_protected_is_named_in_no_old_file_of_the_persons_other_choices(anna, send, desk, clock):
    answers = choice().answers | {"identity-number": "193804129819"}
    older, newer = choice(0, answers=answers), choice(1, answers=answers)
    send(older, newer)
    desk.take_in(clock.now)
    desk.take_over(older.id, 1, "bo", clock.now)
    select(anna, lage="taken_over")
    anna.press(MAKE)
    assert csv_rows(anna.press(CSV))[1][-1] == grouped(newer.reference)
    anna.get(f"/arenden/{newer.id}/")
    anna.press("Markera som skyddat")
    anna.get(FIRST)
    assert csv_rows(anna.press(CSV))[1][-1] == REPLACED
    anna.get(f"/arenden/{newer.id}/")
    anna.press("Visa det i listorna igen")
    anna.get(FIRST)
    assert csv_rows(anna.press(CSV))[1][-1] == grouped(newer.reference)
