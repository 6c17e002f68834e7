"""An exit changed in its file: its own lines alone, and nothing that the check would not let through."""

import shutil
from pathlib import Path

import pytest

from hemval.content.exit import Exit
from hemval.content.findings import ContentError
from hemval.content.folder import Folder
from hemval.content.loading import EXITS
from hemval.editing.exit_changed import ORDER, ExitNotMeant, ExitRefused, exit_changed, read_exit_file
from hemval.editing.put_in import write_in_place
from hemval.settings import PROJECT
from tests.municipalities import OWN

EXIT = "uppsagda-2027"
SOURCE = PROJECT / "examples" / "orebro"


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Folder:
    target = tmp_path_factory.mktemp("orebro")
    for part in OWN:
        if (SOURCE / part).is_dir():
            shutil.copytree(SOURCE / part, target / part)
        elif (SOURCE / part).is_file():
            shutil.copy(SOURCE / part, target / part)
    return Folder(target, PROJECT)


@pytest.fixture
def text() -> str:
    return (SOURCE / EXITS).read_text("utf-8")


def lines_changed(before: str, after: str) -> set[str]:
    return {line.strip() for line in set(before.splitlines()) ^ set(after.splitlines())}


def test_the_keys_are_written_in_the_models_order():
    assert tuple(Exit.model_fields) == ORDER


def test_one_day_changes_one_line_and_every_comment_stays(folder, text):
    file = read_exit_file(text)
    wanted = {**file.written(EXIT), "deadline": "2027-01-08"}
    new = exit_changed(file, EXIT, wanted, folder)
    assert lines_changed(text, new) == {"deadline: 2027-01-11", "deadline: 2027-01-08"}
    assert exit_changed(file, EXIT, file.written(EXIT), folder) == text


def test_a_rule_and_reminders_come_and_go(folder, text):
    file = read_exit_file(text)
    wanted = {key: value for key, value in file.written(EXIT).items() if key != "reminders"}
    wanted["no_choice"] = {"kind": "appointed"}
    new = exit_changed(file, EXIT, wanted, folder)
    assert lines_changed(text, new) == {"reminders: [2026-12-14]", "no_choice:", "kind: appointed"}
    back = exit_changed(read_exit_file(new), EXIT, file.written(EXIT), folder)
    assert read_exit_file(back).exits == file.exits


@pytest.mark.parametrize("text", ["", "# Vår plan\n", "# Vår plan"])
def test_the_first_exit_of_a_municipality_makes_the_file(folder, text):
    wanted = {"providers": ["utforare-a"], "letters": "2026-11-16", "deadline": "2027-01-11"}
    new = exit_changed(read_exit_file(text), "utforare-a-2027", wanted, folder)
    assert new.startswith(text)
    assert list(read_exit_file(new).exits.root) == ["utforare-a-2027"]


@pytest.mark.parametrize(
    ("change", "path"),
    [
        ({"deadline": "2027-01-31"}, ("deadline",)),
        ({"letters": "2027-01-12"}, ("letters",)),
        ({"reminders": ["2026-12-14", "2027-01-20"]}, ("reminders", "1")),
        ({"providers": ["utforare-a", "finns-inte"]}, ("providers", "1")),
        ({"no_choice": {"kind": "one-provider", "provider": "utforare-b"}}, ("no_choice", "provider")),
    ],
)
def test_what_the_check_would_find_is_refused_at_its_place(folder, text, change, path):
    file = read_exit_file(text)
    with pytest.raises(ExitRefused) as refused:
        exit_changed(file, EXIT, {**file.written(EXIT), **change}, folder)
    assert path in [place for place, _ in refused.value.faults]


def test_a_file_that_is_wrong_is_not_read():
    with pytest.raises(ContentError):
        read_exit_file("fel: [")


def test_the_mark_is_another_as_soon_as_anything_is(text):
    file = read_exit_file(text)
    other = read_exit_file(text.replace("2026-12-14", "2026-12-15"))
    assert file.seen(EXIT) != other.seen(EXIT)
    assert file.seen(EXIT) == read_exit_file(f"# ny rad\n{text}").seen(EXIT)
    assert file.seen("ny") == other.seen("ny")


def test_a_new_file_is_written_whole(tmp_path: Path):
    write_in_place(tmp_path / EXITS, "a: b\n")
    assert (tmp_path / EXITS).read_text() == "a: b\n"
    assert (tmp_path / EXITS).stat().st_mode & 0o777 == 0o644


def test_a_sign_that_no_file_can_hold_is_never_written(folder, text):
    for file in (read_exit_file(text), read_exit_file("")):
        wanted = {**read_exit_file(text).written(EXIT), "deadline": "2027-01-08\x07"}
        with pytest.raises(ExitNotMeant):
            exit_changed(file, EXIT, wanted, folder)
