"""The log's pages in a browser, without script: wide and light, narrow and dark."""

from collections.abc import Iterator

import pytest

from hemval.officers.application import create
from hemval.queue.desk import Desk
from tests.browser.conftest import NewTab, Town
from tests.browser.serving import served
from tests.municipalities import NOW

NAME, PASSWORD = "rut", "en lång mening som lösenord"


@pytest.fixture
def officers(towns: dict[str, Town]) -> Iterator[str]:
    settings = towns["lindvik"].settings.model_copy(update={"second_factor": False})
    desk = Desk.open(settings.places)
    desk.accounts.add(NAME, PASSWORD, "test", NOW, ["auditor"])
    for _ in range(60):
        desk.log.note_sought([f"{n:032x}" for n in range(5)], "anna-maria.handlaggare", NOW)
    desk.close()
    app = create(settings, lambda: NOW)
    with served(app, "localhost") as address:
        yield address
    app.extensions["hemval.desk"].close()


def test_an_auditor_reads_asks_and_checks(officers: str, tab: NewTab) -> None:
    watched = tab(officers, width=1280, script=False).open("/arenden/")
    page = watched.check().page
    page.fill("#name", NAME)
    page.fill("#password", PASSWORD)
    watched.press(page.get_by_role("button", name="Logga in"))
    assert watched.check().page.inner_text("h1") == "Loggen"
    for width, scheme in ((1280, "light"), (320, "dark")):
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)
        watched.go("/arenden/logg/?sida=2")
        watched.go("/arenden/logg/?fran=igår&till=imorgon")
        page.fill("#reference", "7K2")
        watched.press(page.get_by_role("button", name="Visa vem"))
        assert watched.check().page.input_value("#reference") == "7K2"
        watched.go(f"/arenden/logg/?rad={1:032x}")
        watched.press(page.get_by_role("link", name="Till hela loggen"))
        watched.check()
        watched.press(page.get_by_role("button", name="Kontrollera loggen"))
        assert watched.check().page.inner_text("h1") == "Loggen stämmer"
