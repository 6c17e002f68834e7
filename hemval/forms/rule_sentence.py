"""Sentences of the municipality's rules that a form asks for by name: beside an option, on the receipt."""

from datetime import date

from hemval.content.kinds import wrong
from hemval.content.rule_set import RuleSet
from hemval.forms.asked.asking import Asking
from hemval.forms.sent.judging import TODAY, WISHES
from hemval.rules.told.rule_sentences import RULE_SENTENCES, Moment
from hemval.rules.told.start import follows_told
from hemval.rules.working_days import ONE_DAY


def check_rule(name: str) -> None:
    """Refuse a name that the rules make no sentence of."""
    if name not in RULE_SENTENCES:
        raise wrong(
            "The rules make no sentence called ”%(name)s”.",
            at="rule",
            instead_of=name,
            possible=tuple(RULE_SENTENCES),
            name=name,
        )


def rule_told(name: str, asking: Asking) -> str:
    """Return the sentence as the rules in force make it."""
    leaving = asking.followed_on
    last_day = leaving[0].agreement.last_day if leaving else _last_day(asking)
    at = Moment(_rules(asking), asking.content, asking.today, asking.clock, last_day, bool(leaving))
    return RULE_SENTENCES[name](at, asking.words)


def _rules(asking: Asking) -> RuleSet:
    """Return the rules in force; with the code of a letter those for whose provider stops."""
    if not asking.by_code:
        return asking.rules
    leaving = [one.id for one in asking.followed_on] or sorted(asking.stopping)
    return asking.content.rules_at_exits(leaving, asking.today)


def exit_told(asking: Asking) -> tuple[str, ...]:
    """Say when the new provider begins, where it follows on one that stops; nothing else."""
    leaving = asking.followed_on
    if not leaving or (last_day := leaving[0].agreement.last_day) is None:
        return ()
    name = leaving[0].name if len(leaving) == 1 else None
    return (follows_told(name, last_day, asking.words),)


def _last_day(asking: Asking) -> date | None:
    """Return the last day of today's provider; None where the chosen one has not begun by then."""
    today, chosen = (asking.content.providers.get(str(asking.answers.get(one))) for one in (TODAY, WISHES[0]))
    last_day = today.agreement.last_day if today else None
    if chosen is None or last_day is None or chosen.agreement.begins is None:
        return None
    return last_day if chosen.agreement.begins <= last_day + ONE_DAY else None
