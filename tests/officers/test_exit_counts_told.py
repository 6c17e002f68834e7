"""Why a choice of somebody an exit touches does not count there."""

from dataclasses import replace
from datetime import datetime

import pytest

from hemval.content.whole import Content
from hemval.officers.exits.counts_told import counts_told
from hemval.rules.exits.case import Case
from hemval.rules.exits.plans import plans
from hemval.words.dates import SWEDEN
from tests.rules.exits import EXIT, LAST_DAY, SENT, TODAY, affected, choice, example

ME = {"person": "the same"}
OLD, NEW = choice(1, "utforare-a", **ME), choice(2, "utforare-b", **ME)
OVER = datetime(2027, 6, 1, 9, tzinfo=SWEDEN)
HERE = {NEW.submission: "ABCD 2345"}


@pytest.fixture(scope="module")
def town() -> Content:
    return example("krokom", "utforare-c")


def told(town: Content, case: Case) -> list[str]:
    made = plans(town, EXIT, [case], TODAY)
    return [counts_told(one, case, made, HERE, LAST_DAY) for one in case.choices]


def of(*choices: object, **changes: object) -> Case:
    return affected(1, "utforare-c", *choices, **changes)


@pytest.mark.parametrize(
    ("case", "words"),
    [
        (of(OLD, NEW), ["Räknas inte: ersatt av ABCD 2345", "Det här valet räknas"]),
        (
            of(OLD, replace(NEW, withdrawn=SENT)),
            ["Räknas inte: ersatt av ABCD 2345, som är återtaget eller avslutat", "Räknas inte: återtaget"],
        ),
        (of(replace(OLD, closed=True), NEW), ["Räknas inte: avslutat utan åtgärd", "Det här valet räknas"]),
        (
            of(OLD, replace(NEW, received=OVER)),
            ["Det här valet räknas", "Räknas inte här: kom efter den sista dagen och är ett vanligt byte"],
        ),
        (
            of(choice(1, "utforare-a"), replace(NEW, tied_by="bo")),
            ["Räknas inte: ett annat val är kopplat", "Det här valet räknas"],
        ),
        (of(replace(NEW, protected=True)), ["Räknas inte här: personen sköts per telefon"]),
        (of(NEW, gone_at=SENT), ["Räknas inte: personen berörs inte längre"]),
    ],
)
def test_a_choice_that_does_not_count_says_why(town: Content, case: Case, words: list[str]) -> None:
    assert told(town, case) == words


def test_where_nothing_can_be_judged_that_is_why(town: Content) -> None:
    (said,) = told(town, affected(1, "utforare-a", NEW))
    assert said.startswith("Räknas inte än. Har en utförare som inte ")
