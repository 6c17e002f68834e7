"""What stands in the comparison: the same of all, what all have in common once, and a limit to its size."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from hemval.content.folder import Folder
from hemval.content.loading import load
from hemval.content.provider import Provider
from hemval.content.room import Rooms
from hemval.content.whole import Content
from hemval.pages.comparison import Comparison, comparison
from hemval.pages.comparison_pages import ALL_AT_ONCE, comparison_pages
from hemval.pages.shortlist import shortlist_of, shortlist_query
from hemval.pages.site import Site
from hemval.settings import PROJECT
from hemval.words import words_in
from tests.municipalities import NOW, SOURCES

TODAY = NOW.date()
SWEDISH = words_in("sv")
LANGUAGES = pytest.mark.parametrize("language", ["sv", "en"])


@pytest.fixture(scope="module", params=sorted(SOURCES))
def town(request: pytest.FixtureRequest) -> Site:
    return site_of(request.param)


@pytest.fixture(scope="module")
def lindvik() -> Site:
    return site_of("lindvik")


def site_of(name: str) -> Site:
    content, findings = load(Folder(SOURCES[name], PROJECT))
    assert content is not None, findings
    return Site(content, TODAY)


def everyone(site: Site, language: str = "sv") -> Comparison:
    words = words_in(language)
    return comparison(site.providers(words), words)


def texts(compared: Comparison, provider_id: str) -> Iterator[str]:
    place = [column.id for column in compared.columns].index(provider_id)
    for section in compared.sections:
        for row in section.rows:
            yield row.cells[place].value.value.text


def changed(site: Site, provider_id: str, **agreement: object) -> Site:
    provider = site.content.providers[provider_id]
    new = provider.model_copy(update={"agreement": provider.agreement.model_copy(update=agreement)})
    content = site.content.model_copy(update={"providers": {**site.content.providers, provider_id: new}})
    return Site(content, site.today)


def multiplied(content: Content, number: int) -> Content:
    """Return the content with so many providers, copies of the ones there are."""
    originals = content.contracted(TODAY)
    copies: dict[str, Provider] = {}
    for n in range(number):
        original = originals[n % len(originals)]
        copies[f"p{n}"] = original.model_copy(update={"id": f"p{n}", "name": f"{original.name} {n}"})
    return content.model_copy(update={"providers": copies, "rooms": Rooms({})})


@LANGUAGES
def test_every_row_has_a_cell_for_each_provider_in_the_neutral_order(town: Site, language: str) -> None:
    compared = everyone(town, language)
    assert [column.id for column in compared.columns] == [provider.id for provider in town.contracted]
    for section in compared.sections:
        for row in section.rows:
            assert len(row.cells) == len(compared.columns)
            assert all(cell.value.value.text for cell in row.cells), row.heading


@LANGUAGES
def test_only_a_number_is_a_link_and_a_missing_value_says_so(town: Site, language: str) -> None:
    cells = [c for s in everyone(town, language).sections for row in s.rows for c in row.cells]
    links = [cell.value for cell in cells if cell.value.href and not cell.value.missing]
    assert {(fact.label, fact.href[:4]) for fact in links} <= {(words_in(language).say("Phone"), "tel:")}
    missing = {cell.value.value.text for cell in cells if cell.value.missing}
    assert "No information" in missing if language == "en" else "Ingen uppgift" in missing


def test_what_all_have_in_common_stands_once_with_the_question(lindvik: Site) -> None:
    compared = everyone(lindvik)
    opinions = compared.sections[1]
    assert opinions.heading == "Vad de som har hjälp tycker, 2026"
    survey = lindvik.content.latest_survey
    assert survey is not None
    assert [row.heading.text for row in opinions.rows] == [q.wording.in_("sv") for q in survey.questions]
    assert opinions.rows[0].notes == ("I hela kommunen: 86 av 100.", "I hela landet: 87 av 100.")
    bjorken = [column.id for column in compared.columns].index("bjorkens-hemtjanst")
    cell = opinions.rows[0].cells[bjorken]
    assert cell.value.value.text == "89 av 100 (124 svar)"
    assert cell.note == "Osäker skillnad"
    for row in opinions.rows:
        for cell in row.cells:
            assert "kommunen" not in cell.value.value.text + cell.note
            assert "2026" not in cell.value.value.text + cell.note


def test_unsure_is_explained_only_where_it_is_said(lindvik: Site) -> None:
    explained = "betyder att skillnaden mot hela kommunen kan vara en slump"
    assert explained in everyone(lindvik).sections[1].note
    new = lindvik.provider(lindvik.content.providers["lyktans-hemtjanst"], SWEDISH)
    assert explained not in comparison([new], SWEDISH).sections[1].note


def test_why_a_result_is_missing_is_told(lindvik: Site) -> None:
    compared = everyone(lindvik)
    assert "Ny, inga resultat än." in texts(compared, "lyktans-hemtjanst")
    assert "För få svar för att visa." in texts(compared, "strandlyckans-hemservice")
    assert compared.sections[1].why
    few = [lindvik.provider(lindvik.content.providers["bjorkens-hemtjanst"], SWEDISH)]
    assert not comparison(few, SWEDISH).sections[1].why


def test_without_a_survey_the_section_stays_and_says_why_it_is_empty() -> None:
    opinions = everyone(site_of("botkyrka")).sections[1]
    assert opinions.rows == ()
    assert opinions.note == "Ingen uppgift. Kommunen visar inga resultat här."


def test_in_sentences_what_is_the_same_of_every_question_is_told_once(lindvik: Site) -> None:
    by_id = {column.id: column for column in everyone(lindvik).columns}
    assert [o.told.text for o in by_id["lyktans-hemtjanst"].opinions] == ["Ny, inga resultat än."]
    assert [o.told.text for o in by_id["strandlyckans-hemservice"].opinions] == ["För få svar för att visa."]
    first = by_id["bjorkens-hemtjanst"].opinions[0]
    assert (first.told.text, first.answers, first.note, first.asked) == (
        "89 av 100 är nöjda med hemtjänsten i sin helhet", "124 svar", "Osäker skillnad", None,
    )  # fmt: skip


def test_a_coming_or_leaving_provider_is_told_of_once_and_why_it_cannot_be_chosen(lindvik: Site) -> None:
    coming = next(c for c in everyone(lindvik).columns if c.id == "lyktans-hemtjanst")
    assert coming.notice == "Börjar 1 februari 2027."
    assert coming.choose == ""
    assert coming.hindrance
    assert not [text for text in texts(everyone(lindvik), coming.id) if "2027" in text]
    assert next(texts(everyone(lindvik), coming.id)) == "Kan inte väljas än"
    last_day = TODAY + timedelta(days=2)
    leaving = everyone(changed(lindvik, "bjorkens-hemtjanst", last_day=last_day, end="leaves"))
    assert next(texts(leaving, "bjorkens-hemtjanst")) == "Kan inte väljas längre"
    assert not [text for text in texts(leaving, "bjorkens-hemtjanst") if "25 november" in text]


def test_who_takes_nobody_keeps_the_mark_and_the_day_of_its_room(lindvik: Site) -> None:
    compared = everyone(lindvik)
    place = [column.id for column in compared.columns].index("solgardens-hemtjanst")
    room = compared.sections[0].rows[0].cells[place].value
    assert (room.room, room.value.text) == ("closed", "Tar inte emot nu (2 november 2026)")
    assert compared.columns[place].choose == ""


def test_many_providers_lead_to_the_lists_and_the_page_keeps_its_size(lindvik: Site) -> None:
    def pages(number: int) -> list[str]:
        site = Site(multiplied(lindvik.content, number), TODAY)
        return [page.template for page in comparison_pages(site, SWEDISH)]

    assert pages(0) == ["compare.html"]
    assert pages(ALL_AT_ONCE) == ["compare.html"]
    assert pages(ALL_AT_ONCE + 1) == pages(400) == ["compare_many.html"]
    (page,) = comparison_pages(Site(multiplied(lindvik.content, 400), TODAY), SWEDISH)
    assert "400" in page.lead
    links = [link.href for link in page.matter()["ways"]]
    assert links == [f"/utforare/omrade/{area}/" for area in lindvik.content.municipality.areas] + [
        "/utforare/"
    ]


def test_a_comparison_grows_no_faster_than_its_providers(lindvik: Site) -> None:
    def cells(number: int) -> int:
        compared = everyone(Site(multiplied(lindvik.content, number), TODAY))
        return sum(len(row.cells) for section in compared.sections for row in section.rows)

    assert cells(24) == 2 * cells(12)


def test_a_shortlist_stands_in_the_neutral_order_without_doubles(lindvik: Site) -> None:
    asked = ["storangens-omsorg", "bjorkens-hemtjanst", "storangens-omsorg", "", "nobody"]
    found = shortlist_of(asked, lindvik)
    assert found.ids == ("bjorkens-hemtjanst", "storangens-omsorg")
    assert found.unknown
    assert found.ended == ()
    assert not shortlist_of(["bjorkens-hemtjanst", ""], lindvik).unknown
    assert shortlist_query(found.ids) == "?u=bjorkens-hemtjanst&u=storangens-omsorg"
    assert shortlist_query(()) == ""


def test_an_ended_provider_is_known_as_ended(lindvik: Site) -> None:
    later = Site(lindvik.content, lindvik.today.replace(year=2027, month=3))
    found = shortlist_of(["solgardens-hemtjanst", "bjorkens-hemtjanst"], later)
    assert found.ids == ("bjorkens-hemtjanst",)
    assert [provider.id for provider in found.ended] == ["solgardens-hemtjanst"]
    assert not found.unknown


def test_ended_providers_stand_in_the_neutral_order_too(lindvik: Site) -> None:
    """Their files' names have another order than their own names may get."""
    ended = [p.model_copy(update={"name": f"Ö{9 - n}"}) for n, p in enumerate(_ended_all(lindvik))]
    content = lindvik.content.model_copy(update={"providers": {p.id: p for p in ended}})
    found = shortlist_of([p.id for p in ended], Site(content, TODAY))
    assert [p.name for p in found.ended] == sorted(p.name for p in ended)


def _ended_all(site: Site) -> list[Provider]:
    """End every agreement yesterday."""
    last = {"last_day": TODAY - timedelta(days=1), "end": "leaves"}
    return [
        p.model_copy(update={"agreement": p.agreement.model_copy(update=last)})
        for p in site.content.providers.values()
        if p.agreement.status(TODAY) == "active"
    ]


def test_each_picked_provider_can_be_left_out(lindvik: Site) -> None:
    found = shortlist_of(["bjorkens-hemtjanst", "fjordens-omsorg"], lindvik)
    assert found.addresses_without("en") == {
        "bjorkens-hemtjanst": "/en/jamfor/urval/?u=fjordens-omsorg",
        "fjordens-omsorg": "/en/jamfor/urval/?u=bjorkens-hemtjanst",
    }
