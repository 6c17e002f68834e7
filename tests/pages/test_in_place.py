"""Whatever fails while new pages take the old ones' place, somebody's pages stand there."""

from pathlib import Path

import pytest

from hemval.cli import build as building
from hemval.cli.build import BuildFailed, build_site
from hemval.pages.in_place import put_in_place
from hemval.pages.room_redrawn import LOCK
from hemval.queue.file_lock import locked
from hemval.settings import Settings
from tests.conftest import MadeBy
from tests.municipalities import NOW, copy_of


def tree_of(folder: Path, word: str) -> Path:
    folder.mkdir(parents=True)
    (folder / "index.html").write_text(word, "utf-8")
    return folder


def stands(place: Path) -> str:
    return (place / "index.html").read_text("utf-8")


def test_the_new_tree_stands_and_the_old_is_gone(tmp_path: Path) -> None:
    place = tree_of(tmp_path / "site", "old")
    put_in_place(tree_of(tmp_path / "new", "new"), place)
    assert stands(place) == "new"
    assert list(tmp_path.iterdir()) == [place]


def test_the_first_tree_needs_none_before_it(tmp_path: Path) -> None:
    put_in_place(tree_of(tmp_path / "new", "new"), tmp_path / "site")
    assert stands(tmp_path / "site") == "new"


def test_a_tree_that_cannot_stand_gives_the_old_one_its_place_back(tmp_path: Path) -> None:
    place = tree_of(tmp_path / "site", "old")
    with pytest.raises(FileNotFoundError):
        put_in_place(tmp_path / "vanished", place)
    assert stands(place) == "old"
    assert list(tmp_path.iterdir()) == [place]


def test_what_another_user_left_in_the_way_is_named(tmp_path: Path) -> None:
    """A folder stands for the lock that root left after a build: tests may run as root."""
    settings = copy_of("lindvik", tmp_path / "lindvik")
    (settings.places.var / LOCK).mkdir(parents=True)
    with pytest.raises(BuildFailed, match=f": {settings.places.var / LOCK}\\)"):
        build_site(settings, NOW.date())


def test_what_a_power_cut_left_beside_its_place_comes_back(tmp_path: Path) -> None:
    tree_of(tmp_path / "site.old", "old")
    with pytest.raises(FileNotFoundError):
        put_in_place(tmp_path / "vanished", tmp_path / "site")
    assert stands(tmp_path / "site") == "old"


def test_what_could_not_be_thrown_away_last_time_is_no_hindrance(tmp_path: Path) -> None:
    place = tree_of(tmp_path / "site", "old")
    tree_of(tmp_path / "site.old", "older")
    put_in_place(tree_of(tmp_path / "new", "new"), place)
    assert stands(place) == "new"
    assert list(tmp_path.iterdir()) == [place]


@pytest.fixture
def standing(made: MadeBy, tmp_path: Path) -> Settings:
    """A municipality with old pages in place."""
    settings = copy_of("botkyrka", tmp_path / "content")
    tree_of(settings.places.site, "old")
    made("botkyrka").lend_papers(settings)
    return settings


def test_a_build_that_cannot_move_its_pages_leaves_the_old_ones(
    standing: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As when ``var`` lies on another file system, or the disk is full."""
    rename = Path.rename

    def refusing(self: Path, target: Path) -> Path:
        if target == standing.places.site and self.name == "site":
            raise OSError(28, "No space left on device")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", refusing)
    with pytest.raises(BuildFailed) as failed:
        build_site(standing, NOW.date())
    assert "No space left on device" in str(failed.value)
    assert stands(standing.places.site) == "old"
    assert not standing.places.published.exists()


def test_content_that_cannot_be_written_leaves_the_old_pages(standing: Settings) -> None:
    (standing.places.var / "published").write_text("a file where a folder should be", "utf-8")
    with pytest.raises(BuildFailed):
        build_site(standing, NOW.date())
    assert stands(standing.places.site) == "old"


def test_two_builds_do_not_meet(standing: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(building, "PATIENCE", 0.0)
    with locked(standing.places.var / building.LOCK, 0.0), pytest.raises(BuildFailed) as failed:
        build_site(standing, NOW.date())
    assert str(failed.value) == "Ett annat bygge pågår. Försök igen när det är klart."
    assert stands(standing.places.site) == "old"
    build_site(standing, NOW.date())
    assert stands(standing.places.site) != "old"
