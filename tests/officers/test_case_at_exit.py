"""A choice's page while an exit is under way: a code beside another provider, and two days that both hold."""

import shutil
from datetime import date

import pytest

from hemval.content.exit import Exits
from hemval.content.folder import Folder
from hemval.content.whole import Content
from hemval.forms.reading.loading import load_forms
from hemval.pages.published import write_published
from hemval.settings import PROJECT, Places
from tests.officers.browser import Browser
from tests.officers.exits import EXITS, helper, sent, take_in

EXIT = EXITS["lindvik"]
TWO_DAYS = "Bytet börjar före utförarens sista dag"
NOT_TOGETHER = "Koden och utföraren i dag går inte ihop"


@pytest.fixture
def places(places: Places) -> Places:
    shutil.copy(PROJECT / "exits.yml", places.content)
    return places


@pytest.fixture
def cases(desk, content, clock):
    return take_in(desk, content, EXIT, clock.now)


def page_of(anna: Browser, row_id: str) -> str:
    anna.get("/arenden/")  # takes in what has come
    anna.get(f"/arenden/{row_id}/")
    return anna.page.words("main")


def test_an_early_switch_that_is_tied_says_both_days_and_which_to_register(anna, cases, send, content):
    row = sent(1, cases[2], helper(content, cases[2]), code=False)
    send(row)
    words = page_of(anna, row.id)
    assert TWO_DAYS not in words, "nobody has said whose it is"
    assert "Personen har en utförare som slutar, och ingen har sagt vems valet är." in words
    anna.follow("Säg vems det är")
    anna.press("Fortsätt", sokt=cases[2].reference)
    anna.press("Ja, koppla ihop dem")
    words = page_of(anna, row.id)
    assert "Hör till ett avslut: Solgårdens hemtjänst slutar." in words
    assert anna.page.links()["Se personen där"] == f"/arenden/avslut/{EXIT}/b/{cases[2].id}/"
    assert TWO_DAYS in words
    assert "Registrera starten 9 december 2026: den gäller." in words
    assert "slutar 31 januari 2027, så avslutet räknar från 1 februari 2027. Ingen står utan hjälp." in words


def test_with_the_code_there_is_one_day(anna, cases, send, content):
    row = sent(1, cases[0], helper(content, cases[0]))
    send(row)
    anna.get(f"/arenden/avslut/{EXIT}/")
    words = page_of(anna, row.id)
    assert TWO_DAYS not in words
    assert NOT_TOGETHER not in words


@pytest.mark.parametrize(("today", "flagged"), [("kommunens-hemtjanst", True), ("_unknown", False)])
def test_a_code_beside_a_provider_that_does_not_stop_is_to_be_asked_about(
    anna, cases, send, content, today, flagged
):
    row = sent(1, cases[0], helper(content, cases[0]))
    object.__setattr__(row, "answers", {**row.answers, "today": today})
    send(row)
    words = page_of(anna, row.id)
    assert (NOT_TOGETHER in words) is flagged
    asks = "en utförare som slutar, men här står Kommunens hemtjänst. Fråga vem som hjälper i dag."
    assert (asks in words) is flagged
    assert "1 februari 2027" in words, "the code wins where one stops"


@pytest.fixture
def other_day() -> date:
    return date(2027, 3, 31)


@pytest.fixture
def two_stop(places: Places, content: Content, other_day: date) -> None:
    """Another provider stops in the same exit, on the same day or another."""
    exits = places.content / "exits.yml"
    both = "[solgardens-hemtjanst, bjorkens-hemtjanst]"
    exits.write_text(exits.read_text("utf-8").replace("[solgardens-hemtjanst]", both), "utf-8")
    other = content.providers["bjorkens-hemtjanst"]
    stops = other.agreement.model_copy(update={"last_day": other_day, "end": "leaves"})
    held = {**content.providers, other.id: other.model_copy(update={"agreement": stops})}
    one = content.exits.root[EXIT].model_copy(update={"providers": ("solgardens-hemtjanst", other.id)})
    two = content.model_copy(update={"providers": held, "exits": Exits({EXIT: one})})
    write_published(places.published, two, load_forms(Folder(PROJECT, PROJECT))[0])


@pytest.mark.parametrize("other_day", [date(2027, 1, 31)])
def test_where_several_stop_on_one_day_the_choice_itself_begins_on_the_day_after(two_stop, anna, cases, send):
    row = sent(1, cases[0], "kommunens-hemtjanst")
    object.__setattr__(row, "answers", {**row.answers, "today": "_unknown"})
    send(row)
    anna.get("/arenden/")
    anna.get(f"/arenden/avslut/{EXIT}/")
    words = page_of(anna, row.id)
    assert "Med koden börjar den nya dagen efter den sista" not in words, "the rules say it themselves"
    assert "hjälper från och med måndag 1 februari 2027" in words


def test_where_several_stop_on_their_own_days_the_code_says_which_start_to_register(
    two_stop, anna, cases, send
):
    """The choice by itself does not say which of them helps today: its rules go by an ordinary switch."""
    row = sent(1, cases[0], "kommunens-hemtjanst")
    object.__setattr__(row, "answers", {**row.answers, "today": "_unknown"})
    send(row)
    anna.get("/arenden/")
    anna.get(f"/arenden/avslut/{EXIT}/")
    words = page_of(anna, row.id)
    assert TWO_DAYS not in words
    assert "Med koden börjar den nya dagen efter den sista" in words
    assert "slutar 31 januari 2027. Registrera starten 1 februari 2027: den gäller i avslutet" in words
