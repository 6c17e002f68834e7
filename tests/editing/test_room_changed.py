"""Room changed in its file: what is found is what ``hemval check`` finds, and nobody else's lines move."""

from datetime import date
from pathlib import Path

import pytest

from hemval.content.folder import Folder
from hemval.content.room import Room, RoomHere
from hemval.editing.check import examine
from hemval.editing.put_in import as_it_would_be, write_in_place
from hemval.editing.room_changed import (
    HERE,
    WHOLE,
    RoomRefused,
    plain_room,
    read_room_file,
    room_changed,
    room_faults,
)
from hemval.settings import PROJECT
from tests.municipalities import copy_of

TODAY = date(2026, 11, 23)

WRONG = """\
kommunens-hemtjanst: {state: open, as_of: 2026-11-24}
bjorkens-hemtjanst: {state: ajar, as_of: 2026-11-17}
fjordens-omsorg:
  state: queue
  as_of: 2026-11-18
  areas: {norra: {state: open}, mars: {state: open}}
lyktans: {state: open, as_of: 2026-11-16}
storangens-omsorg:
  {state: open, as_of: 2026-11-18, granted_hours: 9, ceilings: [{hours: 5, told: 2026-01-01}]}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(copy_of("lindvik", tmp_path / "lindvik").content, PROJECT)


@pytest.mark.parametrize("text", [WRONG, WRONG.replace("ajar", "open")])
def test_the_short_check_finds_in_the_file_what_the_whole_finds(folder: Folder, text: str) -> None:
    (folder.own / "room.yml").write_text(text, "utf-8")
    found = room_faults(folder, TODAY)
    assert found
    assert found == [one for one in examine(folder, TODAY).findings if one.file == "room.yml"]


def test_what_is_written_of_room_has_its_order() -> None:
    assert set(WHOLE) == set(Room.model_fields)
    assert set(HERE) == set(RoomHere.model_fields)


def test_a_fault_of_another_provider_keeps_nobody_from_saving(folder: Folder) -> None:
    path = folder.own / "room.yml"
    path.write_text(path.read_text("utf-8").replace("as_of: 2026-11-17", "as_of: 2026-12-24"), "utf-8")
    file = read_room_file(path.read_text("utf-8"))
    wanted = plain_room(file.rooms.root["fjordens-omsorg"]) | {"state": "closed"}
    assert "2026-12-24" in room_changed(file, "fjordens-omsorg", wanted, folder, TODAY)
    late = wanted | {"as_of": "2026-12-24"}
    with pytest.raises(RoomRefused) as refused:
        room_changed(file, "fjordens-omsorg", late, folder, TODAY)
    assert [path for path, _ in refused.value.faults] == [("as_of",)]


def test_a_provider_that_nothing_was_said_of_comes_last(folder: Folder) -> None:
    text = "# Först\nbjorkens-hemtjanst:\n  state: open # nu\n  as_of: 2026-11-17\n"
    (folder.own / "room.yml").write_text(text, "utf-8")
    file = read_room_file(text)
    new = room_changed(file, "fjordens-omsorg", {"state": "queue", "as_of": "2026-11-20"}, folder, TODAY)
    assert new == file.text + "fjordens-omsorg:\n  state: queue\n  as_of: 2026-11-20\n"


def test_a_folder_as_it_would_be_holds_all_the_rest(folder: Folder) -> None:
    name = "provider_profiles/bjorkens-hemtjanst.yml"
    with as_it_would_be(folder.own, name, "x") as tried:
        assert (tried / name).read_text("utf-8") == "x"
        assert (tried / "room.yml").read_bytes() == (folder.own / "room.yml").read_bytes()
        others = {path.name for path in (tried / "provider_profiles").iterdir()}
    assert others == {path.name for path in (folder.own / "provider_profiles").iterdir()}
    assert (folder.own / name).read_text("utf-8") != "x"


def test_what_cannot_be_put_in_place_leaves_nothing_behind(folder: Folder) -> None:
    path = folder.own / "room.yml"
    path.unlink()
    path.mkdir()
    with pytest.raises(IsADirectoryError):
        write_in_place(path, "x")
    assert not [one for one in folder.own.iterdir() if one.name.startswith("tmp")]
