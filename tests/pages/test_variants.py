"""What pages say when the data say something else: each municipality here is Lindvik with changes."""

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from hemval.cli.build import BuildFailed, build_site
from hemval.content.findings import ContentError
from hemval.settings import PROJECT, Settings
from tests.conftest import MadeBy
from tests.municipalities import NOW, copy_of
from tests.page_invariants import check_page, text_of
from tests.pages.reading import (
    card,
    compared,
    edited,
    facts_of,
    listed,
    main_of,
    page,
    pages_of,
    with_class,
    words_of,
)

PROVIDERS = "provider_profiles"
BJORKEN = f"{PROVIDERS}/bjorkens-hemtjanst.yml"
STORANGEN = f"{PROVIDERS}/storangens-omsorg.yml"
SURVEY = f"{PROVIDERS}/results/2026.yml"
FRONT = "---\ntitle: {title}\npublished: 2026-11-03\nreviewed: 2026-11-12\n---\n\n"
HOSTILE_NAME = "Ör [x](javascript:alert(1)) **kommun** {{7*7}} & `co`"
ALIGNED = "| Namn | Tal |\n|:-----|----:|\n| a    |   1 |\n\n"


def new_page(settings: Settings, name: str, body: str, title: str = "Ny sida", language: str = "sv") -> None:
    path = settings.content / "site_src" / language / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(FRONT.format(title=title) + body, "utf-8")


def with_an_eighth_provider(settings: Settings) -> None:
    """Add a provider whose name sorts last, in Swedish only."""
    folder = settings.content / PROVIDERS
    shutil.copy(folder / "lyktans-hemtjanst.yml", folder / "osterns-hemtjanst.yml")
    edited(folder / "osterns-hemtjanst.yml", "name: Lyktans hemtjänst", "name: Österns hemtjänst")
    edited(folder / "osterns-hemtjanst.yml", "begins: 2027-02-01", "begins: 2020-01-01")
    edited(folder / "osterns-hemtjanst.yml", " Vi börjar\n      1 februari 2027.", "")
    edited(folder / "osterns-hemtjanst.yml", " We begin on\n      1 February 2027.", "")
    edited(folder / "osterns-hemtjanst.yml", "    en: Every day 7 am to 9 pm\n", "")
    rooms = settings.content / "room.yml"
    rooms.write_text(
        rooms.read_text("utf-8") + "osterns-hemtjanst:\n  state: closed\n  as_of: 2026-10-01\n", "utf-8"
    )


def with_texts_in_swedish_only(settings: Settings) -> None:
    """Take English texts away: hours of help, an area, an extra's name, a result's sentence."""
    own = settings.content
    edited(own / "municipality.yml", "    en: Weekdays 8 am to 4 pm\n", "")
    edited(own / "municipality.yml", "    en: North Lindvik\n", "")
    edited(own / STORANGEN, "        en: thorough cleaning\n", "")
    edited(own / SURVEY, '      en: "%(share)s of 100 are satisfied with their home care as a whole"\n', "")


def with_an_inspection(settings: Settings) -> None:
    """Let one of the checks be an authority's."""
    day = "  - day: 2026-05-06\n"
    edited(settings.content / f"{PROVIDERS}/fjordens-omsorg.yml", day, f"{day}    by: En myndighet\n")


def with_own_pages(settings: Settings) -> None:
    """Add a page in Swedish only with an aligned table, and pages in place of shared ones."""
    new_page(settings, "historia.md", ALIGNED + "Så blev det.", "Så blev det")
    new_page(settings, "fragor.md", "## Vad är det här? {#vad}\n\nKommunens egna frågor.", "Våra egna frågor")
    # The shared start page links to questions that the municipality's own page does not have.
    shared = (PROJECT / "site_src" / "sv" / "index.md").read_text("utf-8")
    own = settings.content / "site_src" / "sv" / "index.md"
    own.write_text(shared[: shared.index("## Vanliga frågor")], "utf-8")


def built(folder: Path, day: date, *changes: Callable[[Settings], None]) -> Settings:
    settings = copy_of("lindvik", folder)
    for change in changes:
        change(settings)
    settings.places.var.mkdir(exist_ok=True)
    build_site(settings, day)
    return settings


@pytest.fixture(scope="module")
def autumn(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Lindvik with an eighth provider, texts and pages in Swedish only, in the autumn of 2026."""
    return built(
        tmp_path_factory.mktemp("autumn") / "content",
        NOW.date(),
        with_an_eighth_provider,
        with_texts_in_swedish_only,
        with_own_pages,
        with_an_inspection,
    )


@pytest.fixture(scope="module")
def spring(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Lindvik in the spring of 2028: one provider has begun, one has ended, every statement is old."""

    def leaving_and_terminated(settings: Settings) -> None:
        last = "\n  last_day: 2028-06-30\n  end: terminated"
        edited(settings.content / BJORKEN, "  begins: 2014-09-01", f"  begins: 2014-09-01{last}")

    def hostile(settings: Settings) -> None:
        name = "name: 'Björkens & \"söner\" {{7*7}} [x](y)'"
        edited(settings.content / "municipality.yml", "name: Lindviks kommun", f"name: '{HOSTILE_NAME}'")
        edited(settings.content / BJORKEN, "name: Björkens hemtjänst", name)

    def alone_and_examined(settings: Settings) -> None:
        own = settings.content / "municipality.yml"
        edited(own, "status: partial", "status: full")
        edited(settings.content / SURVEY, "asked:", "address: https://undersokning.example/2026\nasked:")
        edited(own, "      Lindvik är påhittat, och webbplatsen är en demonstration.", "      Prövad 2028.")
        edited(own, "\nareas:", "  supervisor_address: https://tillsyn.example/anmal?a=1&b=2\n\nareas:")

    return built(
        tmp_path_factory.mktemp("spring") / "content",
        date(2028, 3, 1),
        leaving_and_terminated,
        hostile,
        alone_and_examined,
    )


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Botkyrka when every agreement has ended and the municipality gives all help itself."""

    def nobody_else(settings: Settings) -> None:
        for path in (settings.content / PROVIDERS).glob("*.yml"):
            edited(path, "agreement:\n", "agreement:\n  last_day: 2026-11-01\n  end: leaves\n")
        own = settings.content / "municipality.yml"
        edited(own, "law: LOU", "law: own")
        edited(own, "alarm_in_choice: ja", "alarm_in_choice: nej")

    settings = copy_of("botkyrka", tmp_path_factory.mktemp("alone") / "content")
    nobody_else(settings)
    build_site(settings, NOW.date())
    return settings


def test_a_new_file_changes_the_number_and_every_list(autumn: Settings) -> None:
    assert text_of(next(page(autumn, "/utforare/").iter("h1"))) == "Åtta utförare"
    assert text_of(next(page(autumn, "/en/utforare/").iter("h1"))) == "Eight providers"
    assert "Åtta utförare" in words_of(autumn, "/utforare/")
    assert listed(autumn)[-1] == list(compared(autumn))[-1] == "Österns hemtjänst"
    assert facts_of(main_of(page(autumn, "/utforare/osterns-hemtjanst/")))["Drivs av"] == "Ideell förening"


def test_an_old_statement_about_room_is_warned_of(autumn: Settings, spring: Settings) -> None:
    told = facts_of(main_of(page(autumn, "/utforare/osterns-hemtjanst/")))["Plats just nu"]
    assert told == "Tar inte emot nu (1 oktober 2026). Uppgiften är gammal. Fråga oss."
    assert "gammal" not in facts_of(main_of(page(autumn, "/utforare/bjorkens-hemtjanst/")))["Plats just nu"]
    assert all("gammal" in facts["Plats just nu"] for facts in compared(spring).values())


def test_a_coming_provider_is_told_of_and_cannot_be_chosen_yet(autumn: Settings, spring: Settings) -> None:
    tree = main_of(page(autumn, "/utforare/lyktans-hemtjanst/"))
    assert "Lyktans hemtjänst börjar 1 februari 2027." in text_of(tree)
    assert facts_of(tree)["Plats just nu"] == "Börjar 1 februari 2027. Går inte att välja än."
    assert "Tar emot nu" not in card(autumn, "Lyktans hemtjänst")
    assert "Du kan välja den från och med 23 januari 2027." in text_of(with_class(tree, "notice")[0])
    assert not [a for a in tree.iter("a") if "valj" in (a.get("href") or "")]
    assert "Lyktans hemtjänst börjar 1 februari 2027." in words_of(autumn, "/")
    assert "Lyktans hemtjänst Börjar 1 februari 2027." in words_of(autumn, "/jamfor/")
    begun = main_of(page(spring, "/utforare/lyktans-hemtjanst/"))
    assert not [notice for notice in with_class(begun, "notice") if "Lyktans" in text_of(notice)]
    assert "/valj/?u=lyktans-hemtjanst" in [a.get("href") for a in begun.iter("a")]


def test_a_leaving_and_a_terminated_provider_are_told_of(autumn: Settings, spring: Settings) -> None:
    leaving = "Solgårdens hemtjänst slutar. Sista dagen är 31 januari 2027."
    for address in ("/", "/utforare/", "/utforare/solgardens-hemtjanst/"):
        assert leaving in words_of(autumn, address), address
    assert "Solgårdens hemtjänst Slutar 31 januari 2027." in words_of(autumn, "/jamfor/")
    notice = with_class(main_of(page(autumn, "/utforare/solgardens-hemtjanst/")), "notice")[0]
    assert "Du kan välja en ny utförare redan nu." in text_of(notice)
    assert [a.get("href") for a in notice.iter("a")] == ["/om-din-utforare-slutar/", "/utforare/"]
    assert "Sista dagen är 30 juni 2028." in words_of(spring, "/utforare/bjorkens-hemtjanst/")
    assert "har sagt upp avtalet" in words_of(spring, "/utforare/bjorkens-hemtjanst/")


def test_an_ended_provider_answers_at_its_old_address_and_nowhere_else(spring: Settings) -> None:
    tree = main_of(page(spring, "/utforare/solgardens-hemtjanst/"))
    assert "Solgårdens hemtjänst slutade 31 januari 2027." in text_of(tree)
    assert facts_of(tree)["Plats just nu"] == "Slutade 31 januari 2027."
    notice = with_class(tree, "notice")[0]
    assert "Har du fortfarande frågor om hjälpen du fick därifrån? Kontakta oss." in text_of(notice)
    assert [a.get("href") for a in notice.iter("a")] == ["/om-din-utforare-slutar/", "/utforare/"]
    assert not [a for a in tree.iter("a") if "/valj/" in (a.get("href") or "")], "nobody can choose it"
    assert "Solgårdens hemtjänst" not in listed(spring)
    assert "Solgårdens hemtjänst" not in compared(spring)
    assert text_of(next(page(spring, "/utforare/").iter("h1"))) == "Sex utförare"
    assert "Solgården" not in words_of(spring, "/")


def test_who_checked_is_told_where_it_was_not_the_municipality(autumn: Settings) -> None:
    assert facts_of(main_of(page(autumn, "/utforare/fjordens-omsorg/")))["Kontrollerat av"] == "En myndighet"
    assert "Kontrollerat av" not in facts_of(main_of(page(autumn, "/utforare/storangens-omsorg/")))


def test_a_text_only_in_swedish_is_marked_on_the_english_pages(autumn: Settings) -> None:
    def swedish(address: str) -> list[str]:
        return [
            text_of(e)
            for e in page(autumn, address).iter()
            if e.get("lang") == "sv" and e.tag in ("span", "bdi")
        ]

    assert "Vardagar klockan 8–16" in swedish("/en/kontakt/")
    assert "Alla dagar klockan 7–21" in swedish("/en/utforare/osterns-hemtjanst/")
    assert "Centrum, Norra Lindvik och Södra Lindvik" in swedish("/en/utforare/bjorkens-hemtjanst/")
    assert "89 av 100 är nöjda med hemtjänsten i sin helhet" in swedish("/en/utforare/bjorkens-hemtjanst/")
    extras = next(
        told for told in swedish("/en/utforare/storangens-omsorg/") if told.startswith("Storstädning")
    )
    assert extras.endswith("Du betalar själv. Det ingår inte i ditt beslut.")
    assert "Weekdays" not in words_of(autumn, "/en/kontakt/").partition("Visit")[0]


def test_a_page_without_a_translation_says_so_and_leads_to_the_swedish_one(autumn: Settings) -> None:
    tree = main_of(page(autumn, "/en/historia/"))
    assert text_of(next(tree.iter("h1"))) == "This page is only in Swedish"
    assert [(a.get("href"), a.get("hreflang")) for a in tree.iter("a")] == [("/historia/", "sv")]
    assert "Så blev det" in words_of(autumn, "/historia/")


def test_the_foot_leads_to_an_own_page_in_the_language_it_is_written_in(autumn: Settings) -> None:
    links = {a.get("href"): a for a in next(page(autumn, "/en/fragor/").iter("footer")).iter("a")}
    assert text_of(links["/en/historia/"]) == "Så blev det"
    assert links["/en/historia/"].get("lang") == "sv"
    assert "/en/fragor/" not in links


def test_the_foot_of_every_page_leads_to_the_pages_that_only_this_municipality_has(
    autumn: Settings, spring: Settings
) -> None:
    for settings in (autumn, spring):
        for path, html in pages_of(settings).items():
            foot = next(check_page(html).iter("footer"))
            own = "/en/historia/" if path.startswith("en/") else "/historia/"
            assert (own in [a.get("href") for a in foot.iter("a")]) == (settings is autumn), path


def test_the_municipalitys_own_page_takes_the_shared_ones_place(autumn: Settings) -> None:
    assert words_of(autumn, "/fragor/").startswith("Våra egna frågor Vad är det här? Kommunens egna frågor.")
    assert text_of(next(page(autumn, "/en/fragor/").iter("h1"))) == "Questions and answers"


def test_the_alignment_of_tables_is_a_class(autumn: Settings) -> None:
    table = next(main_of(page(autumn, "/historia/")).iter("table"))
    assert [cell.get("class") for cell in table.iter("th")] == ["align-left", "align-right"]
    assert [cell.get("class") for cell in table.iter("td")] == ["align-left", "align-right"]
    assert not [e for e in table.iter() if e.get("style")]


def test_hostile_names_are_only_characters(spring: Settings) -> None:
    for path, html in pages_of(spring).items():
        tree = check_page(html)
        assert not [a for a in tree.iter("a") if (a.get("href") or "").startswith("javascript")], path
        assert HOSTILE_NAME in text_of(next(tree.iter("title"))), path
        assert "49" not in text_of(next(tree.iter("title"))), path
    assert HOSTILE_NAME in words_of(spring, "/tillganglighet/")
    assert HOSTILE_NAME in words_of(spring, "/en/tillganglighet/")
    assert 'Björkens & "söner" {{7*7}} [x](y)' in listed(spring)


def test_a_page_past_its_review_says_so(autumn: Settings, spring: Settings) -> None:
    warning = "Sidan har inte granskats på över ett år."
    assert warning not in text_of(page(autumn, "/fragor/"))
    assert warning in text_of(page(spring, "/fragor/"))
    assert warning in text_of(page(spring, "/utforare/"))


def test_the_state_of_accessibility_is_the_municipalitys_own(autumn: Settings, spring: Settings) -> None:
    assert "(delvis förenlig). Lindvik är påhittat, och webbplatsen är en demonstration." in words_of(
        autumn, "/tillganglighet/"
    )
    told = words_of(spring, "/tillganglighet/")
    assert "Webbplatsen följer lagens krav (helt förenlig). Prövad 2028." in told
    assert "demonstration" not in told
    links = [a.get("href") for a in main_of(page(spring, "/tillganglighet/")).iter("a")]
    assert "https://tillsyn.example/anmal?a=1&b=2" in links
    assert "Här anmäler du" not in words_of(autumn, "/tillganglighet/")


def test_a_municipality_that_gives_all_help_itself_names_no_law(autumn: Settings, alone: Settings) -> None:
    assert "Lagen som gäller för valet: lagen om valfrihetssystem (LOV)." in words_of(
        autumn, "/sa-fungerar-det/"
    )
    assert "Ger all hemtjänst: Botkyrka kommun." in words_of(alone, "/sa-fungerar-det/")
    assert "Gives all home care:" in words_of(alone, "/en/sa-fungerar-det/")
    for language in ("", "/en"):
        assert "LOV" in words_of(autumn, f"{language}/ordlista/")
        assert not {"LOV", "LOU"} & set(words_of(alone, f"{language}/ordlista/").split())
        assert "lagen" in [h.get("id") for h in main_of(page(autumn, f"{language}/ordlista/")).iter("h3")]
        assert "lagen" not in [h.get("id") for h in main_of(page(alone, f"{language}/ordlista/")).iter("h3")]


def test_results_tell_where_they_come_from(autumn: Settings, spring: Settings) -> None:
    for address in ("/jamfor/", "/utforare/bjorkens-hemtjanst/"):
        assert "Nyckeltal i Kolada: U21468" in words_of(autumn, address)
        assert "Measures in Kolada: U21468" in words_of(autumn, f"/en{address}")
        for settings in (autumn, spring):
            links = {a.get("href") for a in main_of(page(settings, address)).iter("a")}
            assert ("https://undersokning.example/2026" in links) == (settings is spring)


def test_without_any_provider_the_lists_say_so(alone: Settings) -> None:
    told = "Just nu finns ingen utförare att välja mellan."
    assert told in words_of(alone, "/utforare/")
    assert told in words_of(alone, "/jamfor/")
    assert "There is no provider" in words_of(alone, "/en/jamfor/")
    assert not list(main_of(page(alone, "/jamfor/")).iter("table"))


# What may not be built


@pytest.fixture
def standing(made: MadeBy, tmp_path: Path) -> Settings:
    """A municipality with old pages in place."""
    settings = copy_of("lindvik", tmp_path / "content")
    made("lindvik").lend_papers(settings)
    settings.places.site.mkdir()
    (settings.places.site / "index.html").write_text("de gamla sidorna", "utf-8")
    return settings


def assert_old_pages_stand(settings: Settings) -> None:
    assert [path.name for path in settings.places.site.rglob("*")] == ["index.html"]
    assert (settings.places.site / "index.html").read_text("utf-8") == "de gamla sidorna"
    assert not settings.places.published.exists()
    assert not list(settings.places.var.glob("build-*"))


def test_links_that_lead_nowhere_stop_the_build(standing: Settings) -> None:
    new_page(standing, "a.md", "[rot](/finns-inte/) och [rubrik](/fragor/#finns-inte)\n")
    with pytest.raises(ContentError) as failed:
        build_site(standing, NOW.date())
    assert [finding.message for finding in failed.value.findings] == [
        "Ingen sida har adressen /finns-inte/.",
        "Sidan fragor.md har ingen rubrik #finns-inte.",
    ]
    assert_old_pages_stand(standing)


def test_links_that_no_check_can_see_are_named_with_their_page(standing: Settings) -> None:
    """Meet what only the built pages show: a municipality's own template that links where nothing is."""
    theme = standing.content / "site_src" / "theme"
    theme.mkdir(parents=True)
    (theme / "404.html").write_text(
        '{% extends "layout.html" %}{% block main %}<h1>{{ view.title }}</h1>'
        '<a href="/finns-inte/">a</a> <a href="/fragor/#finns-inte">b</a> <a href="/fragor/#ko">c</a> '
        '<a href="/valj/?u=x">d</a> <a href="/assets/inte.png">e</a> <a href="javascript:alert(1)">f</a>'
        "{% endblock %}",
        "utf-8",
    )
    with pytest.raises(BuildFailed) as failed:
        build_site(standing, NOW.date())
    assert str(failed.value).splitlines()[:4] == [
        "404.html: länken /finns-inte/ leder ingenstans.",
        "404.html: länken /fragor/#finns-inte leder ingenstans.",
        "404.html: länken /assets/inte.png leder ingenstans.",
        "404.html: länken javascript:alert(1) leder ingenstans.",
    ]
    assert_old_pages_stand(standing)


def test_a_page_that_no_other_leads_to_is_named(standing: Settings) -> None:
    new_page(standing, "mapp/a.md", "Se [mig själv](/mapp/a/#x).\n\n## X {#x}\n")
    new_page(standing, "mapp/a.md", "See [myself](/en/mapp/a/).\n", language="en")
    new_page(standing, "mapp/b.md", "Hej.\n")
    new_page(standing, "mapp/b.md", "Hello.\n", language="en")
    new_page(standing, "c.md", "Se [b](/mapp/b/).\n")
    new_page(standing, "c.md", "See [b](/en/mapp/b/).\n", language="en")
    with pytest.raises(BuildFailed) as failed:
        build_site(standing, NOW.date())
    assert str(failed.value).splitlines() == [
        "en/mapp/a/index.html: ingen annan sida leder hit. Länka hit från någon sida.",
        "mapp/a/index.html: ingen annan sida leder hit. Länka hit från någon sida.",
    ]
    assert_old_pages_stand(standing)


def test_a_language_that_fails_leaves_the_old_pages_of_all(standing: Settings) -> None:
    theme = standing.content / "site_src" / "theme"
    theme.mkdir(parents=True)
    own = '{% extends "layout.html" %}{% block main %}{{ view.title if view.language == "sv" else nothing }}'
    (theme / "provider.html").write_text(own + "{% endblock %}", "utf-8")
    with pytest.raises(BuildFailed) as failed:
        build_site(standing, NOW.date())
    assert "(en)" in str(failed.value), "the language that failed is named"
    assert_old_pages_stand(standing)
