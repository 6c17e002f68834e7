"""What the municipality pays providers an hour, as prose says it, held against the price list."""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from hemval.editing.prose.against import Against, Contradiction
from hemval.editing.prose.sentences import Sentence
from hemval.editing.prose.spoken import day_spoken_of
from hemval.words import words_in
from hemval.words.dates import joined, money_told

PRICE = re.compile(r"\b(\d{1,3}(?:[ \u00a0]\d{3})*(?:[.,]\d{2})?)\s*(?:kr|kronor|SEK)\b", re.IGNORECASE)
HOUR = {"sv": r"\btim(?:me|men|mar|pris|ersättning)?\b", "en": r"\bhour"}
PAID = {
    "sv": r"ersättning|kommunen\s+betalar|betalar\s+kommunen|får\s+(?:ni|utföraren|utförarna)\b|\bpriset\b",
    "en": r"compensation|reimburs|municipality\s+pays|"
    r"(?:are|is)\s+paid|providers?\s+(?:get|receive)|\bthe\s+price\b",
}
ELSE = {
    "sv": r"avgift|extra|tilläggs|\bköp|kostar\s+dig|du\s+betalar",
    "en": r"\bfee|extra|\bbuy|costs?\s+you|you\s+pay",
}


def contradicted_prices(sentences: Iterable[Sentence], against: Against) -> Iterator[Contradiction]:
    """Find prices an hour that stand in no list of the day."""
    companies, language = against.content.municipality.companies, against.language
    if companies is None or not companies.prices:
        return
    words = words_in("sv")
    for sentence in sentences:
        text = sentence.text
        about = re.search(HOUR[language], text, re.I) and re.search(PAID[language], text, re.I)
        if not about or re.search(ELSE[language], text, re.I):
            continue
        day = day_spoken_of(sentence, against.today, language)
        prices = companies.prices_on(day) if day else None
        for found in PRICE.finditer(text) if prices else ():
            amount = Decimal(re.sub("[ \u00a0]", "", found[1]).replace(",", "."))
            if prices and amount not in prices.hourly.values():
                told = joined([money_told(each, words) for each in prices.hourly.values()], words)
                message = words.say(
                    "The price list from %(day)s has %(prices)s kronor.",
                    day=prices.valid_from.isoformat(),
                    prices=told,
                )
                yield Contradiction(sentence.start + found.start(), message, "companies.prices")
