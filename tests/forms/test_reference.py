"""A reference as people type it off a receipt: what is understood, and what is said of the rest."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hemval.forms.types.line_field import Unclear
from tests.forms.samples import asking, question
from tests.public.hostile import VALUES

REFERENCE = question(type="reference", optional="yes", empty={"sv": "Har den inte", "en": "Do not have it"})


@pytest.mark.parametrize(
    "typed",
    [
        "7K2W XDPM", "7k2w xdpm", "7K2WXDPM", " 7K2W\u00a0XDPM ", "7k-2w-xd-pm", "7K2W–XDPM",
        "7K2W\u2212XDPM", "7K2W\tXDPM", "7 K 2 W X D P M", "7K2W\u200bXDPM", "7KZW XDPM", "7kzw xdpm",
        "\u202a7K2W XDPM\u202c",
    ],
)  # fmt: skip
def test_it_is_understood_however_it_is_written(typed):
    assert REFERENCE.read(typed, asking()) == "7K2WXDPM"


@pytest.mark.parametrize(
    ("typed", "kind", "swedish", "english"),
    [
        ("7K2W XDP", "length", "alla åtta tecken, till exempel 7K2W XDPM", "such as 7K2W XDPM"),
        ("7K2W XDPMM", "length", "Skriv alla åtta", "Write all eight"),
        ("7", "length", "Skriv alla åtta", "Write all eight"),
        ("\u200b", "length", "Skriv alla åtta", "Write all eight"),
        ("7K2W XDPO", "character", "aldrig någon vokal, nolla eller etta", "never has a vowel, 0 or 1"),
        ("7K1W XDPM", "character", "aldrig någon vokal", "never has a vowel"),
        ("7K2W/XDPM", "character", "aldrig någon vokal", "never has a vowel"),
        ("７K2W XDPM", "character", "aldrig någon vokal", "never has a vowel"),
        ("Åsa Öberg", "character", "aldrig någon vokal", "never has a vowel"),
        ("7K2W XDPN", "check", "ett tecken i taget", "one at a time"),
        ("K72W XDPM", "check", "ett tecken i taget", "one at a time"),
    ],
)  # fmt: skip
def test_what_it_cannot_be_is_told_with_what_to_do(typed, kind, swedish, english):
    with pytest.raises(Unclear, match=f"^{kind}$"):
        REFERENCE.read(typed, asking())
    assert swedish in REFERENCE.error(kind, asking())
    assert english in REFERENCE.error(kind, asking(language="en"))


def test_it_is_shown_in_its_groups_and_left_out_in_the_authors_words():
    assert REFERENCE.told("7K2WXDPM", asking()) == "7K2W XDPM"
    assert REFERENCE.shown("7K2WXDPM") == {"q": "7K2W XDPM"}
    assert REFERENCE.answer({"q": " "}, asking()) == "_none"
    assert REFERENCE.shown("_none") == {"q": ""}
    assert REFERENCE.told("_none", asking()) == "Har den inte"
    assert REFERENCE.told("_none", asking(language="en")) == "Do not have it"
    assert REFERENCE.objection("_none", asking()) is None
    wanted = question(type="reference")
    assert wanted.told("_none", asking()) == "Inget svar"
    assert wanted.objection("_none", asking()) == "Skriv referensen"


@given(st.sampled_from(VALUES) | st.text(max_size=30))
def test_whatever_is_typed_is_a_reference_or_an_error_with_words(typed):
    kind, read = "", ""
    try:
        read = REFERENCE.read(typed, asking())
    except Unclear as unclear:
        kind = str(unclear)
    if read:
        assert REFERENCE.read(REFERENCE.told(read, asking()), asking()) == read
    else:
        assert kind in REFERENCE.our_errors
