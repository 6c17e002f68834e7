"""Forms of a word meet, long words are taken apart, and one slip of the finger is forgiven."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hemval.pages.search_excerpt import LONGEST, Piece, excerpt
from hemval.pages.search_words import SHORTEST_STEM, one_slip_apart, parts_of, stem, without_marks, words_of

SWEDISH = st.text("abcdefghijklmnopqrstuvwxyzåäö", min_size=1, max_size=14)
SHORT = st.text("abcå", max_size=6)


@pytest.mark.parametrize(
    "forms",
    [
        ("hemtjänst", "hemtjänsten", "hemtjänstens"),
        ("kostnad", "kostnaden", "kostnader", "kostnaderna"),
        ("byter", "byta", "byte", "bytet"),
        ("utförare", "utföraren", "utförarens", "utförarna"),
        ("finsk", "finska"),
    ],
)
def test_forms_of_a_word_have_one_stem(forms):
    assert len({stem(form, "sv") for form in forms}) == 1


def test_one_pass_of_the_stemmer_would_not_do():
    assert stem("kostnaden", "sv") == stem("kostnad", "sv") == "kostn"


@given(word=SWEDISH, language=st.sampled_from(("sv", "en")))
def test_a_stem_is_a_fixed_point_or_would_be_too_short(word, language):
    found = stem(word, language)
    assert stem(found, language) == found or len(stem(found, language)) < SHORTEST_STEM


PARTS = ("trygghet", "larm", "hem", "tjänst", "hemtjänst", "avgift", "telefon", "nummer")


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("trygghetslarm", ("trygg", "larm")),
        ("trygghetslarmens", ("trygg", "larm")),
        ("hemtjänstavgiften", ("hemtjänst", "avgift")),
        ("hemtjänstavgifter", ("hemtjänst", "avgift")),
        ("larm", ()),
        ("larmxavgift", ()),
        ("hemmet", ()),
        ("", ()),
    ],
)
def test_a_long_word_is_taken_apart_where_every_part_is_listed(word, parts):
    assert parts_of(word, PARTS, ("s",), "sv") == parts


def damerau(a: str, b: str) -> int:
    """Damerau's distance in its plainest form, to hold ours against."""
    rows = [[i + j if i * j == 0 else 0 for j in range(len(b) + 1)] for i in range(len(a) + 1)]
    for i in range(1, len(a) + 1):
        for j in range(1, len(b) + 1):
            rows[i][j] = min(
                rows[i - 1][j] + 1, rows[i][j - 1] + 1, rows[i - 1][j - 1] + (a[i - 1] != b[j - 1])
            )
            if i > 1 and j > 1 and a[i - 1] == b[j - 2] and a[i - 2] == b[j - 1]:
                rows[i][j] = min(rows[i][j], rows[i - 2][j - 2] + 1)
    return rows[-1][-1]


@given(a=SHORT, b=SHORT)
def test_one_slip_is_what_damerau_says(a, b):
    plain_a, plain_b = without_marks(a), without_marks(b)
    expected = damerau(plain_a, plain_b) <= (1 if min(len(plain_a), len(plain_b)) >= 5 else 0)
    assert one_slip_apart(a, b) == expected


@pytest.mark.parametrize("typed", ["avgfit", "avgit", "avggift", "avgigt", "agvift", "avgift"])
def test_slips_of_avgift(typed):
    assert one_slip_apart(typed, "avgift")


def test_letters_without_their_marks():
    assert one_slip_apart("bjorken", "björken")
    assert one_slip_apart("ko", "kö")
    assert not one_slip_apart("ko", "ho")


@given(text=st.text("abc å.!?\n ", max_size=500), words=st.sets(st.text("abcå", min_size=1, max_size=4)))
def test_an_excerpt_is_a_piece_of_its_text(text, words):
    pieces = excerpt(text, words)
    shown = "".join(piece.text for piece in pieces)
    assert len(shown) <= LONGEST + 4
    assert shown.removeprefix("… ").removesuffix(" …") in text
    assert all((piece.text in words) == piece.found for piece in pieces if piece.text.isalnum())
    held = {found.word for found in words_of(text)} & words
    assert not held or any(piece.found for piece in pieces)


def test_an_excerpt_shows_the_sentence_with_most_of_the_words():
    assert excerpt("Först. Du betalar en avgift varje månad. Du betalar.", {"betalar", "avgift"}) == (
        Piece("Du "),
        Piece("betalar", found=True),
        Piece(" en "),
        Piece("avgift", found=True),
        Piece(" varje månad."),
    )


def test_a_heading_alone_shows_the_first_sentence():
    assert excerpt("18 mars 2026\nAllt var bra.", set()) == (Piece("Allt var bra."),)
    assert excerpt("", {"x"}) == ()
