"""Choices that an exit keeps from a purge: nobody has said yet whose they are."""

from datetime import date, timedelta

import pytest

from hemval.content.whole import Content
from hemval.forms.sent.judging import situation_of
from hemval.queue.desk import Desk
from hemval.queue.desk.exits.noting import Told
from hemval.queue.desk.retention import Retention
from hemval.queue.inbox import Inbox
from hemval.queue.submission import Submission
from hemval.rules.exits.changes import what_changes
from hemval.rules.exits.deadline import last_to_choose
from tests.queue.exits import AFTER, BEFORE, FORM, ended, krokom, listed, sent, take_in
from tests.queue.samples import choice
from tests.rules.exits import EXIT

RULE = Retention(30, "Nämndens beslut 2026:7")
DAY = timedelta(days=1)
ROW = choice("a").id
OTHER = "utforare-a-2028"


@pytest.fixture(scope="module")
def town() -> Content:
    return krokom()


def come(inbox: Inbox, desk: Desk, town: Content, one: Submission) -> None:
    inbox.submit(one)
    desk.take_in(AFTER)
    desk.exits.join_new(FORM, town, AFTER)


def is_kept(desk: Desk) -> bool:
    """Say whether it is still there long after its ordinary day."""
    desk.step(ROW, 1, "taken_over", "anna", AFTER)
    desk.purge(RULE, "hemval", AFTER + 30 * DAY)
    return [one.id for one in desk.list_all()] == [ROW]


@pytest.mark.parametrize(("kind", "today"), [("switch", "_unknown"), ("first", None), ("no-choice", None)])
def test_what_the_form_judged_by_a_code_is_awaited_though_the_code_is_nobodys(
    inbox: Inbox, desk: Desk, town: Content, kind: str, today: str | None
) -> None:
    take_in(desk, listed(1))
    one = sent("a", code="ZZZZ2345", kind=kind)
    answers = {question: answer for question, answer in one.answers.items() if question != "today"}
    one = one.model_copy(update={"answers": answers | ({"today": today} if today else {})})
    judged = situation_of(town, one.form, one.answers, one.received_at, "x")
    assert judged is not None
    assert judged.kind == "exit"
    come(inbox, desk, town, one)
    assert is_kept(desk)


def test_what_was_put_apart_tied_and_untied_is_awaited_again(inbox: Inbox, desk: Desk, town: Content) -> None:
    (case,) = take_in(desk, listed(1))
    come(inbox, desk, town, sent("a"))
    desk.exits.set_apart(EXIT, ROW, "anna", AFTER, on=True)
    desk.exits.tie(ROW, case.id, FORM, town, "bo", AFTER)
    desk.exits.untie(ROW, "bo", AFTER)
    assert is_kept(desk)


@pytest.mark.parametrize("of", [(OTHER,), (EXIT, OTHER)])
def test_what_is_of_nobody_on_one_exits_list_is_awaited_in_every_other_that_it_may_be_of(
    inbox: Inbox, desk: Desk, town: Content, of: tuple[str, ...]
) -> None:
    take_in(desk, listed(1))
    people = (listed(7, provider="utforare-a"),)
    desk.exits.take_in_list(OTHER, people, what_changes((), people).mark, "anna", BEFORE)
    # A code that is nobody's, and who helps today is not said: it may be of either list.
    come(inbox, desk, town, sent("a", code="ZZZZ2345", today="_unknown"))
    for exit_id in of:
        desk.exits.set_apart(exit_id, ROW, "anna", AFTER, on=True)
    assert desk.exits.apart(OTHER) == {ROW}
    assert is_kept(desk) == (EXIT not in of)


@pytest.mark.parametrize("today", ["utforare-a", "utforare-c"])
def test_a_code_beside_a_provider_that_stops_is_of_its_exit_alone(
    inbox: Inbox, desk: Desk, town: Content, today: str
) -> None:
    """The other exit's page does not show it, so nobody could put it apart there."""
    take_in(desk, listed(1))
    people = (listed(7, provider="utforare-a"),)
    desk.exits.take_in_list(OTHER, people, what_changes((), people).mark, "anna", BEFORE)
    come(inbox, desk, town, sent("a", code="ZZZZ2345", today=today))
    desk.exits.set_apart(OTHER, ROW, "anna", AFTER, on=True)
    assert desk.exits.leaving() == {"utforare-a", "utforare-c"}
    assert is_kept(desk) == (today == "utforare-c")


def test_a_later_letter_takes_no_promised_day_back(desk: Desk, town: Content) -> None:
    (one,) = take_in(desk, listed(1))
    last_day = town.last_days(town.exits.root[EXIT])["utforare-c"]
    promised, earlier = date(2027, 5, 3), date(2027, 4, 19)
    for n, told in enumerate((Told(last_day, promised), Told(date(2027, 5, 1), earlier))):
        desk.exits.log_printed(EXIT, {one.id: told}, "anna", BEFORE + n * DAY)
        desk.exits.note(EXIT, [one.id], "letter", "anna", BEFORE + (n + 1) * DAY, town)
    assert last_to_choose(desk.exits.read(EXIT)[0], town, EXIT) == promised


def test_what_is_of_an_exit_that_is_confirmed_is_kept_by_no_other(
    inbox: Inbox, desk: Desk, town: Content
) -> None:
    take_in(desk, listed(1))
    people = (listed(7, provider="utforare-a"),)
    desk.exits.take_in_list(OTHER, people, what_changes((), people).mark, "anna", BEFORE)
    (case,) = desk.exits.read(OTHER)
    come(inbox, desk, town, sent("a", code=case.code, today="_unknown"))
    assert desk.exits.holder(ROW) == case.id
    ended(desk, AFTER, OTHER)
    assert not is_kept(desk)
