"""Botkyrka: procured providers, a queue, five working days, and most free hours for who does not choose."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from hemval.cli.build import build_site
from hemval.content.findings import ContentError
from hemval.settings import Settings
from tests.examples.conftest import Example, copied, explained, in_swedish
from tests.page_invariants import text_of
from tests.pages.reading import edited


@pytest.fixture(scope="module")
def botkyrka(example: Callable[..., Example]) -> Example:
    return example("botkyrka", edit=in_swedish)


def test_who_does_not_choose_gets_the_provider_with_most_free_hours(botkyrka: Example) -> None:
    assert "Den utförare som har mest plats" in botkyrka.chooses(kind="no-choice")
    case = botkyrka.case()
    assert "Utförare C hjälper, tidigast måndag 30 november 2026." in case
    assert "Utförare C har mest plats. Lediga timmar i månaden: 450." in case
    for passed_over in ("Utförare B hoppas över: den har kö.", "Utförare E hoppas över: den tar inte emot"):
        assert passed_over in case


def test_a_lot_decides_between_equals_and_the_same_case_draws_the_same(tmp_path: Path) -> None:
    equal = copied("botkyrka", tmp_path / "content")
    told = "hours: 2600\n      told: 2026-10-01"
    edited(equal / "room.yml", told, told.replace("2600", "2350"))
    draws = [
        explained(equal, "--date", "2026-11-23", "--kind", "no-choice", "--seed", str(seed))
        for seed in (1, 2, 3, 4, 5, 1)
    ]
    assert all("Utförare A och Utförare C har lika mycket plats" in draw for draw in draws)
    assert draws[0] == draws[-1]
    won = {draw.splitlines()[2].split(" hjälper")[0] for draw in draws}
    assert won == {"Utförare A", "Utförare C"}


def test_five_working_days_are_counted_from_the_day_of_informing(botkyrka: Example) -> None:
    receipt = botkyrka.chooses(kind="first", provider="utforare-c")
    assert "tidigast måndag 30 november 2026" in receipt
    assert "Fem arbetsdagar räknas, från 23 november 2026 till 27 november 2026." in botkyrka.case()


@pytest.mark.parametrize(
    ("informed", "start"),
    [
        ("2026-12-02", "onsdag 9 december 2026"),
        ("2026-12-21", "onsdag 30 december 2026"),
        ("2026-11-30", "måndag 7 december 2026"),
    ],
)
def test_the_days_of_the_domain(informed: str, start: str) -> None:
    assert f"tidigast {start}" in explained("botkyrka", "--date", informed, "--choice", "utforare-a")


def test_one_may_wait_in_a_queue_and_nobody_is_promised_how_long(botkyrka: Example) -> None:
    receipt = botkyrka.chooses(kind="switch", today="utforare-a", provider="utforare-b", queue="wait")
    assert "Vi kan inte säga hur lång väntan blir." in receipt
    assert "tidigast" not in receipt
    case = botkyrka.case()
    assert "Väntar på Utförare B. Under tiden hjälper Utförare A" in case


def test_who_takes_nobody_cannot_be_chosen_and_is_named_with_the_reason(botkyrka: Example) -> None:
    asked = botkyrka.goes(until="provider", kind="first")
    assert "utforare-e" not in botkyrka.among(kind="first")
    assert "Utförare E" in asked.words


def test_who_has_only_an_alarm_chooses_too(botkyrka: Example) -> None:
    assert "Då väljer du vem som kommer när du larmar." in botkyrka.says("/sa-fungerar-det/")
    receipt = botkyrka.chooses(granted="alarm", kind="first", provider="utforare-c")
    assert "Vi har tagit emot dina svar" in receipt


def test_the_pages_tell_how_it_came_about_and_what_all_offer(botkyrka: Example) -> None:
    history = botkyrka.says("/beslutet/")
    for step in ("23 maj 2019", "September 2020", "Januari 2021", "hälften av hjälpen", "LOU"):
        assert step in history
    works = botkyrka.says("/sa-fungerar-det/")
    assert "egen tid en timme i månaden" in works
    assert "Här får utförarna inte sälja extra tjänster." in works


def test_the_index_stands_with_its_year_and_what_was_expected(botkyrka: Example) -> None:
    page = botkyrka.says("/uppfoljning/")
    assert "Kommunen hade räknat med högst 70." in page
    assert next(text_of(cell) for cell in botkyrka.main("/uppfoljning/").iter("td")) == "74"
    assert "debattext" in page


def test_a_day_that_is_left_empty_stops_the_build(tmp_path: Path) -> None:
    copy = copied("botkyrka", tmp_path / "content")
    edited(copy / "municipality.yml", "  reviewed: 2026-11-12", "  reviewed:")
    with pytest.raises(ContentError) as stopped:
        build_site(Settings(content=copy), date(2026, 11, 23))
    assert [finding.line for finding in stopped.value.findings] == [16]


def test_hours_are_told_to_no_citizen(botkyrka: Example) -> None:
    for path in botkyrka.settings.places.site.rglob("*"):
        if path.suffix in (".html", ".json", ".csv"):
            text = path.read_text("utf-8")
            assert "granted_hours" not in text, path.name
            assert "2150" not in text, path.name
