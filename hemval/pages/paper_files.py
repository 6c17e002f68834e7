"""The forms on paper: a PDF of each in every language, and one with large letters."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from hemval.content.whole import Content
from hemval.forms.definition import FormDefinition
from hemval.forms.paper.form import paper_form
from hemval.pages.address import address, paper_name
from hemval.pages.generated import GeneratedFile
from hemval.pages.site import Site
from hemval.paper.kept import blank_pdfs
from hemval.paper.printing import pdfs_of
from hemval.words import Words


def paper_files(site: Site, words: Words, kept: Path | None = None) -> list[GeneratedFile]:
    """Print every form in a language; raise ``FontMissing`` where the font is not installed.

    ``kept`` is the folder that printed sheets lie in from earlier builds; None prints all of them.
    """
    home = home_of(site.content, words.language)
    papers = [(form, large) for form in site.forms for large in (False, True)]
    sheets = [
        paper_form(form, site.content, words, site.today, home=home, large=large) for form, large in papers
    ]
    pdfs = blank_pdfs(sheets, site.today, kept) if kept else pdfs_of(sheets, site.today)
    return [
        GeneratedFile(paper_name(form.address, large=large), pdf)
        for (form, large), pdf in zip(papers, pdfs, strict=True)
    ]


def paper_addresses(forms: Iterable[FormDefinition], language: str) -> Iterator[str]:
    """List where the forms will answer."""
    for form in forms:
        for large in (False, True):
            yield address(language, paper_name(form.address, large=large))


def home_of(content: Content, language: str) -> str:
    """Return the whole address of the site in a language, as paper must say it."""
    return content.municipality.site.address.rstrip("/") + address(language)


def paper_sizes(files: list[GeneratedFile], language: str) -> Mapping[str, int]:
    """Return each form's size in bytes by its address."""
    return {address(language, file.path): len(file.content) for file in files}
