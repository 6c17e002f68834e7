"""What changes when a new set of rules comes into force, told by comparing it with the one before."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from hemval.content.rule_set import RuleSet
from hemval.content.whole import Content
from hemval.rules.told.choice import (
    alarm_told,
    ceiling_notice_told,
    chosen_apart_told,
    extras_told,
    law_told,
    not_chosen_told,
    ranked_told,
)
from hemval.rules.told.no_choice import no_choice_details, no_choice_told
from hemval.rules.told.room import when_full_told
from hemval.rules.told.start import counting_told, lead_time_told
from hemval.words import Phrase, Words
from hemval.words.dates import day_told

SENTENCE_END = re.compile(r"(?<=[.!?]) ")


@dataclass(frozen=True)
class Coming:
    """A change that is published ahead: its first day, and what is new, a sentence or two each."""

    day: date
    changes: tuple[Phrase, ...]


def coming_rules(content: Content, today: date, words: Words) -> list[Coming]:
    """List the sets that are still to come into force, the next first, each against the one before it.

    One that changes nothing for citizens is left out.
    """
    coming = [
        Coming(new.valid_from, changes_told(old, new, content, words))
        for old, new in _in_order(content, today)
    ]
    return [one for one in coming if one.changes]


def ceiling_notices_told(content: Content, today: date, words: Words) -> str:
    """Say to providers how long it takes until they need not take on more, today and by rules to come."""
    told = [ceiling_notice_told(content.municipality.rules_on(today), words)]
    for old, new in _in_order(content, today):
        if new.ceiling_notice != old.ceiling_notice:
            day, rule = day_told(new.valid_from, words), ceiling_notice_told(new, words)
            told.append(words.say("From %(day)s: %(rule)s", day=day, rule=rule))
    return " ".join(told)


def changes_told(old: RuleSet, new: RuleSet, content: Content, words: Words) -> tuple[Phrase, ...]:
    """Say what the new rules are, where what is said of the old ones is something else."""
    told = []
    for tell in ASPECTS:
        now, before = tell(new, content, words), tell(old, content, words)
        if now.text and now != before:
            told.append(_what_is_new(now, before))
    return tuple(told)


def _what_is_new(now: Phrase, before: Phrase) -> Phrase:
    """Leave out the sentences that were said before, unless what is new is that something is not said."""
    said = SENTENCE_END.split(before.text)
    new = [one for one in SENTENCE_END.split(now.text) if one not in said]
    return Phrase(" ".join(new), now.language) if new else now


def _in_order(content: Content, today: date) -> Iterator[tuple[RuleSet, RuleSet]]:
    """Pair each set that is still to come with the one before it."""
    sets = sorted(content.municipality.rules, key=lambda rules: rules.valid_from)
    return pairwise(sets[sets.index(content.municipality.rules_on(today)) :])


def _law(rules: RuleSet, content: Content, words: Words) -> Phrase:  # noqa: ARG001 - as all the others
    law = law_told(rules, words)
    if law is None:
        return _phrase(words.say("The municipality gives all home care itself."), words)
    return _phrase(words.say("The law for the choice is %(law)s.", law=law), words)


def _no_choice(rules: RuleSet, content: Content, words: Words) -> Phrase:
    parts = (no_choice_told(rules, content, words), no_choice_details(rules, content, words))
    return _phrase(" ".join(part for part in parts if part), words)


def _exit_no_choice(rules: RuleSet, content: Content, words: Words) -> Phrase:
    if rules.exit_no_choice is None:
        return _phrase(
            words.say("When a provider stops, the same holds for a person who does not choose."), words
        )
    told = no_choice_told(rules.at_exit(), content, words)
    return _phrase(words.say("When a provider stops, this holds: %(rule)s", rule=told), words)


def _start(rules: RuleSet, content: Content, words: Words) -> Phrase:  # noqa: ARG001 - as all the others
    parts = (lead_time_told(rules, words), counting_told(rules, words))
    return _phrase(" ".join(part for part in parts if part), words)


def _own_time(rules: RuleSet, content: Content, words: Words) -> Phrase:  # noqa: ARG001 - as all the others
    if rules.own_time is None:
        return _phrase(words.say("There is nothing that every provider offers beside the decision."), words)
    return rules.own_time.phrase(words.language)


def _not_chosen(rules: RuleSet, content: Content, words: Words) -> Phrase:
    told = not_chosen_told(rules, content, words) or words.say("All help is part of the choice.")
    return _phrase(told, words)


def _of(tell: Callable[[RuleSet, Words], str]) -> Callable[[RuleSet, Content, Words], Phrase]:
    return lambda rules, content, words: _phrase(tell(rules, words), words)  # noqa: ARG005


def _phrase(told: str, words: Words) -> Phrase:
    return Phrase(told, words.language)


ASPECTS: tuple[Callable[[RuleSet, Content, Words], Phrase], ...] = (
    _law,
    _of(ranked_told),
    _of(chosen_apart_told),
    _no_choice,
    _exit_no_choice,
    _start,
    _not_chosen,
    _of(when_full_told),
    _of(alarm_told),
    _of(extras_told),
    _own_time,
)
"""Everything that the rules say to citizens, in the order of the page."""
