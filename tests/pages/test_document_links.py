"""A link to a document says what opens and how large it is, whoever wrote the link."""

import pytest

from hemval.pages.document_links import document_faults, size_told, with_kind_and_size
from hemval.words import words_in

SWEDISH, ENGLISH = words_in("sv"), words_in("en")
SIZES = {"krav.pdf": 35_872, "bilaga.docx": 1_240_000}


@pytest.mark.parametrize(
    ("size", "swedish", "english"),
    [
        (0, "1 kB", "1 kB"),
        (499, "1 kB", "1 kB"),
        (35_872, "36 kB", "36 kB"),
        (999_400, "999 kB", "999 kB"),
        (1_240_000, "1,2 MB", "1.2 MB"),
        (1_400_000_000, "1 400 MB", "1,400 MB"),
    ],
)
def test_a_size_is_told_in_the_languages_own_way(size: int, swedish: str, english: str) -> None:
    assert size_told(size, SWEDISH).replace("\N{NO-BREAK SPACE}", " ") == swedish
    assert size_told(size, ENGLISH).replace("\N{NO-BREAK SPACE}", " ") == english


def told(html: str) -> str:
    return with_kind_and_size(html, SIZES, SWEDISH).replace("\N{NO-BREAK SPACE}", " ")


def test_kind_and_size_stand_last_in_the_links_own_words() -> None:
    assert told('<p>Läs <a href="/dokument/krav.pdf">alla krav</a>.</p>') == (
        '<p>Läs <a href="/dokument/krav.pdf">alla krav (pdf, 36 kB)</a>.</p>'
    )
    assert told('<a lang="sv" href="/dokument/bilaga.docx#x"><strong>Bilaga</strong></a>') == (
        '<a lang="sv" href="/dokument/bilaga.docx#x"><strong>Bilaga</strong> (docx, 1,2 MB)</a>'
    )


@pytest.mark.parametrize(
    "html",
    [
        '<a href="/utforare/">Utförare</a>',
        '<a href="/dokument/borta.pdf">Borta</a>',
        '<a href="https://annan.example/dokument/krav.pdf">Krav</a>',
        "<p>/dokument/krav.pdf</p>",
    ],
)
def test_nothing_else_is_changed(html: str) -> None:
    assert told(html) == html


def found(markdown: str) -> list[tuple[int, int, str]]:
    return [(fault.line, fault.column, fault.message) for fault in document_faults(markdown, SIZES)]


def test_a_document_that_is_not_there_is_found_where_it_is_written() -> None:
    page = "Se [krav](/dokument/krav.pdf).\n\nOch [mer](/dokument/kraf.pdf) här."
    assert found(page) == [(3, 5, "Det finns inget dokument kraf.pdf i documents/.")]
    (fault,) = document_faults(page, SIZES)
    assert fault.advice == "Menade du ”krav.pdf”?"


@pytest.mark.parametrize(
    ("markdown", "faults"),
    [
        ("[Lagen](https://annan.example/lagen.pdf)", 1),
        ("[Lagen (pdf, 120 kB)](https://annan.example/lagen.pdf)", 0),
        ("[Lagen (PDF)](https://annan.example/lagen.PDF?v=2)", 0),
        ("[Lagen (svår att läsa)](https://annan.example/lagen.docx)", 1),
        ("[Lagen](https://annan.example/lagen/)", 0),
        ("[Frågor](fragor.md), [utförare](/utforare/)", 0),
    ],
)
def test_others_documents_must_say_what_they_are(markdown: str, faults: int) -> None:
    assert len(found(markdown)) == faults
