"""When a provider begins or stops, and whether it can be chosen, as prose says it, held against its file."""

import re
from collections.abc import Iterable, Iterator
from datetime import date

from hemval.content.provider import Provider
from hemval.editing.prose.against import Against, Contradiction, named
from hemval.editing.prose.sentences import Sentence
from hemval.editing.prose.spoken import days_in
from hemval.words import words_in
from hemval.words.dates import day_told

STOPS = {
    "sv": r"\b(?:slutar|upphör|lägger\s+ner|avslutas|sista\s+dag(?:en)?)\b(?!\s+(?:att|med|en|ett|\w+a)\b)",
    "en": r"\b(?:stops?|ends|ceases|closes|last\s+day)\b",
}
BEGINS = {
    "sv": r"\b(?:börjar|startar)\b(?!\s+(?:att|med|en|ett|\w+a)\b)",
    "en": r"\b(?:begins?|starts?)\b(?!\s+(?:to|helping|taking))",
}
ELSE = {
    "sv": r"\bsenast\b|ansök|\bsvar|\bvälj|\bfrist|\bbyt",
    "en": r"\bby\s+\d|\bappl|\brepl|\bchoose|\bdeadline|\bswitch",
}
CLAUSE = {"sv": r";|,\s|\s(?:och|men|medan)\s", "en": r";|,\s(?!\d{4})|\s(?:and|but|while)\s"}
CHOOSE = {"sv": r"\bvälj|\bbyta?\s+till\b", "en": r"\bchoose|\bswitch\s+to\b"}
CANNOT = {
    "sv": r"\binte\b|\blängre\b|\bslut|\bupphör|\bny\b|\bnya\b|\bannan\b|i\s+stället|\bhade\b|\bhar\s+du\b",
    "en": r"\bnot\b|\blonger\b|\bstop|\bend|\bnew\b|\banother\b|instead|\bhad\b|cannot",
}
WE = {"sv": r"^\s*vi\b", "en": r"^\s*we\b"}


def contradicted_days(
    sentences: Iterable[Sentence], against: Against, speaker: Provider | None = None
) -> Iterator[Contradiction]:
    """Find days of beginning and stopping that are not the file's, and gone providers that can be chosen.

    ``speaker`` is the provider whose own words these are: there "we" is its name.
    """
    gone = _gone(against)
    for sentence in sentences:
        if any(re.search(verb[against.language], sentence.text, re.I) for verb in (STOPS, BEGINS)):
            for clause, start in _clauses(sentence, against.language):
                yield from _day(clause, sentence.start + start, against, speaker)
        yield from _chosen(sentence, gone, against)


def _clauses(sentence: Sentence, language: str) -> Iterator[tuple[str, int]]:
    """Split a sentence with several days, so that each is held to its own provider."""
    if len(list(days_in(sentence.text, language))) < 2:
        yield sentence.text, 0
        return
    start = 0
    for end in re.finditer(CLAUSE[language], sentence.text, re.I):
        yield sentence.text[start : end.start()], start
        start = end.end()
    yield sentence.text[start:], start


def _day(text: str, start: int, against: Against, speaker: Provider | None) -> Iterator[Contradiction]:
    language = against.language
    days = list(days_in(text, language))
    if len(days) != 1:
        return
    who = list(against.named_in(text))
    if speaker is not None and not who and re.search(WE[language], text, re.I):
        who = [speaker]
    stops = re.search(STOPS[language], text, re.I) is not None
    begins = re.search(BEGINS[language], text, re.I) is not None
    if len(who) != 1 or stops == begins or re.search(ELSE[language], text, re.I):
        return
    agreement = who[0].agreement
    right = agreement.last_day if stops else agreement.begins
    if right is None or not days[0].is_(right):
        yield Contradiction(
            start + days[0].start,
            _told(who[0], right, stops=stops),
            "providers.stopping" if stops else "",
        )


def _told(provider: Provider, right: date | None, *, stops: bool) -> str:
    words = words_in("sv")
    if right is None:
        return words.say("The file of %(name)s has no such day.", name=provider.name)
    day = day_told(right, words)
    if stops:
        return words.say("The last day of %(name)s is %(day)s in its file.", name=provider.name, day=day)
    return words.say("%(name)s begins on %(day)s in its file.", name=provider.name, day=day)


def _gone(against: Against) -> list[Provider]:
    """List those that cannot be chosen, but none whose name another one has now."""
    contracted = {provider.name.casefold() for provider in against.content.contracted(against.today)}
    return [one for one in against.content.ended(against.today) if one.name.casefold() not in contracted]


def _chosen(sentence: Sentence, gone: list[Provider], against: Against) -> Iterator[Contradiction]:
    language, text = against.language, sentence.text
    if not gone or not re.search(CHOOSE[language], text, re.I) or re.search(CANNOT[language], text, re.I):
        return
    for provider in named(gone, text):
        words = words_in("sv")
        day = day_told(provider.agreement.last_day or against.today, words)
        message = words.say("%(name)s stopped on %(day)s and cannot be chosen.", name=provider.name, day=day)
        start = text.casefold().find(provider.name.casefold().split()[0])
        yield Contradiction(sentence.start + max(start, 0), message)
