"""The rules' sentences, in both languages, for both municipalities' own content."""

from datetime import date, timedelta
from typing import get_args

import pytest

from hemval.content.whole import Content
from hemval.rules.choosable import Hindrance, Verdict, can_be_chosen
from hemval.rules.lead_time import earliest_start
from hemval.rules.told.no_choice import no_choice_told
from hemval.rules.told.provider import languages_told, provider_summary
from hemval.rules.told.room import room_told, when_full_told
from hemval.rules.told.rule_sentences import RULE_SENTENCES, Moment
from hemval.rules.told.start import earliest_start_told, lead_time_told
from hemval.rules.told.status import change_told, hindrance_told, status_told
from hemval.words import Words, words_in
from tests.rules.samples import content_of, day, provider, rule_set, working_days

TODAY = day("2026-11-23")
SV, EN = words_in("sv"), words_in("en")


@pytest.fixture(params=["sv", "en"])
def words(request) -> Words:
    return words_in(request.param)


@pytest.fixture(params=["lindvik", "botkyrka"])
def content(request) -> Content:
    return content_of(request.param)


def whole(told: str) -> bool:
    """A sentence that could be printed: something, nothing left to fill, no seams."""
    return bool(told.strip()) and not any(
        seam in told for seam in ("%(", "%s", "{", "}", "  ", " .", "..", "None", "[", "]")
    )


def test_whole_sees_a_broken_sentence():
    assert whole("Utföraren kan börja tidigast onsdag 9 december 2026.")
    assert not any(whole(told) for told in ("", " ", "Om %(provider)s", "Har plats. .", "None slutar."))


def test_every_sentence_of_the_rules_is_whole(content, words):
    for rules in content.municipality.rules:
        for name, tell in RULE_SENTENCES.items():
            told = tell(Moment(rules, content, TODAY), words)
            assert whole(told), name
            assert told.endswith("."), name


def test_swedish_and_english_differ(content):
    rules = content.municipality.rules_on(TODAY)
    for tell in RULE_SENTENCES.values():
        at = Moment(rules, content, TODAY)
        assert tell(at, SV) != tell(at, EN)


def test_every_provider_is_told_of(content, words):
    for one in content.providers.values():
        assert whole(provider_summary(one, content, TODAY, words)), one.id
        for moved in (-2000, -400, 0, 400, 4000):
            today = TODAY + timedelta(days=moved)
            told = status_told(one, today, words)
            assert (told == "") is (one.agreement.status(today) == "active")
            assert not told or whole(told)


@pytest.mark.parametrize("hindrance", get_args(Hindrance))
def test_every_hindrance_is_told(hindrance, words):
    assert whole(hindrance_told(Verdict(hindrance, day("2026-12-01")), words))


def test_nothing_in_the_way_is_nothing_said(words):
    assert hindrance_told(Verdict(), words) == ""


@pytest.mark.parametrize("state", ["open", "queue", "closed", None])
def test_every_state_of_room_is_told(state, words):
    assert whole(room_told(state, words))


@pytest.mark.parametrize("when_full", ["queue-and-stay", "queue-and-elsewhere", "next-choice"])
def test_what_happens_when_it_is_full(when_full, words):
    assert whole(when_full_told(rule_set(when_full=when_full), words))


def test_the_words_themselves():
    content = content_of("lindvik")
    rules = content.municipality.rules_on(TODAY)
    assert lead_time_told(rules, SV) == "Den nya utföraren kan börja efter fem arbetsdagar."
    assert lead_time_told(rules, EN) == "The new provider can begin after five working days."
    assert "Kommunens hemtjänst" in no_choice_told(rules, content, SV)
    assert "måndag 30 november 2026" in earliest_start_told(rules, TODAY, SV)
    assert "Monday 30 November 2026" in earliest_start_told(rules, TODAY, EN)


@pytest.mark.parametrize(
    ("days", "swedish", "english"),
    [
        (1, "en arbetsdag.", "one working day."),
        (2, "två arbetsdagar.", "two working days."),
        (14, "14 arbetsdagar.", "14 working days."),
    ],
)
def test_one_day_is_one_day(days, swedish, english):
    rules = rule_set(lead_time=working_days(days=days))
    assert lead_time_told(rules, SV).endswith(f" {swedish}")
    assert lead_time_told(rules, EN).endswith(f" {english}")


def test_without_a_promise_no_day_is_named(words):
    rules = rule_set(lead_time={"kind": "not-promised"})
    assert earliest_start_told(rules, TODAY, words) == lead_time_told(rules, words)
    assert not any(sign.isdigit() for sign in earliest_start_told(rules, TODAY, words))


def test_a_provider_without_languages_leaves_no_seam(words):
    content = content_of("botkyrka")
    one = provider(areas=["hela-kommunen"], approved_for=["personal-care"])
    silent = one.model_copy(update={"offer": one.offer.model_copy(update={"languages": {}})})
    assert whole(provider_summary(silent, content, TODAY, words))


def test_a_summary_says_what_a_choice_turns_on():
    content = content_of("lindvik")
    one = provider("fjordens-omsorg", last_day="2027-05-15", areas=["norra", "sodra"], begins="2020-01-01")
    told = provider_summary(one, content, TODAY, SV)
    assert told.startswith("Kö. ")
    assert " Svenska alltid. Bara Norra Lindvik och Södra Lindvik." in told
    assert told.endswith("Slutar 15 maj 2027.")


def test_a_summary_says_how_often_each_language_is_spoken():
    content = content_of("lindvik")
    one = content.providers["kommunens-hemtjanst"]
    told = "Svenska alltid. Finska och engelska ofta. Svenskt teckenspråk om man ber om det."
    assert languages_told(one, SV) == told
    assert told in provider_summary(one, content, TODAY, SV)


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        ("2026-01-31", "A börjar 1 februari 2026."),
        ("2026-02-01", "A slutar. Sista dagen är 15 maj 2026."),
        ("2026-05-15", "A slutar. Sista dagen är 15 maj 2026."),
        ("2026-05-16", "A slutade 15 maj 2026."),
    ],
)
def test_a_leaving_provider_day_by_day(today, expected):
    one = provider(begins="2026-02-01", last_day="2026-05-15")
    assert status_told(one, date.fromisoformat(today), SV) == expected


@pytest.mark.parametrize(
    ("agreement", "told"),
    [
        ({}, ""),
        ({"begins": "2027-02-01"}, "Du kan välja den från och med 23 januari 2027."),
        ({"begins": "2026-11-30"}, "Du kan välja den redan nu."),
        (
            {"last_day": "2027-01-31"},
            "Har du hjälp därifrån? Då får du hjälp som vanligt till och med den dagen. "
            "Du kan välja en ny utförare redan nu. "
            "Om du väljer den nu behöver du en annan utförare från och med 1 februari 2027.",
        ),
        (
            {"last_day": "2026-11-25"},
            "Har du hjälp därifrån? Då får du hjälp som vanligt till och med den dagen. "
            "Du kan välja en ny utförare redan nu.",
        ),
        (
            {"last_day": "2026-10-31"},
            "Det som står här är som det var då. "
            "Har du fortfarande frågor om hjälpen du fick därifrån? Kontakta oss.",
        ),
    ],
)
def test_what_a_start_or_an_end_means(agreement, told):
    content = content_of("lindvik")
    start = earliest_start(content.municipality.rules_on(TODAY), TODAY).day
    one = provider(**agreement)
    verdict = can_be_chosen(one, None, TODAY, start, None)
    assert change_told(one, verdict, content, TODAY, SV) == told
    english = change_told(one, verdict, content, TODAY, EN)
    assert bool(english) == bool(told)
    assert whole(english or "Nothing.")
