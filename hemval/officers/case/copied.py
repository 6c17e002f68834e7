"""A case as plain text, in the order that a case system asks: who, what, from when, and where it is from."""

from collections.abc import Sequence

from hemval.forms.definition import FormDefinition
from hemval.officers.case.rules_told import RulesTold
from hemval.queue.submission import Submission


def text_to_copy(
    one: Submission,
    form: FormDefinition | None,
    answers: Sequence[tuple[str, str]],
    rules: RulesTold,
    circumstances: Sequence[tuple[str, str]],
) -> str:
    """Write it a line an answer; ``answers`` are told as on the page, where an identity number may be masked.

    Of what the rules say stands the newest: what is to be put in.
    """
    whose = {page.id for page in form.pages if page.identifies == "yes"} if form else set()
    told = [(asked.id in whose, pair) for asked, pair in zip(one.asked, answers, strict=True)]
    who = [pair for identifies, pair in told if identifies]
    what = [pair for identifies, pair in told if not identifies]
    results = [said.result for said in rules.said if said.result][-1:]
    return "\n".join((*map(_line, who), *map(_line, what), *results, *map(_line, circumstances)))


def _line(pair: tuple[str, str]) -> str:
    question, answer = pair
    return f"{question}: {' '.join(answer.split())}"
