"""What a writer gets for mistakes in the word list and the search's words: the place and the sentence."""

from pathlib import Path

import pytest

from hemval.content.findings import Finding
from hemval.content.folder import Folder
from hemval.content.loading import load
from hemval.editing.word_lists import word_list_findings
from hemval.settings import PROJECT
from tests.municipalities import NOW, copy_of

WORDS, ENGLISH = "site_src/words/sv.yml", "site_src/words/en.yml"
SEARCH = "site_src/search/sv.yml"
LONG = "den som ger dig hjälpen hemma och som du väljer själv om du vill"

MISTAKES = (
    (WORDS, "id: kooperativ", "id: kontinuitet", "”kontinuitet” står två gånger i ordlistan."),
    (WORDS, "word: Kooperativ", "word: Kontinuitet", "”Kontinuitet” står två gånger i ordlistan."),
    (ENGLISH, "id: ivo", "id: ivoo", "Ordet ivoo finns inte i den svenska ordlistan."),
    (WORDS, "short: som ger hjälpen hemma", f"short: {LONG}", "Förklaringen är 64 tecken."),
    (WORDS, "{{ rules.no_choice }}", "{{ rules.nochoice }}", "Det finns ingen uppgift rules.nochoice."),
    (WORDS, "when: rules.own_time", "when: rules.owntime", "Det finns ingen uppgift rules.owntime."),
    (WORDS, "long: Någon som står dig", "lång: Någon som står dig", "Nyckeln ”lång” finns inte här."),
    (
        SEARCH,
        "[klagomål, synpunkt, nöjd]",
        "[framföra klagomål]",
        "”framföra klagomål” är inte ett enda ord.",
    ),
    (SEARCH, "joints: [s, e, o]", "joint: [s, e, o]", "Nyckeln ”joint” finns inte här."),
)


def own(content: Path, file: str, before: str, after: str) -> int:
    """Give a municipality a file of its own that differs from the shared one; return the changed line."""
    text = (PROJECT / file).read_text("utf-8")
    assert before in text, f"{file} has changed: mend this test"
    path = content / file
    path.parent.mkdir(parents=True)
    path.write_text(text.replace(before, after, 1), "utf-8")
    return text[: text.index(before)].count("\n") + 1


def findings(content: Path) -> list[Finding]:
    folder = Folder(content, PROJECT)
    loaded, found = load(folder)
    return found if loaded is None else list(word_list_findings(folder, loaded, NOW.date()))


@pytest.mark.parametrize(("file", "before", "after", "told"), MISTAKES, ids=[told for *_, told in MISTAKES])
def test_a_mistake_is_told_at_its_place(tmp_path, file, before, after, told):
    settings = copy_of("lindvik", tmp_path / "content")
    line = own(settings.content, file, before, after)
    (found,) = findings(settings.content)
    assert (found.file, found.line) == (file, line)
    assert told in found.message


def test_a_list_of_its_own_takes_the_place_of_the_shared(tmp_path):
    settings = copy_of("lindvik", tmp_path / "content")
    own(settings.content, WORDS, "word: Anhörig", "word: Närstående")
    assert findings(settings.content) == []
