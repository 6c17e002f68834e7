"""Rules that are written wrongly: the finding that each gives, and rules that only look odd."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hemval.content.binding import bind
from hemval.content.findings import Finding
from hemval.content.municipality import Municipality
from hemval.content.reader import read_text
from hemval.content.room import Rooms
from tests.editing.small import FIRST_LINE, MUNICIPALITY, ROOM, RULES, checked, provider, small

NOBODY = "finns ingen som hjälper den som inte väljer."
ALFA_STOPS = "begins: 2020-01-01\n  last_day: 2026-12-31\n  end: leaves"
NO_CHOICE = "    no_choice: {kind: one-provider, provider: kommunen}\n"
LEAD_TIME = "    lead_time: {kind: working-days, days: 5}\n"
LATER = RULES.replace("2026-01-01", "2027-03-01")
LATER_LINE = FIRST_LINE + RULES.count("\n")


def no_choice(written: str) -> str:
    """Return the rules with another no-choice rule."""
    return RULES.replace(NO_CHOICE, f"    no_choice: {written}\n")


def lead_time(written: str) -> str:
    """Return the rules with another lead time."""
    return RULES.replace(LEAD_TIME, f"    lead_time: {written}\n")


def room(**more: str) -> str:
    """Return room with more said of some."""
    written = ROOM
    for identity, text in more.items():
        line = f"{identity}: {{state: open, as_of: 2026-11-18"
        written = written.replace(line, f"{line}, {text}")
    return written


def file(line: int, column: int, message: str) -> str:
    """Write a finding in municipality.yml."""
    return f"municipality.yml:{line}:{column}: {message}"


@dataclass(frozen=True)
class Wrong:
    """A mistake, everything that the check says of it, and a part of the advice."""

    name: str
    findings: tuple[str, ...]
    advice: str = ""
    rules: str = RULES
    providers: Mapping[str, str] = field(default_factory=dict)
    room: str = ROOM


WRONG = (
    Wrong(
        "no day from which the rules hold",
        (file(FIRST_LINE, 5, "Nyckeln ”valid_from” saknas här."),),
        "Lägg till en rad",
        rules=RULES.replace("- valid_from: 2026-01-01\n    law", "- law"),
    ),
    Wrong(
        "two sets on one day",
        (file(LATER_LINE, 17, "Två uppsättningar regler gäller från 2026-01-01."),),
        "en egen dag",
        rules=RULES + RULES,
    ),
    Wrong(
        "a year that is no year of ours",
        (file(FIRST_LINE, 17, "Året i 2206-01-01 ligger utanför 1990–2100."),),
        "Kontrollera året.",
        rules=RULES.replace("2026-01-01", "2206-01-01"),
    ),
    Wrong(
        "a year that is far off",
        (file(LATER_LINE, 17, "Reglerna börjar gälla först om mer än fem år."),),
        "Kontrollera året.",
        rules=RULES + RULES.replace("2026-01-01", "2062-01-01"),
    ),
    Wrong(
        "one provider that there is not",
        (file(FIRST_LINE + 2, 47, "Det finns ingen utförare med id komunen."),),
        "Menade du ”kommunen”?",
        rules=no_choice("{kind: one-provider, provider: komunen}"),
    ),
    Wrong(
        "an order and an area's order that name providers that there are not",
        (
            file(FIRST_LINE + 2, 40, "Det finns ingen utförare med id allfa."),
            file(FIRST_LINE + 2, 74, "Det finns ingen utförare med id gamma."),
        ),
        rules=no_choice("{kind: in-turn, order: [allfa, kommunen], areas: {norra: [gamma]}}"),
    ),
    Wrong(
        "a provider twice in an order",
        (file(FIRST_LINE + 2, 72, "Utföraren alfa står två gånger i ordningen."),),
        rules=no_choice("{kind: rotation, period: month, order: [alfa, kommunen, alfa]}"),
    ),
    Wrong(
        "an order for an area that there is not",
        (file(FIRST_LINE + 2, 65, "Det finns inget område nora i municipality.yml."),),
        "Menade du ”norra”?",
        rules=no_choice("{kind: in-turn, order: [alfa, kommunen], areas: {nora: [kommunen]}}"),
    ),
    Wrong(
        "an area's order that names one that does not work there",
        (file(FIRST_LINE + 2, 84, "Utföraren beta arbetar inte i området sodra."),),
        "områdets ordning",
        rules=no_choice("{kind: rotation, period: week, order: [alfa], areas: {sodra: [alfa, beta]}}"),
    ),
    Wrong(
        "an excluded provider that there is not",
        (file(FIRST_LINE + 2, 42, "Det finns ingen utförare med id betta."),),
        rules=no_choice("{kind: random, excluded: [betta]}"),
    ),
    Wrong(
        "everyone excluded",
        (
            file(
                FIRST_LINE + 2,
                23,
                "Från 23 november 2026 leder regeln inte till någon som ger service "
                "i Norra Ekvik och Södra Ekvik.",
            ),
        ),
        "nya regler från den dagen",
        rules=no_choice("{kind: random, excluded: [alfa, beta, kommunen]}"),
    ),
    Wrong(
        "nobody left in an area",
        (
            file(
                FIRST_LINE + 2,
                39,
                "Från 23 november 2026 leder regeln inte till någon som ger service i Södra Ekvik.",
            ),
        ),
        rules=no_choice("{kind: in-turn, order: [beta]}"),
    ),
    Wrong(
        "LOV without a no-choice rule",
        (file(FIRST_LINE, 5, "Reglerna säger inte vem som hjälper den som inte väljer."),),
        "no_choice:",
        rules=RULES.replace(NO_CHOICE, ""),
    ),
    Wrong(
        "LOU without a no-choice rule",
        (file(FIRST_LINE, 5, "Reglerna säger inte vem som hjälper den som inte väljer."),),
        rules=RULES.replace(NO_CHOICE, "").replace("LOV", "LOU"),
    ),
    Wrong(
        "a no-choice provider that stops while the rule holds",
        (
            file(
                FIRST_LINE + 2,
                47,
                f"Alfa omsorg slutar. Efter 31 december 2026 {NOBODY}",
            ),
        ),
        "valid_from: 2027-01-01",
        rules=no_choice("{kind: one-provider, provider: alfa}"),
        providers={"alfa": provider("Alfa omsorg", days=ALFA_STOPS)},
    ),
    Wrong(
        "a no-choice provider that has not begun",
        (
            file(
                FIRST_LINE + 2,
                47,
                f"Alfa omsorg har inte börjat 23 november 2026. Då {NOBODY}",
            ),
        ),
        rules=no_choice("{kind: one-provider, provider: alfa}"),
        providers={"alfa": provider("Alfa omsorg", days="begins: 2027-02-01")},
    ),
    Wrong(
        "a no-choice provider that has only applied",
        (
            file(
                FIRST_LINE + 2,
                47,
                f"Alfa omsorg har inte börjat 23 november 2026. Då {NOBODY}",
            ),
            file(FIRST_LINE + 2, 47, "Utföraren alfa är inte godkänd än."),
        ),
        rules=no_choice("{kind: one-provider, provider: alfa}"),
        providers={"alfa": provider("Alfa omsorg", days="applied: 2026-10-01")},
    ),
    Wrong(
        "a no-choice provider that does not work everywhere",
        (
            file(
                FIRST_LINE + 2,
                47,
                f"Beta hemtjänst arbetar inte i Södra Ekvik. Där {NOBODY}",
            ),
        ),
        "arbetar överallt",
        rules=no_choice("{kind: one-provider, provider: beta}"),
    ),
    Wrong(
        "a no-choice provider that does not give all the help",
        (
            file(
                FIRST_LINE + 2,
                47,
                "Alfa omsorg är inte godkänd för personal-care. "
                "Då finns ingen som ger den hjälpen till den som inte väljer.",
            ),
        ),
        rules=no_choice("{kind: one-provider, provider: alfa}"),
        providers={"alfa": provider("Alfa omsorg", services="service")},
    ),
    Wrong(
        "an exit's own rule that leads to one that has stopped, in a set to come",
        (
            file(
                LATER_LINE + 3,
                52,
                f"Alfa omsorg slutar. Efter 31 december 2026 {NOBODY}",
            ),
        ),
        rules=RULES
        + LATER.replace(
            NO_CHOICE, f"{NO_CHOICE}    exit_no_choice: {{kind: one-provider, provider: alfa}}\n"
        ),
        providers={"alfa": provider("Alfa omsorg", days=ALFA_STOPS)},
    ),
    Wrong(
        "a name in an order that had stopped before the rules began",
        (file(FIRST_LINE + 2, 40, "Utföraren alfa hade slutat innan de här reglerna började gälla."),),
        rules=no_choice("{kind: in-turn, order: [alfa, kommunen]}"),
        providers={
            "alfa": provider("Alfa omsorg", days="begins: 2020-01-01\n  last_day: 2025-12-31\n  end: leaves")
        },
    ),
    Wrong(
        "a next choice that nobody can name",
        (file(FIRST_LINE + 3, 16, "Är utföraren full ska nästa val gälla, men ingen får ange fler än en."),),
        rules=RULES.replace("queue-and-stay", "next-choice").replace(
            "ranked_choices: 2", "ranked_choices: 1"
        ),
    ),
    Wrong(
        "a service in two groups",
        (file(LATER_LINE, 73, "Tjänsten service står två gånger."),),
        rules=RULES + "    chosen_apart: [{name: A, services: [service]}, {name: B, services: [service]}]\n",
    ),
    Wrong(
        "help outside the choice by a provider that nobody knows",
        (file(LATER_LINE, 47, "Det finns ingen utförare med id komunen."),),
        rules=RULES + "    not_chosen: [{service: service, provider: komunen}]\n",
    ),
    Wrong(
        "help outside the choice by one without an agreement about it",
        (file(LATER_LINE, 45, "Kommunens hemtjänst har inget avtal om night."),),
        rules=RULES + "    not_chosen: [{service: night, provider: kommunen}]\n",
    ),
    Wrong(
        "help outside the choice that stands twice",
        (file(LATER_LINE, 61, "Tjänsten service står två gånger."),),
        rules=RULES + "    not_chosen: [{service: service, provider: a}, {service: service, provider: a}]\n",
    ),
    Wrong(
        "a service that no provider is approved for",
        (file(LATER_LINE, 41, "Ingen utförare är godkänd för night."),),
        rules=RULES + "    chosen_apart: [{name: A, services: [night]}]\n",
    ),
    Wrong(
        "an alarm in the choice that nobody answers",
        (file(FIRST_LINE + 5, 22, "Larmet ingår i valet, men ingen utförare är godkänd för alarm."),),
        rules=RULES.replace("alarm_in_choice: nej", "alarm_in_choice: ja"),
    ),
    Wrong(
        "its own regime alone, beside companies",
        (
            file(
                FIRST_LINE + 1, 10, "Enligt reglerna ger kommunen all hjälp själv, men Alfa omsorg har avtal."
            ),
            file(
                FIRST_LINE + 1,
                10,
                "Enligt reglerna ger kommunen all hjälp själv, men Beta hemtjänst har avtal.",
            ),
        ),
        rules=RULES.replace("LOV", "own"),
    ),
    Wrong(
        "a lead time without days",
        (file(FIRST_LINE + 4, 16, "Det står inte hur många dagar det tar."),),
        "days: eller at_most:",
        rules=lead_time("{kind: working-days}"),
    ),
    Wrong(
        "a longest time that is not longer",
        (file(FIRST_LINE + 4, 48, "Den längsta tiden måste vara längre än den kortaste."),),
        rules=lead_time("{kind: days, days: 10, at_most: 10}"),
    ),
    Wrong(
        "a day of the month that not all months have",
        (file(FIRST_LINE + 4, 48, "Talet är för stort: det största är 28."),),
        rules=lead_time("{kind: first-of-month, told_by: 31, months_ahead: 2}"),
    ),
    Wrong(
        "fewer days than none",
        (file(FIRST_LINE + 4, 43, "”-5” är inte ett heltal."),),
        rules=lead_time("{kind: working-days, days: -5}"),
    ),
    Wrong(
        "no days",
        (file(FIRST_LINE + 4, 43, "Talet är för litet: det minsta är 1."),),
        rules=lead_time("{kind: working-days, days: 0}"),
    ),
    Wrong(
        "years of days",
        (file(FIRST_LINE + 4, 43, "Talet är för stort: det största är 120."),),
        rules=lead_time("{kind: working-days, days: 5000}"),
    ),
    Wrong(
        "a lead time of no kind",
        (file(FIRST_LINE + 4, 23, "Värdet ”working-day” kan inte stå här."),),
        "Menade du ”working-days”?",
        rules=lead_time("{kind: working-day, days: 5}"),
    ),
    Wrong(
        "a no-choice rule of no kind",
        (file(FIRST_LINE + 2, 23, "Värdet ”one-provder” kan inte stå här."),),
        "Menade du ”one-provider”?",
        rules=no_choice("{kind: one-provder, provider: kommunen}"),
    ),
    Wrong(
        "a key that the kind does not have",
        (file(FIRST_LINE + 2, 49, "Nyckeln ”order” finns inte här."),),
        rules=no_choice("{kind: random, excluded: [beta], order: [alfa]}"),
    ),
    Wrong(
        "a ceiling told after the day of the statement, also in an area",
        (
            "room.yml:2:68: Taket meddelades 2026-11-20, efter den dag som uppgiften gäller.",
            "room.yml:3:97: Taket meddelades 2026-11-20, efter den dag som uppgiften gäller.",
        ),
        "den senare dagen",
        room=room(
            alfa="ceilings: [{hours: 9, told: 2026-11-20}]",
            beta="areas: {norra: {state: open, ceilings: [{hours: 9, told: 2026-11-20}]}}",
        ),
    ),
    Wrong(
        "a ceiling that begins before it was told",
        ("room.yml:2:88: Taket börjar gälla innan det meddelades.",),
        "Rätta en av dagarna.",
        room=room(alfa="ceilings: [{hours: 9, told: 2026-11-10, begins: 2026-11-01}]"),
    ),
    Wrong(
        "more hours than the ceiling, and open",
        (
            "room.yml:2:15: Utföraren har 12 beviljade timmar och tar högst 9, "
            "men det står att den tar emot nya.",
        ),
        "state: queue",
        room=room(alfa="granted_hours: 12, ceilings: [{hours: 9, told: 2026-11-10}]"),
    ),
    Wrong(
        "room in an area that there is not, and where the provider does not work",
        (
            "room.yml:2:48: Det finns inget område nora i municipality.yml.",
            "room.yml:3:48: Utföraren beta arbetar inte i området sodra.",
        ),
        room=room(alfa="areas: {nora: {state: queue}}", beta="areas: {sodra: {state: queue}}"),
    ),
    Wrong(
        "everything at once",
        (
            file(FIRST_LINE, 17, "Dagen 2026-02-30 finns inte."),
            file(FIRST_LINE + 1, 10, "Värdet ”LOW” kan inte stå här."),
            file(FIRST_LINE + 4, 43, "Talet är för stort: det största är 120."),
            "room.yml:1:19: Värdet ”opn” kan inte stå här.",
        ),
        rules=RULES.replace("2026-01-01", "2026-02-30").replace("LOV", "LOW").replace("days: 5", "days: 500"),
        room=ROOM.replace("kommunen: {state: open", "kommunen: {state: opn"),
    ),
)

RIGHT = {
    "sets that do not stand in the order of their days": LATER + RULES,
    "an order with one that works in a part": no_choice("{kind: in-turn, order: [beta, alfa]}"),
    "free hours that nobody has told": no_choice("{kind: free-capacity}"),
    "an order for an area": no_choice(
        "{kind: rotation, period: week, order: [alfa], areas: {norra: [beta, alfa]}}"
    ),
    "a lot with one out": no_choice("{kind: random, excluded: [beta]}"),
    "appointed": no_choice("{kind: appointed}"),
    "a set of the past that names one that had stopped by then": RULES.replace(
        "2026-01-01", "2025-01-01"
    ).replace(NO_CHOICE, "    no_choice: {kind: one-provider, provider: gammal}\n")
    + RULES,
}
GONE = provider("Gamla omsorgen", days="begins: 2020-01-01\n  last_day: 2025-06-30\n  end: leaves")


def told(finding: Finding) -> str:
    return f"{finding.file}:{finding.line}:{finding.column}: {finding.message}"


@pytest.mark.parametrize("case", WRONG, ids=lambda case: case.name)
def test_a_mistake_in_the_rules_gives_its_findings(case: Wrong, tmp_path: Path) -> None:
    _, found = checked(small(tmp_path / "x", case.rules, case.providers, case.room))
    assert [told(finding) for finding in found] == sorted(case.findings)
    assert any(case.advice in finding.advice for finding in found)


@pytest.mark.parametrize("name", RIGHT)
def test_rules_that_only_look_odd_are_not_found(name: str, tmp_path: Path) -> None:
    room = f"{ROOM}gammal: {{state: closed, as_of: 2025-06-30}}\n"
    _, found = checked(small(tmp_path / "x", RIGHT[name], {"gammal": GONE}, room))
    assert [told(finding) for finding in found] == []


PIECES = (
    ["", "x", "-1", "0", "31", "99999999999", "2026-01-01", "2026-13-01", "kommunen", "norra", "LOV"],
    ["[]", "{}", "[alfa]", "{norra: [alfa]}", "{kind: random}", "{kind: in-turn}", "{kind:{}}", "[[]]"],
    ["null", "~", "ja", "one-provider", "first-of-month", "&a", "*a", "!!x y", "\t", "{", ": :", "- -"],
    ["e\u0301", "'", '"'],
)
VALUES = st.sampled_from([value for values in PIECES for value in values])


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_mangled_rules_are_found_and_never_crash(data: st.DataObject) -> None:
    """Whatever stands there, the reading ends with a model or with findings that can be shown."""
    text = data.draw(st.sampled_from([RULES, LATER + RULES, no_choice("{kind: in-turn, order: [alfa]}")]))
    for _ in range(data.draw(st.integers(1, 3))):
        start = data.draw(st.integers(0, len(text)))
        end = data.draw(st.integers(start, min(len(text), start + 30)))
        text = text[:start] + data.draw(VALUES) + text[end:]
    _ends(MUNICIPALITY + text, "municipality.yml", Municipality)


def _ends(text: str, name: str, model: Any) -> None:
    node, found = read_text(text, name)
    bound = None
    if node is not None and not found:
        bound, found = bind(node, model, name, text)
    assert (bound is None) == bool(found)
    for finding in found:
        assert finding.message
        assert finding.line >= 1
        assert finding.render()


@settings(max_examples=60, deadline=None)
@given(
    st.recursive(
        st.sampled_from(["open", "x", "9", "2026-11-18", "norra", ""]),
        lambda inner: st.one_of(
            st.lists(inner, max_size=2),
            st.dictionaries(
                st.sampled_from(["state", "as_of", "areas", "ceilings", "hours", "told", "norra"]),
                inner,
                max_size=4,
            ),
        ),
        max_leaves=12,
    )
)
def test_mangled_room_is_found_and_never_crashes(value: object) -> None:
    _ends(yaml.safe_dump({"alfa": value}, allow_unicode=True), "room.yml", Rooms)
