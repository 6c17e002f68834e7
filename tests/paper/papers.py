"""The choice on paper for tests: everything is printed once, in one call."""

from functools import cache

from hemval.forms.paper.form import paper_form
from hemval.paper.printing import pdfs_of
from hemval.paper.sheet import Sheet
from hemval.words import words_in
from tests.forms.samples import FOLDERS, TODAY, choice_form, content_of
from tests.paper.pdf import Pdf

HOME = "https://hemtjanst.example/"

EVERY = [
    (municipality, language, large)
    for municipality in FOLDERS
    for language in ("sv", "en")
    for large in (False, True)
]


@cache
def sheet_of(municipality: str, language: str, large: bool) -> Sheet:
    content = content_of(municipality)
    return paper_form(choice_form(), content, words_in(language), TODAY, home=HOME, large=large)


def printed(municipality: str, language: str, large: bool) -> bytes:
    return _all_printed()[municipality, language, large]


@cache
def _all_printed() -> dict[tuple[str, str, bool], bytes]:
    return dict(zip(EVERY, pdfs_of([sheet_of(*key) for key in EVERY], TODAY), strict=True))


@cache
def read(municipality: str, language: str, large: bool) -> Pdf:
    return Pdf(printed(municipality, language, large))
