"""Two officers at one case, each in a browser: the second is told who was first; nothing is done twice."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Locator

from hemval.officers.application import create
from hemval.queue.desk import Desk
from hemval.queue.desk.audit import read_entries
from hemval.queue.inbox import Inbox
from tests.browser.conftest import NewTab
from tests.browser.serving import served
from tests.browser.watched import Watched
from tests.conftest import MadeBy
from tests.municipalities import NOW
from tests.officers.samples import choice

PASSWORD = "en lång mening som lösenord"
FULL, FREE = "fjordens-omsorg", "kommunens-hemtjanst"

CAME = NOW - timedelta(hours=2)
ROWS = [
    choice(
        n,
        name,
        answers={"name": name, "kind": "first", "area": "centrum", "provider": FREE},
        received_at=CAME + timedelta(minutes=n),
    )
    for n, name in enumerate(f"Person {letter}" for letter in "ABCDE")
]
ROWS[1] = ROWS[1].model_copy(
    update={"answers": {**ROWS[1].answers, "provider": FULL, "queue": "wait"}},
)
HAVE_ROOM = len(ROWS) - 1
"""Whoever waits is set aside when a batch is confirmed: taken over, a place in the queue would be lost."""

TAKE, QUEUE, CLOSE, PROTECT, UNDO = (
    "Markera som övertagen",
    "Ställ i kö",
    "Avsluta utan att lägga in",
    "Markera som skyddat",
    "Ångra",
)

PAIRS = [
    (TAKE, PROTECT, "tog över ärendet"),
    (QUEUE, CLOSE, "ställde ärendet i kö"),
    (PROTECT, TAKE, "märkte ärendet som skyddat"),
]
"""What anna presses, what bo presses on the page opened before that, and what bo is told."""


@dataclass
class Officers:
    """The desk beside the application, and where that is."""

    desk: Desk
    address: str

    def acts(self) -> Counter[str]:
        """Count the log's links by act; the chain holds."""
        assert self.desk.verify().broken_at is None
        with self.desk.queue.reading() as connection:
            counted = Counter(entry.act for entry in read_entries(connection))
        return counted - Counter({act: counted[act] for act in ("open", "list", "find", "account_added")})


@pytest.fixture
def officers(made: MadeBy, tmp_path: Path) -> Iterator[Officers]:
    """Serve a town of its own, with two officers: what is counted here is nobody else's."""
    settings = made("lindvik").copy(tmp_path / "lindvik")
    desk, inbox = Desk.open(settings.places), Inbox.open(settings.places)
    for name in ("anna", "bo"):
        desk.accounts.add(name, PASSWORD, "test", NOW)
    for row in ROWS:
        inbox.submit(row)
    inbox.close()
    app = create(settings, lambda: NOW)
    with served(app, "localhost") as address:
        yield Officers(desk, address)
    app.extensions["hemval.desk"].close()
    desk.close()


def signed_in(tab: NewTab, officers: Officers, name: str) -> Watched:
    watched = tab(officers.address, width=1280, script=False).open("/arenden/")
    watched.check().page.fill("#name", name)
    watched.page.fill("#password", PASSWORD)
    return watched.press(button(watched, "Logga in")).check()


def button(watched: Watched, name: str) -> Locator:
    return watched.page.get_by_role("button", name=name, exact=True)


def pressed_twice(watched: Watched, name: str) -> Watched:
    """Press a button as somebody does who is used to double clicks, and load anew what comes.

    The second press breaks off what the first had asked for, so it is a page that is waited for.
    """
    with watched.page.expect_event("load"):
        button(watched, name).dblclick()
    watched.page.wait_for_load_state()
    return watched.check()


def test_the_second_is_told_who_was_first_and_no_press_counts_twice(officers: Officers, tab: NewTab) -> None:
    anna, bo = signed_in(tab, officers, "anna"), signed_in(tab, officers, "bo")
    for n, (first, second, did) in enumerate(PAIRS):
        address = f"/arenden/{ROWS[n].id}/"
        bo.go(address)
        pressed_twice(anna.go(address), first)
        before = officers.acts()
        anna.reload().check()
        bo.press(button(bo, second))
        assert bo.status == 409
        told = bo.check().page.inner_text("main")
        assert f"anna {did} 23 november 2026 klockan 10.00. Inget ändrades nu." in told
        bo.press(bo.page.get_by_role("link", name="Se ärendet som det är nu")).check()
        assert officers.acts() == before, "neither loading anew nor the second press changed anything"
    assert officers.acts() == Counter(login=2, take_in=1, take_over=1, outcome=1, queue=1, protect=1)

    undone = f"/arenden/{ROWS[0].id}/"
    bo.go(undone)
    pressed_twice(anna.go(undone), UNDO)
    bo.press(button(bo, UNDO))
    assert bo.status == 409
    assert "anna ångrade det senaste steget" in bo.check().page.inner_text("main")
    anna.page.go_back()
    anna.check()
    assert not button(anna, UNDO).count(), "Back shows the case as it is"
    assert officers.acts()["undo"] == 1


def test_a_batch_is_made_confirmed_and_undone_once(officers: Officers, tab: NewTab) -> None:
    anna, bo = signed_in(tab, officers, "anna"), signed_in(tab, officers, "bo")
    for watched in (anna, bo):
        watched.go("/arenden/hamta/")
    pressed_twice(anna, "Gör en omgång till Excel (XLSX)")
    bo.press(button(bo, "Gör en omgång till Excel (XLSX)")).check()
    assert bo.path == anna.path == "/arenden/hamta/1/"
    for watched in (anna, bo):
        watched.go("/arenden/hamta/1/bekrafta/")
    yes = f"Ja, alla {HAVE_ROOM} ligger i verksamhetssystemet"
    pressed_twice(anna, yes)
    bo.press(button(bo, yes))
    assert bo.status == 409
    assert "anna bekräftade omgången" in bo.check().page.inner_text("main")
    bo.press(bo.page.get_by_role("link", name="Se omgången som den är nu")).check()
    pressed_twice(anna, "Ångra bekräftelsen")
    bo.press(button(bo, "Ångra bekräftelsen"))
    assert bo.status == 409
    assert "anna ångrade bekräftelsen" in bo.check().page.inner_text("main")
    acts = officers.acts()
    assert (acts["batch"], acts["confirm"], acts["confirm_undone"]) == (1, 1, 1)
    assert (acts["take_over"], acts["undo"], officers.desk.batches.count()) == (HAVE_ROOM, HAVE_ROOM, 1)
    assert officers.desk.count()["new"] == len(ROWS)
