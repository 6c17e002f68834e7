"""A person's answers to any form: as many questions as one way through it has."""

from dataclasses import replace
from datetime import timedelta

from pydantic import JsonValue

from hemval.forms.asked.asking import Asking
from hemval.forms.asked.way import way_through
from hemval.forms.definition import FormDefinition
from hemval.forms.types import AnyQuestion

WRITTEN: dict[str, JsonValue] = {
    "address": {"street": "Ögatan 1 B", "postal-code": "123 45", "town": "Åby"},
    "email": "eva@example.se",
    "identity-number": "193804129819",
    "name": "Eva Åström Öberg",
    "notice": True,
    "phone": "070-174 06 05",
    "reference": "7K2WXDPM",
    "text": "Första raden.\nAndra raden, som är lite längre.",
}


def answered(form: FormDefinition, put: Asking) -> Asking:
    """Answer as ``put`` does, and all else on the longest way there is, never so that the form ends."""
    given: dict[str, JsonValue] = {}
    while True:
        so_far = replace(put, answers=dict(given))
        page = way_through(form, so_far).next
        if page is None:
            return so_far
        possible = [put.answers[page.id]] if page.id in put.answers else _possible(page, so_far)
        ways = [way_through(form, replace(put, answers={**given, page.id: one})).pages for one in possible]
        lengths = [(not way[-1].ends_here, len(way)) for way in ways]
        given[page.id] = possible[lengths.index(max(lengths))]


def _possible(page: AnyQuestion, put: Asking) -> list[JsonValue]:
    if page.type in WRITTEN:
        return [WRITTEN[page.type]]
    if page.type == "date":
        return [((put.start.day or put.today) + timedelta(days=30)).isoformat()]
    choices = [choice.value for choice in page.face(put).choices if not choice.hindrance]
    if page.type == "choice-of-several":
        return [[value] for value in choices]
    return [*choices] if choices else list(page.largest_answers(put))[:1]
