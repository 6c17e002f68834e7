"""What those who have help think, in words: with year, number of answers, municipality and country."""

from dataclasses import dataclass, replace
from decimal import Decimal

from hemval.content.provider import Provider
from hemval.content.survey import Question, Survey
from hemval.content.whole import Content
from hemval.rules.certainty import surely_different
from hemval.rules.suppression import ShownResult, ShownResults, shown_results
from hemval.words import Phrase, Words, sentence, words_in
from hemval.words.dates import decimal_told
from hemval.words.plain import sentence_case

WHY_HIDDEN = sentence(
    "Here, or at another provider, so few answered that it would be possible to work out what they think."
)


@dataclass(frozen=True)
class Measure:
    """One question's result at one provider, as sentences; without ``share`` there is no bar.

    What the municipality and the country answered is the same at every provider: a comparison says it once.
    """

    told: Phrase
    wording: Phrase
    year: int
    why: str = ""
    """Why a result is not shown; the same for one of few answers and one hidden for another's sake.

    Too long to stand at each of them: see ``Quality.why``.
    """
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
        """Join everything beside the result itself and why it is not shown."""
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
    nothing: str
    """That the provider has no result at all, new or not; empty where it has."""

    @property
    def why(self) -> str:
        """Say once why some results are not shown; nothing where all are."""
        return next((measure.why for measure in self.measures if measure.why), "")

    @property
    def has_bars(self) -> bool:
        """Say whether a bar has a mark that must be explained."""
        return any(m.share is not None and m.municipality is not None for m in self.measures)

    @property
    def none_sure(self) -> bool:
        """Say whether chance could have made every difference from the municipality: it is then said once."""
        shown = [measure for measure in self.measures if measure.share is not None]
        return len(shown) > 1 and all(measure.unsure for measure in shown)


@dataclass(frozen=True)
class Results:
    """The latest survey with what may be shown of each of its questions, decided once for all providers."""

    survey: Survey
    shown: tuple[ShownResults, ...]


def results_of(content: Content) -> Results | None:
    """Decide what may be shown, or return None where the municipality has no survey."""
    survey = content.latest_survey
    if survey is None:
        return None
    threshold = content.municipality.survey_threshold
    return Results(survey, tuple(shown_results(question, threshold) for question in survey.questions))


def quality_of(provider: Provider, results: Results | None, words: Words) -> Quality | None:
    """Return a provider's results in words, or None where the municipality has no survey."""
    if results is None:
        return None
    survey = results.survey
    none_yet = _none_yet(provider, survey, words)
    return Quality(
        measures=tuple(
            _measure(question, shown, provider.id, survey.year, words, none_yet)
            for question, shown in zip(survey.questions, results.shown, strict=True)
        ),
        source=survey.source.phrase(words.language),
        address=survey.address or "",
        kolada=", ".join(question.kolada for question in survey.questions if question.kolada),
        asked=survey.asked.phrase(words.language),
        nothing="" if any(provider.id in question.providers for question in survey.questions) else none_yet,
    )


def _none_yet(provider: Provider, survey: Survey, words: Words) -> str:
    """Say that there is no result: only who began too late to be asked about is new."""
    begins = provider.agreement.begins
    if begins is None or begins.year >= survey.year:
        return words.say("New, no results yet.")
    return words.say("No results in this survey.")


def _measure(
    question: Question, shown: ShownResults, provider_id: str, year: int, words: Words, none_yet: str
) -> Measure:
    wording = question.wording.phrase(words.language)
    mean = shown.municipality
    others = Measure(
        told=Phrase(none_yet, words.language),
        wording=wording,
        year=year,
        municipality_told=_municipality_told(question, mean, words),
        country_told=_country_told(question.country, words),
        municipality=round(mean.share) if mean is not None else None,
    )
    if provider_id in shown.hidden:
        told = Phrase(words.say("Too few answers to show."), words.language)
        return replace(others, told=told, why=words.say(WHY_HIDDEN))
    if provider_id not in shown.providers:
        return others
    result = shown.providers[provider_id]
    answers = decimal_told(result.answers, words)
    return replace(
        others,
        told=_filled(question.told.phrase(words.language), result),
        answers=words.say("%(n)s answers", n=answers),
        answered=words.say("%(n)s answers, %(year)s.", n=answers, year=year),
        unsure=words.say("The difference from the municipality is too small to be sure.")
        if mean is not None and _alike(result, mean)
        else "",
        share=round(result.share),
        of_100=_share_told(result, words),
    )


def _alike(result: ShownResult, mean: ShownResult) -> bool:
    """Say whether chance could have made the difference; of a bound, what is shown decides."""
    return not surely_different(float(result.share), result.answers, float(mean.share))


def _filled(sentence: Phrase, result: ShownResult) -> Phrase:
    """Put the share into the municipality's sentence, with the decimal sign of the sentence's language."""
    told = sentence.text % {"share": _share_told(result, words_in(sentence.language))}
    return Phrase(sentence_case(told), sentence.language)


def _share_told(result: ShownResult, words: Words) -> str:
    """Write a share of 100: 89, or "more than 96" where the share itself would tell what all answered."""
    share = decimal_told(float(result.share), words)
    if result.bound == "more-than":
        return words.say("more than %(share)s", share=share)
    if result.bound == "fewer-than":
        return words.say("fewer than %(share)s", share=share)
    return share


def _municipality_told(question: Question, mean: ShownResult | None, words: Words) -> str:
    if question.municipality is None:
        return ""
    if mean is None:
        return words.say("In the whole municipality: too few answers to show.")
    return words.say("In the whole municipality: %(share)s of 100.", share=_share_told(mean, words))


def _country_told(share: Decimal | None, words: Words) -> str:
    if share is None:
        return ""
    return words.say("In the whole country: %(share)s of 100.", share=decimal_told(float(share), words))
