"""Steps of a case: which lead where, undoing, and two officers at once."""

import shutil
from collections.abc import Iterator
from datetime import timedelta
from itertools import product
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hemval.queue.desk import Desk
from hemval.queue.desk.errors import ChangedByAnother, NoSuchRow, StepRefused
from hemval.queue.desk.steps import ACTS, STEPS, UNDOABLE
from hemval.queue.desk.tables import OPEN, STATES, State
from hemval.queue.inbox import Inbox
from hemval.settings import Places
from tests.queue.samples import NOW, choice

ROW = choice().id


@pytest.fixture
def received(inbox: Inbox, desk: Desk) -> Desk:
    inbox.submit(choice())
    desk.take_in(NOW)
    return desk


def bring(desk: Desk, state: State) -> int:
    """Bring the new row to a state by a step that leads there; return its version."""
    return 1 if state == "new" else desk.step(ROW, 1, state, "anna", NOW, "solgarden").version


def acts(desk: Desk) -> list[str]:
    with desk.queue.reading() as connection:
        return list(connection.exec_driver_sql("SELECT act FROM audit ORDER BY seq").scalars())


@pytest.mark.parametrize(("before", "to"), list(product(STATES, STATES)))
def test_only_the_steps_of_the_table_can_be_taken(received: Desk, before: State, to: State) -> None:
    version = bring(received, before)
    allowed = to in STEPS[before]
    log = acts(received)
    if not allowed:
        with pytest.raises(StepRefused):
            received.step(ROW, version, to, "anna", NOW, "solgarden")
        assert acts(received) == log
        return
    after = received.step(ROW, version, to, "bo", NOW, "solgarden")
    assert (after.state, after.before, after.changed_by) == (to, before, "bo")
    assert after.ended_at == (None if to in OPEN else NOW)
    assert acts(received) == [*log, ACTS[to]]


def test_every_open_state_can_be_ended_and_no_ended_one_left() -> None:
    for state in STATES:
        assert bool(STEPS[state]) == (state in OPEN)
        assert state not in STEPS[state]
    assert {to for each in STEPS.values() for to in each} == set(ACTS) == set(STATES) - {"new"}


@pytest.mark.parametrize("to", STEPS["new"])
def test_a_step_is_undone_once_and_for_a_day(received: Desk, to: State) -> None:
    version = bring(received, to)
    with pytest.raises(StepRefused):
        received.undo(ROW, version, "bo", NOW + UNDOABLE)
    back = received.undo(ROW, version, "bo", NOW + UNDOABLE - timedelta(seconds=1))
    assert (back.state, back.before, back.ended_at, back.version) == ("new", None, None, version + 1)
    assert acts(received)[-1] == "undo"
    with pytest.raises(StepRefused):
        received.undo(ROW, back.version, "bo", NOW)


def test_a_step_of_the_version_before_changes_nothing(received: Desk) -> None:
    received.step(ROW, 1, "awaiting", "bo", NOW)
    for change in (
        lambda: received.step(ROW, 1, "closed", "anna", NOW),
        lambda: received.undo(ROW, 1, "anna", NOW),
        lambda: received.protect(ROW, 1, "anna", NOW, on=True),
    ):
        with pytest.raises(ChangedByAnother) as first:
            change()
        assert first.value.values["who"] == "bo"
    assert received.list()[0].state == "awaiting"
    with pytest.raises(NoSuchRow):
        received.step("0" * 32, 1, "closed", "anna", NOW)


def test_a_protected_case_is_in_no_list_until_it_is_shown_again(received: Desk) -> None:
    marked = received.protect(ROW, 1, "anna", NOW, on=True)
    assert (received.list(), received.list("new")) == ([], [])
    assert [header.id for header in received.list(protected=True)] == [ROW]
    assert [header.id for header in received.list_all()] == [ROW]
    assert received.count()["new"] == 1
    with pytest.raises(StepRefused):
        received.protect(ROW, marked.version, "anna", NOW, on=True)
    closed = received.step(ROW, marked.version, "closed", "anna", NOW)
    assert closed.protected
    received.protect(ROW, closed.version, "anna", NOW, on=False)
    assert [header.state for header in received.list()] == ["closed"]
    assert acts(received)[-3:] == ["protect", "close", "unprotect"]


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory, prepared: Places) -> Iterator[tuple[Inbox, Desk]]:
    places = Places(tmp_path_factory.mktemp("steps") / "lindvik")
    shutil.copytree(prepared.content, places.content)
    inbox, desk = Inbox.open(places), Desk.open(places)
    yield inbox, desk
    inbox.close()
    desk.close()


@given(data=st.data())
def test_whatever_is_done_the_log_tells_it_and_the_version_counts_it(
    shared: tuple[Inbox, Desk], data: st.DataObject
) -> None:
    inbox, desk = shared
    row = choice(uuid4().hex)
    inbox.submit(row)
    desk.take_in(NOW)
    (header,) = [one for one in desk.list() if one.id == row.id]
    before, done = len(acts(desk)), 0
    for name in data.draw(st.lists(st.sampled_from(["step", "undo", "protect"]), max_size=8)):
        try:
            if name == "step":
                to = data.draw(st.sampled_from(STATES))
                header = desk.step(row.id, header.version, to, "anna", NOW, "solgarden")
            elif name == "undo":
                header = desk.undo(row.id, header.version, "anna", NOW)
            else:
                header = desk.protect(row.id, header.version, "anna", NOW, on=data.draw(st.booleans()))
        except StepRefused:
            continue
        done += 1
    assert header.version == 1 + done
    assert (header.ended_at is None) == (header.state in OPEN)
    assert len(acts(desk)) == before + done
