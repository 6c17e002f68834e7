"""A municipality's folder becomes one whole, whose version changes with any letter of its files."""

from pathlib import Path

import pytest

from hemval.content.folder import Folder
from hemval.content.loading import load
from hemval.content.whole import Content
from hemval.settings import PROJECT
from tests.municipalities import copy_of


def loaded(content: Path) -> Content:
    found, findings = load(Folder(content, PROJECT))
    assert found is not None, findings
    return found


def test_loading_twice_gives_the_same(tmp_path: Path, municipality: str) -> None:
    settings = copy_of(municipality, tmp_path / "content")
    assert loaded(settings.content) == loaded(settings.content)


def test_the_place_of_the_folder_is_no_part_of_the_version(tmp_path: Path, municipality: str) -> None:
    one, other = (copy_of(municipality, tmp_path / name) for name in ("one", "other"))
    assert loaded(one.content).version == loaded(other.content).version


@pytest.mark.parametrize(
    "file",
    [
        "municipality.yml",
        "room.yml",
        "exits.yml",
        "provider_profiles/lyktans-hemtjanst.yml",
        "provider_profiles/results/2025.yml",
    ],
)
def test_any_letter_changes_the_version(tmp_path: Path, file: str) -> None:
    settings = copy_of("lindvik", tmp_path / "content")
    before = loaded(settings.content).version
    path = settings.content / file
    path.write_text(path.read_text("utf-8") + "# en anteckning\n", "utf-8")
    assert loaded(settings.content).version != before


def test_a_municipality_takes_no_data_from_the_top_level(tmp_path: Path) -> None:
    settings = copy_of("botkyrka", tmp_path / "content")
    assert set(loaded(settings.content).providers).isdisjoint(loaded(PROJECT).providers)
    assert loaded(settings.content).surveys == ()
    (settings.content / "room.yml").unlink()
    content, findings = load(Folder(settings.content, PROJECT))
    assert content is None
    assert [finding.file for finding in findings] == ["room.yml"]


def test_a_providers_id_is_its_files_name(tmp_path: Path, municipality: str) -> None:
    settings = copy_of(municipality, tmp_path / "content")
    names = {path.stem for path in (settings.content / "provider_profiles").glob("*.yml")}
    providers = loaded(settings.content).providers
    assert set(providers) == names
    assert all(provider.id == name for name, provider in providers.items())


def test_an_empty_folder_misses_its_files(tmp_path: Path) -> None:
    content, findings = load(Folder(tmp_path, PROJECT))
    assert content is None
    assert [finding.message for finding in findings] == [
        "Filen municipality.yml saknas.",
        "Filen provider_profiles/*.yml saknas.",
        "Filen room.yml saknas.",
    ]
