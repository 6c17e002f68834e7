"""Providers side by side: a row for each fact and a cell for each provider, on every page that compares."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from hemval.pages.provider_facts import Fact
from hemval.pages.provider_view import ProviderView
from hemval.pages.quality import Measure, Quality
from hemval.words import Phrase, Words, sentence
from hemval.words.plain import sentence_case

CANNOT_YET = {
    "no-first-day": sentence("Cannot be chosen yet"),
    "not-begun": sentence("Cannot be chosen yet"),
    "stops": sentence("Cannot be chosen any more"),
    "stopped": sentence("Cannot be chosen any more"),
}
"""Said of room where the day stands at the provider's name already, by the rules' name for the hindrance."""

NOT_ON_PAPER = (sentence("Extra services"), sentence("Employees"), sentence("Trained assistant nurses"))
"""Facts that one sheet at 14 pt has no place for: what a choice turns on goes before what it costs extra."""

NOBODY_PICKED: Mapping[str, str] = {}


@dataclass(frozen=True)
class Opinion:
    """A result in one sentence, for where there is no table; ``asked`` only where it does not say of what."""

    told: Phrase
    asked: Phrase | None = None
    answers: str = ""
    note: str = ""


@dataclass(frozen=True)
class Column:
    """A provider as it stands above its cells."""

    id: str
    name: str
    href: str
    notice: str
    choose: str
    """Address of the form with this provider filled in; empty when it cannot be chosen now."""
    hindrance: str
    """Why it cannot be chosen now; empty where it can."""
    opinions: tuple[Opinion, ...]
    without: str = ""
    """Address of the same comparison without this provider; empty where nobody picked them."""


@dataclass(frozen=True)
class Cell:
    """What is told of one provider; ``note`` says how sure it is where that must be said."""

    value: Fact
    note: str = ""


@dataclass(frozen=True)
class Row:
    """The same fact about every provider."""

    heading: Phrase
    cells: tuple[Cell, ...]
    notes: tuple[str, ...] = ()
    """What the reader compares all of them with: the municipality's figure and the country's."""
    printed: bool = True
    """False for what a sheet of paper has no place for; the address on it leads to the rest."""


@dataclass(frozen=True)
class Section:
    """Rows that belong together; ``note`` explains them, or says why there are none."""

    name: str
    heading: str
    rows: tuple[Row, ...]
    note: str = ""
    why: str = ""
    """Why some results are not shown; empty where all are."""
    row_heading: str = ""
    """Of rows whose own heading is a question, too long to stand beside what was answered."""


@dataclass(frozen=True)
class Comparison:
    """The whole of it; every row has as many cells as there are columns, in their order."""

    columns: tuple[Column, ...]
    sections: tuple[Section, ...]
    quality: Quality | None
    """Where the results come from, which is the same for all; None where there are none."""


def comparison(
    providers: Sequence[ProviderView], words: Words, without: Mapping[str, str] = NOBODY_PICKED
) -> Comparison:
    """Set providers side by side in the order given; there must be one at least.

    ``without`` says, of a shortlist, at which address each provider is left out.
    """
    return Comparison(
        columns=tuple(_column(provider, without.get(provider.id, ""), words) for provider in providers),
        sections=(_in_short(providers, words), _opinions(providers, words), _more(providers, words)),
        quality=providers[0].quality,
    )


def _column(provider: ProviderView, without: str, words: Words) -> Column:
    return Column(
        id=provider.id,
        name=provider.name,
        href=provider.href,
        notice=provider.notice_in_short,
        choose=provider.choose,
        hindrance=provider.hindrance_told,
        opinions=_in_sentences(provider.quality.measures, words) if provider.quality else (),
        without=without,
    )


def _in_sentences(measures: Sequence[Measure], words: Words) -> tuple[Opinion, ...]:
    """Tell results; what is the same of every question, such as that there are none yet, is told once."""
    if measures[0].share is None and len({measure.told for measure in measures}) == 1:
        return (Opinion(measures[0].told),)
    return tuple(
        Opinion(
            measure.told,
            measure.wording if measure.share is None else None,
            measure.answers,
            _sureness(measure, words),
        )
        for measure in measures
    )


def _in_short(providers: Sequence[ProviderView], words: Words) -> Section:
    def facts(provider: ProviderView) -> tuple[Fact, ...]:
        return tuple(
            Fact(fact.label, Phrase(words.say(CANNOT_YET[provider.hindrance]), words.language))
            if fact.value.text == provider.hindrance_told and provider.hindrance in CANNOT_YET
            else fact
            for fact in provider.facts
        )

    return Section("facts", words.say("In short"), _rows(providers, facts, words))


def _more(providers: Sequence[ProviderView], words: Words) -> Section:
    def facts(provider: ProviderView) -> tuple[Fact, ...]:
        return (provider.contact[0], provider.owner[0], *provider.staff)

    return Section("more", words.say("More about the provider"), _rows(providers, facts, words))


def _rows(
    providers: Sequence[ProviderView], facts: Callable[[ProviderView], tuple[Fact, ...]], words: Words
) -> tuple[Row, ...]:
    """Turn every provider's facts, the same in the same order, into rows."""
    unprinted = [words.say(label) for label in NOT_ON_PAPER]
    return tuple(
        Row(
            Phrase(row[0].label, words.language),
            tuple(Cell(fact) for fact in row),
            printed=row[0].label not in unprinted,
        )
        for row in zip(*(facts(provider) for provider in providers), strict=True)
    )


def _opinions(providers: Sequence[ProviderView], words: Words) -> Section:
    """Tell results; the municipality's and the country's stand with the question, once for all."""
    known = [provider.quality for provider in providers if provider.quality]
    measures = [quality.measures for quality in known]
    if not measures:
        nothing = words.say("The municipality shows no survey results here.")
        told = f"{words.say('No information')}. {nothing}"
        return Section("opinions", words.say("What those who have help think"), (), told)
    rows = tuple(
        _result_row(row, words, printed=place == 0) for place, row in enumerate(zip(*measures, strict=True))
    )
    notes = [words.say("The number is how many of 100 gave one of the two best answers.")]
    if any(cell.note for row in rows for cell in row.cells):
        notes.append(
            words.say(
                "“Unsure difference” means that the difference from the whole municipality may be chance."
            )
        )
    heading = words.say("What those who have help think, %(year)s", year=measures[0][0].year)
    return Section(
        "opinions",
        heading,
        rows,
        " ".join(notes),
        why=next((quality.why for quality in known if quality.why), ""),
        row_heading=words.say("Answers %(year)s", year=measures[0][0].year),
    )


def _result_row(measures: Sequence[Measure], words: Words, *, printed: bool) -> Row:
    """Tell one question's results; a sheet of paper has place for the survey's first question alone."""
    municipality = next((m.municipality_told for m in measures if m.municipality_told), "")
    country = next((m.country_told for m in measures if m.country_told), "")
    cells = tuple(_result_cell(measure, words) for measure in measures)
    return Row(measures[0].wording, cells, tuple(part for part in (municipality, country) if part), printed)


def _result_cell(measure: Measure, words: Words) -> Cell:
    label = measure.wording.text
    if measure.share is None:
        return Cell(Fact(label, measure.told, missing=True))
    told = words.say("%(share)s of 100 (%(answers)s)", share=measure.of_100, answers=measure.answers)
    return Cell(Fact(label, Phrase(sentence_case(told), words.language)), _sureness(measure, words))


def _sureness(measure: Measure, words: Words) -> str:
    return words.say("Unsure difference") if measure.unsure else ""
