"""How long it takes until a new provider begins, as prose says it, held against the lead time."""

import re
from collections.abc import Iterable, Iterator

from hemval.content.lead_times import CalendarDays, Counted, FirstOfMonth, LeadTime
from hemval.editing.prose.against import Against, Contradiction
from hemval.editing.prose.rule_quoted import rule_quoted
from hemval.editing.prose.sentences import Sentence
from hemval.editing.prose.spoken import day_spoken_of, number_of, number_pattern

UNITS = {
    "sv": {"arbetsdag": "working", "vardag": "working", "dag": "day", "dygn": "day", "veck": "week",
           "månad": "month"},
    "en": {"working": "working", "business": "working", "weekday": "working", "day": "day", "week": "week",
           "month": "month"},
}  # fmt: skip
UNIT = {
    "sv": r"(?:arbetsdagar|vardagar|dagar|dygn|veckor|månader)s?\b",
    "en": r"(?:working\s+days|business\s+days|weekdays|days|weeks|months)\b",
}
ABOUT_A_START = {
    "sv": r"\bbörja|\bbyt|\bta(?:r)?\s+över|\bstart|\bny(?:a)?\s+utförare",
    "en": r"\bbegin|\bstart|\bswitch|"
    r"\btakes?\s+over|\bchang\w+\s+(?:of\s+)?(?:your\s+)?provider|\bnew\s+provider",
}
ABOUT_ELSE = {
    "sv": r"\bsvar|\bkvar|betal|sjukhus|\böppe|klag|följ|gallr|rader|tas\s+bort|spara|\bkö|"
    r"\bplats|uppgift|ansök|\bring|"
    r"hör\s+av|mejl|beslut|avgift|uppsäg|säg(?:er|a|s)\s+upp|påminn|bekräft|i\s+veckan|per\s+vecka|om\s+dagen|personer|"
    r"tak(?:et)?\b|provtid|ångra",
    "en": r"repl|answer|\bpaid|hospital|\bopen|complain|follow|delet|\bkept|\bkeep|queue|"
    r"\broom\b|\bapply|\bcall|decision|"
    r"\bfee|terminat|remind|confirm|a\s+week|per\s+week|people|ceiling|trial|regret",
}
BEFOREHAND = {"sv": r"\b(?:innan|före|i\s+förväg)\b", "en": r"\b(?:before|ahead|in\s+advance)\b"}
TAKES = {"sv": r"\b(?:tar|dröjer)\b", "en": r"\btakes?\b"}


def contradicted_times(sentences: Iterable[Sentence], against: Against) -> Iterator[Contradiction]:
    """Find numbers of days until a start that the rules of the day do not say."""
    language = against.language
    n = number_pattern(language)
    time = re.compile(
        rf"\b(?P<first>{n})(?:\s*(?:–|-|till|eller|to|or)\s*(?P<last>{n}))?\s+(?P<unit>{UNIT[language]})",
        re.IGNORECASE,
    )
    for sentence in sentences:
        found = time.search(sentence.text)
        if found is None or not _about_a_start(sentence.text, language):
            continue
        day = day_spoken_of(sentence, against.today, language)
        if day is None:
            continue
        rules = against.content.municipality.rules_on(day)
        told = [number_of(written, language) for written in (found["first"], found["last"]) if written]
        if not _agrees(rules.lead_time, told, _unit(found["unit"], language)):
            message = rule_quoted(against, day, "lead_time")
            yield Contradiction(sentence.start + found.start(), message, "rules.lead_time")


def _about_a_start(text: str, language: str) -> bool:
    def says(patterns: dict[str, str]) -> bool:
        return re.search(patterns[language], text, re.IGNORECASE) is not None

    if not says(ABOUT_A_START) or says(ABOUT_ELSE):
        return False
    return not says(BEFOREHAND) or says(TAKES)


def _unit(written: str, language: str) -> str:
    return next(unit for begins, unit in UNITS[language].items() if written.lower().startswith(begins))


def _agrees(lead_time: LeadTime, told: list[int], unit: str) -> bool:
    if isinstance(lead_time, FirstOfMonth):
        return unit == "month" and told == [lead_time.months_ahead]
    if not isinstance(lead_time, Counted):
        return False
    right = {lead_time.days, lead_time.at_most}
    calendar = isinstance(lead_time, CalendarDays)
    if unit == "week":
        return {number * (7 if calendar else 5) for number in told} <= right
    return unit == ("day" if calendar else "working") and set(told) <= right
