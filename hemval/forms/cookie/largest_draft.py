"""How large a form's cookie can become: browsers drop more than 4,096 bytes without a word.

Nothing is left to luck: every question answered at its longest with text that does not compress, every
branch taken (an answer on an abandoned branch stays in the draft), and the receipt that follows.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from itertools import product

from cryptography.fernet import Fernet
from pydantic import JsonValue

from hemval.content.findings import Finding
from hemval.content.whole import Content
from hemval.forms.apart.expanding import as_asked
from hemval.forms.asked.asking import RULE_FACTS, Asking
from hemval.forms.asked.condition import always_false
from hemval.forms.asked.when import When, names_in
from hemval.forms.cookie.draft import LARGEST_COOKIE, sealed_draft
from hemval.forms.cookie.incompressible import some_text
from hemval.forms.cookie.largest_outcome import longest_outcome
from hemval.forms.cookie.receipt import receipt_at_most, receipt_rows
from hemval.forms.definition import FormDefinition
from hemval.forms.question import READ
from hemval.forms.types import AnyQuestion
from hemval.forms.types.choice_of_one import ChoiceOfOne
from hemval.words import words_in

ALWAYS = {
    "id": "wM3vXh0aTfKq-8YrZ2_sLA",
    "started": 1795000000.123456,
    "csrf_token": "5f1c0e9a7b3d2846ce15f80d97b2a4c36e1d0f8b",
}
"""What stands in every draft beside the answers."""

EPOCH = datetime.fromtimestamp(0, UTC)

SENT = {
    "reference": "7K2WXDPM",
    "received_at": "2026-11-23T09:00:00+00:00",
    "language": "sv",
    "mailed": False,
}


@dataclass(frozen=True)
class LargestDraft:
    """The sizes, in characters of the cookie's value, and the questions that weigh most, heaviest first."""

    answers: int
    receipt: int
    heaviest: tuple[str, ...]

    @property
    def size(self) -> int:
        """Return the larger of the two."""
        return max(self.answers, self.receipt)


def draft_findings(
    forms: Iterable[FormDefinition], content: Content, today: date, *, limit: int = LARGEST_COOKIE
) -> list[Finding]:
    """Find the forms whose cookie could become larger than browsers keep, by the rules of any day to come."""
    days = {today, *(rules.valid_from for rules in content.municipality.rules if rules.valid_from > today)}
    languages = content.municipality.site.languages
    return [
        _finding(form, largest, limit)
        for form in forms
        for largest in [_worst(form, content, sorted(days), languages)]
        if largest.size > limit
    ]


def largest_draft(form: FormDefinition, asking: Asking) -> LargestDraft:
    """Work out the largest cookie of a form in one language by the rules of one day."""
    form = as_asked(form, asking.content, asking.today)
    pages = [page for page in form.pages if _can_be_met(page.when, asking) and not page.ends_here]
    key = Fernet.generate_key()
    answers = {page.id: _longest(page, asking) for page in pages}
    typed = {
        name: some_text(page.typed_room, f"{name} as typed")
        for page in pages
        if page.typed_room
        for name in page.typed_names()
    }
    filled = replace(asking, answers={page.id: _longest_told(page, asking) for page in pages})
    outcome = longest_outcome(asking)
    receipts = [
        {
            **SENT,
            "rows": receipt_rows([page for page in pages if page.id in shown], filled),
            "paragraphs": receipt_at_most(
                form, filled, outcome, [part for at, part in enumerate(form.receipt) if at in shown]
            ),
        }
        for shown in _shown_together(form, pages, asking)
    ]
    weight = {page.id: _weight(answers[page.id]) for page in pages}
    return LargestDraft(
        answers=len(sealed_draft({**ALWAYS, "answers": answers, "typed": typed}, key, EPOCH)),
        receipt=max(
            len(sealed_draft({**ALWAYS, "answers": {}, "typed": {}, "receipt": receipt}, key, EPOCH))
            for receipt in receipts
        ),
        heaviest=tuple(sorted(weight, key=lambda page: -weight[page])[:3]),
    )


def _worst(
    form: FormDefinition, content: Content, days: Iterable[date], languages: Iterable[str]
) -> LargestDraft:
    sizes = _sizes(form, content, days, languages)
    return max(sizes, key=lambda largest: largest.size)


def _sizes(
    form: FormDefinition, content: Content, days: Iterable[date], languages: Iterable[str]
) -> Iterator[LargestDraft]:
    for day in days:
        for language in languages:
            # As late in the day as can be: the receipt then says that too.
            yield largest_draft(form, Asking(content, words_in(language), day, {}, time.max))


def _shown_together(
    form: FormDefinition, pages: Iterable[AnyQuestion], asking: Asking
) -> set[frozenset[str | int]]:
    """Return which pages, by their ids, and paragraphs, by their places, one receipt can have at most."""
    parts = [at for at, part in enumerate(form.receipt) if _can_be_met(part.when, asking)]
    found = {
        frozenset[str | int](
            [page.id for page in pages if _meets(page.as_written.when, kind)]
            + [at for at in parts if _meets(form.receipt[at].when, kind)]
        )
        for kind in _kinds(form)
    }
    return {one for one in found if not any(one < other for other in found)}


def _kinds(form: FormDefinition) -> list[dict[str, str]]:
    """List what can be answered to the questions that the receipt turns on: of each one answer, not several.

    What is asked for each group is left out: there the answers can be as many as the groups.
    """
    looked_at = {name for part in form.receipt for name in names_in(part.when)}
    asked = [page for page in form.pages if page.id in looked_at and isinstance(page, ChoiceOfOne)]
    options = [[option.id for option in page.options] for page in asked if not page.each]
    names = [page.id for page in asked if not page.each]
    return [dict(zip(names, answers, strict=True)) for answers in product(*options)]


def _meets(when: When, kind: Mapping[str, str]) -> bool:
    return not always_false(when, kind)


def _can_be_met(when: When, asking: Asking) -> bool:
    return not always_false(when, {f"rules.{name}": asking.fact(f"rules.{name}") for name in RULE_FACTS})


def _longest(page: AnyQuestion, asking: Asking) -> JsonValue:
    return max(page.largest_answers(asking), key=_weight, default=READ)


def _longest_told(page: AnyQuestion, asking: Asking) -> JsonValue:
    told = [(answer, page.told_masked(answer, asking)) for answer in page.largest_answers(asking)]
    return max(told, key=lambda each: len(each[1].encode()), default=(READ, ""))[0]


def _weight(answer: JsonValue) -> int:
    return len(json.dumps(answer, ensure_ascii=False).encode())


def _finding(form: FormDefinition, largest: LargestDraft, limit: int) -> Finding:
    say = words_in("sv").say
    return Finding(
        f"forms/{form.id}.yml",
        1,
        1,
        say(
            "The answers can fill %(size)s characters of the citizen's cookie; browsers keep %(limit)s.",
            size=largest.size,
            limit=limit,
        ),
        "",
        say(
            "Ask less in one form, or shorten the receipt. The longest answers: %(pages)s.",
            pages=", ".join(largest.heaviest),
        ),
    )
