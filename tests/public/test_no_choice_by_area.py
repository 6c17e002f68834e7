"""Where the no-choice rule turns on where one lives, who does not choose says so and is told what holds."""

from pathlib import Path

import pytest

from hemval.cli.build import build_site
from hemval.queue.desk import Desk
from hemval.rules.outcome import Outcome
from hemval.settings import Settings
from tests.conftest import MadeBy
from tests.municipalities import NOW
from tests.pages.reading import edited
from tests.public.client import citizen_of
from tests.public.journeys import go

MUNICIPALITYS_OWN = "kommunens-hemtjanst:\n  state: open\n  as_of: 2026-11-19\n"
FULL_IN_ARCHIPELAGO = "  areas:\n    skargarden:\n      state: closed\n"


@pytest.fixture(scope="module")
def by_area(made: MadeBy, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Return Lindvik as it would be if the municipality's own took nobody more in the archipelago."""
    settings = made("lindvik").copy(tmp_path_factory.mktemp("by-area") / "lindvik")
    edited(settings.content / "room.yml", MUNICIPALITYS_OWN, MUNICIPALITYS_OWN + FULL_IN_ARCHIPELAGO)
    edited(settings.content / "municipality.yml", "languages: [sv, en]", "languages: [sv]")
    build_site(settings, NOW.date())
    return settings


@pytest.mark.parametrize(
    ("area", "provider", "told"),
    [
        ("norra", "kommunens-hemtjanst", "Kommunens hemtjänst kan börja tidigast måndag 30 november 2026."),
        ("skargarden", None, "Kommunen säger vem som hjälper till. Ingen blir utan hjälp."),
    ],
)
def test_who_does_not_choose_says_where_and_gets_what_holds_there(
    by_area: Settings, area: str, provider: str | None, told: str
) -> None:
    citizen = go(citizen_of(by_area), until="area", kind="no-choice")
    assert citizen.heading == "Var bor du?"
    go(citizen, kind="no-choice", area=area).send()
    assert citizen.question == "kvitto"
    assert f"Utan eget val gäller kommunens regel. {told}" in citizen.words
    desk = Desk.open(by_area.places)
    desk.take_in(NOW)
    seen = desk.open_all([header.id for header in desk.list()], "anna", "list", NOW).opened
    desk.close()
    (sent,) = [one.submission for one in seen if one.submission.answers["area"] == area]
    assert isinstance(sent.outcome, Outcome)
    assert sent.outcome.inputs.situation.area == area
    assert sent.outcome.result.provider == provider
    assert "provider" not in sent.answers


def test_where_it_is_the_same_everywhere_nobody_is_asked(made: MadeBy, tmp_path: Path) -> None:
    settings = made("lindvik").copy(tmp_path / "lindvik")
    citizen = go(citizen_of(settings), kind="no-choice")
    assert "Område" not in citizen.words
