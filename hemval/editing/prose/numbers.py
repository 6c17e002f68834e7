"""How many providers there are, as prose says it, held against the agreements."""

import re
from collections.abc import Iterable, Iterator
from datetime import date

from hemval.content.whole import Content
from hemval.editing.prose.against import Against, Contradiction
from hemval.editing.prose.sentences import Sentence
from hemval.editing.prose.spoken import day_spoken_of, number_of, number_pattern
from hemval.words import words_in

BEFORE = {
    "sv": r"(?:finns(?:\s+(?:det|här|nu|just\s+nu|i\s+dag|idag|bara|totalt|i\s+{place}))*|"
    r"välj\w*\s+(?:fritt\s+)?(?:mellan|bland|på)|(?:väljer|välja)\s+du\s+(?:fritt\s+)?(?:mellan|bland)|alla|"
    r"(?:^|\s)(?:de|våra)|(?:vi|{place}|här)\s+har(?:\s+(?:nu|i\s+dag|idag|bara|totalt))*|har\s+(?:vi|{place})|"
    r"avtal\s+med|(?:en|någon|vem|vilken)\s+av(?:\s+(?:de|våra))?)",
    "en": r"(?:there\s+are(?:\s+(?:now|currently|only|today))*|"
    r"cho(?:ose|osing)\s+(?:freely\s+)?(?:between|among|from)|"
    r"\ball|\bthe|\bour|(?:we|{place})\s+(?:has|have)(?:\s+(?:now|only))*|agreements?\s+with|(?:one|any|which)\s+of)",
}
"""What a number of providers follows where it is the number of all of them."""

KIND = {
    "sv": r"(?:(?:olika|godkända|(?P<private>privata|externa))\s+)?(?:hemtjänst)?utför(?:are|arna)\b",
    "en": r"(?:(?:different|approved|home\s+care|home-care|(?P<private>private|external))\s+)?providers\b",
}

ALL = {
    "sv": r"(?:att\s+välja|av\s+hemtjänst|ger\s+hemtjänst|i\s+{place})",
    "en": r"(?:to\s+choose|of\s+home\s+care|give\s+home\s+care|in\s+(?:the\s+)?{place}|in\s+total)",
}
"""What a number of providers is followed by where it is the number of all of them."""

SOME = {
    "sv": r"(?!\s*,?\s*(?:som\s+(?!(?:du|ni|man)\s+kan\s+välja)|"
    r"där|med|utan|för|till|du|ni|i\s+(?!{place})|på|kvar|har\s+"
    r"(?:kö|plats)|slutar|börjar|tar\s+emot))",
    "en": r"(?!\s*,?\s*(?:that|who|which|where|with|without|for|you|"
    r"in\s+(?!(?:the\s+)?{place})|on|left|have\s+(?:room|a\s+"
    r"queue)|stop|begin|work|talk|speak))",
}
"""What makes it the number of some."""

NO_LIMIT = {
    "sv": r"(?<!högst )(?<!minst )(?<!upp till )(?<!än )(?<!ange )(?<!andra )",
    "en": r"(?<!up to )(?<!at most )(?<!at least )(?<!than )(?<!name )(?<!other )",
}

NUMBER_IS = {"sv": r"antal(?:et)?\s+utförare\s*(?:är|:)", "en": r"number\s+of\s+providers\s*(?:is|:)"}

PLACE = {"sv": "kommunen", "en": "municipality"}


def contradicted_numbers(sentences: Iterable[Sentence], against: Against) -> Iterator[Contradiction]:
    """Find numbers of providers that are none of those that the agreements give on the day."""
    pattern = _pattern(against)
    for sentence in sentences:
        for found in pattern.finditer(sentence.text):
            written = next(value for key, value in found.groupdict().items() if key[0] == "n" and value)
            private = bool(found["private"] or found["private2"])
            day = day_spoken_of(sentence, against.today, against.language)
            if day is None:
                continue
            number = number_of(written, against.language)
            right = _numbers(against.content, day, private=private)
            if number not in right:
                message = words_in("sv").say(
                    "The providers are %(number)s, but here it says %(told)s.", number=right[0], told=written
                )
                yield Contradiction(
                    sentence.start + found.start(next(k for k in ("n1", "n2", "n3") if found[k])),
                    message,
                    "" if private else "providers.number",
                )


def _pattern(against: Against) -> re.Pattern[str]:
    language = against.language
    short_name = re.escape(against.content.municipality.short_name)
    place = rf"(?:{PLACE[language]}|{short_name})"
    n, kind = number_pattern(language), KIND[language]
    before, after, some = (part[language].replace("{place}", place) for part in (BEFORE, ALL, SOME))
    return re.compile(
        rf"{before}\s+(?P<n1>{n})\s+{kind}{some}"
        rf"|\b{NO_LIMIT[language]}(?P<n2>{n})\s+{kind.replace('private>', 'private2>')}\s+{after}"
        rf"|{NUMBER_IS[language]}\s+(?P<n3>{n})\b",
        re.IGNORECASE,
    )


def _numbers(content: Content, day: date, *, private: bool) -> list[int]:
    """Return the number that the pages tell and others that are as true: those that have begun, or stay."""
    contracted = content.contracted(day)
    if private:
        forms = [one.identity.operating_form for one in contracted]
        return [forms.count("private"), len(forms) - forms.count("municipal")]
    status = [one.agreement.status(day) for one in contracted]
    begun = len(status) - status.count("coming") - status.count("approved")
    stay = len(status) - status.count("leaving") - status.count("terminated")
    return [len(status), begun, stay, status.count("active")]
