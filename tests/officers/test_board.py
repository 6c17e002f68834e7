"""The lists of all cases: replaced ones apart, flags of now, narrowed and ordered by the address."""

import json
from datetime import timedelta

import pytest

from hemval.forms.sent.reference import grouped
from tests.officers.page import told
from tests.officers.samples import COMPLETE, RECEIVED, choice


def by_page(browser) -> list[str]:
    return [told(row.find("th")) for body in browser.page.all("tbody") for row in body.iter("tr")]


def references(*numbers: int) -> list[str]:
    return [grouped(choice(n).reference) for n in numbers]


def complete(n: int, days: int = 0, review: tuple[str, ...] = (), **other: object):
    answers = {**COMPLETE, "name": f"Namn {n}", "phone": f"070-{n:06}", "identity-number": "", **other}
    received = RECEIVED - timedelta(days=days)
    return choice(n, f"Namn {n}", answers=answers, received_at=received, review=review)


def test_a_replaced_choice_leaves_the_new_ones_and_its_case_says_what_to_do(anna, send, log):
    number = {"identity-number": "193804129819"}
    send(complete(0, 2, **number), complete(1, **number))
    anna.get("/arenden/")
    assert anna.page.words("h1") == "Val: Nya (1)"
    assert by_page(anna) == references(1)
    anna.follow("Ersatta (1)")
    assert by_page(anna) == references(0)
    anna.follow(references(0)[0])
    assert "Läs det nyare. Avsluta sedan det här utan att lägga in." in anna.page.words("main")
    assert json.loads(log("find")[-1].rows) == [choice(0).id, choice(1).id]
    anna.get(f"/arenden/{choice(1).id}/")
    assert "Ersätter" in [told(heading) for heading in anna.page.all("h2")]
    assert f"/arenden/{choice(0).id}/" in anna.page.links().values()
    anna.get(f"/arenden/{choice(0).id}/")
    anna.press("Avsluta utan att lägga in")
    anna.get("/arenden/")
    assert "Ersatta (1)" not in anna.page.links()


def test_a_protected_newer_one_is_told_of_without_a_word_of_it(anna, send, desk, clock, log):
    number = {"identity-number": "193804129819"}
    send(complete(0, 2, **number), complete(1, **number))
    desk.take_in(clock.now)
    desk.protect(choice(1).id, 1, "bo", clock.now, on=True)
    anna.get(f"/arenden/{choice(0).id}/")
    words = anna.page.words("main")
    assert "Personen har ett skyddat ärende" in words
    assert references(1)[0] not in words
    assert log("find") == []


def test_what_is_to_be_looked_at_twice_comes_first_and_then_the_oldest(anna, send):
    send(complete(0, 5), complete(1, 4), complete(2, 3, review=("quick",)), complete(3, 2, provider="gone"))
    anna.get("/arenden/")
    assert by_page(anna) == references(2, 3, 0, 1)
    assert "Utföraren kan inte väljas" in anna.page.words("table")


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("ordning=aldst", [0, 1, 2, 3]),
        ("ordning=nyast", [3, 2, 1, 0]),
        ("ordning=annan", [2, 3, 0, 1]),
        ("granska=ja", [2, 3]),
        ("utforare=gone", [3]),
        ("utforare=nobody", []),
        ("vantat=3", [0, 1]),
        ("vantat=0", [2, 3, 0, 1]),
        ("vantat=x", [2, 3, 0, 1]),
        (f"vantat={'9' * 5000}", [2, 3, 0, 1]),
        ("vantat=2&ordning=nyast", [2, 1, 0]),
    ],
)
def test_the_address_narrows_and_orders(anna, send, query, shown):
    send(complete(0, 5), complete(1, 4), complete(2, 2, review=("quick",)), complete(3, 1, provider="gone"))
    anna.get(f"/arenden/?visa=nya&{query}")
    assert by_page(anna) == references(*shown)
    assert anna.page.words("h1") == f"Val: Nya ({len(shown)})"


def test_working_days_are_counted_until_today_or_the_end(anna, send, desk, clock):
    send(complete(0, 5), complete(1, 5))
    desk.take_in(clock.now)
    desk.step(choice(1).id, 1, "closed", "bo", clock.now)
    clock.move(days=1)
    anna.sign_in()
    anna.get("/arenden/")
    assert "4 dagar" in anna.page.words("table"), "received on a Friday, a weekend between"
    anna.get("/arenden/?visa=avslutade")
    assert "3 dagar" in anna.page.words("table")


def test_pages_keep_what_the_list_is_narrowed_by(anna, send):
    send(*[complete(n, review=("quick",)) for n in range(30)])
    anna.get("/arenden/?visa=nya&granska=ja&ordning=nyast")
    anna.follow("Senare")
    assert len(by_page(anna)) == 5
    assert "granska=ja" in anna.last.request.query_string.decode()


def test_what_is_known_is_looked_at_before_any_officer_comes(anna, app, send, desk, clock, log):
    send(complete(0))
    desk.take_in(clock.now)
    rounds, before = app.extensions["hemval.rounds"], len(log())
    rounds.go(rounds.rounds)
    assert not rounds.failing
    assert [entry.act for entry in log()[before:] if entry.who != "hemval"] == [], "the machine shows nobody"
    with desk.queue.writing() as connection:
        connection.exec_driver_sql("UPDATE submission SET sealed = x'00'")
    anna.get("/arenden/sok/")
    anna.press("Sök ärenden", sok="Namn")
    assert anna.page.words("h1") == "Sökning: 1 ärende hittades", "it had been opened once"
