"""Pages of another day are for looking at: what citizens meet stays as it is."""

from pathlib import Path

from click.testing import CliRunner

from hemval.cli.build import build
from hemval.settings import Settings
from tests.municipalities import copy_of
from tests.pages.reading import edited

COMING = """
  - valid_from: 2027-01-01
    law: LOU
    no_choice: {kind: appointed}
    when_full: queue-and-stay
    lead_time: {kind: days, at_most: 6}
    alarm_in_choice: ja
    extras: banned
    ranked_choices: 1

history:
"""


def files_of(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_pages_of_another_day_stand_beside_the_site_and_are_not_published(settings: Settings) -> None:
    before = files_of(settings.places.site), settings.places.published.read_bytes()
    made = CliRunner().invoke(build, ["--as-of", "2028-03-01"], obj=settings)
    assert made.exit_code == 0, made.output
    assert (files_of(settings.places.site), settings.places.published.read_bytes()) == before
    preview = settings.places.var / "preview" / "2028-03-01"
    assert str(preview) in made.output
    assert "http://127.0.0.1:8010/" in made.output
    assert set(files_of(preview)) == set(before[0])
    assert files_of(preview) != before[0], "in 2028 every statement about room is old"
    assert not list(settings.places.var.glob("build-*"))


def test_a_preview_before_the_first_build_publishes_nothing(tmp_path: Path) -> None:
    settings = copy_of("botkyrka", tmp_path / "content")
    edited(settings.content / "municipality.yml", "\nhistory:\n", COMING)
    made = CliRunner().invoke(build, ["--as-of", "2027-02-01"], obj=settings)
    assert made.exit_code == 0, made.output
    assert not settings.places.site.exists()
    assert not settings.places.published.exists()
    preview = settings.places.var / "preview" / "2027-02-01"
    told = (preview / "sa-fungerar-det" / "index.html").read_text("utf-8")
    assert "inom sex dagar" in told, "rules that are to come are in force on that day"
    assert "nya regler" not in told
