"""What those who have help think, in words: with year, number of answers, municipality and country."""

from dataclasses import dataclass, replace
from decimal import Decimal

from hemval.content.survey import Question, Result, Survey
from hemval.content.whole import Content
from hemval.rules.certainty import surely_different
from hemval.words import Phrase, Words, words_in
from hemval.words.dates import decimal_told


@dataclass(frozen=True)
class Measure:
    """One question's result at one provider, as sentences; without ``share`` there is no bar.

    What the municipality and the country answered is the same at every provider: a comparison says it once.
    """

    told: Phrase
    wording: Phrase
    year: int
    municipality_told: str = ""
    """What the whole municipality answered; empty where that is not known or not shown."""
    country_told: str = ""
    answers: str = ""
    """How many answered, without the year."""
    answered: str = ""
    """How many answered, and when, as a sentence."""
    unsure: str = ""
    """That chance could have made the difference from the municipality; empty where it is sure."""
    share: int | None = None
    municipality: int | None = None
    of_100: str = ""
    """The share alone, with the language's decimal sign: 88,5. For a table, whose heading says of what."""

    @property
    def compared(self) -> str:
        """Join everything beside the result itself."""
        parts = (self.municipality_told, self.country_told, self.answered, self.unsure)
        return " ".join(part for part in parts if part)


@dataclass(frozen=True)
class Quality:
    """All results of one provider and where they come from."""

    measures: tuple[Measure, ...]
    source: Phrase
    address: str
    """Where the survey itself can be read; empty where there is no such place."""
    kolada: str
    """The measures' names in Kolada, for who wants the figures themselves."""
    asked: Phrase
    is_new: bool
    """True where the provider has no result at all: "new, no results yet"."""


def quality_of(provider_id: str, content: Content, words: Words) -> Quality | None:
    """Return a provider's results in the latest survey, or None where the municipality has none."""
    survey = content.latest_survey
    if survey is None:
        return None
    threshold = content.municipality.survey_threshold
    return Quality(
        measures=tuple(
            _measure(question, provider_id, survey, threshold, words) for question in survey.questions
        ),
        source=survey.source.phrase(words.language),
        address=survey.address or "",
        kolada=", ".join(question.kolada for question in survey.questions if question.kolada),
        asked=survey.asked.phrase(words.language),
        is_new=not any(provider_id in question.providers for question in survey.questions),
    )


def _measure(question: Question, provider_id: str, survey: Survey, threshold: int, words: Words) -> Measure:
    wording = question.wording.phrase(words.language)
    result = question.providers.get(provider_id)
    if result is None:
        told = Phrase(words.say("New, no results yet."), words.language)
        return Measure(told, wording, survey.year)
    mean = question.municipality
    everybody = Measure(
        told=Phrase(words.say("Too few answers to show."), words.language),
        wording=wording,
        year=survey.year,
        municipality_told=_municipality_told(mean, words),
        country_told=_country_told(question.country, words),
        municipality=round(mean.share) if mean is not None else None,
    )
    if result.answers < max(threshold, 1):
        return everybody
    share = float(result.share)
    alike = mean is not None and not surely_different(share, result.answers, float(mean.share))
    return replace(
        everybody,
        told=_filled(question.told.phrase(words.language), share),
        answers=words.say("%(n)s answers", n=result.answers),
        answered=words.say("%(n)s answers, %(year)s.", n=result.answers, year=survey.year),
        unsure=words.say("The difference from the municipality is too small to be sure.") if alike else "",
        share=round(share),
        of_100=decimal_told(share, words),
    )


def _filled(sentence: Phrase, share: float) -> Phrase:
    """Put the share into the municipality's sentence, with the decimal sign of the sentence's language."""
    told = decimal_told(share, words_in(sentence.language))
    return Phrase(sentence.text % {"share": told}, sentence.language)


def _municipality_told(mean: Result | None, words: Words) -> str:
    if mean is None:
        return ""
    share = decimal_told(float(mean.share), words)
    return words.say("In the whole municipality: %(share)s of 100.", share=share)


def _country_told(share: Decimal | None, words: Words) -> str:
    if share is None:
        return ""
    return words.say("In the whole country: %(share)s of 100.", share=decimal_told(float(share), words))
