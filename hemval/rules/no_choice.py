"""Who helps a person who does not choose."""

from dataclasses import dataclass
from datetime import date

from hemval.content.provider import Provider
from hemval.content.rule_set import MunicipalWhenNoChoice, RuleSet
from hemval.content.whole import Content


@dataclass(frozen=True)
class NoChoiceOutcome:
    """Whom the rule names; nobody where it turns on who has free room when the officer looks."""

    provider: Provider | None
    rules_valid_from: date


def no_choice_outcome(rules: RuleSet, content: Content) -> NoChoiceOutcome:
    """Apply the municipality's no-choice rule (LOV 9:2; LOU municipalities follow it as policy)."""
    rule = rules.no_choice
    named = content.providers[rule.provider] if isinstance(rule, MunicipalWhenNoChoice) else None
    return NoChoiceOutcome(named, rules.valid_from)
