"""Whatever becomes of an affected person is said in words."""

from typing import Any, get_args

from hemval.rules.exits.plan import Status
from hemval.rules.exits.proof import Reason
from hemval.rules.told.exits import GAPS, STATUSES, gap_told, status_told
from hemval.words import words_in


def names(kind: Any) -> set[str]:
    """Return the names that a kind is made of."""
    return {name for one in get_args(kind) for name in ([one] if isinstance(one, str) else names(one))}


def test_each_has_words() -> None:
    assert set(STATUSES) == names(Status)
    assert set(GAPS) == names(Reason)
    words = words_in("sv")
    said = {*(status_told(one, words) for one in STATUSES), *(gap_told(one, words) for one in GAPS)}
    assert len(said) == len(STATUSES) + len(GAPS)
