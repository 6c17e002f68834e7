"""Plans of an exit are judged anew only where something that they turn on is new."""

from datetime import date, timedelta

import pytest

from hemval.content.whole import Content
from hemval.queue.desk import Desk
from hemval.queue.desk.exits import planned
from hemval.rules.exits.plans import plans
from hemval.rules.exits.run import Run, foreseen
from tests.queue.exits import AFTER, BEFORE, listed, take_in, turning
from tests.rules.exits import EXIT

TODAY = AFTER.date()


@pytest.fixture
def judged(monkeypatch: pytest.MonkeyPatch) -> list[date]:
    """Note the day of each time that an exit is judged."""
    noted: list[date] = []

    def noting(content: Content, exit_id: str, cases, today: date, turns):
        noted.append(today)
        return plans(content, exit_id, cases, today, turns)

    monkeypatch.setattr(planned, "plans", noting)
    return noted


def test_asked_again_it_is_the_same(desk: Desk, judged: list[date]) -> None:
    town = turning()
    cases = take_in(desk, listed(1), listed(2))
    first = desk.exits.planned(town, EXIT, TODAY)
    with desk.logged("exit_seen", [f"exit:{EXIT}", cases[0].id], "anna", AFTER):
        pass
    assert desk.exits.planned(town, EXIT, TODAY) is first, "also when a page was shown and logged"
    assert (first.cases, judged) == (cases, [TODAY])
    assert first.plans == plans(town, EXIT, cases, TODAY, desk.exits.turns())


def test_what_the_rule_would_do_is_worked_out_once(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    town, asked = turning(), list[str]()

    def noting(content: Content, exit_id: str, *rest) -> Run:
        asked.append(exit_id)
        return foreseen(content, exit_id, *rest)

    monkeypatch.setattr(planned, "foreseen", noting)
    cases = take_in(desk, listed(1), listed(2))
    first = desk.exits.foreseen(town, EXIT, AFTER)
    assert first == foreseen(town, EXIT, cases, AFTER, desk.exits.turns())
    assert desk.exits.foreseen(town, EXIT, AFTER + timedelta(minutes=5)) is first
    assert desk.exits.run_defaults(town, EXIT, "anna", AFTER).persons == len(first.given) == 2
    assert (desk.exits.foreseen(town, EXIT, AFTER).given, len(asked)) == ((), 2)


def test_whatever_is_new_is_seen_at_once(desk: Desk, judged: list[date]) -> None:
    town = turning()
    cases = take_in(desk, listed(1), listed(2))
    changes = (
        lambda: desk.exits.note(EXIT, [cases[0].id], "undeliverable", "anna", BEFORE),
        lambda: take_in(desk, listed(1, hours=9), listed(2)),
        lambda: desk.exits.run_defaults(town, EXIT, "anna", AFTER),
        lambda: sabotage(desk, "UPDATE turn SET sealed = x'00'"),
        lambda: sabotage(desk, "UPDATE affected SET sealed = x'00' WHERE id = ?", cases[1].id),
    )
    desk.exits.planned(town, EXIT, TODAY)
    for done, change in enumerate(changes, 1):
        change()
        found = desk.exits.planned(town, EXIT, TODAY)
        assert len(judged) == done + 1
        assert found.plans == plans(town, EXIT, desk.exits.read(EXIT), TODAY, desk.exits.turns())
    assert {plan.gap for plan in found.plans} == {None, "damaged"}
    desk.exits.planned(town, EXIT, TODAY + timedelta(days=1))
    desk.exits.planned(town.model_copy(), EXIT, TODAY + timedelta(days=1))
    assert len(judged) == len(changes) + 3, "another day, and content that was published anew"


def sabotage(desk: Desk, sql: str, *values: object) -> None:
    with desk.queue.writing() as connection:
        connection.exec_driver_sql(sql, values)
