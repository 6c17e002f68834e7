"""Contrast is WCAG's, and what is proposed in a colour's place is seen."""

import pytest
from hypothesis import given
from hypothesis import settings as trying
from hypothesis import strategies as st

from hemval.content.contrast import TEXT, contrast, nearest_seen, rgb

COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("#000000", "#ffffff", 21.0),
        ("#777777", "#ffffff", 4.48),
        ("#767676", "#ffffff", 4.54),
        ("#595959", "#ffffff", 7.0),
        ("#ff0000", "#ffffff", 4.0),
        ("#0000ff", "#ffffff", 8.59),
    ],
)
def test_known_contrasts(one: str, other: str, expected: float) -> None:
    assert contrast(one, other) == pytest.approx(expected, abs=0.005)


@trying(deadline=None)
@given(COLOURS, COLOURS)
def test_contrast_goes_both_ways_and_stays_within_its_ends(one: str, other: str) -> None:
    assert contrast(one, other) == contrast(other, one)
    assert 1 <= contrast(one, other) <= 21
    assert contrast(one, one) == 1


@trying(deadline=None)
@given(COLOURS)
def test_the_nearest_colour_is_seen_and_is_the_colour_itself_where_that_is(colour: str) -> None:
    for ground, lighter in (("#faf9f5", False), ("#161817", True)):
        found = nearest_seen(colour, (ground,), lighter=lighter)
        assert contrast(found, ground) >= TEXT
        if contrast(colour, ground) >= TEXT:
            assert found == colour


@pytest.mark.parametrize("text", ["#fff", "0b4a42", "#0b4a4", "#0b4a4g"])
def test_other_text_is_no_colour(text: str) -> None:
    with pytest.raises(ValueError, match=r"#|0b|hex"):
        rgb(text)
