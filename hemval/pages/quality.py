"""What those who have help think, in words: with year, number of answers, municipality and country."""

from collections.abc import Sequence
from dataclasses import dataclass

from hemval.content.survey import Question, Survey
from hemval.content.whole import Content
from hemval.rules.certainty import surely_different
from hemval.words import Phrase, Words, words_in
from hemval.words.dates import decimal_told


@dataclass(frozen=True)
class Measure:
    """One question's result at one provider, as sentences; without ``share`` there is no bar."""

    told: Phrase
    compared: str
    wording: Phrase
    share: int | None = None
    municipality: int | None = None


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
        return Measure(told, "", wording)
    if result.answers < max(threshold, 1):
        told = Phrase(words.say("Too few answers to show."), words.language)
        return Measure(told, _others(question, words), wording)
    share = float(result.share)
    compared = [_others(question, words)] if _others(question, words) else []
    compared.append(words.say("%(n)s answers, %(year)s.", n=result.answers, year=survey.year))
    mean = question.municipality
    if mean is not None and not surely_different(share, result.answers, float(mean.share)):
        compared.append(words.say("The difference from the municipality is too small to be sure."))
    return Measure(
        told=_filled(question.told.phrase(words.language), share),
        compared=" ".join(compared),
        wording=wording,
        share=round(share),
        municipality=round(mean.share) if mean is not None else None,
    )


def _filled(sentence: Phrase, share: float) -> Phrase:
    """Put the share into the municipality's sentence, with the decimal sign of the sentence's language."""
    told = decimal_told(share, words_in(sentence.language))
    return Phrase(sentence.text % {"share": told}, sentence.language)


def _others(question: Question, words: Words) -> str:
    """Say what the municipality and the country as a whole answered."""
    parts: Sequence[str] = [
        *(
            [
                words.say(
                    "In the whole municipality: %(share)s of 100.",
                    share=decimal_told(float(question.municipality.share), words),
                )
            ]
            if question.municipality
            else []
        ),
        *(
            [
                words.say(
                    "In the whole country: %(share)s of 100.",
                    share=decimal_told(float(question.country), words),
                )
            ]
            if question.country is not None
            else []
        ),
    ]
    return " ".join(parts)
