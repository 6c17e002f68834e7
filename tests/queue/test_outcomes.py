"""Taking over runs the rules for good: stored with the choice, in turn, sealed, and found when changed."""

import json
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from click.testing import CliRunner
from pydantic import JsonValue
from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

from hemval.cli.queue import queue as queue_command
from hemval.content.no_choice import InTurn
from hemval.content.whole import Content
from hemval.forms.sent import judging
from hemval.queue.desk import Desk
from hemval.queue.desk.audit import read_entries
from hemval.queue.desk.backup import back_up
from hemval.queue.desk.errors import OutcomeBroken
from hemval.queue.desk.keys import KeyPair
from hemval.queue.desk.outcomes import Kept, Replay, Stored, fingerprint, open_kept, read_turns
from hemval.queue.desk.prepare import adopt_file, prepare, upgrade
from hemval.queue.desk.queue_file import queue_path
from hemval.queue.desk.restore import restore
from hemval.queue.desk.unsealing import unseal_bytes
from hemval.queue.errors import StoreOutdated, StoreUnavailable
from hemval.queue.inbox import Inbox
from hemval.queue.kinds import QUEUE
from hemval.queue.sealing import seal_bytes
from hemval.queue.submission import OtherOutcome, Submission
from hemval.rules.outcome import Outcome
from hemval.settings import Places, Settings
from tests.queue.samples import NAME, NOW, NUMBER, choice

OLD = (Path(__file__).parent / "version_1.json").read_text(encoding="utf-8")
ORDER = ("bjorkens-hemtjanst", "kommunens-hemtjanst", "storangens-omsorg")
NO_CHOICE: dict[str, JsonValue] = {
    "name": NAME,
    "identity-number": NUMBER,
    "kind": "no-choice",
    "area": "norra",
}


@pytest.fixture(scope="session")
def in_turn(content: Content) -> Content:
    rule = InTurn(kind="in-turn", order=ORDER)
    rules = tuple(one.model_copy(update={"no_choice": rule}) for one in content.municipality.rules)
    municipality = content.municipality.model_copy(update={"rules": rules})
    return content.model_copy(update={"municipality": municipality})


def sent(draft: str, answers: dict[str, JsonValue] = NO_CHOICE) -> Submission:
    return choice(draft).model_copy(update={"answers": answers})


def received(inbox: Inbox, desk: Desk, *submissions: Submission) -> None:
    for one in submissions:
        inbox.submit(one)
    desk.take_in(NOW)


def kept_of(desk: Desk, row_id: str) -> Kept:
    kept = desk.open_one(row_id, "anna", NOW).kept
    assert isinstance(kept, Kept)
    return kept


def rewrite(desk: Desk, row_id: str, kept: Kept) -> None:
    """Put another outcome in a row's place, as one could who has the file and the public keys."""
    sealed = seal_bytes(kept.model_dump_json().encode(), desk.keys.recipients.keys)
    with desk.queue.writing() as connection:
        connection.exec_driver_sql("UPDATE outcome SET sealed=? WHERE submission=?", (sealed, row_id))


def test_a_row_of_version_1_opens_and_is_judged_by_its_answers(
    inbox: Inbox, desk: Desk, content: Content
) -> None:
    old = Submission.model_validate_json(OLD)
    received(inbox, desk, old)
    opened = desk.open_one(old.id, "anna", NOW).submission
    assert (opened.schema_version, opened.outcome) == (1, None)
    assert opened.answers == json.loads(OLD)["answers"]
    desk.take_over(old.id, 1, "anna", NOW, content)
    outcome = kept_of(desk, old.id).outcome
    assert isinstance(outcome, Outcome)
    assert outcome.inputs.situation.wishes == ("bjorkens-hemtjanst",)
    assert (outcome.result.provider, str(outcome.result.start)) == ("bjorkens-hemtjanst", "2026-11-27")


def test_what_another_version_judged_keeps_no_choice_from_being_opened(inbox: Inbox, desk: Desk) -> None:
    other = {"format": 99, "inputs": {"weather": "fine"}, "result": {}}
    one = Submission.model_validate(choice().model_dump() | {"outcome": other})
    received(inbox, desk, one)
    outcome = desk.open_one(one.id, "anna", NOW).submission.outcome
    assert isinstance(outcome, OtherOutcome)
    assert outcome.model_dump() == other
    assert desk.replay().unequal == (one.id,)


def test_taking_over_stores_what_the_rules_come_to(inbox: Inbox, desk: Desk, content: Content) -> None:
    one = sent("a")
    received(inbox, desk, one)
    desk.take_over(one.id, 1, "anna", NOW, content)
    kept = kept_of(desk, one.id)
    assert (kept.made_at, kept.made_by, kept.comes_out_the_same) == (NOW, "anna", True)
    assert isinstance(kept.outcome, Outcome)
    assert kept.outcome.inputs.all_providers
    assert kept.outcome.inputs.content_version == content.version
    assert kept.outcome.result.provider == "kommunens-hemtjanst"
    with desk.queue.reading() as connection:
        *_, took_over, outcome, _ = read_entries(connection)
        (sealed,) = connection.exec_driver_sql("SELECT sealed FROM outcome").one()
    assert (took_over.act, outcome.act, outcome.who) == ("take_over", "outcome", "anna")
    assert json.loads(outcome.rows) == [one.id, fingerprint(sealed)]
    assert desk.replay().unequal == ()


def test_nothing_that_names_a_person_is_in_it_and_it_is_sealed(
    places: Places, inbox: Inbox, desk: Desk, content: Content
) -> None:
    one = sent("a")
    received(inbox, desk, one)
    desk.take_over(one.id, 1, "anna", NOW, content)
    told = kept_of(desk, one.id).model_dump_json()
    assert not [word for word in (NAME, NUMBER, one.reference) if word in told]
    raw = b"".join(path.read_bytes() for path in places.officers.glob("queue.sqlite*"))
    assert b"kommunens-hemtjanst" not in raw


@pytest.mark.parametrize(
    "answers",
    [{"kind": "call-me"}, {"kind": "first", "provider": "fjordens-omsorg", "queue": "not-wait"}, {}],
)
def test_where_a_call_settles_it_nothing_is_stored(
    inbox: Inbox, desk: Desk, content: Content, answers: dict[str, JsonValue]
) -> None:
    one = sent("a", answers)
    received(inbox, desk, one)
    assert desk.take_over(one.id, 1, "anna", NOW, content).state == "taken_over"
    assert desk.open_one(one.id, "anna", NOW).kept is None


def test_without_content_or_with_rules_that_fail_it_is_taken_over_all_the_same(
    inbox: Inbox, desk: Desk, content: Content, monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:  # fmt: skip
    received(inbox, desk, sent("a"), sent("b"))
    desk.take_over(sent("a").id, 1, "anna", NOW)

    def broken(_: object) -> Outcome:
        raise ValueError(NAME)

    monkeypatch.setattr(judging, "judged", broken)
    desk.take_over(sent("b").id, 1, "anna", NOW, content)
    assert desk.count()["taken_over"] == 2
    assert desk.replay().equal == 0
    assert "ValueError" in caplog.text
    assert NAME not in caplog.text


def test_two_officers_at_once_never_give_the_same_turn(
    places: Places, inbox: Inbox, desk: Desk, in_turn: Content
) -> None:
    ids = [sent(str(n)).id for n in range(12)]
    received(inbox, desk, *(sent(str(n)) for n in range(12)))
    other = Desk.open(places)
    with ThreadPoolExecutor(4) as threads:
        desks = [desk, other] * 6
        list(threads.map(lambda on, row: on.take_over(row, 1, "anna", NOW, in_turn), desks, ids))
    other.close()
    outcomes = [outcome for row in ids if isinstance(outcome := kept_of(desk, row).outcome, Outcome)]
    assert Counter(one.result.provider for one in outcomes) == dict.fromkeys(ORDER, 4)
    pairs = Counter((one.inputs.last_given, one.result.provider) for one in outcomes)
    following = {(before, after) for before, after in zip(ORDER, ORDER[1:] + ORDER[:1], strict=True)}
    assert set(pairs) == {(None, ORDER[0]), *following}
    assert desk.replay().equal == 12
    with desk.queue.reading() as connection:
        assert read_turns(connection, desk.keys) == {"2026-01-01 choice *": ORDER[-1]}
        stored = connection.exec_driver_sql("SELECT * FROM turn").all()
    assert not any(provider.encode() in repr(stored).encode() for provider in ORDER), "whom it gave is sealed"


def test_no_log_no_turn(inbox: Inbox, desk: Desk, in_turn: Content) -> None:
    received(inbox, desk, sent("a"))
    with desk.queue.writing() as connection:
        connection.exec_driver_sql(
            "CREATE TRIGGER no BEFORE INSERT ON audit WHEN new.act = 'outcome'"
            " BEGIN SELECT RAISE(ABORT, 'no'); END"
        )
    with pytest.raises(StoreUnavailable):
        desk.take_over(sent("a").id, 1, "anna", NOW, in_turn)
    assert desk.count()["new"] == 1
    with desk.queue.reading() as connection:
        for table in ("outcome", "turn"):
            assert connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar() == 0


def test_an_outcome_moved_to_another_row_is_refused(inbox: Inbox, desk: Desk, content: Content) -> None:
    ids = [sent(draft).id for draft in "ab"]
    received(inbox, desk, sent("a"), sent("b"))
    for row_id in ids:
        desk.take_over(row_id, 1, "anna", NOW, content)
    with desk.queue.writing() as connection:
        connection.exec_driver_sql(
            f"UPDATE outcome SET sealed=(SELECT sealed FROM outcome WHERE submission='{ids[0]}')"
        )
    assert isinstance(desk.open_one(ids[0], "anna", NOW).kept, Kept)
    opened = desk.open_one(ids[1], "anna", NOW)
    assert isinstance(opened.kept, OutcomeBroken)
    assert opened.submission == sent("b")
    assert desk.replay().unequal == (ids[1],)


def verify(places: Places) -> tuple[int, str]:
    done = CliRunner().invoke(queue_command, ["verify"], obj=Settings(content=places.content))
    return done.exit_code, done.output


def test_verify_works_every_outcome_out_again_and_finds_each_that_was_changed(
    places: Places, inbox: Inbox, desk: Desk, content: Content
) -> None:
    """Sabotage: a result that does not follow, one that does but is another, and one that is gone."""
    first, second, third, fourth = ids = [sent(str(n)).id for n in range(4)]
    judged = judging.judged_when_sent(content, "choice", NO_CHOICE, sent("3").received_at, fourth)
    as_sent = sent("3").model_copy(update={"outcome": judged})
    received(inbox, desk, *(sent(str(n)) for n in range(3)), as_sent)
    for row_id in ids:
        desk.take_over(row_id, 1, "anna", NOW, content)
    code, told = verify(places)
    assert (code, "5 utfall blir desamma" in told) == (0, True)

    kept = kept_of(desk, first)
    assert isinstance(kept.outcome, Outcome)
    wrong = kept.outcome.result.model_copy(update={"provider": "fjordens-omsorg"})
    changed = kept.outcome.model_copy(update={"result": wrong})
    rewrite(desk, first, kept.model_copy(update={"outcome": changed}))
    assert not kept_of(desk, first).comes_out_the_same

    kept = kept_of(desk, second)
    assert isinstance(kept.outcome, Outcome)
    case = kept.outcome.inputs.situation.model_copy(update={"wishes": ("fjordens-omsorg",)})
    inputs = kept.outcome.inputs.model_copy(update={"situation": case})
    rewrite(desk, second, kept.model_copy(update={"outcome": judging.judged(inputs)}))
    assert kept_of(desk, second).comes_out_the_same, "it holds together: only the log knows better"

    with desk.queue.writing() as connection:
        connection.exec_driver_sql("DELETE FROM outcome WHERE submission=?", (third,))
    code, told = verify(places)
    assert code == 1
    assert [row in told for row in ids] == [True, True, True, False]
    assert "2 utfall blir desamma" in told


def test_undoing_takes_the_outcome_back_and_the_turn_with_it(
    inbox: Inbox, desk: Desk, in_turn: Content
) -> None:
    received(inbox, desk, sent("a"), sent("b"))
    first, second = sent("a").id, sent("b").id
    desk.take_over(first, 1, "anna", NOW, in_turn)
    assert desk.open_one(second, "anna", NOW).turns == {"2026-01-01 choice *": ORDER[0]}
    desk.undo(first, 2, "anna", NOW)
    assert desk.open_one(first, "anna", NOW).kept is None
    assert desk.open_one(second, "anna", NOW).turns == {}
    desk.take_over(second, 1, "anna", NOW, in_turn)
    desk.take_over(first, 3, "anna", NOW, in_turn)
    assert desk.open_one(second, "anna", NOW).turns == {"2026-01-01 choice *": ORDER[1]}
    desk.undo(second, 2, "anna", NOW)
    assert desk.open_one(first, "anna", NOW).turns == {"2026-01-01 choice *": ORDER[1]}, (
        "another's turn since"
    )
    desk.undo(first, 4, "anna", NOW)
    assert desk.open_one(first, "anna", NOW).turns == {"2026-01-01 choice *": ORDER[0]}
    assert desk.replay() == Replay(0, ())
    assert desk.verify().broken_at is None


def test_a_backup_brings_outcomes_and_turns_back_and_names_a_damaged_one(
    places: Places, inbox: Inbox, desk: Desk, in_turn: Content, tmp_path: Path, recovery: KeyPair
) -> None:
    received(inbox, desk, sent("a"), sent("b"))
    for draft in "ab":
        desk.take_over(sent(draft).id, 1, "anna", NOW, in_turn)
    back_up(desk, places, tmp_path / "whole", "anna", NOW)
    with desk.queue.writing() as connection:
        connection.exec_driver_sql("UPDATE outcome SET sealed=x'00' WHERE submission=?", (sent("a").id,))
    back_up(desk, places, tmp_path / "damaged", "anna", NOW)
    broken = restore(tmp_path / "damaged", Places(tmp_path / "2"), recovery.secret, "anna", NOW).broken
    assert broken == (sent("a").id,)

    elsewhere = Places(tmp_path / "1")
    assert restore(tmp_path / "whole", elsewhere, recovery.secret, "anna", NOW).broken == ()
    restored = Desk.open(elsewhere)
    assert restored.replay().equal == 2
    assert restored.open_one(sent("b").id, "anna", NOW).turns == {"2026-01-01 choice *": ORDER[1]}
    restored.close()


def test_the_recovery_key_opens_an_outcome(
    inbox: Inbox, desk: Desk, content: Content, recovery: KeyPair
) -> None:
    received(inbox, desk, sent("a"))
    desk.take_over(sent("a").id, 1, "anna", NOW, content)
    with desk.queue.reading() as connection:
        row = Stored(*connection.exec_driver_sql("SELECT * FROM outcome").one())
    assert json.loads(unseal_bytes(row.sealed, recovery.secret))["submission"] == sent("a").id
    assert open_kept(row, desk.keys).made_by == "anna"


def test_a_file_of_the_first_version_is_brought_up_with_its_rows(places: Places, inbox: Inbox) -> None:
    desk = Desk.open(places)
    received(inbox, desk, sent("a"))
    columns = "id, received_at, taken_in_at, form, key_number, sealed, state, version"
    with desk.queue.reading() as connection:
        row = tuple(connection.exec_driver_sql(f"SELECT {columns} FROM submission").one())
    desk.close()
    path = queue_path(places)
    for file in path.parent.glob(f"{path.name}*"):
        if file.suffix != ".lock":
            file.unlink()
    engine = create_engine(f"sqlite:///{path}", poolclass=NullPool)
    with engine.begin() as connection:
        upgrade(connection, QUEUE, "queue_0001")
        marks = ", ".join("?" * len(row))
        connection.exec_driver_sql(f"INSERT INTO submission ({columns}) VALUES ({marks})", row)
    adopt_file(path, QUEUE)
    with pytest.raises(StoreOutdated, match="hemval init"):
        Desk.open(places)
    prepare(places)
    desk = Desk.open(places)
    assert [header.id for header in desk.list()] == [sent("a").id]
    assert desk.open_one(sent("a").id, "anna", NOW).kept is None
    desk.close()
