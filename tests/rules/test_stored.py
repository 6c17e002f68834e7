"""Outcomes that were stored are judged the same for ever, and one that was altered is found.

A file in ``stored/`` is never changed. Where one does not replay any more, either the rules have a fault, or
they have changed what the same inputs come to: then ``FORMAT`` is raised and the old way is kept for these.
"""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hemval.rules.outcome import Outcome, judged
from hemval.rules.reason import Code
from tests.rules.cases import case_of, checked

FILES = sorted((Path(__file__).parent / "stored").glob("*.json"))

stored_file = pytest.mark.parametrize("path", FILES, ids=[path.stem for path in FILES])


def stored(path: Path) -> Outcome:
    return Outcome.model_validate_json(path.read_bytes())


@stored_file
def test_it_replays_equal(path):
    outcome = stored(path)
    assert outcome.replayed == outcome


def test_they_are_of_every_kind():
    outcomes = [stored(path) for path in FILES]
    assert len(outcomes) >= 12
    assert {one.inputs.situation.kind for one in outcomes} == {"first", "switch", "no-choice", "exit"}
    assert {one.inputs.rules.no_choice.kind for one in outcomes} == {
        "one-provider", "free-capacity", "rotation", "in-turn", "random", "appointed",
    }  # fmt: skip
    assert {one.inputs.rules.lead_time.kind for one in outcomes} == {
        "working-days", "days", "first-of-month", "not-promised",
    }  # fmt: skip
    assert {one.inputs.rules.when_full for one in outcomes} == {
        "queue-and-stay", "queue-and-elsewhere", "next-choice",
    }  # fmt: skip
    codes = {reason.code for one in outcomes for reason in one.result.reasons}
    assert codes == set(get_args(Code))


Said = dict[str, Any]


def _other(part: str, value: object) -> Callable[[Said], None]:
    return lambda said: said["result"].update({part: value})


def _reason(said: Said) -> None:
    said["result"]["reasons"][-1]["values"] = {"provider": "nagon-annan"}


def _fewer_reasons(said: Said) -> None:
    said["result"]["reasons"].pop()


@stored_file
@pytest.mark.parametrize(
    "alter",
    [
        _other("provider", "nagon-annan"),
        _other("waits_for", "nagon-annan"),
        _other("meanwhile", "nagon-annan"),
        _other("start", "2031-01-01"),
        _other("latest", "2031-01-01"),
        _reason,
        _fewer_reasons,
    ],
)
def test_one_whose_result_was_altered_is_found(path, alter):
    said = json.loads(path.read_bytes())
    alter(said)
    altered = Outcome.model_validate(said)
    assert altered.replayed != altered


@pytest.mark.parametrize(
    ("name", "where", "value"),
    [
        ("first-choice-over-christmas", "situation.received", "2026-12-22T09:00:00Z"),
        ("first-choice-over-christmas", "situation.wishes", ["kommunen"]),
        ("first-choice-over-christmas", "rules.lead_time.holidays", ["public"]),
        ("first-choice-late-on-a-friday", "rules.lead_time.late_after", "15:01"),
        ("switch-granted-within-six-days", "rules.lead_time.at_most", 5),
        ("switch-stays-and-waits", "providers.0.room", "open"),
        ("switch-none-can-and-keeps", "situation.area", "sodra"),
        ("switch-from-one-that-stops-before-the-start", "providers.1.last_day", "2026-11-26"),
        ("switch-waits-but-cannot-stay", "situation.services", ["service"]),
        ("first-choice-elsewhere-meanwhile", "rules.when_full", "queue-and-stay"),
        ("first-choice-next-choice", "rules.lead_time.told_by", 19),
        ("no-choice-most-free-hours", "providers.0.free_hours", 91),
        ("no-choice-tie-drawn", "situation.seed", "4f3a9d"),
        ("no-choice-rotation-the-next-can", "rules.valid_from", "2025-12-01"),
        ("no-choice-in-turn", "last_given", "c"),
        ("no-choice-drawn-with-exclusions", "rules.no_choice.excluded", []),
        ("no-choice-drawn-with-exclusions", "providers.3.warned", False),
        ("exit-appointed", "rules.no_choice.kind", "random"),
        ("exit-by-the-named", "situation.kind", "no-choice"),
        ("exit-nobody-left", "providers.0.room", "open"),
        ("sent-in-and-worked-out-when-handled", "all_providers", True),
    ],
)
def test_one_whose_inputs_were_altered_is_found(name, where, value):
    """What no reason turns on is not found by judging again: against that the row is sealed."""
    (path,) = [path for path in FILES if path.stem == name]
    said = json.loads(path.read_bytes())
    *within, last = where.split(".")
    place = said["inputs"]
    for part in within:
        place = place[int(part) if part.isdigit() else part]
    assert place[last] != value
    place[last] = value
    altered = Outcome.model_validate(said)
    assert altered.replayed != altered


@stored_file
@pytest.mark.parametrize("part", ["format", "inputs", "result"])
def test_one_of_another_format_or_with_a_part_too_many_or_too_few_is_refused(path, part):
    said = json.loads(path.read_bytes())
    other_format = {"format": 2} if part == "format" else {}
    for broken in (
        {key: value for key, value in said.items() if key != part} | other_format,
        {**said, "more": 1},
    ):
        with pytest.raises(ValueError, match="validation error"):
            Outcome.model_validate(broken)


def test_many_stored_outcomes_replay_equal():
    for number in range(1000):
        outcome = judged(case_of(number))
        again = Outcome.model_validate_json(outcome.model_dump_json())
        assert again.replayed == again == outcome, f"case_of({number})"


@checked
@given(st.integers(0, 2**48), st.data())
def test_any_change_of_what_was_said_is_found(number, data):
    outcome = judged(case_of(number))
    said = outcome.result.model_dump(mode="json")
    part = data.draw(st.sampled_from(["provider", "waits_for", "meanwhile", "start", "latest", "appoint"]))
    other = (
        not said[part]
        if part == "appoint"
        else {"start": "2031-01-01", "latest": "2031-01-01"}.get(part, "x")
    )
    altered = outcome.model_copy(
        update={"result": type(outcome.result).model_validate({**said, part: other})}
    )
    assert altered.replayed != altered
