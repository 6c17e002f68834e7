"""The letter to a person whose provider stops says what must be known, in the person's language."""

from dataclasses import replace
from datetime import date

import pytest
from page import validate_pdf_bytes

from hemval.handover.exit_letter import ToTell, letter_to
from hemval.paper.letter_sheet import Letter, LetterSheet
from hemval.paper.printing import pdf_of
from tests.paper.pdf import Pdf
from tests.rules.samples import content_of

SENT = date(2026, 12, 1)
CODE = "7K2WXDPM"
HOME = ("Åsa Öst", "Storgatan 1", "999 99 Orten")


def told(content, provider: str, deadline: date, **changes) -> ToTell:
    one = content.providers[provider]
    rules = content.municipality.rules_on(deadline).at_exit()
    whole = ToTell(one, one.agreement.last_day, deadline, rules, None, ("service",), "sv", CODE)
    return replace(whole, **changes)


def in_words(letter: Letter) -> str:
    parts = [
        text
        for part in letter.parts
        for text in (part.heading, *(one.text for one in (*part.paragraphs, *part.points, *part.after)))
    ]
    return "\n".join([letter.title, *(one.text for one in letter.opening), *parts])


def test_it_says_why_by_when_and_that_nobody_is_without_help():
    content = content_of("krokom")
    said = in_words(letter_to(told(content, "utforare-c", date(2027, 4, 19)), HOME, content, SENT))
    assert "senast den 19 april 2027" in said
    assert "till och med lördag 15 maj 2027. Sedan slutar den." in said
    assert "En annan utförare hjälper dig från söndag 16 maj 2027." in said
    assert "Om du inte väljer får du hjälp av" in said


def test_who_was_terminated_is_told_of_as_that():
    content = content_of("orebro")
    said = in_words(letter_to(told(content, "utforare-a", date(2027, 1, 11)), HOME, content, SENT))
    assert "kommunen har sagt upp avtalet" in said
    assert "bestämmer kommunen vem som hjälper dig" in said


def test_only_who_can_be_had_from_the_day_after_is_named_in_the_neutral_order():
    content = content_of("orebro")
    letter = letter_to(told(content, "utforare-a", date(2027, 1, 11)), HOME, content, SENT)
    named = [one.text.split(".")[0] for one in letter.parts[-1].points]
    stopping = [one.name for one in content.providers.values() if one.agreement.last_day == date(2027, 1, 31)]
    assert named == sorted(named)
    assert named
    assert not set(named) & set(stopping)


def test_it_is_in_the_language_of_the_person_and_a_reminder_says_so():
    content = content_of("lindvik")
    one = told(content, "solgardens-hemtjanst", date(2027, 1, 11), language="en")
    letter = letter_to(one, HOME, content, SENT, reminder=True)
    assert letter.language == "en"
    assert letter.title == "A reminder: choose a new provider by 11 January 2027"
    assert "We have not received a choice from you yet." in in_words(letter)
    assert letter.code_spoken.startswith("On the telephone you say: 7, K as in")


def test_without_a_telephone_nobody_is_told_to_call():
    content = content_of("krokom")
    assert content.municipality.help.phone is None
    said = in_words(letter_to(told(content, "utforare-c", date(2027, 4, 19)), HOME, content, SENT))
    assert "Ring" not in said
    assert "Vänd dig till din biståndshandläggare. Säg koden." in said


def test_without_a_telephone_the_letter_says_where_this_town_wants_people_to_turn():
    content = content_of("orebro")
    one = told(content, "utforare-a", date(2027, 1, 11))
    assert "Vänd dig till kommunens servicecenter. Säg koden." in in_words(
        letter_to(one, HOME, content, SENT)
    )
    english = letter_to(replace(one, language="en"), HOME, content, SENT)
    assert "Turn to the municipality’s service centre. Say the code." in in_words(english)


@pytest.mark.parametrize("name", ["lindvik", "orebro"])
def test_letters_are_printed_for_everybody_each_with_pages_of_its_own(name):
    content = content_of(name)
    provider = next(one.id for one in content.providers.values() if one.agreement.last_day)
    letters = tuple(
        letter_to(
            told(content, provider, date(2027, 1, 11), language=language),
            (f"Person {number} *x* #y", *HOME[1:]),
            content,
            SENT,
        )
        for number, language in enumerate(("sv", "en"))
    )
    pdf = pdf_of(LetterSheet("sv", "Brev", content.municipality.name, letters), SENT)
    assert validate_pdf_bytes(pdf, profile="ua1").is_compliant
    read = Pdf(pdf)
    assert len(read.pages) == 4, "each letter begins on the front of a sheet"
    text = read.text()
    assert text.count("7K2W XDPM") == 2, "the foot of a page is not read aloud"
    assert "Person 0 *x* #y" in text


def offered(letter: Letter) -> list[str]:
    return [one.text.split(".")[0] for one in letter.parts[-1].points]


def test_help_that_is_outside_the_choice_hides_nobody():
    content = content_of("lindvik")
    plain = told(content, "solgardens-hemtjanst", date(2027, 1, 15))
    with_alarm = replace(plain, services=("service", "alarm"))
    assert content.municipality.rules_on(date(2027, 2, 1)).alarm_in_choice is False
    assert offered(letter_to(with_alarm, HOME, content, SENT)) == offered(
        letter_to(plain, HOME, content, SENT)
    )


def test_nobody_of_the_same_exit_is_offered_though_it_stops_later():
    content = content_of("orebro")
    one = content.providers["utforare-b"]
    later = one.agreement.model_copy(update={"last_day": date(2027, 6, 30)})
    providers = {**content.providers, one.id: one.model_copy(update={"agreement": later})}
    town = content.model_copy(update={"providers": providers})
    letter = letter_to(told(town, "utforare-a", date(2027, 1, 11)), HOME, town, SENT)
    assert one.name not in offered(letter)


def test_a_letter_shows_nobody_by_accident():
    content = content_of("krokom")
    letter = letter_to(told(content, "utforare-c", date(2027, 4, 19)), HOME, content, SENT)
    assert "Storgatan" not in repr(letter)
