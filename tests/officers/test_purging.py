"""What officers see of purging: when a case goes, which open ones are in danger; and the daily purge."""

import logging

import pytest

from hemval.content.affected_list import Affected
from hemval.officers.purge.daily import DailyPurge
from hemval.queue.desk.retention import OPEN_DAYS
from hemval.rules.exits.changes import what_changes
from hemval.settings import PROJECT
from tests.officers.conftest import START
from tests.officers.page import told
from tests.officers.samples import NUMBER, choice
from tests.queue.exits import ended


@pytest.fixture
def purge(app, clock):
    """Let the daily purge have its turn."""
    (daily,) = (one for one in app.extensions["hemval.rounds"].rounds if one.name == "the daily purge")
    return lambda: daily.do(clock.now)


@pytest.fixture
def sent(send, desk, clock):
    """Three open cases; the last is protected."""
    send(*(choice(n) for n in range(3)))
    desk.take_in(clock.now)
    desk.protect(choice(2).id, 1, "anna", clock.now, on=True)


def test_an_ended_case_says_when_it_goes(anna, sent, desk, clock):
    anna.get(f"/arenden/{choice(0).id}/")
    assert "Raderas här" not in anna.last.text
    anna.press("Markera som övertagen")
    assert "Raderas här 1 januari 2027." in anna.last.text
    anna.press("Ångra")
    assert "Raderas här" not in anna.last.text


def test_so_do_its_lines_in_the_list_and_where_it_is_sought(anna, sent, desk, clock):
    desk.step(choice(0).id, 1, "closed", "anna", clock.now)
    desk.step(choice(2).id, 2, "closed", "anna", clock.now)
    for tab in ("avslutade", "skyddade"):
        anna.get(f"/arenden/?visa={tab}")
        assert anna.page.words("tbody").endswith("Avslutad av anna Raderas här 2027-01-01")
    anna.get("/arenden/")
    assert "Raderas här" not in anna.last.text
    anna.press("Sök ärenden", sok="Öst")
    rows = [told(row) for row in anna.page.one("tbody")]
    assert ["Raderas här 2027-01-01" in row for row in rows] == [False, True]


def test_the_daily_purge_takes_it_that_day_and_only_once_a_day(anna, sent, desk, clock, purge):
    desk.step(choice(0).id, 1, "closed", "anna", START)
    clock.move(days=29)
    purge()
    assert desk.count()["closed"] == 1
    desk.step(choice(1).id, 1, "closed", "anna", START)
    clock.move(hours=10)
    purge()
    clock.move(hours=4)
    purge()
    assert desk.count()["closed"] == 0
    anna.sign_in()
    assert anna.get(f"/arenden/{choice(0).id}/").status_code == 404
    anna.get("/arenden/gallring/")
    assert "december 2026" in anna.last.text
    assert anna.page.words("tbody").endswith("december 2026Val2")


def test_what_failed_is_tried_again(clock):
    asked = []

    class Failing:
        def join_new(self, now):
            asked.append(now)
            raise OSError(NUMBER)

    daily = DailyPurge(Failing())
    for _ in range(2):
        with pytest.raises(OSError, match=NUMBER):
            daily.purge(clock.now)
    assert len(asked) == 2


def test_open_cases_in_danger_are_told_everywhere_and_a_step_gives_more_time(
    anna, sent, desk, clock, purge, log, caplog
):
    clock.move(days=166)
    purge()
    anna.sign_in()
    anna.get("/arenden/")
    assert "3 ärenden raderas snart, fast ingen har avslutat dem." in anna.last.text
    assert anna.last.text.count("Raderas 31 maj 2027") == 4, "wide and narrow"
    before = len(log("list"))
    anna.follow("Se vilka")
    assert len(log("list")) == before + 1
    told = anna.last.text
    reference = f"{choice(0).reference[:4]}"
    assert reference in told.replace(" ", "")
    assert choice(2).reference[:4] not in told.replace(" ", ""), (
        "a protected one has no reference in any list"
    )
    links = [href for words, href in anna.page.links().items() if "kom in" in words]
    assert links == [f"/arenden/{choice(n).id}/" for n in range(3)]
    anna.get(links[0])
    assert "Raderas 31 maj 2027, fast ingen har avslutat det" in anna.last.text
    anna.press("Vänta på svar")
    clock.move(days=14)
    with caplog.at_level(logging.INFO):
        purge()
    assert "2 rows purged" in caplog.text
    assert [header.id for header in desk.list_all()] == [choice(0).id]
    anna.sign_in()
    anna.get("/arenden/gallring/")
    assert "Raderas 14 juni 2027." in anna.last.text


def test_the_page_says_the_rule_and_has_no_button(anna, sent, desk, clock):
    for n in range(2):
        desk.step(choice(n).id, 1, "closed", "anna", clock.now)
    anna.get("/arenden/gallring/")
    assert "30 dagar senare" in anna.last.text
    assert "Äldrenämndens gallringsbeslut 2025:14" in anna.last.text
    assert anna.page.words("tbody").endswith("1 januari 2027Val2")
    assert anna.page.buttons() == ["Logga ut"]
    assert "Inga just nu." in anna.last.text


def test_a_damaged_one_in_danger_is_named_by_its_id(anna, sent, desk, clock, purge):
    with desk.queue.writing() as connection:
        connection.exec_driver_sql("UPDATE submission SET sealed=x'00' WHERE id=?", (choice(0).id,))
    clock.move(days=166)
    purge()
    anna.sign_in()
    anna.get("/arenden/gallring/")
    assert f"/arenden/{choice(0).id}/" in anna.page.links().values()


def test_many_in_danger_are_counted(anna, send, desk, clock):
    send(*(choice(n) for n in range(27)))
    desk.take_in(clock.now)
    clock.move(days=167)
    anna.sign_in()
    anna.get("/arenden/gallring/")
    assert "Det finns 2 till." in anna.last.text


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_page_for_citizens_says_the_same_days(language):
    told = (PROJECT / "site_src" / language / "personuppgifter.md").read_text(encoding="utf-8")
    assert f" {OPEN_DAYS} " in told
    assert "{{ personal_data.kept_days }}" in told


def test_a_choice_is_joined_to_an_exit_before_it_is_purged(send, desk, clock, purge):
    """That somebody chose is known until the exit ends, also where nobody looked at the exit meanwhile."""
    listed = [Affected(reference="HEM-1", provider="solgardens-hemtjanst")]
    desk.exits.take_in_list("sol-2027", listed, what_changes((), listed).mark, "anna", clock.now)
    (case,) = desk.exits.read("sol-2027")
    one = choice(0)
    send(one.model_copy(update={"answers": {**one.answers, "code": case.code}}))
    desk.take_in(clock.now)
    desk.step(one.id, 1, "taken_over", "anna", clock.now)
    clock.move(days=30)
    purge()
    assert desk.count()["taken_over"] == 0
    (case,) = desk.exits.read("sol-2027")
    assert [joined.submission for joined in case.choices] == [one.id]


def test_an_exit_that_is_long_over_and_not_confirmed_is_told(anna, desk, clock):
    one = Affected(reference="HEM-0001", provider="solgardens-hemtjanst", hours=5)
    seen = what_changes((), [one]).mark
    desk.exits.take_in_list("solgardens-2027", [one], seen, "anna", clock.now)
    clock.move(days=89)
    anna.sign_in()
    assert "inte bekräftat" not in anna.get("/arenden/gallring/").text, "29 days after 31 January"
    clock.move(days=1)
    anna.sign_in()
    told = anna.get("/arenden/gallring/").text
    assert "Sista dag: 31 januari 2027. Avslutet är inte bekräftat. Uppgifterna finns kvar." in told
    assert "HEM-0001" not in told
    ended(desk, clock.now, "solgardens-2027")
    assert "inte bekräftat" not in anna.get("/arenden/gallring/").text
