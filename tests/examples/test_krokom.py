"""Krokom: all agreements are renewed on 16 May, one provider stops the day before, two rule sets."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.examples.conftest import Example, explained, in_swedish
from tests.pages.reading import card, edited, listed

EVERYBODY = ["Kommunens hemtjänst", "Utförare A", "Utförare B", "Utförare C"]


def in_may(content: Path) -> None:
    """On 2 May provider A says that it takes on no more hours than it has; written down on 8 May."""
    before = "as_of: 2026-11-18\n  granted_hours: 700\n  ceilings:\n"
    after = "as_of: 2027-05-08\n  granted_hours: 700\n  ceilings:\n    - hours: 700\n      told: 2027-05-02\n"
    edited(content / "room.yml", before, after)


def in_may_in_swedish(content: Path) -> None:
    in_may(content)
    in_swedish(content)


@pytest.fixture(scope="module")
def before(example: Callable[..., Example]) -> Example:
    return example("krokom", "2027-05-10", in_may)


@pytest.fixture(scope="module")
def last(example: Callable[..., Example]) -> Example:
    return example("krokom", "2027-05-15", in_may_in_swedish)


@pytest.fixture(scope="module")
def after(example: Callable[..., Example]) -> Example:
    return example("krokom", "2027-05-16", in_may_in_swedish)


def test_all_are_shown_through_the_last_day_and_the_rest_from_the_next(
    before: Example, last: Example, after: Example
) -> None:
    assert listed(before.settings) == listed(last.settings) == EVERYBODY
    assert listed(after.settings) == EVERYBODY[:3]
    assert "Slutar 15 maj 2027. Går inte att välja längre." in card(last.settings, "Utförare C")


def test_the_old_address_answers_and_says_that_the_provider_stopped(last: Example, after: Example) -> None:
    assert "Sista dagen är 15 maj 2027" in last.says("/utforare/utforare-c/")
    assert "Utförare C slutade 15 maj 2027." in after.says("/utforare/utforare-c/")


def test_who_would_stop_before_the_start_cannot_be_chosen_and_it_is_said_why(
    before: Example, last: Example, after: Example
) -> None:
    rest = ["kommunens-hemtjanst", "utforare-a", "utforare-b"]
    for town in (before, last, after):
        assert town.among(kind="first") == rest
    asked = before.goes(until="provider", kind="first").words
    assert "Utförare C" in asked
    assert "Slutar 15 maj 2027" in asked


def test_a_notice_goes_away_by_itself_and_the_next_comes(
    before: Example, last: Example, after: Example
) -> None:
    old, new = "Alla gamla avtal slutar 15 maj 2027.", "Nya avtal gäller sedan 16 maj 2027."
    for town in (before, last):
        assert old in town.says("/")
        assert old in town.says("/nytt-avtal/")
        assert new not in town.says("/")
    assert new in after.says("/")
    assert old not in after.says("/")


def test_a_ceiling_takes_effect_sooner_by_the_new_rules(
    before: Example, last: Example, after: Example
) -> None:
    """Told on 2 May: by the old rules it holds after 60 days, by the new after 14, which is 16 May."""
    for town in (before, last):
        assert "Tar emot nu" in card(town.settings, "Utförare A")
    assert "Kö" in card(after.settings, "Utförare A")
    receipt = after.chooses(kind="first", provider="utforare-a", queue="wait")
    assert "Utförare A har kö. Vi kan inte säga hur lång väntan blir." in receipt
    case = after.case()
    assert "Väntar på Utförare A." in case
    assert "Bedömt efter reglerna från 16 maj 2027" in case


def test_the_form_is_judged_by_the_rules_of_its_day(before: Example) -> None:
    assert "tidigast tisdag 25 maj 2027" in before.chooses(kind="first", provider="utforare-a")
    assert "Bedömt efter reglerna från 1 januari 2010" in before.case()


def test_a_customer_of_the_one_that_stops_is_told_who_helps_from_the_next_day(
    before: Example, after: Example
) -> None:
    page = before.says("/om-din-utforare-slutar/")
    for part in (
        "Utförare C slutar. Sista dagen är 15 maj 2027.",
        "Om du inte väljer",
        "Kommunens hemtjänst",
    ):
        assert part in page
    assert "Just nu är det ingen utförare som ska sluta." in after.says("/om-din-utforare-slutar/")
    switch = before.chooses(kind="switch", today="utforare-c", provider="utforare-b")
    assert "Utförare B" in switch


def test_there_is_no_gap_between_the_last_day_and_the_successors_first() -> None:
    told = explained("krokom", "--date", "2027-05-10", "--kind", "exit", "--today", "utforare-c")
    assert "Sista dagen är lördag 15 maj 2027." in told
    assert "Kommunens hemtjänst hjälper från och med söndag 16 maj 2027." in told


def test_what_is_new_in_the_agreement_is_told_to_companies(before: Example) -> None:
    page = before.says("/nytt-avtal/") + before.says("/for-utforare/")
    for part in ("ansöka på nytt", "dokumenterar", "ska kunna", "tak", "dör eller är på sjukhus"):
        assert part in page
