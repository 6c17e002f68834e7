"""Whom the rules name: every provider must have a file, in every set, also those that hold no longer.

Areas, approvals and days change while an old set stands as it was; they are held against the rules that
are in force or to come (``hemval.editing.rule_faults``).
"""

from collections.abc import Collection, Iterator

from hemval.content.findings import Finding
from hemval.content.municipality import Municipality
from hemval.content.no_choice import named_in
from hemval.content.placed import Placed
from hemval.content.unknown_names import unknown_provider

NO_CHOICE_RULES = ("no_choice", "exit_no_choice")


def rule_findings(municipality: Placed[Municipality], known: Collection[str]) -> Iterator[Finding]:
    """Find providers that the rules name and that no file has."""
    for index, rules in enumerate(municipality.model.rules):
        for key in NO_CHOICE_RULES:
            for place, identity in named_in(getattr(rules, key)):
                if identity not in known:
                    message, advice = unknown_provider(identity, known)
                    yield municipality.finding(("rules", index, key, *place), message, advice)
        for number, one in enumerate(rules.not_chosen):
            if one.provider not in known:
                message, advice = unknown_provider(one.provider, known)
                yield municipality.finding(
                    ("rules", index, "not_chosen", number, "provider"), message, advice
                )
