"""Who helps each from the day after stands in the file; who is protected or gone does not."""

import csv
import io
import json
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import get_args

import pytest

from hemval.handover.exit_file import COLUMNS, FORMATS, ExitFile, exit_file
from hemval.handover.exit_told import REASONS, STATUSES, UNASKED, exit_called, last_days_told, successor_told
from hemval.handover.told import WORDS
from hemval.rules.exits.case import Settled
from hemval.rules.exits.holding import Fault
from hemval.rules.exits.plan import Plan, Status, Unasked
from hemval.rules.exits.plans import plans
from hemval.rules.exits.proof import Reason
from tests.rules.exits import EXIT, RUN, SENT, TODAY, affected, choice, example, run_of, stored

MADE = datetime(2027, 4, 20, 9, tzinfo=UTC)


def literals(kind: object) -> set[str]:
    """Return the words that a type is made of, those of its parts too."""
    return {word for part in get_args(kind) for word in (literals(part) or {part})}


def krokom() -> tuple[list[Plan], ExitFile]:
    content = example("krokom", "utforare-c")
    cases = (
        affected(1, "utforare-c", choice(1, "utforare-a")),
        affected(2, "utforare-c", told_at=SENT),
        affected(3, "utforare-c", replace(choice(3, "utforare-b"), protected=True)),
        affected(4, "utforare-c", gone_at=RUN),
    )
    made = list(plans(content, EXIT, cases, TODAY))
    return made, exit_file(made, content, exit_called(content, EXIT), MADE)


def test_every_status_and_reason_has_words():
    assert set(STATUSES) == literals(Status)
    assert set(REASONS) == literals(Reason) | literals(Fault)
    assert set(UNASKED) == literals(Unasked)
    pairs = (*REASONS.values(), *UNASKED.values())
    for told in (*STATUSES.values(), *(words for pair in pairs for words in pair)):
        assert WORDS.say(told) != told


def test_the_file_says_when_the_old_ends_and_the_new_begins():
    _, file = krokom()
    first = file.rows[0]
    assert (first["reference"], first["ends"], first["starts"]) == ("A-0001", "2027-05-15", "2027-05-16")
    assert (first["provider"], first["provider_id"], first["how"]) == ("Utförare A", "utforare-a", "Har valt")
    assert first["why"]


def test_who_has_nobody_is_named_with_the_reason():
    _, file = krokom()
    assert (file.rows[1]["provider"], file.rows[1]["gap"]) == ("", "Regeln ska köras")


@pytest.mark.parametrize("ending", FORMATS)
def test_no_format_holds_a_protected_person_or_one_who_is_gone(ending):
    made, file = krokom()
    assert {plan.status for plan in made} == {"chosen", "not-yet", "protected", "gone"}
    written = FORMATS[ending](file)
    if ending != "xlsx":
        assert b"A-0001" in written
        assert b"A-0003" not in written
        assert b"A-0004" not in written
    assert [row["reference"] for row in file.rows] == ["A-0001", "A-0002"]
    assert written == FORMATS[ending](file), "the same plans and moment give the same bytes"


def test_csv_and_json_say_the_same():
    _, file = krokom()
    rows = list(csv.reader(io.StringIO(FORMATS["csv"](file).decode("utf-8-sig")), delimiter=";"))
    whole = json.loads(FORMATS["json"](file))
    assert rows[0] == [one["heading"] for one in whole["columns"]]
    assert [one["name"] for one in whole["columns"]] == list(COLUMNS)
    assert [row[0] for row in rows[1:]] == [one["reference"] for one in whole["references"]]


def test_why_is_told_in_one_line_of_who_is_appointed_and_who_has_not_answered_too():
    content = example("krokom", "utforare-c")
    appointed_a = Settled("appointed", RUN, "anna", date(2027, 5, 15), date(2027, 5, 16), "utforare-a")
    silent_one = [affected(3, "utforare-c")]
    cases = (
        affected(1, "utforare-c", choice(1, "utforare-a")),
        affected(2, "utforare-c", settled=(appointed_a,)),
        *stored(silent_one, run_of(content, silent_one).given),
    )
    chosen, appointed, silent = exit_file(plans(content, EXIT, cases, TODAY), content, "x", MADE).rows
    assert "\n" not in chosen["why"]
    assert chosen["why"].count(".") > 1
    assert appointed["why"] == "Kommunen har utsett Utförare A."
    assert " Personen har inte valt. " in silent["why"]


def test_a_reference_that_looks_like_a_formula_is_none():
    content = example("krokom", "utforare-c")
    case = affected(1, "utforare-c")
    hostile = replace(case, affected=case.affected.model_copy(update={"reference": "=1+1"}))
    file = exit_file(plans(content, EXIT, [hostile], TODAY), content, "x", MADE)
    assert b"'=1+1" in FORMATS["csv"](file)


def test_who_waits_is_told_with_who_helps_meanwhile():
    content = example("krokom", "utforare-c")
    (plan,) = plans(content, EXIT, [affected(1, "utforare-c", choice(1, "utforare-a"))], TODAY)
    waits = replace(plan, provider=None, waits_for="utforare-b", meanwhile="utforare-a")
    assert successor_told(waits, content) == "Utförare A, i väntan på Utförare B"


def test_an_exit_is_called_by_its_providers_and_their_last_days():
    one, three = example("krokom", "utforare-c"), example("orebro", "utforare-a", "utforare-b")
    assert exit_called(one, EXIT) == "Utförare C slutar"
    assert exit_called(three, EXIT) == "Utförare A och Utförare B slutar"
    assert last_days_told(one, EXIT) == "15 maj 2027"
