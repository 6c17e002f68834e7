"""A change of room is drawn alone: only what shows it, and the same as a whole build would draw."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from hemval.cli import build as building
from hemval.cli.build import build, build_site
from hemval.content.folder import Folder
from hemval.pages.published import read_published
from hemval.pages.room_redrawn import RoomUnreadable, redraw_room
from hemval.pages.search_file import read_indexes
from hemval.queue.file_lock import locked
from hemval.settings import PROJECT, Settings
from tests.municipalities import NOW
from tests.pages.reading import card


def redraw(settings: Settings) -> int:
    return redraw_room(settings.places, Folder(settings.content, PROJECT), NOW.date())


def files_of(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def first_open(settings: Settings) -> str:
    """Change the first provider that has room to one with a queue; return its name."""
    path = settings.content / "room.yml"
    text = path.read_text("utf-8")
    before, _, after = text.partition("state: open")
    path.write_text(f"{before}state: queue{after}", "utf-8")
    identity = [line for line in before.splitlines() if line[:1].isalpha()][-1].rstrip(":")
    return read_published(settings.places.published).content.providers[identity].name


def test_without_a_change_nothing_is_drawn(settings: Settings) -> None:
    site, search = files_of(settings.places.site), settings.places.search.read_bytes()
    assert redraw(settings) == 0
    assert files_of(settings.places.site) == site
    assert settings.places.search.read_bytes() == search


def test_what_shows_room_is_drawn_and_nothing_else(settings: Settings) -> None:
    before = files_of(settings.places.site)
    name = first_open(settings)
    count = redraw(settings)
    assert "Kö" in card(settings, name)
    assert "Queue" in card(settings, name, "en")
    drawn = files_of(settings.places.site)
    assert drawn.keys() == before.keys()
    assert {path for path in drawn if drawn[path] != before[path]} > {"utforare/index.html"}
    assert count == sum(drawn[path] != before[path] for path in drawn) < len(drawn) / 4


@pytest.mark.parametrize("municipality", ["lindvik"])
def test_it_is_drawn_as_a_whole_build_would(settings: Settings) -> None:
    first_open(settings)
    municipality = settings.content / "municipality.yml"
    text = municipality.read_text("utf-8")
    # What a writer has begun meanwhile stays unpublished.
    municipality.write_text(text.replace("name:", "nam:", 1), "utf-8")
    redraw(settings)
    municipality.write_text(text, "utf-8")
    drawn, found = files_of(settings.places.site), read_indexes(settings.places.search)
    build_site(settings, NOW.date())
    whole, again = files_of(settings.places.site), read_indexes(settings.places.search)
    differ = {Path(path).suffix for path in whole if whole[path] != drawn[path]}
    assert differ <= {".pdf", ".json", ".csv"}, "which say the version of the build"
    assert {one: found[one].places for one in found} == {one: again[one].places for one in again}


@pytest.mark.parametrize("municipality", ["botkyrka"])
def test_data_for_others_says_it_too(settings: Settings) -> None:
    name = first_open(settings)
    redraw(settings)
    data = json.loads((settings.places.site / "oppna-data/utforare.json").read_text("utf-8"))
    (state,) = [one["room"]["state"] for one in data["providers"] if one["name"] == name]
    assert state == "queue"


@pytest.mark.parametrize("municipality", ["botkyrka"])
def test_what_cannot_be_read_changes_nothing(settings: Settings) -> None:
    before = files_of(settings.places.site)
    (settings.content / "room.yml").write_text("a: b", "utf-8")
    with pytest.raises(RoomUnreadable):
        redraw(settings)
    assert files_of(settings.places.site) == before


def told(settings: Settings) -> str:
    return CliRunner().invoke(build, ["--room"], obj=settings).output


@pytest.mark.parametrize("municipality", ["botkyrka"])
def test_the_command_says_what_came_of_it(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "visar plats på nytt" in told(settings)
    (settings.content / "room.yml").write_text("a: b", "utf-8")
    assert "Kör hemval check" in told(settings)
    monkeypatch.setattr("hemval.pages.room_redrawn.PATIENCE", 0.0)
    with locked(settings.places.var / building.LOCK, 0.0):
        assert "Ett annat bygge pågår" in told(settings)
    settings.places.published.unlink()
    assert "Kör hemval build" in told(settings)
