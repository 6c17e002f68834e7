"""A provider in a list: what a first choice turns on, each thing said once."""

from dataclasses import dataclass
from datetime import date

from hemval.content.room import FRESH_DAYS
from hemval.content.whole import Content
from hemval.pages.provider_facts import BARRED, Fact
from hemval.pages.provider_view import ProviderView
from hemval.pages.quality import Measure
from hemval.words import Words
from hemval.words.dates import day_told


@dataclass(frozen=True)
class Card:
    """One provider in a list, ready to print."""

    id: str
    name: str
    href: str
    notice: str
    """That it leaves or has been terminated, where room does not tell, and by when to choose another."""
    room: str
    """For the mark: open, queue or closed; empty where no room is told of."""
    room_told: str
    room_dated: str
    """Of which day the statement is; empty where there is none."""
    room_old: str
    """A warning, where the statement is old."""
    facts: tuple[Fact, ...]
    result: Measure | None
    """The first measure of the latest survey; None where the municipality shows no results."""
    no_result: str
    """That there is no result, where the municipality shows those of others."""
    phone: Fact


def provider_card(
    view: ProviderView, content: Content, words: Words, today: date, *, helps_with: bool
) -> Card:
    """Make a provider's card; what each helps with is told where that sets providers apart."""
    barred = view.hindrance in BARRED
    terminated = content.providers[view.id].agreement.status(today) == "terminated"
    room = None if barred else content.room(view.id)
    old = room is not None and (today - room.as_of).days > FRESH_DAYS
    quality = view.quality
    return Card(
        id=view.id,
        name=view.name,
        href=view.href,
        notice=f"{view.notice if terminated or not barred else ''} {view.choose_by}".strip(),
        room=view.room,
        room_told=view.room_told,
        room_dated=words.say("Statement from %(day)s", day=day_told(room.as_of, words)) if room else "",
        room_old=words.say("The statement is old: ask us.") if old else "",
        facts=_facts(view, content, words, helps_with=helps_with),
        result=quality.measures[0] if quality and not quality.nothing else None,
        no_result=quality.nothing if quality else "",
        phone=view.contact[0],
    )


def _facts(view: ProviderView, content: Content, words: Words, *, helps_with: bool) -> tuple[Fact, ...]:
    """Choose what sets providers apart at a glance; where there is one area, it does not."""
    labels = [words.say("Languages")]
    if len(content.municipality.areas) > 1:
        labels.append(words.say("Areas"))
    if helps_with:
        labels.append(words.say("Helps with"))
    return (view.owner[0], *(fact for fact in view.facts if fact.label in labels))
