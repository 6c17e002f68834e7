"""The sentences of the rules that a form can ask for by name. No rule is typed twice."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, time

from hemval.content.rule_set import RuleSet
from hemval.content.whole import Content
from hemval.rules.told.no_choice import no_choice_told
from hemval.rules.told.room import meanwhile_told, when_full_told
from hemval.rules.told.start import earliest_start_told, lead_time_told
from hemval.words import Words


@dataclass(frozen=True)
class Moment:
    """What a sentence turns on: the rules in force, and when a choice would come in."""

    rules: RuleSet
    content: Content
    today: date
    clock: time | None = None
    """The Swedish time of day; None counts as early in the day."""
    last_day: date | None = None
    """That of today's provider, where it stops and the chosen one can follow on it."""
    at_exit: bool = False
    """Whether the chosen one begins on the day after that, whatever the lead time."""


RULE_SENTENCES: dict[str, Callable[[Moment, Words], str]] = {
    "no-choice": lambda at, words: no_choice_told(at.rules, at.content, words, at.today, to_reader=False),
    "earliest-start": lambda at, words: earliest_start_told(
        at.rules, at.today, words, at.clock, at.last_day, at_exit=at.at_exit
    ),
    "lead-time": lambda at, words: lead_time_told(at.rules, words),
    "when-full": lambda at, words: when_full_told(at.rules, words),
    "meanwhile": lambda at, words: meanwhile_told(at.rules, words, to_reader=False, at_exit=at.at_exit),
}
"""What a form's receipt, or an alternative, may name as ``rule:``."""
