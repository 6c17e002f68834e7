"""Going through a list: each case once, the oldest first, and the step before is undone from where one is."""

import pytest

from tests.officers.browser import PASSWORD
from tests.officers.samples import choice

TAKE, WAIT, CLOSE, SKIP = (
    "Markera som övertagen",
    "Vänta på svar",
    "Avsluta utan att lägga in",
    "Hoppa till nästa i listan",
)
ROWS = [choice(n, f"Person {n}", phone=f"070-174 06 {n:02}") for n in range(4)]


@pytest.fixture
def walking(anna, send):
    send(*ROWS)
    anna.get("/arenden/")
    return anna.follow("Gå igenom listan") and anna


def at(browser) -> int | None:
    """Return which of the rows is open."""
    here = browser.last.request.path
    return next((n for n, row in enumerate(ROWS) if row.id in here), None)


def test_each_step_leads_to_the_next_and_the_last_to_the_list(walking, desk):
    met = []
    for button in (TAKE, WAIT, CLOSE, TAKE):
        met.append(at(walking))
        walking.press(button)
    assert met == [0, 1, 2, 3]
    assert walking.is_at("/arenden/")
    assert (
        "Förra ärendet: Ärendet är markerat som övertaget av dig. Du har gått igenom listan."
        in walking.last.text
    )
    assert [row.state for row in desk.list()] == ["taken_over", "awaiting", "closed", "taken_over"]
    walking.press("Ångra")
    assert at(walking) == 3
    assert "Det senaste steget är ångrat." in walking.last.text
    assert SKIP not in walking.page.links()
    walking.follow("Till listan")
    assert walking.page.words("h1").endswith("Nya (1)")


def test_what_is_left_is_not_met_again(walking):
    walking.press(TAKE)
    walking.follow(SKIP)
    assert at(walking) == 2
    walking.press(TAKE)
    assert at(walking) == 3, "and not the first that is still new"


def test_the_step_before_is_undone_on_the_next_page_and_the_way_goes_on(walking, desk):
    walking.press(CLOSE)
    assert at(walking) == 1
    walking.press("Ångra")
    assert (at(walking), desk.list()[0].state) == (0, "new")
    walking.press(TAKE)
    assert at(walking) == 1
    walking.follow("Se det ärendet")
    assert "Övertagen av anna" in walking.last.text


def test_two_presses_of_one_button_lead_to_one_place(walking, log):
    seen = walking.last
    walking.press(TAKE)
    walking.last = seen
    walking.press(TAKE)
    assert (at(walking), walking.last.status_code, len(log("take_over"))) == (1, 200, 1)
    assert walking.page.buttons().count("Ångra") == 1


def test_what_a_colleague_has_done_meanwhile_is_passed_by(walking, desk, clock):
    for n in (1, 2):
        desk.step(ROWS[n].id, 1, "closed", "bo", clock.now)
    walking.press(TAKE)
    assert at(walking) == 3


def test_some_cases_are_stayed_with(anna, send, desk):
    """What the rules come to is read when it is settled, and so are a protected person's other cases."""
    send(choice(0, answers={"kind": "no-choice"}), *ROWS[1:])
    anna.get("/arenden/")
    anna.follow("Gå igenom listan")
    anna.press(TAKE)
    assert at(anna) == 0
    anna.follow(SKIP)
    anna.press("Markera som skyddat")
    assert at(anna) == 1
    assert "Du går igenom listan" in anna.last.text
    anna.follow(SKIP)
    assert at(anna) == 2


def test_flags_that_vanish_on_the_way_let_none_be_passed_by(anna, send):
    """Four choices from one contact are flagged, and no longer when two of them are done."""
    rows = [choice(n, f"Person {n}", phone="070-174 06 05") for n in (1, 3)]
    send(ROWS[0], rows[0], ROWS[2], rows[1], choice(4, "Person 4", phone="070-174 06 05"), choice(5))
    anna.get("/arenden/")
    anna.follow("Gå igenom listan")
    for _ in range(5):
        anna.press(TAKE)
    assert "Det här är det sista i listan." in anna.last.text
    anna.press(TAKE)
    assert anna.page.words("h1").endswith("Nya (0)")


def test_only_those_to_look_twice_at(anna, send):
    calls = {"kind": "call-me"}
    send(*(choice(n, answers=calls, review=("quick",) if n in (1, 3) else ()) for n in range(4)))
    anna.get("/arenden/?granska=ja")
    anna.follow("Gå igenom listan")
    assert at(anna) == 1
    anna.press(WAIT)
    assert at(anna) == 3
    anna.press(WAIT)
    assert anna.page.words("h1").endswith("Nya (0)")
    assert "Visa alla igen" in anna.page.links(), "two more are new"


@pytest.mark.parametrize("query", ["utforare=solgarden", "vantat=1", "visa=overtagna", "visa=skyddade"])
def test_no_address_holds_a_row_and_the_provider_that_is_wished_for(anna, send, desk, clock, query):
    send(*ROWS)
    anna.get(f"/arenden/?{query}")
    assert "Gå igenom listan" not in anna.page.links()
    made_up = anna.get(f"/arenden/{ROWS[0].id}/?lista=skyddade&utforare=solgarden&nasta={ROWS[1].id}")
    assert "solgarden" not in " ".join([*anna.page.links().values(), made_up.request.path])


def test_who_may_decide_nothing_goes_through_nothing(browser, send, desk, clock):
    desk.accounts.add("rut", PASSWORD, "test", clock.now, ["registrar"])
    send(*ROWS)
    browser.sign_in("rut")
    browser.get("/arenden/")
    assert "Gå igenom listan" not in browser.page.links()


def test_the_buttons_are_two_presses_from_the_top(walking):
    links = [link.get("href") for link in walking.page.all("a")][:2]
    assert links == ["#main", "#acts"]
    (acts,) = [one for one in walking.page.all("div") if one.get("id") == "acts"]
    assert acts.get("tabindex") == "-1"
