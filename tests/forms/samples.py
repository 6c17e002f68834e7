"""Askings and forms for the forms' tests."""

from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

from pydantic import JsonValue, TypeAdapter

from hemval.content.folder import Folder
from hemval.content.loading import load
from hemval.content.rule_set import ChosenApart
from hemval.content.whole import Content
from hemval.forms.asked.asking import Asking
from hemval.forms.definition import FormDefinition
from hemval.forms.reading.loading import load_forms
from hemval.forms.types import AnyQuestion
from hemval.settings import PROJECT
from hemval.words import words_in

TODAY = date(2026, 11, 23)

FOLDERS = {
    "lindvik": Folder(PROJECT, PROJECT),
    "botkyrka": Folder(PROJECT / "examples" / "botkyrka", PROJECT),
}


@cache
def content_of(municipality: str) -> Content:
    content, findings = load(FOLDERS[municipality])
    assert content is not None, findings
    return content


@cache
def shipped_forms() -> dict[str, FormDefinition]:
    forms, findings = load_forms(FOLDERS["lindvik"])
    assert findings == []
    return forms


def choice_form() -> FormDefinition:
    return shipped_forms()["choice"]


def asking(
    municipality: str = "lindvik", language: str = "sv", on: date = TODAY, **answers: JsonValue
) -> Asking:
    """Answers are named with underscores for dashes."""
    given = {name.replace("_", "-"): answer for name, answer in answers.items()}
    return Asking(content_of(municipality), words_in(language), on, given, mail=True)


def question(**fields: Any) -> AnyQuestion:
    """Make one question of a form."""
    adapter: TypeAdapter[AnyQuestion] = TypeAdapter(AnyQuestion)
    return adapter.validate_python({"id": "q", "question": "Frågan?", **fields})


def form_of(*pages: dict[str, Any], receipt: tuple[dict[str, Any], ...] = ()) -> FormDefinition:
    """Make a whole form of a few pages."""
    return FormDefinition.model_validate(
        {
            "id": "test",
            "version": 1,
            "address": "test",
            "title": "Titel",
            "sent": "Mottaget",
            "not_a_decision": "Inget beslut.",
            "pages": [{"question": "Frågan?", **page} for page in pages],
            "receipt": receipt,
        }
    )


APART = [
    {"name": {"sv": "städning och tvätt", "en": "cleaning and laundry"}, "services": ["cleaning", "laundry"]},
    {"name": {"sv": "personlig omvårdnad", "en": "personal care"}, "services": ["personal-care", "respite"]},
]


@cache
def apart(first_day: date = TODAY) -> Content:
    """Return Lindvik where, from a day on, two groups of services and the rest are chosen apart."""
    content = content_of("lindvik")
    now = content.municipality.rules_on(first_day)
    groups = tuple(ChosenApart.model_validate(group) for group in APART)
    later = now.model_copy(update={"valid_from": first_day, "chosen_apart": groups})
    rules = (*(rules for rules in content.municipality.rules if rules.valid_from != first_day), later)
    municipality = content.municipality.model_copy(update={"rules": rules})
    return content.model_copy(update={"municipality": municipality})


def asking_of(content: Content, language: str = "sv", on: date = TODAY, **answers: JsonValue) -> Asking:
    """Return the asking of a made content; answers are named with underscores for dashes."""
    return replace(asking("lindvik", language, on, **answers), content=content)
