"""Where services are chosen apart: one way through the form makes a choice for each kind of help."""

from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest

from hemval.cli.build import build_site
from hemval.forms.cookie.largest_draft import draft_findings
from hemval.forms.paper.form import paper_form
from hemval.handover.rows import table
from hemval.pages.published import read_published
from hemval.public.application import create
from hemval.queue.desk import Desk
from hemval.queue.submission import Submission
from hemval.rules.outcome import Outcome
from hemval.rules.supersession import Entry, standing_choices
from hemval.settings import Settings
from hemval.words import words_in
from hemval.words.dates import SWEDEN
from tests.conftest import MadeBy
from tests.municipalities import NOW
from tests.public.client import Citizen, citizen_of
from tests.public.journeys import go

NAMES = ("Städning och tvätt", "Personlig omvårdnad", "Inköp, ledsagning och avlösning i hemmet")
TODAY_S_RULES = "  - valid_from: 2026-01-01\n    law: LOV\n"
APART = """
    chosen_apart:
      - name: {sv: städning och tvätt, en: cleaning and laundry}
        services: [cleaning, laundry]
      - name: {sv: personlig omvårdnad, en: personal care}
        services: [personal-care]
"""


@pytest.fixture(scope="module")
def apart(made: MadeBy, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Return Lindvik as it would be if its rules let people choose for each kind of help."""
    settings = made("lindvik").copy(tmp_path_factory.mktemp("apart") / "lindvik")
    own = settings.content / "municipality.yml"
    text = own.read_text("utf-8")
    assert text.count(TODAY_S_RULES) == 1
    own.write_text(text.replace(TODAY_S_RULES, TODAY_S_RULES + APART.lstrip("\n")), "utf-8")
    build_site(settings, NOW.date())
    return settings


@pytest.fixture
def citizen(apart: Settings) -> Citizen:
    return citizen_of(apart)


@dataclass
class Received:
    """What has come since the test began."""

    settings: Settings
    before: frozenset[str] = frozenset()

    def now(self) -> list[Submission]:
        desk = Desk.open(self.settings.places)
        desk.take_in(NOW)
        new = [header.id for header in desk.list() if header.id not in self.before]
        seen = desk.open_all(new, "anna", "list", NOW).opened if new else ()
        desk.close()
        return [one.submission for one in seen]


@pytest.fixture
def received(apart: Settings) -> Received:
    return Received(apart, frozenset(one.id for one in Received(apart).now()))


def ticked(citizen: Citizen, *services: str, kind: str = "first") -> Citizen:
    return go(citizen, until="services", kind=kind).answer({"services": list(services)})


def to_the_end(citizen: Citizen, **answers: str) -> Citizen:
    return go(citizen, **{"area": "norra", "provider": "fjordens-omsorg", **answers})


FIRST = {"second-2": "_none", "second-3": "_none", "start-2": "", "start-3": ""}
BOTH = {"provider": "bjorkens-hemtjanst", "provider-2": "bjorkens-hemtjanst", **FIRST}


def test_each_kind_of_help_becomes_a_choice_of_its_own(citizen: Citizen, received: Received) -> None:
    ticked(citizen, "cleaning", "personal-care", "laundry")
    assert citizen.question == "area"
    go(citizen, until="provider", area="norra")
    assert citizen.heading == "Städning och tvätt: Vilken utförare vill du ha?"
    go(citizen, until="provider-2", **BOTH)
    assert citizen.heading == "Personlig omvårdnad: Vilken utförare vill du ha?"
    assert "Utförare, städning och tvätt: Björkens hemtjänst" in citizen.words
    go(citizen, **{**BOTH, "provider-2": "kommunens-hemtjanst"})
    told = citizen.words
    for row in ("Utförare, städning och tvättBjörkens", "Utförare, personlig omvårdnadKommunens"):
        assert row in told
    citizen.send()
    assert citizen.question == "kvitto"
    assert citizen.words.count("HjälpStädning; Tvätt; Personlig omvårdnad") == 1
    assert citizen.words.count("En biståndshandläggare läser valet") == 1
    first, second = sorted(received.now(), key=lambda one: str(one.answers["services"]))
    assert first.reference == second.reference
    said = [(one.answers["services"], one.answers["provider"]) for one in (first, second)]
    assert said == [
        (["cleaning", "laundry"], "bjorkens-hemtjanst"),
        (["personal-care"], "kommunens-hemtjanst"),
    ]
    assert set(first.answers) == set(second.answers) >= {"name", "kind", "provider", "second", "start"}
    assert [one.id for one in first.asked] == [one.id for one in second.asked]
    assert {one.id: one.question for one in second.asked}["provider"] == "Utförare"
    for one in (first, second):
        assert isinstance(one.outcome, Outcome)
        assert list(one.outcome.inputs.situation.services) == one.answers["services"]
        assert one.outcome.result.provider == one.answers["provider"]
    rows = table([first, second])
    assert sum("(provider" in column.heading for column in rows.columns) == 1
    assert sum("(services" in column.heading for column in rows.columns) == 1


def test_sending_twice_makes_one_of_each_and_a_changed_answer_only_that_ones(
    citizen: Citizen, received: Received
) -> None:
    ticked(citizen, "cleaning", "personal-care")
    to_the_end(citizen, **BOTH)
    cookie = citizen.client.get_cookie("utkast", path=citizen.path.removesuffix("kontrollera/"))
    check = citizen.path
    citizen.send()
    assert cookie is not None
    before = received.now()
    assert len(before) == 2
    folder = check.removesuffix("kontrollera/")
    citizen.client.set_cookie("utkast", cookie.value, path=folder)
    citizen.get(check).send()
    assert len(received.now()) == 2, "the same draft once more"
    citizen.client.set_cookie("utkast", cookie.value, path=folder)
    citizen.get(f"{folder}provider-2/").answer("kommunens-hemtjanst")
    to_the_end(citizen, **BOTH).send()
    after = received.now()
    assert len(after) == 3
    (new,) = [one for one in after if one.id not in {old.id for old in before}]
    assert (new.answers["services"], new.reference) == (["personal-care"], before[0].reference)
    entries = [
        Entry(
            id=one.id,
            person="p",
            group=" ".join(map(str, one.answers["services"])),  # type: ignore[arg-type] # a list
            received=NOW + timedelta(minutes=one is new),
        )
        for one in after
    ]
    standing = {one.entry.id for one in standing_choices(entries) if one.open}
    cleaning = next(one.id for one in after if one.answers["services"] == ["cleaning"])
    assert standing == {cleaning, new.id}, "the changed choice takes the place of its own kind alone"


def test_who_does_not_know_chooses_for_all_and_the_officer_is_told(
    citizen: Citizen, received: Received
) -> None:
    ticked(citizen, "_unknown", "cleaning")
    assert citizen.response.status_code == 400
    assert "men inte båda" in citizen.words
    citizen.answer({"services": []})
    assert "Kryssa för vilken hjälp det gäller" in citizen.words
    citizen.answer({"services": ["_unknown"]})
    third = {"provider-3": "kommunens-hemtjanst"}
    to_the_end(citizen, **BOTH, **third).send()
    sent = received.now()
    assert sorted(str(one.answers["services"]) for one in sent) == [
        "['cleaning', 'laundry']", "['personal-care']", "['shopping', 'escort', 'respite']"
    ]  # fmt: skip
    assert all("help-unknown" in one.review for one in sent)


def test_who_does_not_choose_says_which_help_and_who_wants_a_call_does_not(
    citizen: Citizen, received: Received
) -> None:
    ticked(citizen, "cleaning", "shopping", kind="no-choice")
    go(citizen).send()
    assert sorted(str(one.answers["services"]) for one in received.now()) == ["['cleaning']", "['shopping']"]
    other = citizen_of(received.settings)
    go(other, kind="call-me").send()
    assert sum("services" not in one.answers for one in received.now()) == 1


def test_whom_one_comes_from_is_ticked_for_each(citizen: Citizen) -> None:
    citizen.get("/valj/?u=bjorkens-hemtjanst")
    ticked(citizen, "cleaning", "escort")
    for question in ("provider", "provider-3"):
        go(citizen, until=question, area="norra", **BOTH)
        checked = [e.get("value") for e in citizen.page.iter("input") if e.get("checked") is not None]
        assert checked == ["bjorkens-hemtjanst"]


def test_what_midnight_makes_of_the_answers_is_shown_before_it_is_sent(
    apart: Settings, received: Received
) -> None:
    """The rules of 2027-03-01 have one choice for all: the answer for cleaning must not become it unseen."""
    moment = [datetime(2027, 2, 28, 23, 55, tzinfo=SWEDEN)]
    citizen = Citizen(create(apart, lambda: moment[0]))
    ticked(citizen, "cleaning", "personal-care")
    to_the_end(citizen, **{**BOTH, "provider-2": "kommunens-hemtjanst"})
    seen = citizen.words
    moment[0] += timedelta(minutes=10)
    citizen.send()
    assert received.now() == []
    assert citizen.question != "kvitto"
    to_the_end(citizen)
    assert citizen.words != seen
    citizen.send()
    assert citizen.question == "kvitto"
    assert [one.answers["provider"] for one in received.now()] == ["bjorkens-hemtjanst"]


def test_paper_asks_about_each_kind_of_help(apart: Settings) -> None:
    content = read_published(apart.places.published)
    paper = paper_form(
        content.forms["choice"], content.content, words_in("sv"), NOW.date(), home="https://x/"
    )
    titles = [item.title.text for item in paper.items]
    asked = [title for title in titles if title.endswith("Vilken utförare vill du ha?")]
    assert asked == [f"{name}: Vilken utförare vill du ha?" for name in NAMES]
    (first,) = [item for item in paper.items if item.title.text == asked[0]]
    assert "”Städning”, ”Tvätt” eller ”Jag vet inte”" in first.only


def test_the_cookie_holds_three_choices(apart: Settings) -> None:
    content = read_published(apart.places.published)
    assert draft_findings(content.forms.values(), content.content, NOW.date()) == []
