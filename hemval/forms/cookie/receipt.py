"""What the receipt keeps of a choice that was sent: it takes the place of the answers in the cookie."""

from collections.abc import Iterable, Sequence

from hemval.forms.apart.group import Group
from hemval.forms.apart.one_choice import choices_of
from hemval.forms.asked.asking import SERVICES_ASKED, Asking
from hemval.forms.asked.when import names_in
from hemval.forms.definition import FormDefinition, Paragraph
from hemval.forms.rule_sentence import rule_told
from hemval.forms.types import AnyQuestion
from hemval.forms.types.provider import AREA_UNKNOWN
from hemval.rules.outcome import Outcome
from hemval.rules.told.outcome import told_to_citizen
from hemval.words.plain import sentence_case


def receipt_rows(pages: Iterable[AnyQuestion], asking: Asking) -> list[list[str]]:
    """Return each question with its masked answer: the receipt may lie on a table."""
    return [
        [page.label(asking.words.language), page.told_masked(asking.answers[page.id], asking)]
        for page in pages
        if page.puts_a_question
    ]


def receipt_paragraphs(form: FormDefinition, asking: Asking, *outcomes: Outcome | None) -> list[list[str]]:
    """Return each paragraph whose condition holds, as ``paragraph_told``.

    ``outcomes`` are those that are stored, one for each choice that the answers make.
    Where services are chosen apart, what is true of only some of the choices begins with what it is about.
    """
    choices = choices_of(form, asking)
    judged = list(zip(choices, outcomes or (None,) * len(choices), strict=True))
    told: list[list[str]] = []
    for part in form.receipt:
        about: dict[str, list[Group | None]] = {}
        heading = leads_to = ""
        for one, outcome in judged:
            flagged = part.flag is None or part.flag in one.flags(form)
            if flagged and one.asking.holds(part.when) and (outcome is not None or not part.outcome):
                heading, text, leads_to = paragraph_told(part, one.asking, outcome)
                about.setdefault(text, []).append(one.group)
        for text, groups in about.items():
            said = text if len(groups) == len(choices) else _about(groups, text, asking)
            told.append([heading, said, leads_to])
            heading = ""
    return told


def receipt_at_most(
    form: FormDefinition, asking: Asking, outcome: Outcome | None, parts: Iterable[Paragraph]
) -> list[list[str]]:
    """Return the longest that some paragraphs can be: of each group by itself, where they can differ."""
    told: list[list[str]] = []
    each = {name for group in form.groups for name in group.names}
    for part in parts:
        looks_at = {name.removeprefix("room.") for name in names_in(part.when)}
        heading, text, leads_to = paragraph_told(part, asking, outcome)
        if part.rule is None and not part.outcome:
            # The same words whichever group: said once, of those that they are true of.
            differs = part.flag == AREA_UNKNOWN or looks_at & {*each, SERVICES_ASKED}
            told.append([heading, _about(form.groups, text, asking) if differs else text, leads_to])
            continue
        told += [[heading, _about([group], text, asking), leads_to] for group in form.groups or (None,)]
    return told


def _about(groups: Sequence[Group | None], text: str, asking: Asking) -> str:
    language = asking.words.language
    named = ", ".join(group.name.in_(language) for group in groups if group)
    return f"{sentence_case(named)}: {text}" if named else text


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
