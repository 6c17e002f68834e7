"""Which of the choices with one code counts: the latest that stands, unless they are of different persons."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from hemval.content.rule_set import RuleSet
from hemval.content.services import Service
from hemval.rules.exits.case import Case, Joined
from hemval.rules.service_groups import chosen_together, have_in_common
from hemval.rules.supersession import Entry, standing_choices
from hemval.words.dates import SWEDEN
from hemval.words.text import MAIN_LANGUAGE

Contested = Literal["contested"]
CONTESTED: Contested = "contested"


@dataclass(frozen=True)
class Part:
    """Services of a person that are chosen together: as a rule all of them."""

    group: str
    """What the group is called; empty where everything is chosen together."""
    services: tuple[Service, ...]
    share: int
    """Into how many parts the person's help is divided: each has as much of the hours."""


def parts_of(case: Case, rules: RuleSet) -> tuple[Part, ...]:
    """Part a person's help into what is chosen by itself; at least one part, whatever is known."""
    services = case.affected.services
    if not rules.chosen_apart:
        return (Part("", services, 1),)
    groups = chosen_together(services, rules)
    if not groups and len(found := _chosen_apart(case, rules)) > 1:
        # Nobody knows what is granted, but the person has chosen each by itself.
        return tuple(Part(name, of, len(found)) for name, of in found)
    if len(groups) <= 1:
        return (Part("", services, 1),)
    return tuple(
        Part(one.name.in_(MAIN_LANGUAGE) if one.name else "", one.services, len(groups)) for one in groups
    )


def counting(case: Case, part: Part, last_day: date | None) -> Joined | Contested | None:
    """Return the choice that counts for a part; ``contested`` until an officer says whose the code is.

    One that came after the last day takes the place of no wish that came before: it is an ordinary switch
    from whoever that wish gave.
    """
    about = [one for one in case.choices if _is_about(one, part)]
    mine = _of_one_person(about)
    if mine is None:
        return CONTESTED
    if last_day is not None:
        before = _newest([one for one in mine if one.received.astimezone(SWEDEN).date() <= last_day])
        if before is not None and before.wishes:
            return before
    return _newest(mine)


def latest_standing(case: Case) -> Joined | None:
    """Return the latest choice that stands of all that have come with a person's code, whatever it led to.

    A mark changes nothing of it, nor that nobody knows yet which of several persons the code is of.
    """
    mine = _of_one_person(case.choices)
    if mine is not None:
        return _newest(mine)
    standing = [one for one in case.choices if one.withdrawn is None and not one.closed]
    return max(standing, key=lambda one: one.received, default=None)


def _newest(choices: Sequence[Joined]) -> Joined | None:
    """Return the newest of one person's choices, where that still stands."""
    entries = (
        Entry(
            id=one.submission, person="one", received=one.received, withdrawn=one.withdrawn, closed=one.closed
        )
        for one in choices
    )
    standing = next((kept.entry.id for kept in standing_choices(entries) if kept.open), None)
    return next((one for one in choices if one.submission == standing), None)


def _chosen_apart(case: Case, rules: RuleSet) -> list[tuple[str, tuple[Service, ...]]]:
    """Return the groups that a person's choices are about, last what no group has."""
    apart = [(one.name.in_(MAIN_LANGUAGE), one.services) for one in rules.chosen_apart]
    every = [service for one in case.choices for service in one.services]
    rest = tuple(dict.fromkeys(each for each in every if not any(each in of for _, of in apart)))
    chosen = [
        (name, of)
        for name, of in apart
        if have_in_common(every, of) or any(name in one.groups for one in case.choices)
    ]
    return [*chosen, ("", rest)] if rest else chosen


def _is_about(one: Joined, part: Part) -> bool:
    if part.share == 1 or not (one.groups or one.services):
        return True
    return part.group in one.groups or have_in_common(one.services, part.services)


def is_contested(case: Case) -> bool:
    """Say whether choices of different persons have the code, and no officer has said whose it is."""
    return _of_one_person(case.choices) is None


def _may_be_of(one: Joined, tied: Sequence[Joined]) -> bool:
    """Say whether nobody knows if a choice is of who sent others, as without a number in another spelling."""
    known = any(one.same_person(mine) for mine in tied) or one.tied_by
    return not known and not all(one.other_person(mine) for mine in tied)


def _of_one_person(choices: Iterable[Joined]) -> Sequence[Joined] | None:
    """Keep the choices of one person; None where they are of several and still stand."""
    every = list(choices)
    tied = [one for one in every if one.tied_by]
    if tied:
        # An officer has asked whose the code is: what others had sent with it is not the person's. What came
        # since, and may be the person's, is asked about again.
        since = max(one.tied_at or one.received for one in tied)
        new = [one for one in every if one.received > since and not one.closed and one.withdrawn is None]
        if any(_may_be_of(one, tied) for one in new):
            return None
        return [one for one in every if one.tied_by or any(one.same_person(mine) for mine in tied)]
    standing = [one for one in every if not one.closed and one.withdrawn is None]
    first = next(iter(standing), None)
    if first is not None and not all(one is first or one.same_person(first) for one in standing):
        return None
    return every if first is None else [one for one in every if one is first or one.same_person(first)]
