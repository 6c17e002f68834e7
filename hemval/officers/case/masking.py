"""Identity numbers on a case's page: masked until an officer asks for them, which is logged."""

import re
from collections.abc import Sequence

from hemval.forms.typed.identity import masked
from hemval.queue.submission import Asked

NUMBER = re.compile(r"([0-9]{8})-([0-9]{4})")
"""An answer that is nothing else: known by its shape, so that it is masked also when its form is no more."""


def answers_told(asked: Sequence[Asked], *, whole: bool) -> list[tuple[str, str]]:
    """Pair questions with answers; ``whole`` shows the identity numbers too."""
    return [(one.question, one.answer if whole else _masked(one.answer)) for one in asked]


def holds_number(asked: Sequence[Asked]) -> bool:
    """Say whether there is anything that is masked."""
    return any(NUMBER.fullmatch(one.answer) for one in asked)


def _masked(answer: str) -> str:
    return masked(answer.replace("-", "")) if NUMBER.fullmatch(answer) else answer
