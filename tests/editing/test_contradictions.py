"""Prose against data: sentences that must be found, and those that must be left alone."""

from datetime import date
from pathlib import Path

import pytest

from hemval.content.whole import Content
from hemval.editing.prose.against import Against
from hemval.editing.prose.contradictions import contradicted, data_contradictions, page_contradictions
from hemval.forms.reading.loading import load_forms
from hemval.pages.page_facts import FactPrinter, fact_printer
from hemval.words import words_in
from tests.editing.small import ROOM, RULES, TODAY, checked, provider, small

PROVIDERS = {
    "solen": provider("Solens hemtjänst", days="begins: 2020-01-01\n  last_day: 2027-01-31\n  end: leaves"),
    "nya": provider("Nya omsorgen", days="begins: 2027-02-01"),
    "gamla": provider("Gamla omsorgen", days="begins: 2020-01-01\n  last_day: 2025-06-30\n  end: leaves"),
}
MORE_ROOM = "".join(f"{one}: {{state: open, as_of: 2026-11-18}}\n" for one in PROVIDERS)
LATER = RULES.replace("2026-01-01", "2027-03-01").replace("days: 5", "days: 10")
PRICES = """\
companies:
  apply: Mejla oss.
  prices:
    - valid_from: 2026-01-01
      hourly: {service: 398, personal-care: 447}
    - valid_from: 2027-01-01
      hourly: {service: 409, personal-care: 459}
"""
RULES_OF = {
    "days": RULES + LATER,
    "room": RULES.replace("{kind: one-provider, provider: kommunen}", "{kind: free-capacity}").replace(
        "{kind: working-days, days: 5}", "{kind: not-promised}"
    ),
    "range": RULES.replace("{kind: working-days, days: 5}", "{kind: days, days: 5, at_most: 10}"),
    "month": RULES.replace(
        "{kind: working-days, days: 5}", "{kind: first-of-month, told_by: 20, months_ahead: 2}"
    ),
}

FOUND = [
    # Five providers have an agreement, four have begun and four stay.
    ("sv", "days", "Det finns sju utförare."),
    ("sv", "days", "Det finns 7 utförare i kommunen."),
    ("sv", "days", "Du kan välja mellan sex olika utförare."),
    ("sv", "days", "Hos oss är hjälpen lika bra hos alla sju utförare."),
    ("sv", "days", "De sju utförarna ger samma hjälp."),
    ("sv", "days", "Ekvik har **sju** utförare av hemtjänst."),
    ("sv", "days", "Här finns sju [utförare](/utforare/) som du kan välja."),
    ("sv", "days", "Sju utförare ger hemtjänst i Ekvik."),
    ("sv", "days", "Antalet utförare är 7."),
    ("sv", "days", "Vi har nio privata utförare."),
    ("sv", "days", "Från den 1 februari 2027 finns det sju utförare."),
    ("en", "days", "There are seven providers."),
    ("en", "days", "You can choose between seven home care providers."),
    ("en", "days", "The help is the same with all seven providers."),
    ("en", "days", "The municipality has 7 providers."),
    # Five working days until March, then ten.
    ("sv", "days", "En ny utförare kan börja efter tio arbetsdagar."),
    ("sv", "days", "Bytet sker inom 14 dagar."),
    ("sv", "days", "Det tar 5–10 dagar innan den nya utföraren börjar."),
    ("sv", "days", "Den nya utföraren tar över efter fem dagar."),
    ("sv", "days", "Byter du tar det två veckor."),
    ("sv", "days", "Från 1 april 2027 kan den nya utföraren börja efter fem arbetsdagar."),
    ("sv", "room", "En ny utförare börjar inom fem arbetsdagar."),
    ("sv", "range", "En ny utförare börjar efter 5–14 dagar."),
    ("sv", "month", "Den nya utföraren börjar efter 14 dagar."),
    ("en", "days", "The new provider can begin after ten working days."),
    ("en", "days", "A switch takes 14 days."),
    # The municipality's own home care helps; in the other, one that has room.
    ("sv", "days", "Om du inte väljer får du hjälp av Alfa omsorg."),
    ("sv", "days", "Väljer du inte? Då hjälper Alfa omsorg dig."),
    ("sv", "days", "Den som inte kan välja får en utförare som har ledig plats."),
    ("sv", "days", "Den som inte väljer får en utförare genom lottning."),
    ("sv", "room", "Om du inte väljer hjälper kommunens egen hemtjänst dig."),
    ("sv", "room", "Om du inte väljer får du hjälp av Kommunens hemtjänst."),
    ("sv", "room", "Väljer du ingen får du hjälp av de andra i turordning från Alfa omsorg."),
    ("en", "days", "If you do not choose, Alfa omsorg helps you."),
    ("en", "room", "If you don’t choose, the municipality’s own home care helps you."),
    # Days in the providers' files.
    ("sv", "days", "Solens hemtjänst slutar den 31 mars 2027."),
    ("sv", "days", "Sista dagen för Solens hemtjänst är 2027-02-28."),
    ("sv", "days", "Nya omsorgen börjar 1 mars 2027."),
    ("sv", "days", "Solens hemtjänst slutar 31 januari och Nya omsorgen börjar 3 februari."),
    ("sv", "days", "Alfa omsorg slutar den 31 januari 2027."),
    ("en", "days", "Solens hemtjänst stops on 31 March 2027."),
    ("en", "days", "Nya omsorgen begins on March 1, 2027."),
    ("sv", "days", "Du kan välja Gamla omsorgen om du bor i norr."),
    ("en", "days", "You can choose Gamla omsorgen."),
    # Prices of this year and the next.
    ("sv", "days", "Ersättningen är 390 kr i timmen för service."),
    ("sv", "days", "Från 1 januari 2027 är ersättningen 398 kronor per timme."),
    ("en", "days", "The municipality pays 390 kronor an hour for service."),
]

LEFT_ALONE = [
    ("sv", "days", "Det finns fem utförare."),
    ("sv", "days", "Du väljer mellan fyra utförare."),
    ("sv", "days", "Du kan ange två utförare i ditt val."),
    ("sv", "days", "Välj högst två utförare."),
    ("sv", "days", "Två utförare har kö just nu."),
    ("sv", "days", "Det finns två utförare som talar finska."),
    ("sv", "days", "Här finns två utförare i norr."),
    ("sv", "days", "Jämför tre utförare sida vid sida."),
    ("sv", "days", "Tidigare fanns det sju utförare."),
    ("sv", "days", "År 2021 började sju utförare."),
    ("sv", "days", "I september 2020 har vi sju utförare.\n{: .historia }"),
    ("sv", "days", "Det finns `sju utförare` i texten."),
    ("sv", "days", "Det finns {{ providers.number }} utförare."),
    ("sv", "days", "De två utförare du har valt får veta det."),
    ("en", "days", "There are five providers."),
    ("en", "days", "There are two providers that speak Finnish."),
    ("en", "days", "You can name up to two providers."),
    ("en", "days", "Two providers have a queue."),
    ("sv", "days", "En ny utförare kan börja efter fem arbetsdagar."),
    ("sv", "days", "Det tar en vecka."),
    ("sv", "days", "Från 1 april 2027 kan den nya utföraren börja efter tio arbetsdagar."),
    ("sv", "days", "En ny utförare kan börja efter fem arbetsdagar i stället för tio."),
    ("sv", "days", "Den nya utföraren ringer dig inom två dagar."),
    ("sv", "days", "Kommer kunden till sjukhus får ni betalt i fem dagar tills den nya utföraren tar över."),
    ("sv", "days", "Uppgifterna tas bort efter 30 dagar."),
    ("sv", "days", "Ni svarar inom fyra veckor."),
    ("sv", "days", "Du får ett brev tio dagar innan den nya utföraren börjar."),
    ("sv", "range", "Den nya utföraren börjar efter 5–10 dagar."),
    ("sv", "month", "Den nya utföraren börjar efter två månader."),
    ("en", "days", "We reply within ten days, and then you can switch."),
    ("en", "days", "The new provider can begin after five working days."),
    ("sv", "days", "Om du inte väljer får du hjälp av Kommunens hemtjänst."),
    ("sv", "days", "Om du inte väljer hjälper kommunens egen hemtjänst dig."),
    ("sv", "days", "Du behöver inte välja."),
    ("sv", "days", "Om du inte vill välja kan du ringa oss."),
    ("sv", "room", "Om du inte väljer får du hjälp av en utförare som har plats."),
    ("sv", "room", "Alfa omsorg har plats."),
    ("en", "days", "If you do not choose, Kommunens hemtjänst helps you."),
    ("en", "room", "If you do not choose, you get a provider that has room."),
    ("sv", "days", "Solens hemtjänst slutar den 31 januari 2027."),
    ("sv", "days", "Solens hemtjänst slutar 31 januari och Nya omsorgen börjar 1 februari."),
    ("sv", "days", "Solens hemtjänst slutar. Välj en ny utförare senast 15 januari 2027."),
    ("sv", "days", "Alfa omsorg börjar med nya telefontider den 4 maj."),
    ("sv", "days", "Alfa omsorg startar en ny grupp den 4 maj."),
    ("sv", "days", "Alfa omsorg slutar ta emot nya den 3 mars 2027."),
    ("sv", "days", "Gamla omsorgen har slutat och går inte att välja."),
    ("sv", "days", "Hade du Gamla omsorgen? Välj en ny utförare."),
    ("en", "days", "Nya omsorgen begins on 1 February 2027."),
    ("sv", "days", "Ersättningen är 398 kr i timmen."),
    ("sv", "days", "Från 1 januari 2027 är ersättningen 409 kronor per timme."),
    ("sv", "days", "Avgiften är 200 kr i timmen."),
    ("sv", "days", "Alfa omsorg tar 390 kr i timmen för extra tjänster."),
    ("en", "days", "The municipality pays 447 kronor an hour for personal care."),
]


@pytest.fixture(scope="module")
def contents(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Content]:
    made = {}
    for name, rules in RULES_OF.items():
        folder = tmp_path_factory.mktemp(name) / "x"
        content, found = checked(small(folder, rules, PROVIDERS, ROOM + MORE_ROOM, PRICES))
        assert content is not None, found
        assert found == []
        made[name] = content
    return made


@pytest.mark.parametrize(("language", "rules", "text"), FOUND, ids=[text for _, _, text in FOUND])
def test_prose_that_says_otherwise_is_found(
    contents: dict[str, Content], language: str, rules: str, text: str
) -> None:
    found = contradicted(text, Against(contents[rules], TODAY, language))
    assert len(found) == 1
    assert 0 <= found[0].start < len(text)
    assert found[0].message


@pytest.mark.parametrize(("language", "rules", "text"), LEFT_ALONE, ids=[text for _, _, text in LEFT_ALONE])
def test_prose_that_says_the_same_or_something_else_is_left_alone(
    contents: dict[str, Content], language: str, rules: str, text: str
) -> None:
    assert contradicted(text, Against(contents[rules], TODAY, language)) == []


# The same prose on other days: new rules hold from 1 March 2027, and a provider has stopped by then.
ON_A_DAY = [
    ("sv", "2027-02-27", "Från den 1 mars kan den nya utföraren börja efter tio arbetsdagar.", 0),
    ("sv", "2027-03-02", "Från den 1 mars kan den nya utföraren börja efter tio arbetsdagar.", 0),
    ("sv", "2027-02-27", "Från den 1 mars kan den nya utföraren börja efter fem arbetsdagar.", 1),
    ("sv", "2027-03-02", "Från den 1 mars kan den nya utföraren börja efter fem arbetsdagar.", 1),
    # Rules of another year are on their way: what was written of this year did not become wrong by that.
    ("sv", "2026-04-02", "Från den 1 april kan den nya utföraren börja efter fem arbetsdagar.", 0),
    ("sv", "2026-09-02", "Sedan den 1 september har vi fem utförare.", 0),
    ("sv", "2027-03-02", "Sedan den 1 mars 2026 har vi sju utförare.", 1),
    ("sv", "2027-03-02", "Till den 28 februari kan en ny utförare börja efter fem arbetsdagar.", 0),
    ("en", "2027-03-02", "From 1 March the new provider can begin after ten working days.", 0),
    ("en", "2027-03-02", "From 1 March the new provider can begin after five working days.", 1),
]


@pytest.mark.parametrize(("language", "day", "text", "number"), ON_A_DAY)
def test_a_day_without_its_year_means_the_nearest(
    contents: dict[str, Content], language: str, day: str, text: str, number: int
) -> None:
    """What is true today is not found tomorrow only because the day that it tells has been."""
    against = Against(contents["days"], date.fromisoformat(day), language)
    assert len(contradicted(text, against)) == number


def printer(content: Content) -> FactPrinter:
    return fact_printer(content, words_in("sv"), TODAY)


def test_a_finding_says_what_the_data_say_and_what_to_write(contents: dict[str, Content]) -> None:
    content = contents["days"]
    text = "Hej.\n\nEn ny utförare kan\nbörja efter tio arbetsdagar. Det finns sju utförare.\n"
    times, number = page_contradictions(text, Against(content, TODAY, "sv"), printer(content))
    assert (times.line, times.column) == (4, 13)
    assert times.message.startswith("Reglerna från 2026-01-01 säger något annat: ”")
    assert "fem arbetsdagar" in times.message
    assert "{{ rules.lead_time }}" in times.advice
    assert (number.line, number.column) == (4, 40)
    assert number.message == "Utförarna är 5 enligt uppgifterna, men här står det sju."
    assert "{{ providers.number }}" in number.advice
    assert "{: .historia }" in number.advice


def test_a_branch_that_is_another_municipalitys_is_left_alone(contents: dict[str, Content]) -> None:
    text = "{% if rules.law == 'LOU' %}Det finns sju utförare.{% else %}Välj den du vill.{% endif %}"
    for name, law in (("days", "LOV"), ("days", "LOU")):
        content = contents[name]
        shown = text.replace("'LOU'", "'LOV'") if law == "LOU" else text
        found = list(page_contradictions(shown, Against(content, TODAY, "sv"), printer(content)))
        assert len(found) == (1 if law == "LOU" else 0)


def test_notices_forms_and_the_providers_own_words_are_read(tmp_path: Path) -> None:
    notice = (
        "notices:\n  - text: Från 1 februari 2027 finns det nio utförare.\n"
        "    first_day: 2026-11-01\n    last_day: 2027-01-01\n"
    )
    providers = {
        "nya": provider("Nya omsorgen", days="begins: 2027-02-01").replace(
            "Vi finns.", "Vi börjar 1 mars 2027."
        )
    }
    room = f"{ROOM}nya: {{state: open, as_of: 2026-11-18}}\n"
    folder = small(tmp_path / "x", RULES, providers, room, notice)
    form = (
        "version: 1\naddress: svara\ntitle: Svara\nsent: Tack\n"
        "pages:\n  - id: who\n    type: notice\n    question: Läs\n"
        "    body: [Om du inte väljer hjälper Alfa omsorg dig.]\nreceipt: [{text: Klart}]\n"
    )
    (tmp_path / "x" / "forms").mkdir()
    (tmp_path / "x" / "forms" / "ny.yml").write_text(form, "utf-8")
    content, found = checked(folder)
    assert content is not None, found
    forms, of_forms = load_forms(folder)
    assert of_forms == []
    places = [(f.file, f.line, f.column) for f in data_contradictions(folder, content, forms, TODAY)]
    assert places == [
        ("municipality.yml", 31, 11),
        ("provider_profiles/nya.yml", 8, 23),
        ("forms/ny.yml", 9, 12),
    ]
