"""Whether a difference between shares can be told from chance."""

from math import sqrt

Z = 1.959964
"""Of a 95 % interval."""


def wilson_interval(share: float, answers: int) -> tuple[float, float]:
    """Return the 95 % interval (Wilson) of a share of 100 among so many answers."""
    if answers == 0:
        return 0.0, 100.0
    p = share / 100
    spread = Z * Z / answers
    middle = (p + spread / 2) / (1 + spread)
    half = Z * sqrt(p * (1 - p) / answers + spread / (4 * answers)) / (1 + spread)
    # The share itself is in its interval; at 0 and 100 floating point would leave it a hair outside.
    return max(0.0, min(share, 100 * (middle - half))), min(100.0, max(share, 100 * (middle + half)))


def surely_different(share: float, answers: int, mean: float) -> bool:
    """Say whether a share's interval leaves the mean outside."""
    low, high = wilson_interval(share, answers)
    return not low <= mean <= high
