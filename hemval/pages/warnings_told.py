"""A warning by the municipality in words: from when, until when, and what it means. No more than that."""

from dataclasses import dataclass
from datetime import date

from hemval.content.no_choice import Appointed, NoChoice, OneProvider
from hemval.content.provider import Warned
from hemval.content.whole import Content
from hemval.words import Words
from hemval.words.dates import day_told


@dataclass(frozen=True)
class WarningView:
    """One warning."""

    when: str
    means: str


def warning_view(warning: Warned, content: Content, words: Words, today: date) -> WarningView:
    """Tell of a warning as it stands on a day."""
    over = warning.ends is not None and warning.ends < today
    begins = day_told(warning.begins, words)
    if warning.ends is None:
        when = words.say("From %(day)s, until further notice.", day=begins)
    else:
        when = words.say("From %(day)s through %(last)s.", day=begins, last=day_told(warning.ends, words))
    told = [words.say("It no longer holds.")] if over else []
    if _is_left_out(content, warning.begins if over else max(today, warning.begins)):
        told.append(
            words.say("While it lasted, the provider helped nobody new who had not chosen it.")
            if over
            else words.say("While it lasts, the provider helps nobody new who has not chosen it.")
        )
    if not over:
        told.append(words.say("The warning hinders nobody from choosing it."))
    return WarningView(when, " ".join(told))


def _is_left_out(content: Content, day: date) -> bool:
    """Say whether the rules of a day would give the provider to somebody, were it not for the warning.

    They promise nothing where the municipality appoints, and one that is not named gets nobody anyhow.
    """
    rules = content.municipality.rules_on(day)
    return all(_picks(rule) for rule in (rules.no_choice, rules.at_exit().no_choice))


def _picks(rule: NoChoice | None) -> bool:
    return rule is not None and not isinstance(rule, Appointed | OneProvider)
