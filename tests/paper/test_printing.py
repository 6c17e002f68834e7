"""A sheet becomes a PDF that everybody can read, and nothing in it is taken for markup."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from page import validate_pdf_bytes

from hemval.paper import font
from hemval.paper.printing import pdf_of
from hemval.paper.sheet import Boxes, Digits, Item, Lines, Option, Paragraphs, Sheet
from hemval.words import Phrase, words_in
from tests.forms.samples import TODAY
from tests.paper.papers import printed, read, sheet_of
from tests.paper.pdf import Pdf

HOSTILE = (
    '#read("/etc/passwd")',
    "*x* _y_ `z` $1$ <l> @m \\u{41} //",
    "= Rubrik",
    "#panic()",
    '"}],"title":"',
    "]#let a = [",
    "<script>alert(1)</script>",
)


def sheet(*parts, **changes) -> Sheet:
    whole = Sheet(
        language="sv",
        large=False,
        title="Titel",
        sender=(Phrase("Kommunen", "sv"),),
        reply_label="Skicka till",
        reply=(Phrase("Gatan 1", "sv"), Phrase("999 99 Orten", "sv")),
        intro=(),
        items=(Item(Phrase("Frågan?", "sv"), parts, number="1"),),
        or_="eller",
        identity="blankett x-sv",
        page_of=("Sida ", " av ", ""),
    )
    return replace(whole, **changes)


def test_the_verdict_can_be_another():
    untagged = printed("lindvik", "sv", False).replace(b"/Marked true", b"/Marked false")
    assert not validate_pdf_bytes(untagged, profile="ua1").is_compliant


def test_the_same_sheet_and_day_give_the_same_bytes():
    again = pdf_of(sheet_of("lindvik", "sv", False), TODAY)
    assert again == printed("lindvik", "sv", False)
    assert pdf_of(sheet_of("lindvik", "sv", False), TODAY + timedelta(days=1)) != again


@pytest.mark.parametrize("words", HOSTILE)
def test_what_looks_like_markup_comes_out_as_letters(words):
    told = Phrase(words, "sv")
    parts = (
        Boxes("", (Option(told, (told,)), Option(told, apart=True))),
        Paragraphs((told,)),
        Lines(words, 1),
    )
    pdf = pdf_of(sheet(*parts, title=words, sender=(told,), reply=(told,), identity=words), TODAY)
    assert Pdf(pdf).text().count(words) == 8
    assert validate_pdf_bytes(pdf, profile="ua1").is_compliant


def test_a_sign_that_the_font_lacks_is_shown_as_missing_and_what_is_invisible_is_left_out():
    text = Pdf(pdf_of(sheet(Paragraphs((Phrase("Å😀ŋ\u0007 \u202eб中", "sv"),))), TODAY)).text()
    assert f"Å{font.NO_SIGN}ŋ б{font.NO_SIGN}" in text


def test_the_font_draws_what_is_written_in_sweden():
    assert font.drawable("åäöÅÄÖéüß áčđŋšŧžÁČĐŊŠŦŽ –—”’…°§€½ łşğı αβ жщ") == (
        "åäöÅÄÖéüß áčđŋšŧžÁČĐŊŠŦŽ –—”’…°§€½ łşğı αβ жщ"
    )


def test_without_the_font_nothing_is_printed_in_another(monkeypatch, tmp_path):
    monkeypatch.setattr(font, "BOLD", tmp_path / "Inter-Bold.otf")
    font.signs.cache_clear()
    with pytest.raises(font.FontMissing) as missing:
        pdf_of(sheet(), TODAY)
    font.signs.cache_clear()
    assert missing.value.told(words_in("sv")) == (
        "Typsnittet till blanketterna saknas: Inter-Bold.otf. Installera Hemval igen."
    )


def test_a_filled_in_sheet_shows_the_answers():
    parts = (Lines("Namn", 1, answer=("Eva Å",)), Digits("Nummer", (8, 4), answer="193804129819"))
    text = Pdf(pdf_of(sheet(*parts), date(2026, 11, 22))).text()
    assert "Eva Å" in text
    assert "193804129819" in "".join(text.split())


@pytest.mark.parametrize(("large", "box", "line"), [(False, 6, 8), (True, 7, 8)])
def test_lines_and_boxes_are_large_enough_to_write_in(large, box, line):
    pdf = read("lindvik", "sv", large)
    strokes = pdf.strokes()
    squares = [one for one in strokes if one.height and one.width == pytest.approx(one.height, abs=0.1)]
    assert len(squares) > 20
    assert {round(one.width, 1) for one in squares} == {box}
    digits = [one for one in strokes if line <= one.height <= 13 and one.width < one.height]
    parts = [part for item in sheet_of("lindvik", "sv", large).items for part in item.parts]
    assert len(digits) == sum(sum(part.groups) for part in parts if isinstance(part, Digits)) >= 12 + 8
    feet = {max(one.top for one in strokes if one.page == page) for page in range(len(pdf.pages))}
    to_write_on = [one for one in strokes if one.height < 0.1 and one.width > 100 and one.top not in feet]
    assert len(to_write_on) == sum(part.count for part in parts if isinstance(part, Lines)) >= 5
    for one in to_write_on:
        above = [
            top
            for top in (*pdf.baselines(one.page), *(other.top for other in strokes if other.page == one.page))
            if top < one.top - 0.1
        ]
        assert one.top - max(above) >= line


def test_the_reply_address_stands_in_the_window():
    pdf = read("lindvik", "sv", False)
    lines = [(left, top) for left, top in pdf.places(0) if left > 90 and top < 100]
    assert len(lines) == 4
    assert all(117 <= left <= 120 and 45 <= top <= 75 for left, top in lines)


def test_every_page_says_which_form_it_is_and_how_many_pages_there_are():
    pdf = read("lindvik", "sv", True)
    for page in range(len(pdf.pages)):
        foot = pdf.foot(page)
        assert "Lindvik, blankett choice-sv, version" in foot
        assert "23 november 2026" in foot
        assert f"Sida {page + 1} av {len(pdf.pages)}" in foot
