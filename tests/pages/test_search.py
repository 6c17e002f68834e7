"""What an old person would type finds its page, in both municipalities."""

from pathlib import Path
from xml.etree.ElementTree import Element

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hemval.content.folder import Folder
from hemval.content.loading import load
from hemval.content.search_vocabulary import SearchVocabulary
from hemval.pages.address import PROVIDERS, address
from hemval.pages.provider_facts import SPECIALITIES
from hemval.pages.search_file import UnreadableIndex, read_indexes
from hemval.pages.search_find import A_PAGE, find
from hemval.pages.search_index import Index, index_of
from hemval.pages.search_pages import sections_of
from hemval.pages.search_words import distinct_words
from hemval.settings import PROJECT, Settings
from hemval.words import words_in
from tests.page_invariants import page_tree, text_of
from tests.pages.reading import main_of, pages_of

BOTH = ("lindvik", "botkyrka")

TABLE = (
    ("hemtjänstens", "/ordlista/#hemtjanst", BOTH),
    ("kostnaden", "/fragor/#avgift", BOTH),
    ("byter", "/sa-fungerar-det/#byta", BOTH),
    ("avgfit", "/fragor/#avgift", BOTH),
    ("finsk", "/utforare/sprak/finska/", ("lindvik",)),
    ("finsk", "/fragor/#sprak", ("botkyrka",)),
    ("pris", "/fragor/#avgift", BOTH),
    ("vem kommer på natten", "/fragor/#natt", BOTH),
    ("min dotter", "/fragor/#nagon-annan", BOTH),
    ("larm", "/fragor/#larm", BOTH),
    ("personnumer", "/personuppgifter/", BOTH),
    ("byta hemtjänst", "/sa-fungerar-det/#byta", BOTH),
    ("klaga", "/kontakt/#synpunkter", BOTH),
    ("tipsa", "/kontakt/#synpunkter", BOTH),
    ("ångra", "/kontakt/#angra", BOTH),
    ("teckenspråk", "/utforare/sprak/svenskt-teckensprak/", ("lindvik",)),
    ("teckenspråk", "/fragor/#sprak", ("botkyrka",)),
    ("björken", "/utforare/bjorkens-hemtjanst/", ("lindvik",)),
    ("bjorken", "/utforare/bjorkens-hemtjanst/", ("lindvik",)),
    ("kö", "/fragor/#ko", BOTH),
    ("telefonnummer", "/kontakt/", BOTH),
    ("blankett", "/blanketter/", BOTH),
    ("ordbok", "/ordlista/", BOTH),
    ("slutar", "/om-din-utforare-slutar/", BOTH),
    ("städning", "/fragor/#samma-hjalp", ("lindvik",)),
    ("vad kostar det att ha hemtjänst", "/fragor/#avgift", BOTH),
    ("hemtjänstavgift", "/fragor/#avgift", BOTH),
    ("trygghetslarmet", "/fragor/#larm", BOTH),
    ("GOD MAN", "/ordlista/#god-man", BOTH),
    ("hur mycket kostar det", "/fragor/#avgift", BOTH),
    ("maxtaxa", "/fragor/#avgift", BOTH),
    ("min mamma", "/fragor/#nagon-annan", BOTH),
    ("pappa", "/fragor/#nagon-annan", BOTH),
    ("min mor", "/fragor/#nagon-annan", BOTH),
    ("far", "/fragor/#nagon-annan", BOTH),
    ("barnbarn", "/fragor/#nagon-annan", BOTH),
    ("anhörig", "/ordlista/#anhorig", BOTH),
    ("ledsagare", "/ordlista/#ledsagning", BOTH),
    ("suomi", "/utforare/sprak/finska/", ("lindvik",)),
    ("suomi", "/fragor/#sprak", ("botkyrka",)),
    ("julafton", "/fragor/#natt", BOTH),
    ("jul", "/fragor/#natt", BOTH),
    ("broschyr", "/blanketter/", BOTH),
    ("papper", "/blanketter/", BOTH),
    ("bankid", "/blanketter/", BOTH),
    ("synskadad", "/tillganglighet/", BOTH),
    ("vad händer om jag inte väljer", "/fragor/#maste-jag-valja", BOTH),
    ("jag är inte nöjd", "/fragor/#inte-nojd", BOTH),
)
"""Questions people ask, each with the page and section that should come first."""

SKIPPED = {"nav", "form", "svg", "script", "aside"}
SKIPPED_CLASSES = {"buttons", "back", "alone", "chosen"}

ENGLISH = (
    ("cost", "/en/fragor/#avgift"),
    ("complain", "/en/kontakt/#synpunkter"),
    ("tip", "/en/kontakt/#synpunkter"),
    ("regret", "/en/fragor/#andra-mig"),
    ("withdraw", "/en/kontakt/#angra"),
    ("undo", "/en/fragor/#andra-mig"),
    ("queues", "/en/fragor/#ko"),
    ("how much does it cost", "/en/fragor/#avgift"),
    ("my mother", "/en/fragor/#nagon-annan"),
    ("my daughter", "/en/fragor/#nagon-annan"),
    ("dauhgter", "/en/fragor/#nagon-annan"),
    ("biståndshandläggare", "/en/kontakt/#handlaggare"),
)


@pytest.fixture
def indexes(settings: Settings) -> dict[str, Index]:
    return read_indexes(settings.places.search)


def first(index: Index, question: str) -> str:
    found = find(index, question)
    if not found.pages:
        return "nothing"
    place = found.pages[0][0].place
    return f"{place.address}#{place.section.anchor}" if place.section.anchor else place.address


def answers(found: str, wanted: str) -> bool:
    """Say whether the wanted section was found; where only a page is wanted, any section of it is right."""
    return found == wanted or ("#" not in wanted and found.partition("#")[0] == wanted)


def test_what_people_type_finds_its_page_first(indexes, municipality):
    table = [(question, wanted) for question, wanted, where in TABLE if municipality in where]
    found = [(question, wanted, first(indexes["sv"], question)) for question, wanted in table]
    assert [row for row in found if not answers(row[2], row[1])] == []


def test_in_english_too(indexes):
    found = [(question, wanted, first(indexes["en"], question)) for question, wanted in ENGLISH]
    assert [row for row in found if not answers(row[2], row[1])] == []


def test_what_nobody_wrote_finds_nothing(indexes):
    assert find(indexes["sv"], "xyzzyx").number == 0
    assert find(indexes["sv"], "?! …").number == 0


def test_a_stem_is_no_word_that_says_nothing(indexes):
    lexicon = indexes["sv"].lexicon
    assert lexicon.root("demens") == lexicon.root("demensen") != lexicon.root("dem")
    assert lexicon.root("pappa") != lexicon.root("papper")


def test_words_that_say_nothing_and_short_words_are_never_corrected(indexes):
    for question in ("hur mycket", "mycket avgift", "mamma", "katt", "lamm", "katten"):
        assert find(indexes["sv"], question).corrected == (), question


def test_a_word_with_two_near_words_as_common_is_not_corrected():
    page = "<main><h1>Vi</h1><p>Handen och banden, handet.</p></main>"
    near = index_of([("/", page)], SMALL.lexicon.vocabulary, "sv")
    assert find(near, "hanben").corrected == (("hanben", "handen"),)
    rivals = index_of([("/", page.replace("banden", "hamben"))], SMALL.lexicon.vocabulary, "sv")
    assert find(rivals, "hanben").corrected == ()


@pytest.mark.parametrize("language", ["sv", "en"])
def test_what_a_provider_knows_finds_it_first(settings, indexes, language):
    content, findings = load(Folder(settings.content, PROJECT))
    assert content is not None, findings
    words, home = words_in(language), address(language, PROVIDERS)
    built = {place.address for place in indexes[language].places}
    for provider in content.providers.values():
        if f"{home}{provider.id}/" not in built:
            continue
        for speciality in provider.offer.specialities:
            known = words.say(SPECIALITIES[speciality])
            found = [hits[0].place.address for hits in find(indexes[language], known).pages]
            assert f"{home}{provider.id}/" in found, known
            assert found[0].startswith(home), (known, found[0])


def test_common_questions_are_on_the_site(indexes):
    for index in indexes.values():
        home = "/" if index.lexicon.language == "sv" else "/en/"
        assert [
            path for path in index.lexicon.vocabulary.common if f"{home}{path}" not in index.places_by_address
        ] == []


def test_every_page_is_searched_and_every_hit_leads_somewhere(settings, indexes):
    pages = {
        "/" + path.removesuffix("index.html"): html
        for path, html in pages_of(settings).items()
        if path.endswith("index.html") and "stand-in" not in html
    }
    places = [place for index in indexes.values() for place in index.places]
    assert {place.address for place in places} == set(pages)
    for place in places:
        anchor = place.section.anchor
        assert not anchor or f'id="{anchor}"' in pages[place.address], (place.address, anchor)


def parsed_words(element: Element) -> set[str]:
    """Return the words of an element as an HTML parser has them, without what the search leaves out."""
    classes = set((element.get("class") or "").split())
    if element.tag in SKIPPED or classes & SKIPPED_CLASSES:
        return set()
    words = set(distinct_words(element.text or ""))
    for child in element:
        words |= parsed_words(child) | distinct_words(child.tail or "")
    return words


def test_the_words_are_those_that_a_parser_finds(settings):
    """Sections are cut by patterns; on each of our pages they hold just what stands there."""
    for path, html in pages_of(settings).items():
        ours = distinct_words(" ".join(f"{section.heading} {section.text}" for section in sections_of(html)))
        main = main_of(page_tree(html))
        # Patterns join what stands within a word, such as a break for the printer; a parser's pieces do not.
        assert all(word in text_of(main).casefold() for word in ours), path
        headings = [heading for tag in ("h2", "h3", "h4") for heading in main.iter(tag)]
        if not any("a" in [child.tag for child in heading] for heading in headings):
            assert parsed_words(main) - ours == set(), path


def test_what_leads_away_or_asks_is_left_out():
    html = (
        '<main><h1>Vår sida</h1><p>Först</p><nav>Meny</nav><form>Fråga</form>'
        '<h2 id="ett">Ett &amp; annat</h2><p>Mer <em>text</em></p>'
        "<dl><div><dt>Språk</dt><dd>Finska</dd></div></dl>"
        '<h2><a href="/x/">Annan sida</a></h2><p>Inte här</p><h3>Utan id</h3><p>Sist</p></main>'
    )  # fmt: skip
    found = sections_of(html)
    assert [(section.anchor, section.heading) for section in found] == [
        ("", "Vår sida"),
        ("ett", "Ett & annat"),
    ]
    assert found[0].text == "Först"
    assert found[1].text.splitlines() == ["Mer text", "Språk: Finska", "Utan id", "Sist"]


SMALL = index_of(
    [("/", "<main><h1>Välj</h1><p>Avgiften är låg.</p><h2 id='larm'>Trygghetslarm</h2><p>Larma.</p></main>")],
    SearchVocabulary(
        ignored=("är",),
        same=(("larm", "larma"),),
        related={"pris": ("avgift",)},
        parts=("trygghet", "larm"),
        joints=("s",),
        common=(),
    ),
    "sv",
)


@given(question=st.text(max_size=120) | st.text("avgiftlrmpsön ", max_size=60))
def test_any_question_has_an_answer_and_always_the_same(question):
    found = find(SMALL, question)
    assert found == find(SMALL, question)
    assert all(1 <= len(hits) <= A_PAGE for hits in found.pages)
    assert len({hits[0].place.page for hits in found.pages}) == len(found.pages)


@pytest.mark.parametrize("municipality", ["lindvik"], indirect=True)
@pytest.mark.parametrize("damage", ["", "{}", '{"format": 2, "languages": {}}'])
def test_an_index_that_cannot_be_read_says_so(settings, damage):
    settings.places.search.write_text(damage)
    with pytest.raises(UnreadableIndex):
        read_indexes(settings.places.search)


@pytest.mark.parametrize("municipality", ["lindvik"], indirect=True)
def test_no_index_is_told_apart(settings):
    with pytest.raises(FileNotFoundError):
        read_indexes(Path(f"{settings.places.search}.not"))
