"""Sheets and PDFs for tests, each printed once."""

from functools import cache

from hemval.forms.paper_form import paper_form
from hemval.paper.printing import pdf_of
from hemval.paper.sheet import Sheet
from hemval.words import words_in
from tests.forms.samples import TODAY, choice_form, content_of
from tests.paper.pdf import Pdf

HOME = "https://hemtjanst.example/"


@cache
def sheet_of(municipality: str, language: str, large: bool) -> Sheet:
    content = content_of(municipality)
    return paper_form(choice_form(), content, words_in(language), TODAY, home=HOME, large=large)


@cache
def printed(municipality: str, language: str, large: bool) -> bytes:
    return pdf_of(sheet_of(municipality, language, large), TODAY)


@cache
def read(municipality: str, language: str, large: bool) -> Pdf:
    return Pdf(printed(municipality, language, large))
