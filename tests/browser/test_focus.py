"""Tab through pages at 320 px: everything is reached, seen, named and ringed, in both colour schemes."""

from pathlib import Path

import pytest

from tests.browser.begun import begin
from tests.browser.conftest import NewTab, Town
from tests.browser.keyboard import Keyboard
from tests.browser.watched import Watched

REMEMBER = (Path(__file__).parent / "focus.js").read_text(encoding="utf-8")

ON_THE_WAY = ("comes before the skip link", "were reached")
"""What only a walk from the top can tell."""

FURTHER = 80
"""How many more stops than were counted are looked for."""

PAGES = (
    "/",
    "/utforare/",
    "/utforare/fjordens-omsorg/",
    "/jamfor/",
    "/jamfor/urval/?u=fjordens-omsorg&u=bjorkens-hemtjanst",
    "/urval/?sprak=finska&plats=ja",
    "/sok/?q=kostnaden",
    "/fragor/",
    "/en/",
)


def walk(watched: Watched) -> list[str]:
    """Press Tab from the top to the end; tell what is wrong on the way."""
    watched.page.evaluate("window.scrollTo(0, 0)")
    expected = watched.page.evaluate(REMEMBER)
    for _ in range(expected):
        watched.page.keyboard.press("Tab")
    for _ in range(FURTHER):
        watched.page.keyboard.press("Tab")
        if watched.page.evaluate("toldOfFocus().over"):
            break
    steps = watched.page.evaluate("toldOfFocus().told")
    faults = [f"{step['what']} {fault}" for step in steps for fault in step["faults"]]
    if steps and steps[0]["href"] != "#main":
        faults.insert(0, f"{steps[0]['what']} comes before the skip link")
    reached = len(steps)
    if reached != expected:
        faults.append(f"{reached} of {expected} were reached")
    return [f"{watched.path}: {fault}" for fault in faults]


def test_the_pages_are_walked(towns: dict[str, Town], tab: NewTab) -> None:
    faults = []
    watched = tab(towns["lindvik"].address)
    for scheme in ("light", "dark"):
        watched.page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        for path in PAGES:
            watched.open(path).unchecked.clear()
            faults += [f"{scheme} {fault}" for fault in walk(watched)]
    assert not faults, "\n".join(faults)


def test_the_form_is_walked(towns: dict[str, Town], tab: NewTab) -> None:
    town = towns["lindvik"]
    watched = tab(town.address)
    faults = []
    for page in ("who", "protected", "name", "provider", "kontrollera"):
        faults += walk(begin(watched, town, page, provider="fjordens-omsorg"))
        if page in ("name", "provider"):
            watched.page.click("#go-on")
            # The summary has the focus, so the walk begins in the middle of the page.
            faults += [fault for fault in walk(watched) if not fault.endswith(ON_THE_WAY)]
    Keyboard(watched).follow("#send")
    faults += walk(watched)
    watched.unchecked.clear()
    assert not faults, "\n".join(faults)


def test_the_skip_link_works(towns: dict[str, Town], tab: NewTab) -> None:
    watched = tab(towns["lindvik"].address).go("/utforare/")
    watched.page.keyboard.press("Tab")
    assert watched.page.locator(".skip").bounding_box()["y"] >= 0  # type: ignore[index]
    watched.page.keyboard.press("Enter")
    watched.page.keyboard.press("Tab")
    assert watched.page.evaluate("document.activeElement.closest('main') !== null")
    watched.check()


@pytest.mark.parametrize(
    ("rule", "sign"),
    [
        (":focus-visible { outline: none }", "has no ring"),
        (".menu a { outline: .2rem solid; box-shadow: 0 0 0 .5rem }", "has no ring"),
        (".menu { visibility: hidden } .menu a { visibility: visible; opacity: 0 }", "is not visible"),
        (".menu a { position: absolute; inset-inline-start: -400px }", "is outside the window"),
        (
            "nav { opacity: .99 } nav a { pointer-events: none }",
            "is covered by",
        ),
    ],
)
def test_the_walk_can_fail(towns: dict[str, Town], tab: NewTab, rule: str, sign: str) -> None:
    watched = tab(towns["lindvik"].address).go("/kontakt/")
    watched.restyle(rule)
    assert any(sign in fault for fault in walk(watched))
