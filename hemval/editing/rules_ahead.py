"""The rule sets that are in force or to come, each with the days on which it holds.

What a set of the past says is left alone: agreements and areas have changed since, and it may not.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from hemval.content.municipality import Municipality
from hemval.content.provider import Provider
from hemval.content.rule_set import RuleSet


@dataclass(frozen=True)
class Held:
    """A rule set from today on; ``last`` is None where no other set follows."""

    index: int
    """Its number in the file."""
    rules: RuleSet
    first: date
    last: date | None

    def with_agreement(self, provider: Provider) -> bool:
        """Say whether the provider has an agreement on any of the days."""
        begins, last_day = provider.agreement.begins, provider.agreement.last_day
        if begins is None or (self.last is not None and begins > self.last):
            return False
        return last_day is None or last_day >= self.first


def held_from(municipality: Municipality, today: date) -> Iterator[Held]:
    """List the rule sets with a day from today on, in order of their days."""
    in_order = sorted(enumerate(municipality.rules), key=lambda each: each[1].valid_from)
    for place, (index, rules) in enumerate(in_order):
        following = in_order[place + 1][1] if place + 1 < len(in_order) else None
        last = following.valid_from - timedelta(days=1) if following else None
        if last is None or last >= today:
            yield Held(index, rules, max(rules.valid_from, today), last)
