"""What a choice carries of the build that it was made in."""

from hemval.content.folder import Folder
from hemval.content.loading import load
from hemval.forms.reading.loading import load_forms
from hemval.pages.published import read_published, version_of
from hemval.settings import PROJECT, Settings
from tests.pages.reading import edited


def version_as_files_stand(settings: Settings) -> str:
    """Return the version that a build would write; test_both_municipalities holds that it does."""
    folder = Folder(settings.content, PROJECT)
    content, findings = load(folder)
    assert content is not None, findings
    return version_of(content, load_forms(folder)[0])


def test_a_changed_question_is_another_version_of_the_build(settings: Settings) -> None:
    before = read_published(settings.places.published).content.version
    forms = settings.content / "forms"
    forms.mkdir(exist_ok=True)
    (forms / "choice.yml").write_text((PROJECT / "forms" / "choice.yml").read_text("utf-8"), "utf-8")
    assert version_as_files_stand(settings) == before, "the same form elsewhere"
    edited(forms / "choice.yml", "sv: Gör ditt val", "sv: Välj nu")
    assert version_as_files_stand(settings) != before
