"""What a newer list would change, in words: by reference, the first of each kind."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from hemval.content.affected_list import Affected
from hemval.content.whole import Content
from hemval.handover.exit_told import provider_told
from hemval.handover.told import WORDS
from hemval.officers.address import affected_at
from hemval.officers.exits.listed_told import area_told, services_told
from hemval.rules.exits.case import Case
from hemval.rules.exits.changes import Changed, Changes
from hemval.words import sentence
from hemval.words.dates import joined, language_told

SHOWN = 25
"""How many of a kind are named; the others are counted."""


@dataclass(frozen=True)
class ChangeLine:
    """Somebody of the list; ``href`` is empty for who is new."""

    reference: str
    told: str
    href: str = ""


@dataclass(frozen=True)
class Kind:
    """All of whom the same happens to."""

    heading: str
    means: str
    lines: tuple[ChangeLine, ...]
    more: int


def kinds_of(exit_id: str, changes: Changes, content: Content) -> list[Kind]:
    """Tell each kind of change that there is."""

    def line(case: Case, told: str = "") -> ChangeLine:
        return ChangeLine(case.reference, told, affected_at(exit_id, case.id))

    def changed(several: Iterable[Changed]) -> Iterator[ChangeLine]:
        return (line(one.case, differs_told(one.case.affected, one.affected, content)) for one in several)

    means_and_lines = (
        (
            sentence("Each gets a code of their own."),
            [ChangeLine(one.reference, new_told(one, content)) for one in changes.new],
        ),
        (
            sentence("They keep their code and what they have chosen."),
            list(changed(changes.changed)),
        ),
        (
            sentence(
                "They are not affected any more: no letter, no rule and no file. "
                "Nothing is deleted, and they come back with a list that they stand in."
            ),
            [line(one) for one in changes.gone],
        ),
        (
            sentence("They were missing, and are affected again. They keep their code."),
            list(changed(changes.back)),
        ),
    )
    return [
        Kind(heading, WORDS.say(means), tuple(lines[:SHOWN]), max(len(lines) - SHOWN, 0))
        for heading, (means, lines) in zip(counted(changes), means_and_lines, strict=True)
        if lines
    ]


def counted(changes: Changes) -> tuple[str, str, str, str]:
    """Count each kind of change in words."""
    return (
        WORDS.count("%(n)d is new", "%(n)d are new", len(changes.new)),
        WORDS.count("%(n)d is changed", "%(n)d are changed", len(changes.changed)),
        WORDS.count("%(n)d is missing", "%(n)d are missing", len(changes.gone)),
        WORDS.count("%(n)d is back", "%(n)d are back", len(changes.back)),
    )


def taken_told(changes: Changes) -> str:
    """Say what was read in: each kind of which there is any."""
    numbers = (changes.new, changes.changed, changes.gone, changes.back)
    told = [one for one, some in zip(counted(changes), numbers, strict=True) if some]
    return WORDS.say("The list is read in: %(changes)s.", changes=joined(told, WORDS))


def shown_of(changes: Changes) -> list[str]:
    """Return the ids of those whom ``kinds_of`` names and who are held already."""
    groups: Sequence[Sequence[Case]] = (
        [one.case for one in changes.changed],
        changes.gone,
        [one.case for one in changes.back],
    )
    return [case.id for group in groups for case in group[:SHOWN]]


def differs_told(was: Affected, now: Affected, content: Content) -> str:
    """Say what a list says otherwise than before; empty where it says the same."""
    before, after = _told(was, content), _told(now, content)
    nothing = WORDS.say("nothing (in a list)")
    return ", ".join(
        WORDS.say(
            "%(what)s: %(before)s becomes %(after)s",
            what=what,
            before=before[what] or nothing,
            after=after[what] or nothing,
        )
        for what in after
        if before[what] != after[what]
    )


def new_told(one: Affected, content: Content) -> str:
    """Say what the list tells of somebody who is new."""
    told = (provider_told(one.provider, content), area_told(one, content), *services_told(one))
    return ", ".join(part for part in told if part)


def _told(one: Affected, content: Content) -> dict[str, str]:
    return {
        WORDS.say("provider (heading)"): provider_told(one.provider, content),
        WORDS.say("area (heading)"): area_told(one, content),
        WORDS.say("services (heading)"): ", ".join(services_told(one)),
        WORDS.say("language (heading)"): language_told(one.language, WORDS),
        WORDS.say("hours (heading)"): "" if one.hours is None else str(one.hours),
    }
