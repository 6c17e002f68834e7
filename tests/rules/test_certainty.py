"""Wilson's interval against values worked out elsewhere, and what holds for all."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hemval.rules.certainty import surely_different, wilson_interval


@pytest.mark.parametrize(
    ("share", "answers", "low", "high"),
    [
        # Newcombe, Statistics in Medicine 17 (1998) 857, method 3: 81/263, 15/148, 0/20, 1/29.
        (100 * 81 / 263, 263, 25.53, 36.62),
        (100 * 15 / 148, 148, 6.24, 16.05),
        (0, 20, 0.0, 16.11),
        (100 * 1 / 29, 29, 0.61, 17.18),
        (50, 10, 23.66, 76.34),
        (100, 10, 72.25, 100.0),
    ],
)
def test_known_intervals(share, answers, low, high):
    found = wilson_interval(share, answers)
    assert found == pytest.approx((low, high), abs=0.006)


@pytest.mark.parametrize(
    ("share", "answers", "mean", "sure"),
    [(90, 20, 85, False), (90, 2000, 85, True), (80, 2000, 85, True), (0, 7, 0, False), (100, 7, 100, False)],
)
def test_a_difference(share, answers, mean, sure):
    assert surely_different(share, answers, mean) is sure


SHARES = st.integers(0, 1000).map(lambda n: n / 10)


@given(SHARES, st.integers(1, 10_000))
def test_the_share_lies_in_its_interval_and_more_answers_narrow_it(share, answers):
    low, high = wilson_interval(share, answers)
    assert 0 <= low <= share <= high <= 100
    assert not surely_different(share, answers, share)
    narrower = wilson_interval(share, 4 * answers)
    assert narrower[1] - narrower[0] < high - low


@given(SHARES, st.integers(1, 10_000))
def test_both_ends_are_alike(share, answers):
    low, high = wilson_interval(share, answers)
    assert wilson_interval(100 - share, answers) == pytest.approx((100 - high, 100 - low), abs=1e-6)


def test_nobody_answered_says_nothing():
    assert wilson_interval(50, 0) == (0.0, 100.0)
    assert not surely_different(50, 0, 80)


def test_a_share_may_be_a_decimal():
    assert wilson_interval(float(Decimal("86.5")), 50)[0] < 86.5
