"""What those whose provider stops are told: nothing before the letters, then by when and what otherwise."""

from datetime import date

import pytest

from hemval.content.exit import Exits
from hemval.content.whole import Content
from hemval.rules.told.exit import choose_by_told, exit_told, no_choice_at_exits_told
from hemval.words import words_in
from tests.forms.samples import content_of

SV, EN = words_in("sv"), words_in("en")
RULE = "Om du inte väljer får du hjälp av Kommunens hemtjänst."
BY = f"Välj en ny senast den 15 januari 2027. {RULE}"
PASSED = f"Sista dagen att välja var den 15 januari 2027. {RULE} Du kan välja en annan senare, när du vill."


def lindvik(**more: object) -> Content:
    """Return Lindvik with more said of its exit, and another's beside it."""
    days = {"letters": "2026-12-01", "deadline": "2027-01-15"}
    exits = {"ett": {"providers": ["solgardens-hemtjanst"], **days, **more}}
    return content_of("lindvik").with_exits(Exits.model_validate(exits))


@pytest.mark.parametrize(
    ("day", "told"),
    [
        ("2026-11-30", ""),
        ("2026-12-01", BY),
        ("2027-01-15", BY),
        ("2027-01-16", PASSED),
        ("2027-01-31", PASSED),
        ("2027-02-01", ""),
    ],
)
def test_it_is_told_from_the_letters_to_the_last_day(day: str, told: str) -> None:
    content = lindvik()
    stops, stays = (content.providers[one] for one in ("solgardens-hemtjanst", "bjorkens-hemtjanst"))
    assert exit_told(stops, content, date.fromisoformat(day), SV) == told
    assert exit_told(stays, content, date.fromisoformat(day), SV) == ""
    short = choose_by_told(stops, content, date.fromisoformat(day), SV)
    assert short == ("Har du hjälp därifrån? Välj en ny senast den 15 januari 2027." if told == BY else "")


def test_it_is_told_in_english() -> None:
    content = lindvik()
    told = exit_told(content.providers["solgardens-hemtjanst"], content, date(2026, 12, 1), EN)
    assert told.startswith("Choose a new one by 15 January 2027. If you do not choose, you get help from")


def test_an_exits_own_rule_is_what_is_told_of_it() -> None:
    content = lindvik(no_choice={"kind": "appointed"})
    told = exit_told(content.providers["solgardens-hemtjanst"], content, date(2026, 12, 1), SV)
    assert told.endswith("Om du inte väljer bestämmer kommunen vem som hjälper dig.")
    assert no_choice_at_exits_told(content, date(2026, 12, 1), SV) in told
    assert no_choice_at_exits_told(content, date(2026, 11, 30), SV) == RULE


def test_exits_with_different_rules_are_told_each_by_itself() -> None:
    one = lindvik(no_choice={"kind": "appointed"})
    other = one.providers["bjorkens-hemtjanst"]
    days = {"last_day": date(2027, 1, 31), "end": "leaves"}
    stopping = other.model_copy(update={"agreement": other.agreement.model_copy(update=days)})
    providers = {**one.providers, other.id: stopping}
    exits = {**one.exits.root}
    exits["två"] = exits["ett"].model_copy(update={"providers": (other.id,), "no_choice": None})
    both = one.model_copy(update={"providers": providers, "exits": Exits.model_construct(exits)})
    told = no_choice_at_exits_told(both, date(2026, 12, 1), SV)
    assert told == "Vem som hjälper dig om du inte väljer står vid varje utförare här ovanför."
