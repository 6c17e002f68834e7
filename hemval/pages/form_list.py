"""The list of every form, each with where it is filled in on the web and how it is printed."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from hemval.forms.definition import FormDefinition
from hemval.pages.address import CHOOSE, address, page_of_form, paper_name
from hemval.pages.fact_kinds import Part
from hemval.words import Phrase, Words


@dataclass(frozen=True)
class ListedForm:
    """One form: its name and its three addresses."""

    title: Phrase
    web: str
    paper: str
    paper_large: str


def form_list(forms: Iterable[FormDefinition], words: Words) -> Part:
    """Draw the list in a language: the choice first, then the others by their names."""

    def matter() -> dict[str, Any]:
        listed = [_listed(form, words.language) for form in forms]
        return {"forms": sorted(listed, key=lambda one: (not one.web.endswith(f"/{CHOOSE}"), one.title.text))}

    return Part("parts/forms.html", matter)


def _listed(form: FormDefinition, language: str) -> ListedForm:
    name = form.address
    return ListedForm(
        form.title.phrase(language),
        address(language, page_of_form(name)),
        address(language, paper_name(name)),
        address(language, paper_name(name, large=True)),
    )
