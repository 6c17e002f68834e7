"""What a built site says of providers through their lives, and what of them it never says."""

from collections.abc import Iterator
from datetime import date

import pytest

from hemval.cli.build import build_site
from hemval.content.folder import Folder
from hemval.content.loading import load
from hemval.content.provider import Warned
from hemval.content.room import Room
from hemval.content.satisfaction import Satisfaction
from hemval.content.whole import Content
from hemval.pages.open_data import INTERNAL_ROOM, RoomData
from hemval.pages.provider_card import provider_card
from hemval.pages.published import read_published
from hemval.pages.satisfaction_told import satisfaction_matter
from hemval.pages.shortlist import shortlist_of
from hemval.pages.site import Site
from hemval.pages.warnings_told import warning_view
from hemval.settings import PROJECT, Settings
from hemval.words import words_in
from tests.municipalities import NOW, copy_of
from tests.page_invariants import text_of
from tests.pages.reading import card, compared, edited, facts_of, listed, main_of, page, with_class, words_of
from tests.pages.test_open_data import ways
from tests.rules.samples import day, rule_set

SV, EN = words_in("sv"), words_in("en")
TODAY = NOW.date()
HOURS = ("7771", "8883", "9995")
"""Numbers that stand nowhere else: granted hours and ceilings."""

APPROVED = "  applied: 2026-09-01\n  approved: 2026-11-02\n"
ROOM = f"""\
bjorkens-hemtjanst:
  state: open
  as_of: 2026-11-17
  waiting: 6
  granted_hours: {HOURS[0]}
  ceilings:
    - hours: {HOURS[1]}
      told: 2026-08-01
  areas:
    norra:
      state: open
      granted_hours: {HOURS[2]}
      ceilings:
        - hours: {HOURS[2]}
          told: 2026-08-01
"""


@pytest.fixture(scope="module")
def lindvik() -> Content:
    content, findings = load(Folder(PROJECT, PROJECT))
    assert content is not None, findings
    return content


@pytest.fixture(scope="module")
def winter(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Lindvik with one approved, one that has an agreement anew, one warned, and room by area."""
    settings = copy_of("lindvik", tmp_path_factory.mktemp("winter") / "content")
    profiles = settings.content / "provider_profiles"
    edited(profiles / "lyktans-hemtjanst.yml", "  begins: 2027-02-01\n", APPROVED)
    edited(profiles / "lyktans-hemtjanst.yml", " Vi börjar\n      1 februari 2027.", "")
    edited(profiles / "lyktans-hemtjanst.yml", " We begin on\n      1 February 2027.", "")
    again = "  begins: 2010-03-01\n  renewed: 2027-05-16\n"
    edited(profiles / "fjordens-omsorg.yml", "  begins: 2017-02-01\n", again)
    edited(profiles / "storangens-omsorg.yml", "      ends: 2026-09-30\n", "")
    rooms = settings.content / "room.yml"
    edited(rooms, "bjorkens-hemtjanst:\n  state: open\n  as_of: 2026-11-17\n", ROOM)
    edited(rooms, "lyktans-hemtjanst:\n  state: open\n  as_of: 2026-11-16\n", "")
    settings.places.var.mkdir(exist_ok=True)
    build_site(settings, TODAY)
    return settings


def everything(settings: Settings) -> Iterator[tuple[str, str]]:
    """Read every file that is served, the names of them all, and what the public application answers by."""
    site = settings.places.site
    files = sorted(path for path in site.rglob("*") if path.is_file())
    yield "names", "\n".join(path.relative_to(site).as_posix() for path in files)
    for path in [*files, settings.places.published.with_name("search.json")]:
        if path.suffix in (".html", ".xml", ".json", ".csv", ".txt"):
            yield path.name, path.read_text("utf-8")


def mentioning(settings: Settings, *words: str) -> list[str]:
    return [name for name, text in everything(settings) if any(word in text for word in words)]


def test_one_that_has_applied_is_nowhere(winter: Settings, lindvik: Content) -> None:
    applied = lindvik.providers["tallgardens-omsorg"]
    assert applied.agreement.status(TODAY) == "applied"
    told = ("Tallgård", "tallgarden", str(applied.identity.organisation_number))
    assert mentioning(winter, *told) == []
    assert mentioning(winter, "bjorkens-hemtjanst"), "the search finds nothing at all"
    published = read_published(winter.places.published).content
    assert "tallgarden" not in published.model_dump_json()
    unknown = shortlist_of(["tallgardens-omsorg"], Site(published, TODAY))
    assert (unknown.unknown, unknown.picked, unknown.ended) == (True, (), ())


def test_hours_and_ceilings_are_nowhere_outside(winter: Settings) -> None:
    told = [
        f"{number[0]}{space}{number[1:]}" for number in HOURS for space in ("", "\N{NO-BREAK SPACE}", " ")
    ]
    assert mentioning(winter, *told) == []
    assert mentioning(winter, "6 personer väntar"), "the room that they stand beside is told"


def test_one_that_is_approved_is_told_as_contracted_and_cannot_be_chosen_yet(winter: Settings) -> None:
    name, reason = "Lyktans hemtjänst", "Godkänd, men första dagen är inte bestämd. Går inte att välja än."
    tree = main_of(page(winter, "/utforare/lyktans-hemtjanst/"))
    assert "Lyktans hemtjänst är godkänd. Första dagen är inte bestämd än." in text_of(tree)
    assert "Du kan välja den när dagen är bestämd." in text_of(with_class(tree, "notice")[0])
    facts = facts_of(tree)
    assert (facts["Plats just nu"], facts["Avtal"]) == (reason, "Första dagen är inte bestämd än.")
    assert not [a for a in tree.iter("a") if "/valj" in (a.get("href") or "")]
    assert name in listed(winter)
    assert reason in card(winter, name)
    assert "Ny, inga resultat än." in card(winter, name)
    assert compared(winter)[name]["Plats just nu"] == "Kan inte väljas än"
    assert "Lyktans hemtjänst är godkänd." in words_of(winter, "/")
    assert mentioning(winter, '"status": "approved"') == ["utforare.json"]


def test_an_agreement_says_since_when_and_from_when_anew(winter: Settings) -> None:
    told = facts_of(main_of(page(winter, "/utforare/fjordens-omsorg/")))["Avtal"]
    assert told == "Sedan 1 mars 2010. Nytt avtal från 16 maj 2027."
    told = facts_of(main_of(page(winter, "/en/utforare/fjordens-omsorg/")))["Agreement"]
    assert told == "Since 1 March 2010. New agreement from 16 May 2027."
    assert (
        facts_of(main_of(page(winter, "/utforare/bjorkens-hemtjanst/")))["Avtal"] == "Sedan 1 september 2014."
    )
    told = facts_of(main_of(page(winter, "/utforare/solgardens-hemtjanst/")))["Avtal"]
    assert told.endswith("till och med 31 januari 2027.")


def test_room_by_area_and_how_many_wait_stand_wherever_room_does(winter: Settings) -> None:
    told = "Tar emot nu i Centrum och Södra Lindvik. Kö i Norra Lindvik. 6 personer väntar"
    tree = main_of(page(winter, "/utforare/bjorkens-hemtjanst/"))
    assert facts_of(tree)["Plats just nu"] == f"{told} (17 november 2026)"
    assert compared(winter)["Björkens hemtjänst"]["Plats just nu"] == f"{told} (17 november 2026)"
    assert told in card(winter, "Björkens hemtjänst")


def test_a_warning_stands_with_what_was_seen_and_the_reply_on_both_pages(winter: Settings) -> None:
    for address in ("/uppfoljning/", "/utforare/storangens-omsorg/"):
        told = words_of(winter, address)
        parts = (
            "Hos 8 av 30 personer",
            "Kommunens varningFrån 16 mars 2026, tills vidare. "
            "Varningen hindrar ingen från att välja utföraren.",
            "Utförarens svarVi har delat",
        )
        assert [told.index(part) for part in parts] == sorted(told.index(part) for part in parts)
    assert "/valj/?u=storangens-omsorg" in [
        a.get("href") for a in main_of(page(winter, "/utforare/storangens-omsorg/")).iter("a")
    ]


def test_the_index_is_a_table_of_words_and_numbers_that_ranks_nobody(winter: Settings) -> None:
    tree = main_of(page(winter, "/uppfoljning/"))
    rows = [[text_of(cell) for cell in row] for row in next(tree.iter("table")).iter("tr")]
    assert rows == [
        ["År", "Tal", "Skillnad"],
        ["2022", "74", "Inget tidigare tal här"],
        ["2023", "72", "Två lägre än året före"],
        ["2024", "72", "Samma som året före"],
        ["2025", "76", "Fyra högre än året före"],
    ]
    expected = "För 2025 hade kommunen räknat med högst 74."
    target = "Målet för 2027 är minst 80. 2025 var talet 76. Målet är inte nått än."
    assert f"{expected} {target}" in text_of(tree)
    assert "Två lägre" not in words_of(winter, "/utforare/")


# Without a build


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({}, ("", "")),
        ({"expected": {"at_most": "70"}, "target": {"more_than": "74"}},
         ("Kommunen hade räknat med högst 70.",
          "Målet är högre än 74. 2012 var talet 74. Målet är inte nått än.")),
        ({"target": {"year": "2013", "at_least": "74"}},
         ("", "Målet för 2013 är minst 74. Det nåddes 2012, med talet 74.")),
    ],
)  # fmt: skip
def test_an_index_of_one_year_is_told_with_what_was_expected(
    more: dict[str, object], told: tuple[str, str]
) -> None:
    index = {"measures": "Nöjdhet", "source": "Kommunen", "values": {"2012": "74"}, **more}
    matter = satisfaction_matter(Satisfaction.model_validate(index), SV)
    assert (matter["expected"], matter["target"]) == told
    assert [(year.year, year.index, year.change) for year in matter["years"]] == [
        (2012, "74", "Inget tidigare tal här")
    ]


def test_a_year_without_a_measurement_is_not_called_the_year_before() -> None:
    values = {"2019": "70", "2021": "70", "2024": "71.5", "2025": "69"}
    index = Satisfaction.model_validate({"measures": "Nöjdhet", "source": "Kommunen", "values": values})
    assert [year.change for year in satisfaction_matter(index, SV)["years"]] == [
        "Inget tidigare tal här", "Samma som 2019", "1,5 högre än 2021", "2,5 lägre än året före",
    ]  # fmt: skip
    assert satisfaction_matter(index, EN)["years"][2].change == "1.5 higher than in 2021"


NOW_OR_LATER = "Medan varningen gäller får utföraren inga nya personer som inte själva har valt den."
CHOOSABLE = "Varningen hindrar ingen från att välja utföraren."


@pytest.mark.parametrize(
    ("no_choice", "warned", "expected"),
    [
        ({"kind": "free-capacity"}, ("2026-11-01", None), f"{NOW_OR_LATER} {CHOOSABLE}"),
        ({"kind": "free-capacity"}, ("2026-11-01", "2026-11-23"), f"{NOW_OR_LATER} {CHOOSABLE}"),
        ({"kind": "free-capacity"}, ("2026-12-01", None), f"{NOW_OR_LATER} {CHOOSABLE}"),
        ({"kind": "free-capacity"}, ("2026-11-01", "2026-11-22"),
         "Den gäller inte längre. Medan varningen gällde fick utföraren inga nya personer som inte själva "
         "hade valt den."),
        # The rules promise nothing of whom the municipality appoints; one that they do not name gets
        # nobody who has not chosen it, warned or not; and the one that they name helps anyhow.
        ({"kind": "one-provider", "provider": "kommunens-hemtjanst"}, ("2026-11-01", None), CHOOSABLE),
        ({"kind": "appointed"}, ("2026-11-01", None), CHOOSABLE),
        ({"kind": "one-provider", "provider": "storangens-omsorg"}, ("2026-11-01", None), CHOOSABLE),
    ],
)  # fmt: skip
def test_a_warning_says_what_the_rules_make_of_it(
    lindvik: Content, no_choice: dict[str, str], warned: tuple[str, str | None], expected: str
) -> None:
    rules = (rule_set(no_choice=no_choice),)
    town = lindvik.model_copy(
        update={"municipality": lindvik.municipality.model_copy(update={"rules": rules})}
    )
    warning = Warned.model_validate({"begins": warned[0], "ends": warned[1]})
    assert warning_view(warning, town, SV, TODAY).means == expected
    assert warning_view(warning, town, EN, TODAY).means != expected


def test_every_list_tells_who_gives_no_personal_care(lindvik: Content) -> None:
    site = Site(lindvik, TODAY)
    facts = {
        one.id: provider_card(
            site.provider(one, SV), lindvik, SV, TODAY, helps_with=site.some_only_household
        ).facts
        for one in site.contracted
    }
    told = {identity: {fact.label: fact.value.text for fact in shown} for identity, shown in facts.items()}
    assert (
        told["strandlyckans-hemservice"]["Hjälper med"] == "Bara hjälp i hushållet, inte personlig omvårdnad"
    )
    assert all("Hjälper med" in shown for shown in told.values()), "the same facts of all"
    others = {k: v for k, v in lindvik.providers.items() if k != "strandlyckans-hemservice"}
    assert not Site(lindvik.model_copy(update={"providers": others}), TODAY).some_only_household


def test_each_field_of_room_is_published_or_named_as_internal() -> None:
    missing = ways(Room) - ways(RoomData) - INTERNAL_ROOM
    assert not missing
    assert not INTERNAL_ROOM & ways(RoomData)
    assert ways(Room) >= INTERNAL_ROOM


def test_before_it_is_approved_the_address_answers_nothing_and_afterwards_it_does(lindvik: Content) -> None:
    applied = lindvik.providers["tallgardens-omsorg"]
    changed = applied.agreement.model_copy(update={"approved": day("2026-11-23")})
    approved = applied.model_copy(update={"agreement": changed})
    providers = {**lindvik.providers, applied.id: approved}
    content = lindvik.model_copy(update={"providers": providers})
    for today, there in ((date(2026, 11, 22), False), (date(2026, 11, 23), True)):
        site = Site(content.as_published(today), today)
        assert (applied.id in [one.id for one in site.contracted]) is there
        assert (applied.id in site.content.providers) is there
