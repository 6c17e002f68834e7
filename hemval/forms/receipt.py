"""What the receipt keeps of a choice that was sent: it takes the place of the answers in the cookie."""

from collections.abc import Iterable

from hemval.forms.asking import Asking
from hemval.forms.definition import FormDefinition, Paragraph
from hemval.forms.rule_sentence import rule_told
from hemval.forms.types import AnyQuestion
from hemval.rules.outcome import Outcome
from hemval.rules.told.outcome import told_to_citizen


def receipt_rows(pages: Iterable[AnyQuestion], asking: Asking) -> list[list[str]]:
    """Return each question with its masked answer: the receipt may lie on a table."""
    return [
        [page.label(asking.words.language), page.told_masked(asking.answers[page.id], asking)]
        for page in pages
        if page.puts_a_question
    ]


def receipt_paragraphs(form: FormDefinition, asking: Asking, outcome: Outcome | None) -> list[list[str]]:
    """Return each paragraph whose condition holds, as ``paragraph_told``; ``outcome`` is the stored one."""
    return [
        paragraph_told(part, asking, outcome)
        for part in form.receipt
        if asking.holds(part.when) and (outcome is not None or not part.outcome)
    ]


def paragraph_told(part: Paragraph, asking: Asking, outcome: Outcome | None) -> list[str]:
    """Return a paragraph's heading, its text and the id of the form that it leads to; empty what it lacks."""
    language = asking.words.language
    heading = part.heading.in_(language) if part.heading else ""
    told = [part.text.in_(language)] if part.text else []
    if part.rule:
        told.append(rule_told(part.rule, asking))
    if part.outcome and outcome is not None:
        told.append(told_to_citizen(outcome, asking.words))
    return [heading, " ".join(told), part.leads_to or ""]
