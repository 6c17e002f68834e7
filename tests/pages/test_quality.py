"""Results are told with what a reader needs to weigh them, or not at all."""

from decimal import Decimal

import pytest

from hemval.content.folder import Folder
from hemval.content.loading import load
from hemval.content.survey import Question, Result, Survey
from hemval.content.whole import Content
from hemval.pages.quality import Measure, Quality, quality_of, results_of
from hemval.settings import PROJECT
from hemval.words import Text, Words, words_in

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


def quality(content: Content, words: Words = SWEDISH, provider: str = "bjorkens-hemtjanst") -> Quality:
    found = quality_of(content.providers[provider], results_of(content), words)
    assert found is not None
    return found


def measure(content: Content, words: Words = SWEDISH, provider: str = "bjorkens-hemtjanst") -> Measure:
    (found,) = quality(content, words, provider).measures
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
    providers = {"bjorkens-hemtjanst": result(63, answers)}
    found = measure(with_survey(lindvik, providers=providers, municipality=result(86, 877)))
    assert (found.share is not None) == shown
    assert ("63" in f"{found.told.text} {found.compared}") == shown
    assert (found.told.text == "För få svar för att visa.") != shown
    assert "I hela kommunen: 86 av 100." in found.compared


def test_an_answer_from_nobody_is_never_a_result(lindvik: Content) -> None:
    providers = {"bjorkens-hemtjanst": result(0, 0)}
    found = measure(with_survey(lindvik, 0, providers=providers, municipality=result(86, 877)))
    assert found.told.text == "För få svar för att visa."


def test_a_new_provider_has_no_results_yet_and_an_old_one_without_is_not_called_new(lindvik: Content) -> None:
    content = with_survey(lindvik, providers={}, municipality=result(86, 877))
    new = quality(content, provider="lyktans-hemtjanst")
    assert new.nothing == new.measures[0].told.text == "Ny, inga resultat än."
    assert quality(content).nothing == "Inga resultat i den här undersökningen."
    assert quality(content).measures[0].municipality_told == "I hela kommunen: 86 av 100."


def test_only_the_latest_survey_is_shown(lindvik: Content) -> None:
    assert max(survey.year for survey in lindvik.surveys) == 2026
    assert all("2026" in measure.compared for measure in quality(lindvik).measures)
    without = lindvik.model_copy(update={"surveys": ()})
    assert quality_of(without.providers["bjorkens-hemtjanst"], results_of(without), SWEDISH) is None


def test_a_result_hidden_for_anothers_sake_says_why_and_nothing_of_itself(lindvik: Content) -> None:
    providers = {
        "strandlyckans-hemservice": result(40, 5),
        "bjorkens-hemtjanst": result(71, 48),
        "kommunens-hemtjanst": result(63, 200),
    }
    content = with_survey(lindvik, providers=providers, municipality=result(64, 253))
    few, another = (measure(content, SWEDISH, p) for p in ("strandlyckans-hemservice", "bjorkens-hemtjanst"))
    assert few == another, "which of them has few answers is not told"
    assert quality(content).why == few.why
    assert few.told.text == "För få svar för att visa."
    assert few.why.startswith("Här eller hos en annan utförare har så få svarat")
    assert few.compared == "I hela kommunen: 64 av 100."
    assert (few.share, few.answers, few.answered, few.unsure, few.of_100) == (None, "", "", "", "")
    assert measure(content, SWEDISH, "kommunens-hemtjanst").told.text == "63 av 100 är nöjda"


def test_a_municipality_of_few_answers_is_not_told_either(lindvik: Content) -> None:
    content = with_survey(
        lindvik, providers={"bjorkens-hemtjanst": result(40, 5)}, municipality=result(40, 5)
    )
    assert measure(content).municipality_told == "I hela kommunen: för få svar för att visa."
    assert measure(content).municipality is None


@pytest.mark.parametrize(
    ("share", "told", "english"),
    [
        (100, "Mer än 96 av 100 är nöjda", "More than 96 of 100 are content"),
        (0, "Färre än 4 av 100 är nöjda", "Fewer than 4 of 100 are content"),
    ],
)
def test_what_all_answered_is_not_told(lindvik: Content, share: float, told: str, english: str) -> None:
    content = with_survey(
        lindvik, providers={"bjorkens-hemtjanst": result(share, 58)}, municipality=result(86, 877)
    )
    assert measure(content).told.text == told
    assert measure(content, ENGLISH).told.text == english
    assert measure(content).share in (96, 4), "nor by the bar"


def test_many_answers_are_written_as_people_write_them(lindvik: Content) -> None:
    content = with_survey(
        lindvik, providers={"bjorkens-hemtjanst": result(70, 1240)}, municipality=result(70, 2000)
    )
    assert measure(content).answers == "1\N{NO-BREAK SPACE}240 svar"


def test_a_sentence_without_english_stays_swedish_with_its_decimal_comma(lindvik: Content) -> None:
    providers = {"bjorkens-hemtjanst": result(88.5, 124)}
    content = with_survey(lindvik, providers=providers, told={"sv": "%(share)s av 100 är nöjda"})
    assert measure(content, ENGLISH).told == ("88,5 av 100 är nöjda", "sv")
