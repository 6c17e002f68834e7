"""Örebro: three agreements terminated at once, the municipality appoints, a new provider takes 5–10 days."""

from collections.abc import Callable

import pytest

from tests.examples.conftest import Example, explained
from tests.page_invariants import text_of
from tests.pages.reading import card, listed

TERMINATED = ("Utförare A", "Utförare B", "Utförare C")


@pytest.fixture(scope="module")
def orebro(example: Callable[..., Example]) -> Example:
    return example("orebro")


def test_three_are_terminated_and_shown_with_their_last_day(orebro: Example) -> None:
    assert len(listed(orebro.settings)) == 6
    stopping = orebro.says("/om-din-utforare-slutar/")
    for name in TERMINATED:
        told = f"Kommunen har sagt upp avtalet med {name}. Sista dagen är 31 januari 2027."
        assert told in card(orebro.settings, name)
        assert told in stopping
        assert told in orebro.says("/")
    assert "sagt upp" not in card(orebro.settings, "Utförare D")


def test_those_it_touches_are_told_by_when_to_choose_and_what_happens_otherwise(orebro: Example) -> None:
    told = "Välj en ny senast den 11 januari 2027. Om du inte väljer bestämmer kommunen vem som hjälper dig."
    for place in ("/", "/om-din-utforare-slutar/"):
        assert orebro.says(place).count(told) == 3
    assert told in orebro.says("/utforare/utforare-b/")
    assert "Välj en ny" not in orebro.says("/utforare/utforare-d/")
    short = "Har du hjälp därifrån? Välj en ny senast den 11 januari 2027."
    assert short in card(orebro.settings, "Utförare A")
    assert short not in card(orebro.settings, "Utförare D")


def test_the_letters_code_is_asked_for(orebro: Example) -> None:
    asked = orebro.goes(until="code", kind="switch", today="utforare-a", provider="utforare-d")
    assert "Har du fått ett brev med en kod?" in asked.heading
    receipt = orebro.chooses(kind="switch", today="utforare-a", provider="utforare-d", code="7k2w xdpm")
    assert "7K2W XDPM" in receipt


def test_who_does_not_choose_then_is_appointed_a_provider(orebro: Example) -> None:
    stopping = orebro.says("/om-din-utforare-slutar/")
    assert "bestämmer kommunen vem som hjälper dig" in stopping
    assert "Du kan välja en annan senare, när du vill." in stopping
    assert "får du hjälp av Kommunens hemtjänst" in orebro.says("/"), "the ordinary rule is another"


def test_the_rules_leave_nobody_without_and_name_nobody_for_whose_provider_stops() -> None:
    told = explained("orebro", "--date", "2026-11-23", "--kind", "exit", "--today", "utforare-a")
    assert "Kommunen måste bestämma vem som hjälper." in told
    assert "En annan hjälper från och med måndag 1 februari 2027." in told


def test_a_new_provider_takes_five_to_ten_days(orebro: Example) -> None:
    receipt = orebro.chooses(kind="switch", today="utforare-a", provider="utforare-d")
    assert "tidigast söndag 29 november 2026 och senast torsdag 3 december 2026" in receipt
    case = orebro.case()
    assert "Utförare D hjälper, tidigast söndag 29 november 2026" in case
    assert "Utförare A, som hjälper i dag, fortsätter fram till starten." in case


def test_one_may_switch_again_the_same_day(orebro: Example) -> None:
    for provider in ("utforare-d", "kommunens-hemtjanst"):
        assert "Vi har tagit emot" in orebro.chooses(kind="switch", today="utforare-b", provider=provider)
    assert "hur många gånger du vill" in orebro.says("/sa-fungerar-det/")


def test_requirements_on_all_are_published(orebro: Example) -> None:
    page = orebro.says("/for-utforare/")
    areas = [
        "Värdighetsgarantier",
        "Social dokumentation",
        "Utbildning",
        "Marknadsföring",
        "Registrerade besök",
    ]
    headings = [text_of(heading) for heading in orebro.main("/for-utforare/").iter("h3")]
    assert [heading for heading in headings if heading in areas] == areas
    assert "Ni får inte anställa någon för att ge hjälp till sin egen anhöriga." in page


def test_ties_and_improper_marketing_have_a_page_that_leads_to_a_route_for_tips(orebro: Example) -> None:
    page = orebro.says("/reklam-och-anhoriga/")
    assert "får inte anställa din anhöriga för att hjälpa just dig" in page
    assert "arbetar den personen hos en utförare" in page.casefold()
    hrefs = [a.get("href") for a in orebro.main("/reklam-och-anhoriga/").iter("a")]
    assert "../kontakt/#synpunkter" in hrefs
    assert "reklam på fel sätt" in orebro.says("/kontakt/")


def test_help_is_given_by_the_service_centre(orebro: Example) -> None:
    assert "kommunens servicecenter" in orebro.says("/kontakt/")
    assert "Välj en ny genom servicecenter." in orebro.says("/")
