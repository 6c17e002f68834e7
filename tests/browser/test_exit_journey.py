"""An exit from the list to the confirmation, in a co-ordinator's browser: nobody is left without help."""

import csv
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Locator

from hemval.officers.application import COOKIE
from hemval.officers.application import create as create_officers
from hemval.public.application import create as create_public
from hemval.queue.desk import Desk
from hemval.words.dates import SWEDEN
from tests.browser.begun import begin
from tests.browser.conftest import NewTab, Town
from tests.browser.serving import served
from tests.browser.watched import Watched
from tests.conftest import MadeBy
from tests.officers.browser import Browser
from tests.officers.exits import EXITS
from tests.paper.pdf import Pdf

PASSWORD = "en lång mening som lösenord"
EXIT = EXITS["lindvik"]
HERE = f"/arenden/avslut/{EXIT}/"
STOPS, WISHED, BY_RULE = "solgardens-hemtjanst", "bjorkens-hemtjanst", "kommunens-hemtjanst"
POSTED, TOO_LATE, NEXT_DAY = (
    datetime(year, month, day, 9, tzinfo=SWEDEN)
    for year, month, day in ((2026, 12, 1), (2027, 1, 18), (2027, 2, 1))
)
"""The letters go out; the time to choose is over; the first day with the new providers."""
REFERENCES = ("HEM-1", "HEM-2", "HEM-3")
NAMED, STREET = "Planterad", "Stigen"


class Clock:
    """A clock that stands until it is moved."""

    now = POSTED

    def __call__(self) -> datetime:
        return self.now


@dataclass(frozen=True)
class Office:
    """A town of its own: the citizens' pages, the officers', the desk beside them, and the clock of all."""

    town: Town
    app: Flask
    address: str
    desk: Desk
    clock: Clock


@pytest.fixture
def office(made: MadeBy, tmp_path: Path) -> Iterator[Office]:
    settings, clock = made("lindvik").copy(tmp_path / "lindvik"), Clock()
    desk = Desk.open(settings.places)
    desk.accounts.add("maria", PASSWORD, "test", POSTED, ["officer", "coordinator"])
    public, officers = create_public(settings, clock), create_officers(settings, clock)
    with ExitStack() as open_:
        town = Town("lindvik", settings, public, open_.enter_context(served(public)))
        yield Office(town, officers, open_.enter_context(served(officers, "localhost")), desk, clock)
    officers.extensions["hemval.desk"].close()
    desk.close()


def button(watched: Watched, name: str) -> Locator:
    return watched.page.get_by_role("button", name=name)


def sign_in(watched: Watched, office: Office) -> None:
    """Sign the browser in without walking there: the login page is walked in other tests."""
    client = Browser(office.app)
    client.sign_in("maria", PASSWORD)
    cookie = client.get_cookie(COOKIE)
    assert cookie is not None
    watched.context.clear_cookies()
    watched.context.add_cookies(
        [{"name": COOKIE, "value": cookie.value, "url": office.address, "httpOnly": True}]
    )


def send_in(watched: Watched, at: str, lines: list[str], pressed: str) -> None:
    watched.go(f"{HERE}{at}/")
    data = "\n".join(lines).encode()
    watched.page.set_input_files("#list", {"name": "l.csv", "mimeType": "text/csv", "buffer": data})
    watched.press(button(watched, pressed)).check()


def fetched(watched: Watched, pressed: str) -> bytes:
    with watched.page.expect_download() as download:
        button(watched, pressed).click()
    return Path(download.value.path()).read_bytes()


def test_nobody_is_left_without_help(office: Office, tab: NewTab) -> None:
    maria = tab(office.address, width=1280)
    sign_in(maria, office)
    listed = ["beteckning;utförare;område", *(f"{one};{STOPS};norra" for one in REFERENCES)]
    send_in(maria, "lista", listed, "Se vad listan ändrar")
    maria.press(button(maria, "Läs in listan")).check()
    addresses = [f"{one};{NAMED} {one};{STREET} 1;999 99;Orten" for one in REFERENCES]
    send_in(maria, "brev", ["beteckning;namn;adress;postnummer;ort", *addresses], "Se vilka")
    letters = Pdf(fetched(maria, "Hämta breven")).text()
    assert all(f"{NAMED} {one}" in letters for one in REFERENCES)
    maria.press(maria.page.get_by_role("link", name="Breven är postade")).check()
    maria.press(button(maria, "Ja, 3 brev är postade")).check()

    code = {one.reference: one.code for one in office.desk.exits.read(EXIT)}[REFERENCES[1]]
    chosen = {"kind": "switch", "today": STOPS, "code": code.lower(), "provider": WISHED}
    citizen = begin(tab(office.town.address), office.town, "kontrollera", **chosen).check()
    citizen.press(citizen.page.locator("#send"))
    assert "1 februari 2027" in citizen.check().page.inner_text("main"), "from the day after the last"

    office.clock.now = TOO_LATE
    sign_in(maria, office)
    maria.go(f"{HERE}regeln/").press(button(maria, "Kör regeln för 2 personer")).check()
    maria.go(f"{HERE}kontroll/")
    assert "Ingen står utan hjälp." in maria.page.inner_text("main")
    _, *rows = csv.reader(fetched(maria, "CSV").decode("utf-8-sig").splitlines(), delimiter=";")
    helped = dict(zip(REFERENCES, (BY_RULE, WISHED, BY_RULE), strict=True))
    assert {row[0]: row[6] for row in rows if row[0] in helped} == helped
    assert all("2027-02-01" in row for row in rows if row[0] in helped)

    office.clock.now = NEXT_DAY
    sign_in(maria, office)
    maria.go(f"{HERE}klart/").press(button(maria, "Ja, alla 3")).check()
    assert office.desk.exits.end_of(EXIT) is not None
    kept = [path for path in office.town.settings.places.var.rglob("*") if path.is_file()]
    assert kept
    assert not [path for path in kept if any(word.encode() in path.read_bytes() for word in (NAMED, STREET))]
