"""Every page that officers open, with a month of cases: wide, narrow, light, dark, by keyboard, on paper.

How each page came to be is told in the tests of its own room. Here stands that none is forgotten, and that
each is held to what the citizens' pages are. One browser, one application and one desk for all of it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from flask import Flask
from playwright.sync_api import Page
from werkzeug.exceptions import HTTPException

from hemval.content.folder import Folder
from hemval.content.loading import load as load_content
from hemval.officers.application import create
from hemval.queue.desk import Desk
from hemval.queue.desk.exits.settling import Appointed
from hemval.rules.exits.case import Case
from hemval.settings import PROJECT
from tests.browser.caseload import ANNA, PASSWORD, PER, RUT, Caseload, damage, fill
from tests.browser.conftest import NewTab
from tests.browser.paper import letter_sizes, printed, sheets
from tests.browser.serving import served
from tests.browser.test_focus import walk
from tests.browser.test_key_pages import COLOURED
from tests.browser.test_weight import KIB, TEXT, packed
from tests.browser.watched import Watched
from tests.conftest import MadeBy
from tests.municipalities import NOW
from tests.officers.exits import EXITS, helper, take_in
from tests.officers.routes import ROUTES

OPENED_ELSEWHERE = {
    "start": "leads to another page",
    "asset": "is no page",
    "login": "is where every walk here begins",
    "code": "test_accounts",
    "new_telephone": "test_accounts",
    "own_password": "test_accounts",
    "ask_again": "test_accounts",
    "accounts": "test_accounts",
    "new_account": "test_accounts",
    "account": "test_accounts",
    "search": "is where a press begins, below",
    "found": "is where a press leads, below",
    "registered_now": "test_keying_in",
    "exit_changes": "is where a list leads, below",
    "exit_meeting": "is where a list leads, below",
    "exit_report_pdf": "is no page",
}
"""Endpoints that are not opened below, and why."""

LIST = 12 * KIB
EXIT = f"/arenden/avslut/{EXITS['lindvik']}/"
AFFECTED = 40

LONG = {"/arenden/", "/arenden/logg/", "/arenden/ny/choice/", EXIT}
"""What those may weigh that hold a whole list, each line of it twice, or a whole form."""

SMALLEST = 9
"""Points on an officer's paper: it is read at a desk, and a list is to stay a list."""

TO_PRESS = "button, input:not([type=hidden]), select, textarea, summary"


@dataclass(frozen=True)
class Office:
    """Officers' pages that answer, and what is in them."""

    app: Flask
    address: str
    load: Caseload
    desk: Desk
    affected: tuple[Case, ...] = ()
    """Those whom an exit touches: one letter came back, and one has had a provider appointed."""

    def case(self, reason: str) -> str:
        """Return the address of a new case that is to be looked at twice for a reason."""
        row = next(one.id for one in self.load.new if reason in one.review)
        return f"/arenden/{row}/"

    def endpoint(self, path: str) -> str:
        """Return what answers at an address."""
        try:
            found, _ = self.app.url_map.bind("").match(path.partition("?")[0])
        except HTTPException:
            return ""
        return str(found)


@pytest.fixture(scope="module")
def office(made: MadeBy, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    settings = made("lindvik").copy(tmp_path_factory.mktemp("office") / "content")
    load = fill(settings, NOW)
    damage(settings, load.new[6].id)
    app = create(settings, lambda: NOW)
    desk = Desk.open(settings.places)
    content, _ = load_content(Folder(settings.content, PROJECT))
    assert content is not None
    exit_id = EXITS["lindvik"]
    cases = take_in(desk, content, exit_id, NOW, AFFECTED)
    desk.exits.note(exit_id, [case.id for case in cases], "letter", PER, NOW, content)
    desk.exits.note(exit_id, [cases[4].id], "undeliverable", PER, NOW)
    desk.exits.appoint(content, exit_id, Appointed((cases[1].id,), helper(content, cases[1])), PER, NOW)
    with served(app, "localhost") as address:
        yield Office(app, address, load, desk, cases)
    desk.close()
    app.extensions["hemval.desk"].close()


def signed_in(tab: NewTab, office: Office, who: str) -> Watched:
    watched = tab(office.address, width=1280).open("/arenden/")
    page = watched.page
    page.fill("#name", who)
    page.fill("#password", PASSWORD)
    watched.unchecked.clear()
    watched.press(page.get_by_role("button", name="Logga in"))
    watched.unchecked.clear()
    return watched


def faults(watched: Watched, where: str = "") -> list[str]:
    """Look at the page as it stands: wide and light, narrow and dark."""
    found = []
    page = watched.page
    for scheme, width in COLOURED:
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        page.set_viewport_size({"width": width, "height": 900})
        seen = watched.findings()
        found += [f"{where or watched.path} {scheme} {width}: {one}" for one in seen]
    if first := page.locator("main .button:not(.button-second, .button-warning):visible").count():
        found += [f"{watched.path}: {first} buttons are meant first"] if first > 1 else []
    if page.locator("script").count():
        found.append(f"{watched.path}: a script")
    return found


def pages_of(office: Office) -> dict[str, list[str]]:
    """List what each opens."""
    load, some = office.load, "?fran=igår&till=imorgon"
    waits = f"/arenden/ko/{load.queue}/"
    selection = "/arenden/hamta/urval/"
    queued = load.choices[2].id
    return {
        ANNA: [
            "/arenden/", "/arenden/?visa=nya&granska=ja&vantat=2", "/arenden/?visa=skyddade",
            office.case("no-authority"), f"/arenden/{queued}/", f"/arenden/{load.choices[12].id}/",
            f"/arenden/{load.new[6].id}/", "/arenden/ko/", waits, "/arenden/plats/",
            f"/arenden/plats/{load.queue}/", "/arenden/hamta/", f"{selection}{some}&blankett=choice",
            f"{selection}?blankett=choice&fran=2026-11-10&till=&utforare=&lage=", "/arenden/hamta/1/",
            "/arenden/hamta/2/", "/arenden/hamta/2/bekrafta/", "/arenden/gallring/", "/arenden/ny/",
            "/arenden/ny/choice/", "/arenden/konto/", "/arenden/konto/losenord/", "/arenden/finns-inte/",
            "/arenden/logg/", "/arenden/avslut/", "/arenden/avslut/plan/", EXIT,
            f"{EXIT}?status=appointed&aterkommet=ja", f"{EXIT}plan/", f"{EXIT}val/",
            f"{EXIT}val/{load.new[9].id}/", f"{EXIT}b/{office.affected[1].id}/",
            f"{EXIT}b/{office.affected[4].id}/", f"{EXIT}lista/", f"{EXIT}brev/", f"{EXIT}brev/postade/",
            f"{EXIT}regeln/", f"{EXIT}kontroll/", f"{EXIT}rapport/", f"{EXIT}klart/",
        ],
        RUT: ["/arenden/logg/", f"/arenden/logg/{some}"],
    }  # fmt: skip


def test_no_page_is_forgotten(office: Office) -> None:
    opened = {office.endpoint(path) for paths in pages_of(office).values() for path in paths}
    asked = {endpoint for endpoint, method, _ in ROUTES if method == "GET"}
    assert asked - opened == set(OPENED_ELSEWHERE)


def test_every_page_in_each_way(office: Office, tab: NewTab) -> None:
    found: list[str] = []
    refused: dict[tuple[str, str], int] = {}
    for who, paths in pages_of(office).items():
        watched = signed_in(tab, office, who)
        for path in paths:
            found += faults(watched.open(path))
            if watched.status != 200:
                refused[who, path] = watched.status
    assert not found, "\n".join(found)
    assert {status for (_, path), status in refused.items() if "=" not in path} == {403, 404}


def test_what_a_press_leads_to(office: Office, tab: NewTab) -> None:
    """Meet what was searched for, faults in what was typed, and that a colleague was first."""
    watched = signed_in(tab, office, ANNA)
    page, now, queue = watched.page, NOW, office.load.queue
    found = []

    def press(button: str, title: str) -> None:
        watched.press(page.get_by_role("button", name=button).locator("visible=true").first)
        assert page.inner_text("h1") == title
        found.extend(faults(watched))
        page.set_viewport_size({"width": 1280, "height": 900})

    for sought, title in (("ek", "Sökning: 6 ärenden hittades"), ("xyzzy", "Sökning: 0 ärenden hittades")):
        watched.open("/arenden/sok/").unchecked.clear()
        page.fill("#sok", sought)
        press("Sök ärenden", title)
    for at, line, button, title in (
        (
            "lista",
            "utförare;timmar\nHEM-1;solgardens-hemtjanst;5",
            "Se vad listan ändrar",
            "Vad listan ändrar",
        ),
        ("brev", "namn;adress\nHEM-0003;Bo Ek;Gatan 1", "Se vilka som får brev", "Vilka som får brev"),
    ):
        watched.open(f"{EXIT}{at}/").unchecked.clear()
        data = f"beteckning;{line}\n".encode()
        page.set_input_files("#list", {"name": "lista.csv", "mimeType": "text/csv", "buffer": data})
        press(button, title)
    watched.open(f"/arenden/plats/{queue}/").unchecked.clear()
    page.fill("#as_of", "i går")
    page.fill("#waiting", "många")
    page.fill("#hours", "5")
    press("Spara", "Plats hos Fjordens omsorg")
    assert page.locator(".problems a").all_inner_texts() == [
        "Stämde den: Skriv dagen så här: 2026-11-23",
        "Hur många väntar: Skriv ett helt tal med siffror, till exempel 4",
        "När utföraren sa det: Skriv dagen så här: 2026-11-23",
    ], "in the order of the fields, where and what to write"
    assert page.locator("details[open]").count() == 0, "nothing is wrong in any area"
    watched.open(f"/arenden/{office.load.new[9].id}/").unchecked.clear()
    office.desk.step(office.load.new[9].id, 1, "awaiting", PER, now)
    press("Markera som övertagen", "En annan handläggare hann före")
    watched.open(f"/arenden/ko/{queue}/").unchecked.clear()
    place = next(one for one in office.desk.queued() if one.offered)
    office.desk.take_offer_back(place.header.id, place.seen, PER, now)
    press("Tackade ja", "Kön har ändrats")
    watched = signed_in(tab, office, RUT)
    page = watched.page
    press("Kontrollera loggen", "Loggen stämmer")
    assert not found, "\n".join(found)


def test_the_pages_are_walked_by_keyboard(office: Office, tab: NewTab) -> None:
    """Go the way of Tab through each kind of page, in the narrow and dark where rings are hardest to see."""
    watched = signed_in(tab, office, ANNA)
    found = []
    watched.page.emulate_media(color_scheme="dark")
    watched.page.set_viewport_size({"width": 320, "height": 900})
    for path in (
        office.case("no-authority"), f"/arenden/ko/{office.load.queue}/",
        "/arenden/hamta/urval/?blankett=choice", "/arenden/hamta/2/bekrafta/", EXIT, f"{EXIT}plan/",
        f"{EXIT}b/{office.affected[4].id}/",
    ):  # fmt: skip
        watched.open(path).unchecked.clear()
        found += walk(watched)
    assert not found, "\n".join(found)


def test_no_table_is_wider_than_its_page(office: Office, tab: NewTab) -> None:
    """Try what lies between a laptop and the cards: a screen enlarged to 125 % is 1093 px wide."""
    watched = signed_in(tab, office, ANNA)
    for path in ("/arenden/", "/arenden/plats/", "/arenden/hamta/", EXIT):
        watched.open(path).unchecked.clear()
        for width in (1060, 1093, 1280):
            watched.page.set_viewport_size({"width": width, "height": 900})
            assert watched.page.locator("table.cases-wide").is_visible()
            assert watched.page.evaluate("document.scrollingElement.scrollWidth") <= width, f"{path} {width}"


def test_what_the_pages_weigh(office: Office) -> None:
    """Weigh each page with styles and icon; a list of 25 may weigh more than a page to read."""
    client = office.app.test_client()
    assets = sum(packed(client.get(path).data) for path in ("/assets/hemval.css", "/assets/icon.svg"))
    weights = {}
    for who, paths in pages_of(office).items():
        token = re.search(r'csrf_token" value="([^"]+)', client.get("/arenden/logga-in/").text)
        assert token is not None
        typed = {"name": who, "password": PASSWORD, "csrf_token": token[1]}
        signed = client.post("/arenden/logga-in/", data=typed, headers={"Sec-Fetch-Site": "same-origin"})
        assert signed.status_code == 303
        weights |= {(who, path): packed(client.get(path).data) + assets for path in paths}
        client.delete_cookie("handlaggare")
    heavy = {path: weight for (_, path), weight in weights.items() if weight > TEXT}
    assert set(heavy) <= LONG, heavy
    assert max(weights.values()) <= LIST, heavy


def test_on_paper_stands_what_is_told_and_nothing_to_press(office: Office, tab: NewTab) -> None:
    watched = signed_in(tab, office, ANNA)
    page: Page = watched.page
    page.emulate_media(media="print", color_scheme="dark")
    page.set_viewport_size({"width": 718, "height": 1000})
    most = {
        "/arenden/": 2, office.case("no-authority"): 2, f"/arenden/ko/{office.load.queue}/": 1,
        "/arenden/hamta/2/": 1, "/arenden/hamta/2/bekrafta/": 1, "/arenden/plats/": 1, EXIT: 2,
        f"{EXIT}b/{office.affected[1].id}/": 1, "/arenden/avslut/": 1,
    }  # fmt: skip
    for path, sheets_at_most in most.items():
        watched.open(path).unchecked.clear()
        told = page.inner_text("body")
        assert "Handläggning\nLindviks kommun" in told, path
        assert f"Så såg sidan ut den 23 november 2026 klockan 10.00: {office.address}{path}" in told
        assert page.locator(f":is({TO_PRESS}):visible").all_inner_texts() == [], path
        assert page.locator(".cases-narrow:visible").count() == 0, path
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
        pdf = printed(watched)
        assert sheets(pdf) <= sheets_at_most, path
        assert min(letter_sizes(pdf)) >= SMALLEST, path
