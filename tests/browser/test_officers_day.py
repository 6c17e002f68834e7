"""From a citizen's keys to an officer's cells: what was typed is what is read, opened and downloaded."""

import csv
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from hemval.officers.application import create
from hemval.queue.desk import Desk
from hemval.words.csv_text import unguarded
from tests.browser.begun import begin
from tests.browser.conftest import NewTab, Town
from tests.browser.journeys import fill_in
from tests.browser.keyboard import Keyboard
from tests.browser.serving import served
from tests.browser.watched import Watched
from tests.municipalities import NOW, SOURCES

TOLD_OTHERWISE = ("who", "identity-number")
"""What stands in a file in other signs than it was typed."""

NAME, PASSWORD = "dagny", "en lång mening som lösenord"
"""A name of its own: all test files of a worker share the municipality, and accounts stay."""

# Numbers of their own: in one municipality a newer choice of a person takes an older one out of the list.
TYPED = [
    {
        "name": "=Åsa Öberg",
        "phone": "+46 70-174 06 05",
        "who": "together",
        "helper": "@Örjan Ängström",
        "identity-number": "193109239842",
    },
    {"name": "Berta Berg", "phone": "0701740605", "identity-number": "194612319873"},
]


@pytest.fixture(params=sorted(SOURCES))
def town(request: pytest.FixtureRequest, towns: dict[str, Town]) -> Town:
    return towns[request.param]


@pytest.fixture
def officers(town: Town) -> Iterator[str]:
    """Serve the officers' application by its other host name: cookies do not see ports."""
    desk = Desk.open(town.settings.places)
    desk.accounts.add(NAME, PASSWORD, "test", NOW)
    desk.close()
    app = create(town.settings, lambda: NOW)
    with served(app, "localhost") as address:
        yield address
    app.extensions["hemval.desk"].close()


def send(town: Town, tab: NewTab, typed: dict[str, str]) -> str:
    """Make a choice and return its reference; the keys begin at the first page that is typed in."""
    answers = {"kind": "call-me", **typed}
    first = "helper" if "helper" in typed else "name"
    watched = begin(tab(town.address, script=False), town, first, **answers)
    fill_in(watched, **answers).follow("#send")
    reference = watched.check().page.inner_text(".reference-code")
    watched.context.close()
    return reference


def download(watched: Watched, kind: str) -> str:
    with watched.page.expect_download() as fetched:
        watched.page.click(f"button[value={kind}]")
    assert fetched.value.suggested_filename.endswith(f".{kind}")
    return str(fetched.value.path())


def test_what_was_typed_is_what_is_downloaded(town: Town, officers: str, tab: NewTab) -> None:
    references = [send(town, tab, typed) for typed in TYPED]

    watched = tab(officers, width=1280).open("/arenden/")
    page, keyboard = watched.check().page, Keyboard(watched)
    page.fill("#name", NAME)
    page.fill("#password", "fel lösenord helt och hållet")
    keyboard.enter()
    assert watched.check().status == 400
    page.fill("#name", NAME)
    page.fill("#password", PASSWORD)
    keyboard.enter()
    for reference in references:
        assert watched.check().page.get_by_role("link", name=reference).is_visible()

    page.goto(f"{officers}/arenden/hamta/")
    watched.check()
    watched.press(page.locator("button[value=xlsx]").first)
    watched.check()
    xlsx = cells_of_xlsx(download(watched, "xlsx"))
    guarded = cells_of_csv(download(watched, "csv"))
    for reference, typed in zip(references, TYPED, strict=True):
        for value in (value for question, value in typed.items() if question not in TOLD_OTHERWISE):
            assert value in xlsx[reference]
            assert value in [unguarded(cell) for cell in guarded[reference]]
        assert not [cell for cell in guarded[reference] if cell.startswith(("=", "+", "@"))]

    page.goto(f"{officers}/arenden/")
    watched.check()
    watched.press(page.get_by_role("link", name=references[0]))
    assert TYPED[0]["name"] in watched.check().page.inner_text("main")
    watched.press(page.get_by_role("button", name="Markera som övertagen"))
    assert watched.check().page.locator(".done").is_visible()
    page.goto(f"{officers}/arenden/")
    watched.check()
    assert page.get_by_role("link", name=references[0]).count() == 0
    assert page.get_by_role("link", name=references[1]).is_visible()
    page.set_viewport_size({"width": 320, "height": 900})
    page.emulate_media(color_scheme="dark")
    watched.check()
    page.goto(f"{officers}/arenden/gallring/")
    assert page.locator(".counts tbody tr").count() == 1
    watched.check()


def cells_of_xlsx(path: str) -> dict[str, list[str]]:
    """Return the rows of a workbook by reference; a cell that is not text fails."""
    book = load_workbook(BytesIO(Path(path).read_bytes()))
    rows = list(book.worksheets[0].iter_rows())
    assert {cell.data_type for row in rows for cell in row if cell.value is not None} == {"s"}
    return {str(row[0].value): [str(cell.value) for cell in row] for row in rows}


def cells_of_csv(path: str) -> dict[str, list[str]]:
    """Return the rows of a CSV file by reference, as they stand in it."""
    with Path(path).open(encoding="utf-8-sig", newline="") as file:
        return {row[0]: row for row in csv.reader(file, delimiter=";", strict=True)}


def test_the_officers_pages_are_not_on_the_citizens_port(town: Town, tab: NewTab) -> None:
    watched = tab(town.address).open("/arenden/")
    assert watched.status == 404
    watched.check()
