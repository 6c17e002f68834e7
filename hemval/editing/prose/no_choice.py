"""Who helps a person who does not choose, as prose says it, held against the no-choice rule."""

import re
from collections.abc import Iterable, Iterator

from hemval.content.no_choice import FreeCapacity, InTurn, NoChoice, OneProvider, Random, Rotation
from hemval.content.rule_set import RuleSet
from hemval.editing.prose.against import Against, Contradiction
from hemval.editing.prose.rule_quoted import rule_quoted
from hemval.editing.prose.sentences import Sentence
from hemval.editing.prose.spoken import day_spoken_of

NO_CHOICE = {
    "sv": r"\binte\s+(?:själv\s+)?(?:vill\s+|kan\s+|orkar\s+|har\s+)?"
    r"(?:välj|valt|gör\s+(?:ett\s+|något\s+)?val)|"
    r"\bvälj(?:er|a)\s+(?:du|man|ni)?\s*(?:inte|ingen)\b|utan\s+eget\s+val|icke-?val",
    "en": r"\b(?:do|does|can|cannot|will|have|has)\s*(?:not|n[’']t)?\s+(?:want\s+to\s+)?"
    r"(?:choose|chosen|made\s+a\s+choice)|"
    r"\bwithout\s+choosing|no-choice",
}
NEGATED = {"sv": r"", "en": r"\bnot\b|n[’']t\b|cannot|without|no-choice"}
EXIT = {"sv": r"\bslut|\bupphör", "en": r"\bstop|\bend"}
FOLLOWS = {"sv": r"\s*(?:då|i\s+så\s+fall)\b", "en": r"\s*(?:then|in\s+that\s+case)\b"}

OWN = {
    "sv": r"\bkommunens\s+(?:egen\s+|egna\s+)?(?:hemtjänst|utförare|regi)|\bkommunal(?:a)?\s+hemtjänst",
    "en": r"\bthe\s+municipality[’']s\s+(?:own\s+)?(?:home\s+care|provider)|\bmunicipal\s+home\s+care",
}
WAYS: dict[str, dict[str, tuple[type, ...]]] = {
    "sv": {
        r"(?:har|med)\s+(?:mest\s+)?(?:ledig\s+)?plats\b": (FreeCapacity,),
        r"\blott|\bslump": (Random, FreeCapacity),
        r"\bi\s+tur(?:\s+och\s+ordning)?\b|\bturordning": (InTurn, Rotation, FreeCapacity),
    },
    "en": {
        r"\b(?:has|with)\s+(?:most\s+|the\s+most\s+)?(?:free\s+)?room\b": (FreeCapacity,),
        r"\bby\s+lot\b|\bdrawn\b|\brandom": (Random, FreeCapacity),
        r"\bin\s+turn\b": (InTurn, Rotation, FreeCapacity),
    },
}
"""Ways to give a provider, and the rules that go that way."""


def contradicted_no_choice(sentences: Iterable[Sentence], against: Against) -> Iterator[Contradiction]:
    """Find who is told to help without a choice, where the rule gives another or goes another way."""
    language = against.language
    no_choice, follows = re.compile(NO_CHOICE[language], re.I), re.compile(FOLLOWS[language], re.I)
    asked = False
    for sentence in sentences:
        about = _about_no_choice(sentence.text, no_choice, language)
        if about or (asked and follows.match(sentence.text)):
            yield from _contradicted(sentence, against)
        asked = about and sentence.text.rstrip().endswith("?")


def _about_no_choice(text: str, pattern: re.Pattern[str], language: str) -> bool:
    found = pattern.search(text)
    return found is not None and (
        not NEGATED[language] or re.search(NEGATED[language], found[0], re.I) is not None
    )


def _contradicted(sentence: Sentence, against: Against) -> Iterator[Contradiction]:
    day = day_spoken_of(sentence, against.today, against.language)
    if day is None:
        return
    rules = against.content.municipality.rules_on(day)
    exits = re.search(EXIT[against.language], sentence.text, re.I) is not None
    if not any(_agrees(rule, sentence.text, against) for rule in _rules(rules, exits=exits)):
        fact = "exit_no_choice" if exits else "no_choice"
        start = len(sentence.text) - len(sentence.text.lstrip())
        yield Contradiction(sentence.start + start, rule_quoted(against, day, fact), f"rules.{fact}")


def _rules(rules: RuleSet, *, exits: bool) -> list[NoChoice]:
    meant = [rules.no_choice, *([rules.exit_no_choice] if exits else [])]
    return [rule for rule in meant if rule is not None]


def _agrees(rule: NoChoice, text: str, against: Against) -> bool:
    language = against.language
    for way, kinds in WAYS[language].items():
        if re.search(way, text, re.I) and not isinstance(rule, kinds):
            return False
    named = [one.id for one in against.named_in(text)]
    own = re.search(OWN[language], text, re.I) is not None
    if isinstance(rule, OneProvider):
        form = against.content.providers[rule.provider].identity.operating_form
        return (not named or rule.provider in named) and (
            not own or form == "municipal" or rule.provider in named
        )
    return not named and not own
