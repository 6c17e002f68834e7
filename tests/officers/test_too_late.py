"""Presses on a page that is older than the case: another officer's, one's own, and the same one twice."""

import pytest

from hemval.queue.desk.tables import State
from tests.officers.browser import PASSWORD
from tests.officers.samples import choice
from tests.officers.test_waiting import FULL, NAMES, NUMBERS, QUEUE, wish

AT = " 2 december 2026 klockan 10.30. "

TAKE, QUEUED, WAIT, BACK, CLOSE = (
    "Markera som övertagen",
    "Ställ i kö",
    "Vänta på svar",
    "Markera som återtagen",
    "Avsluta utan att lägga in",
)
PROTECT, SHOW, UNDO = "Markera som skyddat", "Visa det i listorna igen", "Ångra"

DID = {
    TAKE: ("take_over", "tog över ärendet"),
    QUEUED: ("queue", "ställde ärendet i kö"),
    WAIT: ("await", "satte ärendet i väntan på svar"),
    BACK: ("withdraw", "märkte ärendet som återtaget"),
    CLOSE: ("close", "avslutade ärendet"),
    UNDO: ("undo", "ångrade det senaste steget"),
    PROTECT: ("protect", "märkte ärendet som skyddat"),
    SHOW: ("unprotect", "tog bort märket skyddat"),
}

FROM: dict[str, tuple[State, bool]] = {UNDO: ("awaiting", False), SHOW: ("new", True)}
"""What a case must be like for a button to be there; new for the others."""


@pytest.fixture
def bo(app, desk, clock):
    desk.accounts.add("bo", PASSWORD, "test", clock.now)
    browser = app.test_client()
    browser.sign_in("bo")
    return browser


PAIRS = [
    (TAKE, CLOSE), (TAKE, PROTECT), (CLOSE, TAKE), (QUEUED, CLOSE), (WAIT, TAKE), (PROTECT, TAKE),
    (BACK, QUEUED), (UNDO, TAKE), (TAKE, UNDO), (TAKE, TAKE), (UNDO, UNDO), (PROTECT, PROTECT), (SHOW, SHOW),
]  # fmt: skip
"""What is pressed first, and then on a page that is older than that."""


class Cases:
    """A case for each press, all in one application: each has what its button needs."""

    def __init__(self, desk, clock, log) -> None:
        self.desk, self.clock, self.log = desk, clock, log
        self.rows = [choice(n, f"Person {n}", answers={"provider": FULL}) for n in range(len(PAIRS))]

    def ready(self, n: int, button: str) -> str:
        """Return the address of a case that a button stands on."""
        state, protected = FROM.get(button, ("new", False))
        row = self.rows[n].id
        if state != "new":
            self.desk.step(row, 1, state, "kim", self.clock.now)
        if protected:
            self.desk.protect(row, 1, "kim", self.clock.now, on=True)
        return f"/arenden/{row}/"

    def acts(self, n: int) -> list[str]:
        held = [entry for entry in self.log() if self.rows[n].id in entry.rows]
        return [entry.act for entry in held if entry.act in dict(DID.values())]

    def row(self, n: int):
        return next(one for one in self.desk.list_all() if one.id == self.rows[n].id)


@pytest.fixture
def cases(send, anna, desk, clock, log) -> Cases:
    found = Cases(desk, clock, log)
    send(*found.rows)
    anna.get("/arenden/")
    return found


def test_the_same_button_twice_does_it_once_and_says_so_twice(anna, cases):
    for n, (button, (act, _)) in enumerate(DID.items()):
        address = cases.ready(n, button)
        before, seen = cases.acts(n), anna.get(address)
        for _ in range(2):
            anna.last = seen
            anna.press(button)
            assert (anna.last.status_code, anna.is_at(address)) == (200, True), button
            assert 'class="done"' in anna.last.text
        anna.get(address)
        assert 'class="done"' not in anna.last.text, "loaded anew it says nothing, and does nothing"
        assert cases.acts(n) == [*before, act]


@pytest.mark.parametrize("who", ["another", "oneself"])
def test_a_press_on_an_older_page_changes_nothing_and_says_who_did_what(anna, bo, cases, who):
    later = bo if who == "another" else anna
    for n, (first, then) in enumerate(PAIRS):
        if who == "oneself" and first == then:
            continue
        address = cases.ready(n, UNDO if UNDO in (first, then) else first)
        page = later.get(address)
        anna.get(address)
        anna.press(first)
        after, row = cases.acts(n), cases.row(n)
        later.last = page
        later.press(then)
        assert later.last.status_code == 409, (first, then)
        assert f"{'anna' if who == 'another' else 'Du'} {DID[first][1]}{AT}" in later.last.text
        assert "Inget ändrades nu." in later.last.text
        title = "En annan handläggare hann före" if who == "another" else "Ärendet har ändrats"
        assert later.page.words("h1") == title
        assert (cases.acts(n), cases.row(n)) == (after, row)
        later.follow("Se ärendet som det är nu")
        assert later.is_at(address)


MOVES = [("Ta tillbaka erbjudandet", "offer_undone"), ("Flytta", "move_ahead")]


@pytest.mark.parametrize(("button", "act"), MOVES)
def test_in_a_queue_too(anna, bo, send, desk, clock, log, button, act):
    rows = [wish(n, name, number) for n, (name, number) in enumerate(zip(NAMES, NUMBERS, strict=True))]
    send(*rows)
    anna.get("/arenden/")
    for row in rows:
        desk.step(row.id, 1, "queued", "anna", clock.now, FULL)
    if act == "offer_undone":
        anna.get(QUEUE)
        anna.press("Notera att plats är erbjuden")
    pages = {browser: browser.get(QUEUE) for browser in (bo, anna)}
    reason = {"reason": "Kommer hem från sjukhus"} if act == "move_ahead" else {}
    action, fields = anna.page.form(button)
    headers = {"Origin": "http://localhost", "Sec-Fetch-Site": "same-origin"}
    for _ in range(2):
        posted = anna.post(action, data=fields | reason, headers=headers, follow_redirects=True)
        assert posted.status_code == 200
    assert len(log(act)) == 1, "a double press is no conflict, and is done once"
    bo.last = pages[bo]
    fields = bo.page.form(button)[1]
    assert bo.post(action, data=fields | reason, headers=headers).status_code == 409
    did = "tog tillbaka erbjudandet" if act == "offer_undone" else "flyttade någon framåt i kön"
    assert f"anna {did}{AT}" in bo.last.text
    assert len(log(act)) == 1


def test_who_confirmed_a_batch_and_who_took_that_back(anna, bo, send, desk, log):
    send(*[choice(n) for n in range(3)])
    anna.get("/arenden/hamta/")
    anna.press("Gör en omgång till Excel (XLSX)")
    yes = [browser.get("/arenden/hamta/1/bekrafta/") for browser in (anna, bo)]
    undo = []
    for browser, page in zip((anna, bo), yes, strict=True):
        browser.last = page
        browser.press("Ja, alla 3 ligger i verksamhetssystemet")
        undo.append(browser.get("/arenden/hamta/1/") if browser is anna else browser.last)
    assert (bo.last.status_code, bo.page.words("h1")) == (409, "Omgången har ändrats")
    assert f"anna bekräftade omgången{AT}" in bo.last.text
    bo.follow("Se omgången som den är nu")
    seen = bo.last
    for browser, page in ((anna, undo[0]), (anna, undo[0]), (bo, seen)):
        browser.last = page
        browser.press("Ångra bekräftelsen")
    assert f"anna ångrade bekräftelsen{AT}" in bo.last.text
    assert len(log("confirm")) == len(log("confirm_undone")) == 1
    assert desk.count()["new"] == 3
