"""What is right today and stops the build some night is told while there is time."""

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from hemval.cli.check import check as check_command
from hemval.content.folder import Folder
from hemval.content.loading import load
from hemval.content.whole import Content
from hemval.editing.check import check
from hemval.editing.stops_ahead import stop_ahead
from hemval.settings import Settings
from hemval.words.dates import SWEDEN
from tests.editing.small import RULES, TODAY, provider, small

STOPS = {"beta": provider("Beta hemtjänst", days="begins: 2020-01-01\n  last_day: 2027-01-31\n  end: leaves")}
NOTICE = (
    "notices:\n  - text: {text}\n    first_day: 2026-11-01\n    last_day: {last}\nexample_of: Ett exempel\n"
)
THE_DAY_AFTER = date(2027, 2, 1)


def told(text: str, folder: Path, last: str = "2027-12-31", stops: date = date(2027, 1, 31)) -> Folder:
    """Write prose beside a provider that stops."""
    providers = {"beta": STOPS["beta"].replace("2027-01-31", stops.isoformat())}
    made = small(folder, RULES, providers, rest=NOTICE.format(text=text, last=last))
    file = folder / "municipality.yml"
    # A check finds the number that is made up; an example may have none.
    file.write_text(file.read_text("utf-8").replace("  phone: 08-465 004 00\n", ""), "utf-8")
    return made


def content_of(folder: Folder) -> Content:
    content, found = load(folder)
    assert content is not None, found
    return content


def test_a_number_that_is_wrong_when_one_has_stopped_is_told_ahead(tmp_path: Path) -> None:
    folder = told("Det finns tre utförare.", tmp_path / "x")
    assert check(folder, TODAY) == []
    ahead = stop_ahead(folder, content_of(folder), TODAY)
    assert ahead is not None
    assert ahead[0] == THE_DAY_AFTER
    assert [finding.file for finding in ahead[1]] == ["municipality.yml"]
    assert ahead[1] == check(folder, THE_DAY_AFTER), "it is what stops the build that night"
    assert check(folder, THE_DAY_AFTER - timedelta(days=1)) == []


@pytest.mark.parametrize(
    ("text", "last"), [("Ring oss.", "2027-12-31"), ("Det finns tre utförare.", "2027-01-31")]
)
def test_what_stays_right_or_is_gone_by_then_is_not_told(tmp_path: Path, text: str, last: str) -> None:
    folder = told(text, tmp_path / "x", last)
    assert stop_ahead(folder, content_of(folder), TODAY) is None


def test_nobody_is_told_of_next_year(tmp_path: Path) -> None:
    folder = told("Det finns tre utförare.", tmp_path / "x")
    assert stop_ahead(folder, content_of(folder), date(2026, 9, 1)) is None


def test_the_command_tells_it_and_finds_nothing_wrong_today(tmp_path: Path) -> None:
    last_day = datetime.now(SWEDEN).date() + timedelta(days=30)
    told("Det finns tre utförare.", tmp_path / "x", "2099-12-31", last_day)
    result = CliRunner().invoke(check_command, obj=Settings(content=tmp_path / "x"))
    assert (result.exit_code, result.output.split("\n")[0]) == (0, "Inget att rätta."), result.output
    day = last_day + timedelta(days=1)
    assert f"Från och med {day.isoformat()} stannar bygget" in result.output
    assert "här står det tre" in result.output
