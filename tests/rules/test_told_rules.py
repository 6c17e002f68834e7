"""Every shape of rule in words, and what changes when new rules come."""

import re
from datetime import time
from typing import Any

import pytest

from hemval.content.rule_set import RuleSet
from hemval.content.whole import Content
from hemval.rules.told.changes import ceiling_notices_told, changes_told, coming_rules
from hemval.rules.told.choice import ceiling_notice_told, chosen_apart_told, not_chosen_told, ranked_told
from hemval.rules.told.no_choice import no_choice_details, no_choice_told
from hemval.rules.told.room import full_at_exit_told, waiting_order_told, when_full_told
from hemval.rules.told.start import counting_told, earliest_start_told, lead_time_told
from hemval.words import Words, words_in
from tests.rules.samples import content_of, day, rule_set, working_days
from tests.rules.test_told import whole

TODAY = day("2026-11-23")
SV, EN = words_in("sv"), words_in("en")
MUNICIPAL, BJORKEN, STORANGEN = "kommunens-hemtjanst", "bjorkens-hemtjanst", "storangens-omsorg"


@pytest.fixture(params=["sv", "en"])
def words(request) -> Words:
    return words_in(request.param)


@pytest.fixture(scope="module")
def lindvik() -> Content:
    return content_of("lindvik")


def days(**given: Any) -> dict[str, Any]:
    return {"kind": "days", **given}


def rotation(period: str = "month", **given: Any) -> dict[str, Any]:
    return {"kind": "rotation", "period": period, "order": [MUNICIPAL, BJORKEN], **given}


@pytest.mark.parametrize(
    ("lead_time", "swedish", "english"),
    [
        (
            working_days(days=5),
            "Den nya utföraren kan börja efter fem arbetsdagar.",
            "The new provider can begin after five working days.",
        ),
        (
            days(days=14),
            "Den nya utföraren kan börja efter 14 dagar.",
            "The new provider can begin after 14 days.",
        ),
        (days(days=1), "Den nya utföraren kan börja efter en dag.", "can begin after one day."),
        (
            days(days=5, at_most=10),
            "Den nya utföraren börjar efter fem till tio dagar.",
            "The new provider begins after five to ten days.",
        ),
        (
            working_days(days=5, at_most=15),
            "Den nya utföraren börjar efter fem till 15 arbetsdagar.",
            "begins after five to 15 working days.",
        ),
        (
            days(at_most=6),
            "Den nya utföraren börjar inom sex dagar.",
            "The new provider begins within six days.",
        ),
        (
            working_days(days=None, at_most=3),
            "Den nya utföraren börjar inom tre arbetsdagar.",
            "The new provider begins within three working days.",
        ),
        (
            {"kind": "first-of-month", "told_by": 20, "months_ahead": 2},
            "Berättar du senast den 20 kan den nya utföraren börja den första i månaden efter nästa. "
            "Annars blir det en månad senare.",
            "can begin on the first of the month after next. Otherwise it is a month later.",
        ),
        (
            {"kind": "first-of-month", "told_by": 15, "months_ahead": 1},
            "Berättar du senast den 15 kan den nya utföraren börja den första i nästa månad. "
            "Annars blir det en månad senare.",
            "can begin on the first of the next month. Otherwise it is a month later.",
        ),
        (
            {"kind": "first-of-month", "told_by": 15, "months_ahead": 3},
            "Berättar du senast den 15 kan den nya utföraren börja den första, tre månader senare. "
            "Annars blir det en månad senare.",
            "can begin on the first three months later. Otherwise it is a month later.",
        ),
        (
            {"kind": "not-promised"},
            "Din biståndshandläggare berättar när utföraren kan börja.",
            "Your care officer tells you when the provider can begin.",
        ),
    ],
)
def test_how_long_it_takes(lead_time, swedish, english):
    rules = rule_set(lead_time=lead_time)
    assert lead_time_told(rules, SV) == swedish
    assert lead_time_told(rules, EN).endswith(english)
    for words in (SV, EN):
        assert counting_told(rules, words) == "" or whole(counting_told(rules, words))


@pytest.mark.parametrize(
    ("lead_time", "swedish"),
    [
        (
            working_days(),
            "Dagen då ditt val kommer in räknas som den första. De här dagarna räknas inte, och då börjar "
            "ingen: lördagar, söndagar, helgdagar, midsommarafton, julafton och nyårsafton.",
        ),
        (
            working_days(
                first_day="day-after", saturdays_counted=True, holidays=["public"], late_after="15:00"
            ),
            "Vi räknar från dagen efter att ditt val kom in. De här dagarna räknas inte: söndagar och "
            "helgdagar. På de här dagarna börjar ingen: lördagar, söndagar och helgdagar. Då flyttas starten "
            "till nästa dag som går. Kommer ditt val in klockan 15 eller senare, eller på en helg, räknas "
            "det från nästa arbetsdag.",
        ),
        (
            days(days=5, start_on_weekend=True, start_on_holiday=True, late_after="09:30"),
            "Vi räknar från dagen efter att ditt val kom in. Alla dagar i veckan räknas. Kommer ditt val "
            "in klockan 9.30 eller senare, eller på en helg, räknas det från nästa arbetsdag.",
        ),
        ({"kind": "not-promised"}, ""),
    ],
)
def test_which_days_count(lead_time, swedish):
    assert counting_told(rule_set(lead_time=lead_time), SV) == swedish


@pytest.mark.parametrize(
    ("lead_time", "at", "told"),
    [
        (
            working_days(),
            "2026-12-02T10:00",
            "Utföraren kan börja tidigast onsdag 9 december 2026.",
        ),
        (
            working_days(late_after="15:00"),
            "2026-12-02T14:59",
            "Utföraren kan börja tidigast onsdag 9 december 2026.",
        ),
        (
            working_days(late_after="15:00"),
            "2026-12-02T15:00",
            "Utföraren kan börja tidigast torsdag 10 december 2026. "
            "Valet kom in sent eller på en helg. Därför räknas det från torsdag 3 december 2026.",
        ),
        (
            days(days=5, at_most=10),
            "2026-12-02T10:00",
            "Utföraren börjar tidigast tisdag 8 december 2026 och senast fredag 11 december 2026.",
        ),
        (
            {"kind": "not-promised"},
            "2026-12-02T10:00",
            "Din biståndshandläggare berättar när utföraren kan börja.",
        ),
    ],
)
def test_when_a_choice_sent_now_begins(lead_time, at, told):
    date_, clock = at.split("T")
    sent = time.fromisoformat(clock)
    assert earliest_start_told(rule_set(lead_time=lead_time), day(date_), SV, sent) == told


@pytest.mark.parametrize(
    ("no_choice", "swedish"),
    [
        (
            {"kind": "one-provider", "provider": MUNICIPAL},
            "Om du inte väljer får du hjälp av Kommunens hemtjänst.",
        ),
        ({"kind": "free-capacity"}, "Om du inte väljer får du hjälp av den utförare som har mest plats."),
        (
            rotation(),
            "Om du inte väljer får du hjälp av den utförare vars tur det är. De turas om, en månad i taget. "
            "Den som inte väljer i dag får Kommunens hemtjänst.",
        ),
        (
            rotation("quarter"),
            "Om du inte väljer får du hjälp av den utförare vars tur det är. "
            "De turas om, tre månader i taget. Den som inte väljer i dag får Björkens hemtjänst "
            "(Centrum, Norra Lindvik och Södra Lindvik) och Kommunens hemtjänst (Skärgården).",
        ),
        (
            rotation(areas={"norra": [BJORKEN, MUNICIPAL]}),
            "Om du inte väljer får du hjälp av den utförare vars tur det är. De turas om, en månad i taget. "
            "Den som inte väljer i dag får Kommunens hemtjänst (Centrum, Södra Lindvik och Skärgården) "
            "och Björkens hemtjänst (Norra Lindvik).",
        ),
        (
            {"kind": "in-turn", "order": [MUNICIPAL, BJORKEN]},
            "Om du inte väljer får du hjälp av den utförare som står på tur. "
            "Nästa person som inte väljer får den som kommer efter.",
        ),
        (
            {"kind": "random"},
            "Om du inte väljer lottar kommunen mellan de utförare som har plats för dig.",
        ),
        ({"kind": "appointed"}, "Om du inte väljer bestämmer kommunen vem som hjälper dig."),
    ],
)
def test_who_helps_a_person_who_does_not_choose(lindvik, no_choice, swedish):
    rules = rule_set(no_choice=no_choice, valid_from="2026-01-01")
    assert no_choice_told(rules, lindvik, SV, TODAY) == swedish
    assert whole(no_choice_told(rules, lindvik, EN, TODAY))
    for words, spoken_to in ((SV, r"\b(du|dig|din)\b"), (EN, r"\byou")):
        of_anybody = no_choice_told(rules, lindvik, words, TODAY, to_reader=False)
        assert whole(of_anybody)
        assert not re.search(spoken_to, of_anybody), "a form may be filled in for another"


def test_whose_turn_it_is_goes_by_the_day_of_the_start_and_is_not_told_before_the_rules_hold(lindvik):
    rules = rule_set(no_choice=rotation(), valid_from="2026-11-01")
    assert "i dag får Kommunens hemtjänst" in no_choice_told(rules, lindvik, SV, day("2026-11-20"))
    assert "i dag får Björkens hemtjänst" in no_choice_told(rules, lindvik, SV, day("2026-11-30"))
    assert "i dag" not in no_choice_told(rules, lindvik, SV, day("2026-10-31"))
    assert "i dag" not in no_choice_told(rules, lindvik, SV)


def test_a_turn_that_one_with_a_queue_cannot_take_is_told_as_the_next_ones(lindvik):
    rules = rule_set(no_choice=rotation(order=["fjordens-omsorg", STORANGEN]), valid_from="2026-11-01")
    assert lindvik.room("fjordens-omsorg").state == "queue"
    assert "Den som inte väljer i dag får Storängens omsorg." in no_choice_told(rules, lindvik, SV, TODAY)


@pytest.mark.parametrize(
    ("no_choice", "told"),
    [
        ({"kind": "one-provider", "provider": MUNICIPAL}, ""),
        ({"kind": "appointed"}, ""),
        ({"kind": "free-capacity"}, "Vi hoppar över en utförare som har kö eller en varning från oss."),
        (
            rotation(areas={"norra": [BJORKEN, MUNICIPAL]}),
            "Ordningen är Kommunens hemtjänst och Björkens hemtjänst. "
            "Ett område har en egen ordning: Norra Lindvik. "
            "Där är den Björkens hemtjänst och Kommunens hemtjänst. "
            "Vi hoppar över en utförare som har kö eller en varning från oss.",
        ),
        (
            {"kind": "random", "excluded": [BJORKEN]},
            "Aldrig med i lottningen: Björkens hemtjänst. "
            "Vi hoppar över en utförare som har kö eller en varning från oss.",
        ),
    ],
)
def test_the_rest_of_the_rule_for_a_person_who_does_not_choose(lindvik, no_choice, told):
    assert no_choice_details(rule_set(no_choice=no_choice), lindvik, SV) == told


def test_what_is_said_when_it_is_full_never_promises_what_a_provider_that_stops_cannot_give(words):
    for when_full in ("queue-and-stay", "queue-and-elsewhere", "next-choice"):
        rules = rule_set(when_full=when_full, ranked_choices=2)
        assert whole(when_full_told(rules, words))
        assert whole(full_at_exit_told(rules, words))
        assert (waiting_order_told(rules, words) is None) is (when_full == "next-choice")
    assert "behåller" in when_full_told(rule_set(), SV)
    assert "behåller" not in full_at_exit_told(rule_set(), SV)


def test_what_is_chosen_apart_and_how_many_may_be_named():
    apart = [
        {"name": "städning och tvätt", "services": ["service"]},
        {"name": "personlig omvårdnad", "services": ["personal-care"]},
    ]
    assert chosen_apart_told(rule_set(), SV) == "Du väljer en utförare för all hjälp som ingår i valet."
    assert chosen_apart_told(rule_set(chosen_apart=apart), SV) == (
        "Du väljer utförare för varje del för sig: städning och tvätt, personlig omvårdnad. "
        "Det kan vara samma utförare eller olika."
    )
    assert ranked_told(rule_set(ranked_choices=1), EN) == "You can name one provider in your choice."
    assert ranked_told(rule_set(ranked_choices=2), SV) == "Du kan ange två utförare i ditt val."
    assert ceiling_notice_told(rule_set(), SV) == "Vill ni ta emot färre gäller det genast."
    assert ceiling_notice_told(rule_set(ceiling_notice=30), SV) == (
        "Vill ni ta emot färre gäller det efter 30 dagar."
    )


CHANGES: list[tuple[dict[str, Any], str]] = [
    ({"law": "LOU"}, "För valet gäller lagen om offentlig upphandling (LOU)."),
    ({"ranked_choices": 3}, "Du kan ange tre utförare i ditt val."),
    ({"no_choice": {"kind": "appointed"}}, "Om du inte väljer bestämmer kommunen vem som hjälper dig."),
    (
        {"exit_no_choice": {"kind": "appointed"}},
        "När en utförare slutar gäller detta: Om du inte väljer bestämmer kommunen vem som hjälper dig.",
    ),
    ({"lead_time": {"kind": "not-promised"}}, "Din biståndshandläggare berättar när utföraren kan börja."),
    ({"alarm_in_choice": True}, "Den utförare du väljer kommer också när du larmar."),
    ({"extras": "banned"}, "Utförare får inte sälja extra tjänster."),
    ({"own_time": "Du kan få egen tid."}, "Du kan få egen tid."),
]


@pytest.mark.parametrize(("changed", "told"), CHANGES)
def test_a_change_is_told_and_nothing_else(lindvik, changed, told):
    phrases = changes_told(rule_set(), rule_set(valid_from="2027-01-01", **changed), lindvik, SV)
    assert [one.text for one in phrases] == [told]


def test_a_change_back_is_told_too(lindvik):
    for changed, told in CHANGES:
        phrases = changes_told(rule_set(**changed), rule_set(valid_from="2027-01-01"), lindvik, SV)
        assert len(phrases) == 1
        assert whole(phrases[0].text)
        assert phrases[0].text != told


def with_rules(content: Content, *rules: RuleSet) -> Content:
    municipality = content.municipality.model_copy(update={"rules": rules})
    return content.model_copy(update={"municipality": municipality})


def test_rules_to_come_are_told_in_order_each_against_the_one_before(lindvik):
    first = rule_set(valid_from="2025-01-01", ranked_choices=1)
    second = rule_set(valid_from="2027-01-01", ranked_choices=2)
    third = rule_set(valid_from="2028-01-01", ranked_choices=2, alarm_in_choice=True)
    internal = rule_set(valid_from="2029-01-01", ranked_choices=2, alarm_in_choice=True, ceiling_notice=30)
    content = with_rules(lindvik, internal, third, first, second)
    told = {one.day.year: [phrase.text for phrase in one.changes] for one in coming_rules(content, TODAY, SV)}
    assert told == {
        2027: ["Du kan ange två utförare i ditt val."],
        2028: ["Den utförare du väljer kommer också när du larmar."],
    }
    assert [one.day.year for one in coming_rules(content, day("2027-01-01"), SV)] == [2028]
    assert coming_rules(content, day("2028-01-01"), SV) == []
    assert ceiling_notices_told(content, TODAY, SV) == (
        "Vill ni ta emot färre gäller det genast. "
        "Från 1 januari 2029: Vill ni ta emot färre gäller det efter 30 dagar."
    )


def test_help_that_is_outside_the_choice(lindvik):
    rules = rule_set(
        not_chosen=[{"service": "night", "provider": "kommunens-hemtjanst", "hours": "klockan 22–7"}]
    )
    told = "Hjälp på natten (klockan 22–7): alltid Kommunens hemtjänst, vem du än väljer."
    assert not_chosen_told(rules, lindvik, SV) == told
    assert not_chosen_told(rule_set(), lindvik, SV) == ""
    assert [one.text for one in changes_told(rule_set(), rules, lindvik, SV)] == [told]
    assert [one.text for one in changes_told(rules, rule_set(), lindvik, SV)] == ["All hjälp ingår i valet."]
