"""The pages that most people meet, in light and dark, wide and narrow: the form and its errors too."""

import itertools

import pytest

from tests.browser.begun import begin
from tests.browser.conftest import NewTab, Town
from tests.browser.journeys import answer, page_name
from tests.browser.keyboard import Keyboard
from tests.browser.watched import Watched

WAYS = tuple(itertools.product(("light", "dark"), (1280, 320)))
COLOURED = (("light", 1280), ("dark", 320))
"""Where colours are looked at: each scheme and width once. The other two pairs are those of every page."""


def findings(watched: Watched) -> list[str]:
    """Look at the page as it stands in all four ways."""
    found = []
    for scheme, width in WAYS:
        watched.page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        watched.page.set_viewport_size({"width": width, "height": 900})
        seen = watched.findings(colours=(scheme, width) in COLOURED)
        found += [f"{watched.path} {scheme} {width}: {finding}" for finding in seen]
    return found


SHORTLIST = "/jamfor/urval/?u=bjorkens-hemtjanst&u=lyktans-hemtjanst"
TOO_MANY = f"{SHORTLIST}&u=fjordens-omsorg&u=storangens-omsorg&u=nobody"


ASKED = (
    "/urval/?sprak=finska&plats=ja",
    "/urval/?sprak=arabiska&omrade=skargarden&kunskap=kultur",
    "/sok/?q=avgfit",
    "/sok/?q=xyzzy",
)
"""A filtered list, one with no hit, a search with a slip of the finger, one with no hit."""


@pytest.mark.parametrize(
    "path", ["/", "/utforare/", "/utforare/fjordens-omsorg/", "/jamfor/", SHORTLIST, TOO_MANY, *ASKED]
)
def test_pages(towns: dict[str, Town], tab: NewTab, path: str) -> None:
    found = findings(tab(towns["lindvik"].address).open(path))
    assert not found, "\n".join(found)


def test_the_form(towns: dict[str, Town], tab: NewTab) -> None:
    """Meet every kind of page of the form, an error on two of them, the check and the receipt."""
    watched = tab(towns["lindvik"].address).open("/valj/")
    found = findings(watched)
    for question, wrong in {"identity-number": "1938", "provider": ""}.items():
        found += findings(begin(watched, towns["lindvik"], question))
        if wrong:
            answer(Keyboard(watched), wrong)
        else:
            Keyboard(watched).follow("#go-on")
        found += findings(watched)
    found += findings(begin(watched, towns["lindvik"], "kontrollera", provider="fjordens-omsorg"))
    Keyboard(watched).follow("#send")
    assert page_name(watched) == "kvitto"
    found += findings(watched)
    assert not found, "\n".join(found)


@pytest.mark.parametrize("path", ["/en/valj/", "/valj/AAAAAAAAAAAAAAAAAAAAAA/name/", "/valj/raderat/"])
def test_other_pages_of_the_form(towns: dict[str, Town], tab: NewTab, path: str) -> None:
    """Meet the form in English, the page for answers that are not there, the one for erased answers."""
    tab(towns["botkyrka"].address).go(path)


def test_where_the_form_stops(towns: dict[str, Town], tab: NewTab) -> None:
    town = towns["botkyrka"]
    begin(tab(town.address), town, "apply-first", granted="no").check()
