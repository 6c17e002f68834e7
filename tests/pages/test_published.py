"""What a choice carries of the build that it was made in."""

from hemval.cli.build import build_site
from hemval.pages.published import read_published
from hemval.settings import PROJECT, Settings
from tests.municipalities import NOW
from tests.pages.reading import edited


def test_a_changed_question_is_another_version_of_the_build(settings: Settings) -> None:
    before = read_published(settings.places.published).content.version
    forms = settings.content / "forms"
    forms.mkdir(exist_ok=True)
    (forms / "choice.yml").write_text((PROJECT / "forms" / "choice.yml").read_text("utf-8"), "utf-8")
    build_site(settings, NOW.date())
    assert read_published(settings.places.published).content.version == before, "the same form elsewhere"
    edited(forms / "choice.yml", "sv: Gör ditt val", "sv: Välj nu")
    build_site(settings, NOW.date())
    assert read_published(settings.places.published).content.version != before
