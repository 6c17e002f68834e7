"""Strängnäs: one provider for the household only, listed extras, a fixed price, no time promised."""

from collections.abc import Callable

import pytest

from tests.examples.conftest import Example, explained
from tests.page_invariants import text_of
from tests.pages.reading import facts_of


@pytest.fixture(scope="module")
def strangnas(example: Callable[..., Example]) -> Example:
    return example("strangnas")


def test_one_provider_gives_help_in_the_household_only(strangnas: Example) -> None:
    helps = "Hjälper med"
    only = "Bara hjälp i hushållet, inte personlig omvårdnad"
    assert facts_of(strangnas.main("/utforare/utforare-a/"))[helps] == only
    assert "personlig omvårdnad" in facts_of(strangnas.main("/utforare/utforare-b/"))[helps]
    assert "En del utförare hjälper bara till i hushållet" in strangnas.says("/fragor/")


def test_the_form_says_so_where_the_choice_is_made_and_the_choice_is_received(strangnas: Example) -> None:
    asked = strangnas.goes(until="provider", kind="first")
    assert "Bara hjälp i hushållet, inte personlig omvårdnad" in asked.words
    receipt = strangnas.chooses(kind="first", provider="utforare-a")
    assert "Utförare A" in receipt
    assert "En biståndshandläggare berättar när Utförare A börjar." in receipt
    assert "Utförare A hjälper. Reglerna lovar ingen första dag." in strangnas.case()


def test_who_is_granted_personal_care_cannot_have_it_and_the_rules_say_why() -> None:
    case = ("--date", "2026-11-23", "--choice", "utforare-a", "--service", "service")
    assert "Utförare A hjälper." in explained("strangnas", *case)
    told = explained("strangnas", *case, "--service", "personal-care")
    assert "Utförare A kan inte hjälpa: den är inte godkänd för all hjälp." in told
    assert "Kommunens hemtjänst hjälper." in told


def test_who_does_not_choose_gets_the_municipalitys_own(strangnas: Example) -> None:
    receipt = strangnas.chooses(kind="no-choice")
    assert "Utan eget val gäller kommunens regel." in receipt
    assert "En biståndshandläggare berättar när Kommunens hemtjänst börjar." in receipt
    assert "Kommunens hemtjänst hjälper." in strangnas.case()


def test_extras_are_listed_with_that_one_pays_oneself(strangnas: Example) -> None:
    told = facts_of(strangnas.main("/utforare/utforare-a/"))["Extra tjänster"]
    for part in ("fönsterputs", "350 kronor", "Du betalar själv"):
        assert part in told.casefold() or part in told
    assert facts_of(strangnas.main("/utforare/utforare-c/"))["Extra tjänster"] == "Inga"


def test_a_co_operative_stands_beside_companies_with_the_same_facts(strangnas: Example) -> None:
    pages = [facts_of(strangnas.main(f"/utforare/utforare-{letter}/")) for letter in "abc"]
    assert [facts["Drivs av"] for facts in pages] == ["Privat företag", "Privat företag", "Kooperativ"]
    assert len({tuple(facts) for facts in pages}) == 1


def test_companies_read_the_price_and_what_is_paid_for_absence(strangnas: Example) -> None:
    page = strangnas.says("/for-utforare/")
    for part in (
        "311 kronor i timmen",
        "361 kronor i timmen",
        "Ni tävlar med hur bra hjälpen är, inte med priset.",
        "Försvinner en kund hastigt får ni betalt i fem dagar.",
        "Ni får inte betalt när kunden har tackat nej till ett besök eller är bortrest.",
        "fyller ni i uppgifter om er själva",
        "Kraven är desamma för alla",
    ):
        assert part in page
    assert "1 september 2012" in text_of(strangnas.main("/beslutet/"))
