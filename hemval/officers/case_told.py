"""A choice as officers read it: one line of the list, or everything."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from hemval.forms.definition import FormDefinition
from hemval.forms.reference import grouped
from hemval.forms.types import AnyQuestion
from hemval.forms.types.choice_of_one import OptionQuestion
from hemval.handover.told import WORDS, channel_told, reason_advice, reason_told
from hemval.queue.desk.rows import Opened
from hemval.queue.desk.tables import Header
from hemval.words.dates import SWEDEN, language_told, moment_told
from hemval.words.text import MAIN_LANGUAGE

LONGEST_CELL = 80
"""Characters of a text that a line shows; the rest stands in the case."""


@dataclass(frozen=True)
class Line:
    """One line of the list; a damaged choice has only its id, time and state."""

    id: str
    received: str
    state: str
    damaged: bool = False
    reference: str = ""
    cells: tuple[str, ...] = ()
    """The answers that its form puts on a line."""
    flags: tuple[str, ...] = ()


def headings_of(form: FormDefinition | None) -> list[str]:
    """Return what stands above the answers on a form's lines; nothing of a form that is no more."""
    return [page.label(MAIN_LANGUAGE) for page in _on_the_line(form)]


def line_of(opened: Opened, form: FormDefinition | None) -> Line:
    """Tell one case in a line."""
    one = opened.submission
    return Line(
        id=one.id,
        received=short_moment(one.received_at),
        state=state_told(opened.header),
        reference=grouped(one.reference),
        cells=tuple(_cell(opened, page) for page in _on_the_line(form)),
        flags=tuple(reason_told(reason) for reason in one.review),
    )


def _on_the_line(form: FormDefinition | None) -> Sequence[AnyQuestion]:
    pages = (form.page(name) for name in form.line) if form else ()
    return [page for page in pages if page is not None]


def _cell(opened: Opened, page: AnyQuestion) -> str:
    """Return an answer as it was told, or its form's short words for it."""
    one = opened.submission
    stored = one.answers.get(page.id)
    if isinstance(page, OptionQuestion):
        for option in page.options:
            if option.id == stored and option.short:
                return option.short.in_(MAIN_LANGUAGE)
    told = next((asked.answer for asked in one.asked if asked.id == page.id), "")
    return told if len(told) <= LONGEST_CELL else f"{told[:LONGEST_CELL].rstrip()} …"


def damaged_line(header: Header) -> Line:
    """Tell what can be said of a choice that cannot be opened."""
    return Line(header.id, short_moment(header.received_at), state_told(header), damaged=True)


def state_told(header: Header, *, when: bool = False) -> str:
    """Say whether someone has taken a choice over, and who."""
    if header.state == "new":
        return WORDS.say("New")
    if when and header.changed_at:
        moment = moment_told(header.changed_at, WORDS)
        return WORDS.say("Taken over by %(who)s %(moment)s", who=header.changed_by, moment=moment)
    return WORDS.say("Taken over by %(who)s", who=header.changed_by)


def flags_with_advice(opened: Opened) -> list[tuple[str, str]]:
    """Pair each reason to look twice with what to do about it."""
    return [(reason_told(reason), reason_advice(reason)) for reason in opened.submission.review]


def circumstances(opened: Opened, form: str) -> list[tuple[str, str]]:
    """List how a choice came here; ``form`` is what officers call its form."""
    one = opened.submission
    return [
        (WORDS.say("Received"), moment_told(one.received_at, WORDS)),
        (WORDS.say("Came by"), channel_told(one.channel)),
        (WORDS.say("Language used"), language_told(one.language, WORDS)),
        (WORDS.say("Form"), form),
        (WORDS.say("Form version"), str(one.form_version)),
        (WORDS.say("Content version"), one.content_version),
    ]


def short_moment(moment: datetime) -> str:
    """Write a moment in Swedish time for a narrow column: 2026-12-02 10:30."""
    return moment.astimezone(SWEDEN).strftime("%Y-%m-%d %H:%M")
