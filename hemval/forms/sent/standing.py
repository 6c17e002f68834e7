"""Which choices stand, by their answers and how far officers have come with them: said here alone."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from pydantic import JsonValue

from hemval.content.whole import Content
from hemval.forms.asked.asking import services_granted
from hemval.forms.definition import FormDefinition
from hemval.forms.types.identity_number import DECLINED, IdentityNumber
from hemval.rules.service_groups import chosen_together
from hemval.rules.supersession import Entry, Kept, standing_choices
from hemval.words.dates import SWEDEN
from hemval.words.text import MAIN_LANGUAGE


@dataclass(frozen=True)
class Choice:
    """A choice as far as it decides what replaces what."""

    id: str
    person: str | None
    """As ``person_in`` says; None where nobody can know: it stands by itself."""
    answers: Mapping[str, JsonValue]
    received_at: datetime
    state: str
    ended_at: datetime | None
    """When it came to a state that ends it; whatever is noted of it afterwards does not move that."""


def numbers_asked(form: FormDefinition | None) -> tuple[str, ...]:
    """Return the questions that say whose answers they are; none in a form that is no more."""
    return tuple(page.id for page in form.pages if isinstance(page, IdentityNumber)) if form else ()


def person_in(answers: Mapping[str, JsonValue], numbers: Iterable[str]) -> str | None:
    """Return whose answers they are, as it was stored; None where nobody can know."""
    for number in (answers.get(question) for question in numbers):
        if isinstance(number, str) and number not in ("", DECLINED):
            return number
    return None


def kept_choices(
    choices: Iterable[Choice], content: Content | None, at: datetime | None = None
) -> tuple[Kept, ...]:
    """Say of each choice what became of it; with ``at`` as it was then.

    Without content nobody knows what is chosen together: only the very same help is then replaced.
    """
    return standing_choices(_entry_of(one, content, at) for one in choices)


def _entry_of(one: Choice, content: Content | None, at: datetime | None) -> Entry:
    ended = one.ended_at if one.ended_at is not None and (at is None or one.ended_at <= at) else None
    return Entry(
        id=one.id,
        person=one.person,
        group=_group(content, one.answers, one.received_at),
        received=one.received_at,
        withdrawn=ended if one.state == "withdrawn" else None,
        closed=one.state == "closed" and ended is not None,
    )


def _group(content: Content | None, answers: Mapping[str, JsonValue], received: datetime) -> str:
    """Name the help that a choice is about, where the rules of its day have it chosen apart."""
    granted = services_granted(answers)
    if content is None:
        return " ".join(sorted(granted))
    rules = content.municipality.rules_on(received.astimezone(SWEDEN).date())
    names = [one.name.in_(MAIN_LANGUAGE) if one.name else "" for one in chosen_together(granted, rules)]
    return ", ".join(names)
