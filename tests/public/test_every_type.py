"""A form of every type there is, through HTTP: the examples of docs/writing-forms.md, answered and sent."""

import random
from pathlib import Path

import pytest

from hemval.cli.build import build_site
from hemval.forms.question import Question
from hemval.pages.published import read_published
from hemval.queue.desk import Desk
from hemval.settings import Settings
from tests.conftest import MadeBy
from tests.forms.test_writing_forms import EXAMPLES, written
from tests.municipalities import NOW
from tests.public.client import Citizen, citizen_of
from tests.public.hostile import VALUES

GOOD: dict[str, dict[str, str | list[str]]] = {
    "phone": {"phone": "070-174 06 05"},
    "contact": {"contact": "letter"},
    "support": {"support": ["interpreter", "sign-language"]},
    "helper": {"helper": "Åsa Öberg"},
    "number": {"number": "380412 9819"},
    "email": {"email": ""},
    "address": {"address-street": "Storgatan 1", "address-postal-code": "12345", "address-town": "Lindvik"},
    "start": {"start-day": "1", "start-month": "december", "start-year": "26"},
    "view": {"view": "Hej\r\ndå"},
    "attest": {"attest": "yes"},
    "provider": {"provider": "_none"},
    "area": {"area": "_unknown"},
    "reference": {"reference": ""},
    "about": {"about": "complaint"},
    "happened": {"happened": "often"},
    "wish": {"wish": "choose"},
    "home": {"home": "_unknown"},
    "presentation": {"presentation-sv": "Vi är få."},
    "staff-number": {"staff-number": "24"},
    "languages": {"languages-always": "svenska, finska"},
    "extras": {"extras": "Utflykt, 345\r\nFika"},
    "services": {"services": ["service", "alarm"]},
    "helps": {"helps": "utforare-b"},
    "protected": {},
}


@pytest.fixture(scope="module")
def every_type(made: MadeBy, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Build a municipality whose form has one page of each type; the stop is left out, or nothing is sent."""
    settings = made("botkyrka").copy(tmp_path_factory.mktemp("types") / "content")
    forms = settings.content / "forms"
    forms.mkdir(exist_ok=True)
    text = written(*(example for example in EXAMPLES[:-1] if "type: stop" not in example))
    text = text.replace("address: test", "address: valj")
    Path(forms / "choice.yml").write_text(text, encoding="utf-8")
    municipality = settings.content / "municipality.yml"
    own = municipality.read_text(encoding="utf-8")
    # The examples are in Swedish alone: so is the site.
    municipality.write_text(own.replace("languages: [sv, en]", "languages: [sv]"), encoding="utf-8")
    build_site(settings, NOW.date())
    return settings


def with_mail(settings: Settings) -> Settings:
    """Have the e-mail address asked for too; nobody listens there."""
    return settings.model_copy(update={"mail_server": "127.0.0.1:9", "mail_sender": "a@lindvik.example"})


def pages(settings: Settings) -> list[Question]:
    return list(read_published(settings.places.published).forms["choice"].pages)


def test_every_type_is_asked_answered_told_and_received(every_type: Settings) -> None:
    citizen = citizen_of(with_mail(every_type)).get("/valj/")
    for page in pages(every_type):
        assert citizen.question == page.id
        assert citizen.response.status_code == 200
        if page.puts_a_question and not page.optional:
            empty = citizen.response
            citizen.answer({})
            assert (citizen.response.status_code, citizen.question) == (400, page.id), empty
            summary = [a.get("href") for a in citizen.page.iter("a") if (a.get("href") or "").startswith("#")]
            named = [e for e in citizen.page.iter() if f"#{e.get('id')}" in summary and e.get("name")]
            assert named, page.id
            assert all(e.get("aria-invalid") == "true" for e in named)
        citizen.answer(GOOD[page.id])
        assert citizen.question != page.id, citizen.words
    assert citizen.question == "kontrollera"
    told = citizen.words
    for said in ("Storgatan 1, 123 45 Lindvik", "1 december 2026", "Tolk; Teckenspråk", "Hej då"):
        assert said in told
    for page in pages(every_type):
        citizen.get(citizen.path.replace("kontrollera", page.id))
        for name, value in GOOD[page.id].items():
            assert shown(citizen, name) == (value if isinstance(value, list) else [value]), page.id
        citizen.answer(GOOD[page.id])
    citizen.send()
    assert citizen.question == "kvitto"
    desk = Desk.open(every_type.places)
    desk.take_in(NOW)
    (received,) = [desk.open_one(header.id, "anna", NOW).submission for header in desk.list()]
    desk.close()
    assert received.answers["address"] == {
        "street": "Storgatan 1",
        "postal-code": "123 45",
        "town": "Lindvik",
    }
    assert received.answers["start"] == "2026-12-01"
    assert received.answers["support"] == ["interpreter", "sign-language"]
    assert received.answers["attest"] == "yes"
    assert {asked.id for asked in received.asked} == GOOD.keys() - {"protected"}


def shown(citizen: Citizen, name: str) -> list[str]:
    """Return what a page's fields of a name show."""
    inputs = [e for e in citizen.page.iter("input") if e.get("name") == name]
    ticked = [e.get("value", "") for e in inputs if e.get("checked") is not None]
    lines = [e.get("value", "") for e in inputs if e.get("type") == "text"]
    texts = [e.text or "" for e in citizen.page.iter("textarea") if e.get("name") == name]
    return ticked + lines + [text.replace("\n", "\r\n") for text in texts]


def test_whatever_is_posted_every_page_answers_and_keeps_what_was_written(every_type: Settings) -> None:
    dice = random.Random("every type")
    citizen = citizen_of(with_mail(every_type)).get("/valj/")
    for page in pages(every_type):
        address = citizen.path
        for _ in range(12):
            on_page = {e.get("name") for e in citizen.get(address).page.iter() if e.get("name")}
            names = [name for name in page.field_names() if name in on_page or len(page.field_names()) == 1]
            data = {
                name: dice.choice([*VALUES, "1", "12", "2026", "12345"])
                for name in names
                if dice.random() < 0.8
            }
            citizen.get(address).answer(data)
            assert citizen.response.status_code in (200, 400)
            if citizen.question == page.id and len(names) > 1:
                # A box holds its own value or nothing.
                kept = {name: shown(citizen, name) for name in data}
                plain = {
                    name: [value] for name, value in data.items() if value.isprintable() and "_" not in name
                }
                assert {name: kept[name] for name in plain} == plain
        citizen.get(address).answer(GOOD[page.id])
    assert citizen.question == "kontrollera"
