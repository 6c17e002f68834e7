"""Any form of the municipality through HTTP: a small one that it has written itself, beside the choice."""

from pathlib import Path

import pytest

from hemval.cli.build import build_site
from hemval.queue.desk import Desk
from hemval.settings import Settings
from tests.conftest import MadeBy
from tests.municipalities import NOW, SOURCES, Made
from tests.page_invariants import text_of
from tests.public.client import Citizen, citizen_of

OPINION = """\
version: 1
address: tyck-till
about: kontakt.md
title: {sv: Tyck till, en: Tell us}
sent: {sv: Tack för att du skrev, en: Thank you for writing}
pages:
  - id: provider
    type: provider
    among: all
    question: {sv: Vem gäller det?, en: Who is it about?}
  - id: view
    type: text
    at_most: 200
    question: {sv: Vad vill du säga?, en: What do you want to say?}
    short: {sv: Synpunkt, en: Opinion}
receipt:
  - text: {sv: Vi läser allt., en: We read everything.}
"""

AT = "/formular/tyck-till/"


@pytest.fixture(scope="module", params=sorted(SOURCES))
def both(request: pytest.FixtureRequest, made: MadeBy, tmp_path_factory: pytest.TempPathFactory) -> Made:
    """Build a municipality that has written a form of its own, once for all tests here."""
    shared = made(request.param)
    settings = shared.copy(tmp_path_factory.mktemp("any-form") / "content")
    write_form(settings)
    build_site(settings, NOW.date())
    return Made(settings.content, shared.recovery)


@pytest.fixture
def settings(both: Made, tmp_path: Path) -> Settings:
    return both.copy(tmp_path / "content")


def write_form(settings: Settings, text: str = OPINION) -> None:
    forms = settings.content / "forms"
    forms.mkdir(exist_ok=True)
    (forms / "opinion-here.yml").write_text(text, encoding="utf-8")


def to_check(citizen: Citizen, view: str = "Allt är bra.", at: str = AT) -> Citizen:
    """Answer the small form up to its check page."""
    return citizen.get(at).answer("_unknown").answer(view)


def title_of(citizen: Citizen) -> str:
    return text_of(next(citizen.page.iter("title")))


def back_of(citizen: Citizen) -> str | None:
    paragraph = next(p for p in citizen.page.iter("p") if p.get("class") == "back")
    return next(paragraph.iter("a")).get("href")


@pytest.mark.parametrize(
    ("prefix", "title", "sent"),
    [("", "Tyck till", "Tack för att du skrev"), ("/en", "Tell us", "Thank you for writing")],
)
def test_a_form_of_its_own_is_answered_and_received(
    settings: Settings, prefix: str, title: str, sent: str
) -> None:
    citizen = citizen_of(settings).get(f"{prefix}{AT}")
    assert citizen.path.startswith(f"{prefix}{AT}")
    assert citizen.question == "provider"
    assert f" – {title} – " in title_of(citizen)
    assert back_of(citizen) == f"{prefix}/kontakt/"
    citizen.answer("_unknown").answer("Allt är bra.").send()
    assert citizen.heading == sent
    assert "beslut" not in citizen.words
    desk = Desk.open(settings.places)
    assert desk.take_in(NOW) == 1
    (header,) = desk.list()
    one = desk.open_one(header.id, "anna", NOW).submission
    desk.close()
    assert (one.form, one.form_version, one.outcome) == ("opinion-here", 1, None)
    assert one.answers == {"provider": "_unknown", "view": "Allt är bra."}
