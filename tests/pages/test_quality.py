"""Results are told with what a reader needs to weigh them, or not at all."""

from decimal import Decimal

import pytest

from hemval.content.folder import Folder
from hemval.content.loading import load
from hemval.content.survey import Question, Result, Survey
from hemval.content.whole import Content
from hemval.pages.quality import Measure, quality_of
from hemval.settings import PROJECT
from hemval.words import Text, words_in

SWEDISH, ENGLISH = words_in("sv"), words_in("en")
TEXT = {"sv": "Fråga?", "en": "Question?"}


@pytest.fixture(scope="module")
def lindvik() -> Content:
    content, findings = load(Folder(PROJECT, PROJECT))
    assert content is not None, findings
    return content


def with_survey(content: Content, threshold: int = 7, **question: object) -> Content:
    """Replace the surveys by one with one question."""
    told = {"sv": "%(share)s av 100 är nöjda", "en": "%(share)s of 100 are content"}
    asked = Question.model_validate({"id": "nojd", "wording": TEXT, "told": told, **question})
    survey = Survey(year=2026, source=Text(TEXT), asked=Text(TEXT), questions=(asked,))
    municipality = content.municipality.model_copy(update={"survey_threshold": threshold})
    return content.model_copy(update={"surveys": (survey,), "municipality": municipality})


def measure(content: Content, words: object = SWEDISH) -> Measure:
    quality = quality_of("bjorkens-hemtjanst", content, words)  # type: ignore[arg-type]
    assert quality is not None
    (found,) = quality.measures
    return found


def result(share: float, answers: int) -> Result:
    return Result(share=Decimal(str(share)), answers=answers)


def test_a_result_stands_with_municipality_country_number_and_year(lindvik: Content) -> None:
    content = with_survey(
        lindvik, providers={"bjorkens-hemtjanst": result(60, 500)}, municipality=result(86.5, 877), country=87
    )
    found = measure(content)
    assert found.told.text == "60 av 100 är nöjda"
    assert found.compared == "I hela kommunen: 86,5 av 100. I hela landet: 87 av 100. 500 svar, 2026."
    assert (found.share, found.municipality) == (60, 86)
    assert "86.5 of 100" in measure(content, ENGLISH).compared


def test_a_difference_that_chance_could_make_is_said_to_be_uncertain(lindvik: Content) -> None:
    uncertain = "Skillnaden mot kommunen är för liten för att vara säker."
    few = with_survey(lindvik, providers={"bjorkens-hemtjanst": result(80, 20)}, municipality=result(86, 877))
    many = with_survey(
        lindvik, providers={"bjorkens-hemtjanst": result(80, 2000)}, municipality=result(86, 877)
    )
    assert uncertain in measure(few).compared
    assert uncertain not in measure(many).compared


@pytest.mark.parametrize(("answers", "shown"), [(0, False), (6, False), (7, True), (8, True)])
def test_below_the_threshold_no_figure_is_shown(lindvik: Content, answers: int, shown: bool) -> None:
    providers = {"bjorkens-hemtjanst": result(93, answers)}
    found = measure(with_survey(lindvik, providers=providers, municipality=result(86, 877)))
    assert (found.share is not None) == shown
    assert ("93" in f"{found.told.text} {found.compared}") == shown
    assert (found.told.text == "För få svar för att visa.") != shown
    assert "I hela kommunen: 86 av 100." in found.compared


def test_an_answer_from_nobody_is_never_a_result(lindvik: Content) -> None:
    providers = {"bjorkens-hemtjanst": result(0, 0)}
    found = measure(with_survey(lindvik, 0, providers=providers, municipality=result(86, 877)))
    assert found.told.text == "För få svar för att visa."


def test_a_new_provider_has_no_results_yet(lindvik: Content) -> None:
    content = with_survey(lindvik, providers={}, municipality=result(86, 877))
    quality = quality_of("bjorkens-hemtjanst", content, SWEDISH)
    assert quality is not None
    assert quality.is_new
    assert quality.measures[0].told.text == "Ny, inga resultat än."


def test_only_the_latest_survey_is_shown(lindvik: Content) -> None:
    quality = quality_of("bjorkens-hemtjanst", lindvik, SWEDISH)
    assert quality is not None
    assert max(survey.year for survey in lindvik.surveys) == 2026
    assert all("2026" in measure.compared for measure in quality.measures)
    assert quality_of("bjorkens-hemtjanst", lindvik.model_copy(update={"surveys": ()}), SWEDISH) is None


def test_a_sentence_without_english_stays_swedish_with_its_decimal_comma(lindvik: Content) -> None:
    providers = {"bjorkens-hemtjanst": result(88.5, 124)}
    content = with_survey(lindvik, providers=providers, told={"sv": "%(share)s av 100 är nöjda"})
    assert measure(content, ENGLISH).told == ("88,5 av 100 är nöjda", "sv")
