"""What of a person's answers an officer is to look at twice; the receipt may tell of it too."""

from collections.abc import Iterable
from typing import Literal

from hemval.forms.asked.asking import Asking
from hemval.forms.question import Question

Told = Literal["tie", "no-authority", "area-unknown"]
"""The flags that a paragraph of the receipt may tell of: what the person is promised because of them."""


def flags_given(questions: Iterable[Question], asking: Asking) -> tuple[str, ...]:
    """List the flags of the answers to some questions in their order, each once."""
    answers = asking.answers
    given = (
        flag
        for page in questions
        if page.puts_a_question and page.id in answers
        for flag in page.flags(answers[page.id], asking)
    )
    return tuple(dict.fromkeys(given))
