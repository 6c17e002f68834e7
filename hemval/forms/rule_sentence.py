"""Sentences of the municipality's rules that a form asks for by name: beside an option, on the receipt."""

from hemval.content.kinds import wrong
from hemval.forms.asking import Asking
from hemval.rules.told.rule_sentences import RULE_SENTENCES, Moment


def check_rule(name: str) -> None:
    """Refuse a name that the rules make no sentence of."""
    if name not in RULE_SENTENCES:
        raise wrong(
            "The rules make no sentence called ”%(name)s”.",
            advice="Use one of: %(allowed)s.",
            at="rule",
            name=name,
            allowed=", ".join(RULE_SENTENCES),
        )


def rule_told(name: str, asking: Asking) -> str:
    """Return the sentence as the rules in force make it."""
    at = Moment(asking.rules, asking.content, asking.today, asking.clock)
    return RULE_SENTENCES[name](at, asking.words)
