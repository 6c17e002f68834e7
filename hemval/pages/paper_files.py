"""The forms on paper: a PDF of each in every language, and one with large letters."""

from collections.abc import Iterator, Mapping

from hemval.content.folder import Folder
from hemval.forms.loading import load_forms
from hemval.forms.paper_form import paper_form
from hemval.pages.address import address, paper_name
from hemval.pages.generated import GeneratedFile
from hemval.pages.site import Site
from hemval.paper.printing import pdfs_of
from hemval.words import Words


def paper_files(folder: Folder, site: Site, words: Words) -> list[GeneratedFile]:
    """Print every form in a language; raise ``FontMissing`` where the font is not installed.

    A form that is wrong is not printed: ``hemval check`` says what is wrong, and the build stops there.
    """
    home = site.content.municipality.site.address.rstrip("/") + address(words.language)
    forms, _ = load_forms(folder)
    papers = [(form, large) for form in forms.values() for large in (False, True)]
    sheets = [
        paper_form(form, site.content, words, site.today, home=home, large=large) for form, large in papers
    ]
    return [
        GeneratedFile(paper_name(form.id, large=large), pdf)
        for (form, large), pdf in zip(papers, pdfs_of(sheets, site.today), strict=True)
    ]


def paper_addresses(folder: Folder, language: str) -> Iterator[str]:
    """List where the forms will answer."""
    for path in folder.files("forms", "*.yml"):
        for large in (False, True):
            yield address(language, paper_name(path.stem, large=large))


def paper_sizes(files: list[GeneratedFile], language: str) -> Mapping[str, int]:
    """Return each form's size in bytes by its address."""
    return {address(language, file.path): len(file.content) for file in files}
