"""The pages of all five systems: a provider that stops, follow-ups, for companies, the decision, notices."""

import re
from collections.abc import Iterable
from datetime import date

import pytest

from hemval.cli.build import build_site
from hemval.content.folder import Folder
from hemval.content.loading import load
from hemval.content.whole import Content
from hemval.pages.page_facts import FactPrinter, UnknownFact, fact_printer
from hemval.pages.written import body_of
from hemval.rules.neutral_order import in_neutral_order
from hemval.settings import PROJECT, Settings
from hemval.words import words_in
from hemval.words.dates import day_told
from tests.municipalities import NOW, copy_of
from tests.page_invariants import text_of
from tests.pages.reading import edited, main_of, page, with_class, words_of

LANGUAGES = pytest.mark.parametrize("language", ["", "/en"])


@pytest.fixture
def content(settings: Settings) -> Content:
    found, findings = load(Folder(settings.content, PROJECT))
    assert found is not None, findings
    return found


@pytest.fixture(scope="module")
def spring(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Lindvik in the spring of 2028: other prices, no notice, nobody who stops, another rule at exits."""
    settings = copy_of("lindvik", tmp_path_factory.mktemp("spring") / "content")
    own = settings.content / "municipality.yml"
    rule = "provider: kommunens-hemtjanst\n    exit_no_choice:\n      kind: appointed\n"
    told = own.read_text("utf-8").replace("provider: kommunens-hemtjanst\n    when", f"{rule}    when")
    own.write_text(told, "utf-8")
    profile = settings.content / "provider_profiles" / "fjordens-omsorg.yml"
    edited(profile, "review:\n", "    document: uppfoljning-2026.pdf\nreview:\n")
    (settings.content / "documents" / "uppfoljning-2026.pdf").write_bytes(b"%PDF-1.7\n" + b"x" * 1_500_000)
    settings.places.var.mkdir(exist_ok=True)
    build_site(settings, date(2028, 3, 1))
    return settings


def hrefs(settings: Settings, address: str) -> list[str]:
    return [a.get("href") or "" for a in main_of(page(settings, address)).iter("a")]


def in_order(text: str, parts: Iterable[str]) -> None:
    at = 0
    for part in parts:
        assert part in text[at:], part
        at = text.index(part, at) + len(part)


@LANGUAGES
def test_every_follow_up_stands_on_one_page_in_the_neutral_order(
    settings: Settings, content: Content, language: str
) -> None:
    words = words_in("en" if language else "sv")
    address = f"{language}/uppfoljning/"
    told = words_of(settings, address)
    providers = in_neutral_order(content.contracted(NOW.date()))
    if not any(provider.follow_ups for provider in providers):
        nothing = "No follow-ups are published here." if language else "Här finns inga uppföljningar."
        assert nothing in told
        return
    seen = told[told.index("Det här har vi sett" if words.language == "sv" else "What we have seen") :]
    groups = [
        [one for one in providers if any(area in report.areas for report in one.follow_ups)]
        for area in content.municipality.requirement_areas
    ]
    groups += [[one for one in providers if not one.follow_ups]] if groups else [providers]
    assert {one.id for group in groups for one in group} == {one.id for one in providers}, "nobody is missing"
    in_order(seen, [one.name for group in groups for one in group])
    in_order(seen, [name.in_(words.language) for name in content.municipality.requirement_areas.values()])
    links = [href for href in hrefs(settings, address) if href.endswith("#follow-ups")]
    assert links == [f"{language}/utforare/{one.id}/#follow-ups" for group in groups for one in group]
    for provider in providers:
        for report in provider.follow_ups:
            own = words_of(settings, f"{language}/utforare/{provider.id}/")
            parts = [report.scope, report.result, *([report.reply] if report.reply else [])]
            for part in (day_told(report.day, words), *(text.in_(words.language) for text in parts)):
                assert part in told
                assert part in own


@LANGUAGES
def test_the_way_to_a_choice_is_told_as_it_was(settings: Settings, content: Content, language: str) -> None:
    # Hard words are explained in brackets where they first stand.
    told = re.sub(r" \([^)]*\)", "", words_of(settings, f"{language}/beslutet/"))
    code = "en" if language else "sv"
    events = content.municipality.history
    assert len(events) > 2
    in_order(told, [event.when.in_(code) for event in events])
    for event in events:
        assert re.sub(r" \([^)]*\)", "", " ".join(event.what.in_(code).split())) in told


def test_who_stops_now_comes_from_the_data(settings: Settings, municipality: str, spring: Settings) -> None:
    told = words_of(settings, "/om-din-utforare-slutar/")
    nobody = "Just nu är det ingen utförare som ska sluta."
    if municipality == "lindvik":
        assert "Solgårdens hemtjänst slutar. Sista dagen är 31 januari 2027." in told
        assert "/utforare/solgardens-hemtjanst/" in hrefs(settings, "/om-din-utforare-slutar/")
        assert nobody not in told
    else:
        assert nobody in told
    assert nobody in words_of(spring, "/om-din-utforare-slutar/")
    assert "Right now no provider is about to stop." in words_of(spring, "/en/om-din-utforare-slutar/")
    for each in (told, words_of(spring, "/om-din-utforare-slutar/")):
        assert "Skriv koden i formuläret eller på blanketten" in each
        assert "Har du ingen kod kan du välja ändå." in each
    assert "på blanketten, eller säg den i telefon." in words_of(spring, "/om-din-utforare-slutar/")


def test_who_does_not_choose_at_an_exit_is_told_by_the_municipalitys_own_rule(
    settings: Settings, municipality: str, spring: Settings
) -> None:
    ordinary = {
        "lindvik": "Om du inte väljer får du hjälp av Kommunens hemtjänst.",
        "botkyrka": "Om du inte väljer får du hjälp av den utförare som har mest plats.",
    }
    for address in ("/om-din-utforare-slutar/", "/fragor/"):
        assert ordinary[municipality] in words_of(settings, address)
        assert "Om du inte väljer bestämmer kommunen vem som hjälper dig." in words_of(spring, address)
    assert ordinary["lindvik"] not in words_of(spring, "/om-din-utforare-slutar/")
    assert ordinary["lindvik"] in words_of(spring, "/")


def test_prices_stand_with_their_days_and_the_one_in_force_first(
    settings: Settings, municipality: str, spring: Settings
) -> None:
    now, later = words_of(settings, "/for-utforare/"), words_of(spring, "/for-utforare/")
    if municipality == "botkyrka":
        assert "kronor i timmen" not in now
        assert "Ersättning" not in now
        return
    in_order(
        now,
        [
            "Gäller nu, från 1 januari 2026", "Hjälp i hushållet", "398 kronor", "Personlig omvårdnad",
            "447 kronor", "Ska gälla från 1 januari 2027", "409 kronor",
            "Gällde tidigare, från 1 januari 2025", "386 kronor",
        ],
    )  # fmt: skip
    in_order(later, ["Gäller nu, från 1 januari 2027", "409 kronor", "Gällde tidigare, från 1 januari 2026"])
    assert "Ska gälla" not in later
    assert "Kommer kunden hastigt till sjukhus får ni betalt i fem dagar." in now, "what is paid beside hours"
    assert "In force now, from 1 January 2026" in words_of(settings, "/en/for-utforare/")


def test_a_notice_stands_on_the_start_page_and_its_own_until_its_last_day(
    settings: Settings, municipality: str, spring: Settings
) -> None:
    notice = "Telefonen är stängd 24–27 december."
    for address in ("/", "/kontakt/"):
        assert (notice in words_of(settings, address)) == (municipality == "lindvik")
        assert notice not in words_of(spring, address)
    assert notice not in words_of(settings, "/fragor/")
    if municipality == "lindvik":
        assert "The phone is closed 24–27 December." in words_of(settings, "/en/")
        notices = [text_of(e) for e in with_class(main_of(page(settings, "/kontakt/")), "notice")]
        assert [text.startswith(notice) for text in notices] == [True]


def test_documents_are_served_and_their_links_say_kind_and_size(
    settings: Settings, municipality: str, spring: Settings
) -> None:
    if municipality == "botkyrka":
        assert not (settings.places.site / "dokument").exists()
        return
    served = settings.places.site / "dokument" / "krav-pa-utforare.pdf"
    assert served.read_bytes() == (settings.content / "documents" / "krav-pa-utforare.pdf").read_bytes()
    size = f"(pdf, {round(served.stat().st_size / 1000)}\N{NO-BREAK SPACE}kB)"
    for language in ("", "/en"):
        links = main_of(page(settings, f"{language}/for-utforare/")).iter("a")
        (link,) = [a for a in links if a.get("href") == "/dokument/krav-pa-utforare.pdf"]
        assert "".join(link.itertext()).endswith(size)
    for address in ("/uppfoljning/", "/utforare/fjordens-omsorg/"):
        links = main_of(page(spring, address)).iter("a")
        (link,) = [a for a in links if a.get("href") == "/dokument/uppfoljning-2026.pdf"]
        assert (
            text_of(link).replace("\N{NO-BREAK SPACE}", " ")
            == "Läs uppföljningen från 6 maj 2026 (pdf, 1,5 MB)"
        )


def test_every_written_page_leads_on(settings: Settings) -> None:
    for address, expected in {
        "/fragor/": ["/sa-fungerar-det/", "/om-din-utforare-slutar/", "/uppfoljning/", "/kontakt/"],
        "/en/beslutet/": ["/en/sa-fungerar-det/", "/en/uppfoljning/"],
    }.items():
        (related,) = with_class(main_of(page(settings, address)), "related")
        assert [a.get("href") for a in related.iter("a")] == expected
        assert all(text_of(a) for a in related.iter("a"))


def test_a_page_past_its_review_says_so_near_the_top(settings: Settings, spring: Settings) -> None:
    told = "Sidan granskades senast 12 november 2026. Det är mer än ett år sedan."
    for address in ("/", "/fragor/", "/utforare/", "/utforare/bjorkens-hemtjanst/"):
        assert "Det är mer än ett år sedan." in words_of(spring, address)
    for address in ("/", "/fragor/", "/utforare/"):
        assert "Det är mer än ett år sedan." not in words_of(settings, address)
    at = words_of(spring, "/fragor/").index(told)
    assert at < words_of(spring, "/fragor/").index("Vad är en utförare?")


def test_companies_have_their_own_page_which_the_menu_does_not_lead_to(settings: Settings) -> None:
    tree = page(settings, "/")
    menu = next(nav for nav in tree.iter("nav") if nav.get("class") == "menu")
    foot = next(tree.iter("footer"))
    assert "/for-utforare/" not in [a.get("href") for a in menu.iter("a")]
    assert "/for-utforare/" in [a.get("href") for a in foot.iter("a")]


def test_no_number_of_providers_to_choose_from_is_promised(settings: Settings) -> None:
    for address in ("/", "/fragor/"):
        assert "välja mellan" not in words_of(settings, address)
    assert "to choose from" not in words_of(settings, "/en/fragor/")


# What a municipality leaves out


def printer_without(**left_out: object) -> FactPrinter:
    content, _ = load(Folder(PROJECT, PROJECT))
    assert content is not None
    municipality = content.municipality.model_copy(update=left_out)
    return fact_printer(content.model_copy(update={"municipality": municipality}), words_in("sv"), NOW.date())


def body(name: str) -> str:
    return body_of(PROJECT / "site_src" / "sv" / name).text


def test_a_municipality_that_tells_less_has_no_empty_headings() -> None:
    nothing = printer_without(companies=None, history=())
    for name in ("for-utforare.md", "beslutet.md", "uppfoljning.md"):
        assert nothing.faults(body(name)) == []
    told = nothing.into_markdown(body("for-utforare.md"))
    assert "## Krav" not in told
    assert "## Ersättning" not in told
    assert "[Kontakt](kontakt.md)" in told
    assert "Hur blev det så?" not in nothing.into_markdown(body("beslutet.md"))


def test_a_piece_drawn_from_data_needs_a_line_of_its_own() -> None:
    printer = printer_without()
    assert printer.faults("Text.\n\n{{ follow_ups }}\n\n{{history}}\n") == []
    (fault,) = printer.faults("Text.\n\nSe {{ follow_ups }} här.\n")
    assert (fault.line, fault.column, fault.message) == (3, 4, "{{ follow_ups }} ska stå på en egen rad.")
    with pytest.raises(UnknownFact):
        printer.into_markdown("{{ companies.wages }}")
