"""What is kept of an exit is what the log says, also after a restore: each sabotage is planted once."""

from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from hemval.cli.queue import queue
from hemval.officers.log.check import checked
from hemval.queue.desk import Desk
from hemval.queue.desk.backup import back_up
from hemval.queue.desk.exits.sealed import SealedSettled, mark_of, open_inside, seal_inside
from hemval.queue.desk.exits.settling import Appointed
from hemval.queue.desk.keys import KeyPair
from hemval.queue.desk.outcomes import Replay
from hemval.queue.desk.restore import restore
from hemval.queue.desk.retention import Retention
from hemval.queue.inbox import Inbox
from hemval.rules.exits.case import Case
from hemval.settings import Places, Settings
from tests.queue.exits import AFTER, FORM, ended, krokom, listed, sent, take_in, turning
from tests.queue.samples import choice
from tests.queue.test_exits import DAY, all_bytes
from tests.rules.exits import EXIT

HOME = "kommunens-hemtjanst"


@pytest.fixture
def run(desk: Desk) -> tuple[Case, ...]:
    """Four people: three got what the rule gives, and the last was then given another by an officer."""
    cases = take_in(desk, *(listed(n) for n in range(4)))
    desk.exits.run_defaults(krokom(), EXIT, "anna", AFTER)
    desk.exits.appoint(krokom(), EXIT, Appointed((cases[3].id,), "utforare-a"), "anna", AFTER)
    return cases


def results(desk: Desk, case: Case) -> tuple[str, bytes]:
    with desk.queue.reading() as connection:
        query = "SELECT id, sealed FROM settled WHERE affected = ?"
        return tuple(connection.exec_driver_sql(query, (case.id,)).one())


def change(desk: Desk, sql: str, *values: object) -> None:
    with desk.queue.writing() as connection:
        connection.exec_driver_sql(sql, values)


def test_what_was_settled_comes_out_the_same(desk: Desk, run: tuple[Case, ...]) -> None:
    assert desk.replay() == Replay(3, ())
    take_in(desk, *(listed(n) for n in range(3)))
    assert desk.replay() == Replay(3, ()), "who is gone from the list is no alarm"


def test_an_older_result_put_back_is_found(desk: Desk, run: tuple[Case, ...]) -> None:
    """It opens, it is the person's own, and it holds together: only the log knows that it was replaced."""
    result, older = results(desk, run[0])
    desk.exits.appoint(krokom(), EXIT, Appointed((run[0].id,), "utforare-b"), "anna", AFTER)
    assert desk.replay() == Replay(2, ())
    change(desk, "UPDATE settled SET sealed = ?, made_by = 'anna' WHERE id = ?", older, result)
    (case, *_) = desk.exits.read(EXIT)
    assert (case.damaged, case.settled[0].provider) == (False, HOME)
    assert desk.replay() == Replay(2, (), (run[0].id,))


def test_a_result_of_another_is_found(desk: Desk, run: tuple[Case, ...]) -> None:
    result, _ = results(desk, run[0])
    change(desk, "UPDATE settled SET sealed = ? WHERE id = ?", results(desk, run[3])[1], result)
    assert desk.exits.read(EXIT)[0].damaged
    assert desk.replay() == Replay(2, (), (run[0].id,))


def test_a_result_that_does_not_follow_is_found_though_the_log_names_it(
    desk: Desk, run: tuple[Case, ...]
) -> None:
    result, sealed = results(desk, run[0])
    kept = open_inside(sealed, desk.keys.recipients.number, SealedSettled, desk.keys)
    assert kept is not None
    assert kept.outcome is not None
    wrong = kept.outcome.result.model_copy(update={"provider": "utforare-a"})
    spoilt = kept.model_copy(update={"outcome": kept.outcome.model_copy(update={"result": wrong})})
    resealed = seal_inside(spoilt, desk.keys)["sealed"]
    assert isinstance(resealed, bytes)
    change(desk, "UPDATE settled SET sealed = ? WHERE id = ?", resealed, result)
    about = [f"exit:{EXIT}", run[0].id, mark_of(result, resealed)]
    with desk.logged("exit_run", about, "anna", AFTER):
        pass
    assert desk.replay() == Replay(2, (), (run[0].id,))


def test_a_result_or_a_person_that_is_gone_is_found_and_told(
    desk: Desk, places: Places, run: tuple[Case, ...]
) -> None:
    assert "3 utfall" in verified(places, 0)
    change(desk, "DELETE FROM settled WHERE affected = ?", run[0].id)
    for table, column in (("settled", "affected"), ("joined", "affected"), ("affected", "id")):
        change(desk, f"DELETE FROM {table} WHERE {column} = ?", run[3].id)
    lost = tuple(sorted((run[0].id, run[3].id)))
    assert desk.replay() == Replay(2, (), lost)
    told = verified(places, 1)
    assert [case.id in told for case in run] == [True, False, False, True]
    (fault,) = checked(desk, None).faults
    assert [case.id[:8] in fault for case in run] == [True, False, False, True]
    assert "HEM-" not in told + fault


def verified(places: Places, code: int) -> str:
    done = CliRunner().invoke(queue, ["verify"], obj=Settings(content=places.content))
    assert done.exit_code == code, done.output
    return done.output


def test_a_purged_exit_is_no_alarm(desk: Desk, run: tuple[Case, ...]) -> None:
    ended(desk, AFTER)
    desk.purge(Retention(30, "Nämndens beslut 2026:7"), "hemval", AFTER + 30 * DAY)
    assert desk.replay() == Replay(0, ())


def test_a_restore_brings_an_exit_back_with_its_codes(
    places: Places, inbox: Inbox, desk: Desk, tmp_path: Path, recovery: KeyPair
) -> None:
    """Whose letters are posted can choose with the code in them, also after the machine burnt."""
    cases = take_in(desk, *(listed(n) for n in range(3)))
    inbox.submit(sent("a", code=cases[0].code))
    desk.take_in(AFTER)
    desk.exits.join_new(FORM, None, AFTER)
    desk.exits.run_defaults(turning(), EXIT, "anna", AFTER)
    ended(desk, AFTER)
    before, end, turns = desk.exits.read(EXIT), desk.exits.end_of(EXIT), desk.exits.turns()
    assert [(len(case.choices), len(case.settled)) for case in before] == [(1, 0), (0, 1), (0, 1)]
    assert back_up(desk, places, tmp_path / "whole", "anna", AFTER).affected == len(cases)
    change(desk, "UPDATE joined SET sealed = x'00' WHERE affected = ?", before[0].id)
    change(desk, "UPDATE settled SET sealed = x'00' WHERE affected = ?", before[2].id)
    back_up(desk, places, tmp_path / "damaged", "anna", AFTER)
    assert cases[0].code.encode() not in all_bytes(places)

    elsewhere = Places(tmp_path / "1")
    assert restore(tmp_path / "whole", elsewhere, recovery.secret, "anna", AFTER).broken == ()
    restored = Desk.open(elsewhere)
    assert restored.exits.read(EXIT) == before
    assert (restored.exits.end_of(EXIT), restored.exits.turns()) == (end, turns)
    assert restored.replay() == Replay(2, ())
    restored.exits.undo_confirm(EXIT, "anna", AFTER)
    restored.register([sent("b", code=cases[1].code)], "anna", AFTER)
    assert restored.exits.join_new(FORM, None, AFTER) == 1
    chosen = replace(restored.exits.read(EXIT)[1], choices=())
    assert chosen == before[1]
    restored.close()

    named = restore(tmp_path / "damaged", Places(tmp_path / "2"), recovery.secret, "anna", AFTER).broken
    assert set(named) == {before[0].id, before[2].id}
    assert choice("a").id not in named
