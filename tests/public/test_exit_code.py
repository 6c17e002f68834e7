"""The code in the letter about a provider that stops: who is asked for it, when, and what is kept."""

from datetime import datetime

import pytest

from hemval.settings import Settings
from hemval.words.dates import SWEDEN
from tests.municipalities import NOW
from tests.public.client import citizen_of
from tests.public.journeys import go
from tests.public.test_any_form import received

CODE = "7K2WXDPM"
LETTERS = "2026-12-01"
UNDER_WAY = datetime(2026, 12, 1, 10, 0, tzinfo=SWEDEN)
LAST_DAY = datetime(2027, 1, 31, 10, 0, tzinfo=SWEDEN)
AFTER = datetime(2027, 2, 1, 10, 0, tzinfo=SWEDEN)
SWITCH = {"kind": "switch", "today": "solgardens-hemtjanst", "provider": "bjorkens-hemtjanst"}
LINDVIK = pytest.mark.parametrize("municipality", ["lindvik"], indirect=True)


def asked_first(settings: Settings, now: datetime) -> str:
    """Return the first question about the person, after whether anything may be written here at all."""
    citizen = go(citizen_of(settings, now), until="protected")
    return citizen.answer("").question


@LINDVIK
def test_it_is_asked_only_while_an_exit_is_under_way(settings: Settings) -> None:
    assert asked_first(settings, NOW) == "name"
    assert asked_first(settings, UNDER_WAY) == "code"
    assert asked_first(settings, LAST_DAY) == "code"
    assert asked_first(settings, AFTER) == "name"


@LINDVIK
def test_a_day_that_is_moved_is_what_the_form_goes_by_at_once(settings: Settings) -> None:
    assert asked_first(settings, NOW) == "name"
    file = settings.places.content / "exits.yml"
    file.write_text(file.read_text("utf-8").replace(LETTERS, "2026-11-16"), "utf-8")
    assert asked_first(settings, NOW) == "code"


FOLLOWS = "måndag 1 februari 2027"
CHOOSES = {
    "kind": "switch",
    "today": "solgardens-hemtjanst",
    "area": "norra",
    "provider": "lyktans-hemtjanst",
}


@LINDVIK
def test_every_page_says_the_day_after_the_last_to_who_has_the_code(settings: Settings) -> None:
    citizen = go(citizen_of(settings, UNDER_WAY), until="kind", code=CODE)
    taken = [e.get("value") for e in citizen.page.iter("input") if e.get("type") == "radio"]
    assert taken == ["switch", "no-choice", "call-me"]
    assert "Svara att det är ett byte" not in citizen.words
    go(citizen, until="today", **CHOOSES)
    helps = [e.get("value") for e in citizen.page.iter("input") if e.get("type") == "radio"]
    assert helps == ["solgardens-hemtjanst", "_unknown"]
    (back,) = [e for e in citizen.page.iter("p") if e.get("class") == "alone"]
    assert [(e.text, e.get("href")) for e in back.iter("a")] == [("Till frågan om koden", "../code/")]
    go(citizen, until="provider", **CHOOSES)
    assert f"Solgårdens hemtjänst slutar. Den som hjälper sedan börjar {FOLLOWS}." in citizen.words
    go(citizen, **CHOOSES)
    assert f"Den som hjälper sedan börjar {FOLLOWS}." in citizen.words
    assert "Önskad start" not in citizen.words
    assert "Skäl att byta" not in citizen.words
    citizen.send()
    assert f"Lyktans hemtjänst börjar {FOLLOWS}." in citizen.words
    (one,) = received(settings)
    assert one.outcome is not None
    assert one.outcome.inputs.situation.kind == "exit"
    assert one.outcome.result.start.isoformat() == "2027-02-01"
    assert CODE not in one.outcome.model_dump_json()


@LINDVIK
def test_who_takes_the_code_away_afterwards_is_asked_again_and_who_adds_it_too(settings: Settings) -> None:
    citizen = go(citizen_of(settings, UNDER_WAY), code=CODE, **CHOOSES)
    folder = citizen.path.removesuffix("kontrollera/")
    go(citizen.get(f"{folder}code/").answer(""))
    assert "Lyktans hemtjänst går inte att välja nu." in citizen.words
    assert citizen.send().response.status_code == 400
    first = {"kind": "first", "area": "norra", "provider": "bjorkens-hemtjanst"}
    other = go(citizen_of(settings, UNDER_WAY), code="", **first)
    folder = other.path.removesuffix("kontrollera/")
    go(other.get(f"{folder}code/").answer(CODE))
    assert "Välj vad du vill göra" in other.words
    assert other.send().response.status_code == 400
    go(other.get(f"{folder}kind/").answer("switch"), **SWITCH)
    assert "Vi har tagit emot dina svar" in other.send().heading


@LINDVIK
def test_who_adds_the_code_to_another_provider_is_told_which_of_them_to_change(settings: Settings) -> None:
    other = {"today": "bjorkens-hemtjanst", "provider": "storangens-omsorg"}
    citizen = go(citizen_of(settings, UNDER_WAY), **{**CHOOSES, **other})
    folder = citizen.path.removesuffix("kontrollera/")
    go(citizen.get(f"{folder}code/").answer(CODE))
    assert "Björkens hemtjänst är inte en av dem. Ta bort koden" in citizen.words
    assert citizen.send().response.status_code == 400
    go(citizen.get(f"{folder}today/").answer("solgardens-hemtjanst"), **CHOOSES)
    assert "Vi har tagit emot dina svar" in citizen.send().heading


@LINDVIK
def test_without_a_code_who_was_given_a_provider_is_told_that_it_is_a_switch(settings: Settings) -> None:
    citizen = go(citizen_of(settings, UNDER_WAY), until="kind", code="")
    assert "Slutar din utförare? Svara att det är ett byte, också utan kod." in citizen.words
    assert "För den som inte har någon utförare i dag." in citizen.words
    assert "också om kommunen valde den" in citizen.words
    before = go(citizen_of(settings), until="kind")
    assert "Svara att det är ett byte" not in before.words
    assert "För den som inte har någon utförare i dag." in before.words


@LINDVIK
@pytest.mark.parametrize("typed", ["7k2w-xdpn", "7k2w-xdp0", "7k2w-xd"])
def test_whatever_is_wrong_with_the_code_the_field_may_be_left_empty(settings: Settings, typed: str) -> None:
    citizen = go(citizen_of(settings, UNDER_WAY), until="code").answer(typed)
    assert citizen.response.status_code == 400
    assert "kan du lämna fältet tomt" in citizen.words
    assert ("Valet gäller ändå." in citizen.words) == (len(typed.replace("-", "")) == 8)


@LINDVIK
def test_who_makes_no_choice_is_told_by_the_rule_of_the_exit_who_helps_from_the_day_after(
    settings: Settings,
) -> None:
    citizen = go(citizen_of(settings, UNDER_WAY), code=CODE, kind="no-choice", today="solgardens-hemtjanst")
    citizen.send()
    assert f"Kommunens hemtjänst börjar {FOLLOWS}." in citizen.words


@LINDVIK
def test_it_is_taken_however_it_is_written_and_kept_in_its_signs(settings: Settings) -> None:
    citizen = go(citizen_of(settings, UNDER_WAY), until="code", **SWITCH)
    assert "Har du fått ett brev med en kod?" in citizen.heading
    citizen.answer("7k2w-xdpn")
    assert citizen.response.status_code == 400
    assert "Något tecken är fel." in citizen.words
    go(citizen.answer("7k2w xdpm"), **SWITCH)
    assert "7K2W XDPM" in citizen.words
    citizen.send()
    (one,) = received(settings)
    assert one.answers["code"] == CODE


@LINDVIK
def test_who_has_none_goes_on_and_says_so(settings: Settings) -> None:
    citizen = go(citizen_of(settings, UNDER_WAY), code="", **SWITCH)
    assert "Ingen kod" in citizen.words
    citizen.send()
    assert "Vi har tagit emot dina svar" in citizen.heading


@LINDVIK
def test_who_helps_another_is_asked_of_the_others_letter(settings: Settings) -> None:
    citizen = go(citizen_of(settings, UNDER_WAY), until="code", who="together", helper="Bo Ek", **SWITCH)
    assert "Har den som ska få hjälpen fått ett brev med en kod?" in citizen.heading


@LINDVIK
def test_a_start_after_the_last_day_is_refused_on_the_page_with_the_day_and_what_to_do(
    settings: Settings,
) -> None:
    file = settings.places.content / "room.yml"
    text = file.read_text("utf-8")
    file.write_text(
        text.replace("state: closed\n  as_of: 2026-11-02", "state: open\n  as_of: 2026-11-02"), "utf-8"
    )
    first = {"kind": "first", "provider": "solgardens-hemtjanst", "area": "norra"}
    citizen = go(citizen_of(settings), until="start", **first)
    citizen.answer({"start-day": "1", "start-month": "2", "start-year": "2027"})
    assert citizen.response.status_code == 400
    assert "Solgårdens hemtjänst slutar. Sista dagen är 31 januari 2027." in citizen.words
    assert "Skriv en tidigare dag, eller välj en annan utförare" in citizen.words
    citizen.answer({"start-day": "29", "start-month": "1", "start-year": "2027"})
    assert citizen.question == "kontrollera"
    late = go(citizen_of(settings, LAST_DAY), until="provider", **first)
    assert "Slutar 31 januari 2027" in late.words
    assert "solgardens-hemtjanst" not in [e.get("value") for e in late.page.iter("input")]
