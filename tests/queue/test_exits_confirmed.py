"""An exit that is confirmed: the choices it settled are taken over with it, and its days are counted."""

from datetime import UTC, date, datetime, timedelta

import pytest

from hemval.content.room import Rooms
from hemval.content.whole import Content
from hemval.queue.desk import Desk
from hemval.queue.desk.exits.confirming import Confirmation
from hemval.queue.desk.retention import Retention
from hemval.queue.inbox import Inbox
from hemval.queue.submission import Submission
from hemval.rules.outcome import Outcome
from tests.queue.exits import AFTER, FORM, acts, ended, krokom, listed, sent, take_in
from tests.queue.samples import choice
from tests.rules.exits import EXIT

RULE = Retention(30, "Nämndens beslut 2026:7")
DAY = timedelta(days=1)
OVER = datetime(2027, 5, 16, 9, tzinfo=UTC)
"""The day after the last day."""
BO = {"name": "Bo Al", "identity-number": "192711059820"}


@pytest.fixture(scope="module")
def town() -> Content:
    return krokom()


def come(inbox: Inbox, desk: Desk, town: Content, *submissions: Submission) -> None:
    for one in submissions:
        inbox.submit(one)
    desk.take_in(AFTER)
    desk.exits.join_new(FORM, town, AFTER)


def confirm(desk: Desk, town: Content, now: datetime = OVER) -> None:
    everybody = [case.id for case in desk.exits.read(EXIT)]
    desk.exits.confirm(town, EXIT, Confirmation(everybody), "anna", now)


def states(desk: Desk) -> dict[str, str]:
    return {one.id: one.state for one in desk.list_all()}


def test_what_an_exit_settled_is_taken_over_with_it_and_undone_with_it(
    inbox: Inbox, desk: Desk, town: Content
) -> None:
    cases = take_in(desk, *(listed(n) for n in range(3)))
    come(inbox, desk, town, sent("a", code=cases[0].code), sent("b", code=cases[1].code, **BO))
    desk.take_over(choice("b").id, 1, "bo", AFTER, town)
    desk.exits.run_defaults(town, EXIT, "anna", AFTER)
    planned = desk.exits.planned(town, EXIT, OVER.date())
    left = desk.exits.left(EXIT, planned.cases, planned.plans)
    assert ([one.id for one in left.taken], left.staying) == ([choice("a").id], ())
    confirm(desk, town)
    confirm(desk, town)
    assert set(states(desk).values()) == {"taken_over"}
    assert acts(desk)[-3:] == ["exit_confirmed", "take_over", "outcome"]
    opened = desk.open_one(choice("a").id, "anna", OVER)
    assert opened.kept is not None
    kept = opened.kept.outcome
    assert isinstance(kept, Outcome)
    assert (kept.result.provider, kept.result.start) == ("utforare-b", date(2027, 5, 16))
    assert desk.replay().unequal == ()
    assert desk.exits.planned(town, EXIT, OVER.date()).plans[0].provider == "utforare-b"
    desk.exits.undo_confirm(EXIT, "anna", OVER + DAY / 2)
    assert states(desk) == {choice("a").id: "new", choice("b").id: "taken_over"}
    assert desk.replay().unequal == ()


def test_who_waits_or_is_protected_or_has_nobody_stays_for_an_officer(
    inbox: Inbox, desk: Desk, town: Content
) -> None:
    """Taken over, the place in the queue would be lost."""
    cases = take_in(desk, *(listed(n) for n in range(4)))
    full = Rooms.model_validate({"utforare-a": {"state": "queue", "as_of": "2027-04-19"}}).root
    later = town.model_copy(update={"rooms": Rooms.model_construct(root={**town.rooms.root, **full})})
    for draft, case in zip("abcd", cases, strict=True):
        who = {"name": f"Person {draft}", "identity-number": "_declined"}
        wished = "utforare-a" if draft == "c" else "utforare-b"
        come(inbox, desk, later, sent(draft, code=case.code, provider=wished, **who))
    desk.protect(choice("a").id, 1, "anna", AFTER, on=True)
    desk.step(choice("b").id, 1, "queued", "anna", AFTER, "utforare-b")
    desk.step(choice("d").id, 1, "awaiting", "anna", AFTER)
    planned = desk.exits.planned(later, EXIT, OVER.date())
    left = desk.exits.left(EXIT, planned.cases, planned.plans)
    assert [one.id for one in left.taken] == [choice("d").id]
    assert {one.id for one in left.staying} == {choice(draft).id for draft in "abc"}
    confirm(desk, later)
    held = {choice(draft).id: state for draft, state in STAYED.items()}
    assert states(desk) == held
    assert [one.header.id for one in desk.queued()] == [choice("b").id]


STAYED = {"a": "new", "b": "queued", "c": "new", "d": "taken_over"}


def test_what_another_has_changed_since_stays_when_it_is_undone(
    inbox: Inbox, desk: Desk, town: Content
) -> None:
    cases = take_in(desk, listed(1), listed(2))
    come(inbox, desk, town, sent("a", code=cases[0].code), sent("b", code=cases[1].code, **BO))
    confirm(desk, town)
    desk.undo(choice("a").id, 2, "bo", OVER)
    desk.step(choice("a").id, 3, "closed", "bo", OVER)
    desk.exits.undo_confirm(EXIT, "anna", OVER)
    assert states(desk) == {choice("a").id: "closed", choice("b").id: "new"}


def test_the_days_are_counted_from_a_last_day_that_moved_after_it_was_confirmed(
    desk: Desk, town: Content
) -> None:
    take_in(desk, listed(1))
    ended(desk, AFTER)
    last = datetime(2027, 5, 15, 9, tzinfo=UTC)
    assert desk.purge(RULE, "hemval", last + 29 * DAY, town).rows == {}
    assert desk.purge(RULE, "hemval", last + 30 * DAY, town).rows == {EXIT: 1}


@pytest.mark.parametrize(
    "answers", [{"kind": "call-me", "provider": None}, {"provider": "utforare-c"}], ids=["to call", "unmet"]
)
def test_what_the_rule_settled_instead_of_the_choice_is_still_to_be_done(
    inbox: Inbox, desk: Desk, town: Content, answers: dict[str, str | None]
) -> None:
    (case,) = take_in(desk, listed(1))
    come(inbox, desk, town, sent("a", code=case.code, **answers))
    desk.exits.run_defaults(town, EXIT, "anna", AFTER)
    confirm(desk, town)
    assert [one.state for one in desk.list_all()] == ["new"]


def test_a_switch_after_the_last_day_is_no_part_of_what_is_confirmed(
    inbox: Inbox, desk: Desk, town: Content
) -> None:
    (case,) = take_in(desk, listed(1))
    desk.exits.run_defaults(town, EXIT, "anna", AFTER)
    switch = sent("b", code=case.code, today="utforare-b", provider="utforare-a")
    inbox.submit(switch.model_copy(update={"received_at": OVER + DAY}))
    desk.take_in(OVER + 2 * DAY)
    desk.exits.join_new(FORM, town, OVER + 2 * DAY)
    confirm(desk, town, OVER + 2 * DAY)
    assert [one.state for one in desk.list_all()] == ["new"]
