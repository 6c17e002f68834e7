"""What people type in a line: names and telephone numbers as they come, without what nobody can see."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hemval.forms.typed.cleaning import clean_line
from hemval.forms.types.line import LineQuestion
from hemval.forms.types.line_field import Unclear
from hemval.words.plain import HIDDEN
from tests.forms.samples import asking, question

NAME = question(type="name")
PHONE = question(type="phone")


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Åsa Öberg", "Åsa Öberg"),
        ("  Åsa   Öberg \t", "Åsa Öberg"),
        ("A\u030asa O\u0308berg", "Åsa Öberg"),
        ("Åsa\u00a0Öberg", "Åsa Öberg"),
        ("Åsa\r\nÖberg", "Åsa Öberg"),
        ("\u202eÅsa\u202c Öberg", "Åsa Öberg"),
        ("\u2067Åsa\u2069", "Åsa"),
        ("Å\u00adsa\u200b Ö\u2060berg\ufeff", "Åsa Öberg"),
        ("Åsa\x00\x07 Öberg\x7f", "Åsa Öberg"),
        ("A\u200d\u200d\u200db", "Ab"),
        ("A\ufdd0\U0001fffeb", "Ab"),
        ("A\u200b\u030asa", "Åsa"),
        ("محمد العلي", "محمد العلي"),
        ("Наталья Петрова-Ильина", "Наталья Петрова-Ильина"),
        ("علی\u200cرضا", "علی\u200cرضا"),
        ("ქეთევან", "ქეთევან"),
        ("黄 美玲", "黄 美玲"),
        ("Nguyễn Thị Hằng", "Nguyễn Thị Hằng"),
        ("O’Brien-D'Arcy, jr.", "O’Brien-D'Arcy, jr."),
        ("Bo", "Bo"),
        ("<b>Bo</b>", "<b>Bo</b>"),
        ("=SUM(A1)", "=SUM(A1)"),
        ("Null", "Null"),
        ("a" * 100, "a" * 100),
        ("a" + "\u200b" * 500, "a"),
        ("\U00040000" * 100, "\U00040000" * 100),
    ],
)
def test_a_name(typed, kept):
    assert NAME.read(typed, asking()) == kept


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        ("a" * 101, "too-long"),
        ("\u200b\u202e", "missing"),
        ("\ufeff \x00", "missing"),
        ("a " * 101, "too-long"),
    ],
)
def test_no_name(typed, kind):
    with pytest.raises(Unclear, match=f"^{kind}$"):
        NAME.read(typed, asking())


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("070-174 06 05", "070-174 06 05"),
        ("0701740605", "0701740605"),
        ("+46 70 174 06 05", "+46 70 174 06 05"),
        ("+46 (0)70-174 06 05", "+46 (0)70-174 06 05"),
        ("0046701740605", "0046701740605"),
        ("070/174.06.05", "070/174.06.05"),
        ("070–174 06 05", "070–174 06 05"),
        ("070\u2011174\u00a006\u202f05", "070\u2011174 06 05"),
        ("\u202a070-174 06 05\u202c", "070-174 06 05"),
        (" 08-465 004 00 ", "08-465 004 00"),
        ("0980-31 92 00", "0980-31 92 00"),
        ("123456", "123456"),
        ("1" * 15, "1" * 15),
    ],
)
def test_a_phone(typed, kept):
    assert PHONE.read(typed, asking()) == kept


@pytest.mark.parametrize(
    "typed",
    [
        "12345", "1" * 16, "hemma", "070-174 06 0S", "٠٧٠١٧٤٠٦٠٥", "０７０１７４０６０５", "070-174; DROP",
        "", "\u200b", "070174060⁵", "070" + "-" * 60 + "1740605", "07017\n40605<", "+()-./",
    ],
)  # fmt: skip
def test_no_phone(typed):
    with pytest.raises(Unclear, match=r"^unclear$"):
        PHONE.read(typed, asking())


ANYTHING = st.text(max_size=60) | st.text("a\u0301\u030a\u200b\u200c\u200d\u202e \t\nÅع", max_size=12)


@given(ANYTHING)
def test_cleaning_leaves_nothing_hidden_and_nothing_to_do(typed):
    cleaned = clean_line(typed)
    assert not HIDDEN.search(cleaned)
    assert cleaned == clean_line(cleaned) == unicodedata.normalize("NFC", cleaned)
    assert cleaned == " ".join(cleaned.split())


def read(line: LineQuestion, typed: str) -> str | None:
    try:
        return line.read(typed, asking())
    except Unclear as unclear:
        return None if str(unclear) in line.error_kinds else "an error without words"


@given(ANYTHING)
def test_a_name_that_is_taken_is_taken_again(typed):
    name = read(NAME, typed)
    if name is not None:
        assert NAME.read(name, asking()) == name


@given(st.text("0123456789+-–()/. \u00a0", max_size=50))
def test_a_number_that_is_taken_is_taken_again(typed):
    number = read(PHONE, typed)
    if number is not None:
        assert PHONE.read(number, asking()) == number
        assert len(number) <= 40
