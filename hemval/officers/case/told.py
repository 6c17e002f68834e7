"""A choice as officers read it: one line of the list, or everything."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from hemval.forms.asked.asking import SERVICES_ASKED
from hemval.forms.definition import FormDefinition
from hemval.forms.sent.reference import grouped
from hemval.forms.types import AnyQuestion
from hemval.forms.types.choice_of_one import OptionQuestion
from hemval.forms.types.provider import NONE
from hemval.handover.told import WORDS, channel_told, reason_advice, reason_told
from hemval.queue.desk.log_reading import Done
from hemval.queue.desk.rows import Opened
from hemval.queue.desk.tables import Header, State
from hemval.queue.submission import Submission
from hemval.words import sentence
from hemval.words.dates import SWEDEN, language_told, moment_told
from hemval.words.text import MAIN_LANGUAGE

ABOUT = (SERVICES_ASKED, "provider")

LONGEST_CELL = 80
"""Characters of a text that a line shows; the rest stands in the case."""


@dataclass(frozen=True)
class Line:
    """One line of the list; a damaged or protected case has only its id, time and state."""

    id: str
    received: str
    state: str
    closed: str = ""
    """Why nothing more is told of it."""
    reference: str = ""
    waited: int = 0
    """Working days."""
    cells: tuple[str, ...] = ()
    """The answers that its form puts on a line."""
    flags: tuple[str, ...] = ()
    goes: str = ""
    """When an ended one is deleted here."""


def on_the_line(form: FormDefinition | None, seen: Sequence[Opened]) -> list[AnyQuestion]:
    """Return the questions whose answers stand on these lines; nothing of a form that is no more.

    One that nobody here was asked takes no room: which help, where all help is chosen at once.
    """
    pages = [form.page(name) for name in form.line] if form else []
    asked = {asked.id for opened in seen for asked in opened.submission.asked}
    return [page for page in pages if page is not None and page.id in asked]


def line_of(
    opened: Opened, cells: tuple[str, ...], waited: int, flags: tuple[str, ...], goes: str, *, replaced: bool
) -> Line:
    """Tell one case in a line."""
    one = opened.submission
    return Line(
        id=one.id,
        received=short_moment(one.received_at),
        state=state_told(opened.header, replaced=replaced),
        waited=waited,
        reference=grouped(one.reference),
        cells=cells,
        flags=flags,
        goes=goes,
    )


def cells_of(opened: Opened, pages: Sequence[AnyQuestion]) -> tuple[str, ...]:
    """Return the answers that a line of the form's list shows."""
    return tuple(_cell(opened, page) for page in pages)


def _cell(opened: Opened, page: AnyQuestion) -> str:
    """Return an answer as it was told, or its form's short words for it; nothing where it says nothing."""
    one = opened.submission
    stored = one.answers.get(page.id)
    if stored == NONE or (page.optional and stored == page.left_out):
        return ""
    if isinstance(page, OptionQuestion):
        for option in page.options:
            if option.id == stored and option.short:
                return option.short.in_(MAIN_LANGUAGE)
    told = next((asked.answer for asked in one.asked if asked.id == page.id), "")
    if len(told) <= LONGEST_CELL:
        return told
    whole_words = told[: LONGEST_CELL + 1].rpartition(" ")[0].rstrip()
    return f"{whole_words or told[:LONGEST_CELL]} …"


def damaged_line(header: Header, waited: int, goes: str) -> Line:
    """Tell what can be said of a choice that cannot be opened."""
    return _closed_line(header, waited, goes, WORDS.say("Damaged, cannot be opened"))


def protected_line(header: Header, waited: int, goes: str) -> Line:
    """Tell that there is a case, and nothing of whom it is about."""
    return _closed_line(header, waited, goes, WORDS.say("Protected personal data"))


def _closed_line(header: Header, waited: int, goes: str, why: str) -> Line:
    return Line(
        id=header.id,
        received=short_moment(header.received_at),
        state=state_told(header),
        closed=why,
        waited=waited,
        goes=goes,
    )


STATE_WORDS: dict[State, tuple[str, str]] = {
    "new": (sentence("New again, by %(who)s"), sentence("New again since %(moment)s, by %(who)s")),
    "awaiting": (
        sentence("Waits for an answer (%(who)s)"),
        sentence("Waits for an answer since %(moment)s, by %(who)s"),
    ),
    "queued": (
        sentence("On a waiting list (%(who)s)"),
        sentence("On a waiting list since %(moment)s, by %(who)s"),
    ),
    "taken_over": (sentence("Taken over by %(who)s"), sentence("Taken over by %(who)s %(moment)s")),
    "closed": (sentence("Closed by %(who)s"), sentence("Closed by %(who)s %(moment)s")),
    "withdrawn": (
        sentence("Marked as withdrawn by %(who)s"),
        sentence("Marked as withdrawn by %(who)s %(moment)s"),
    ),
}
"""A state with who brought the case there, and with the moment too."""


def state_told(
    header: Header, *, when: bool = False, marked: Done | None = None, replaced: bool = False
) -> str:
    """Say how far a case has come, and who brought it there.

    ``marked`` is when a case was marked as protected: of a new one nothing else has been done. One that is
    ``replaced`` has no place in a queue any more.
    """
    if replaced and header.state == "queued":
        return WORDS.say("Has been on a waiting list, replaced")
    if header.changed_by is None or header.changed_at is None:
        return WORDS.say("New")
    if header.protected and header.state == "new":
        if not when or marked is None:
            return WORDS.say("Protected")
        moment = moment_told(marked.at, WORDS)
        return WORDS.say("Protected since %(moment)s, by %(who)s", moment=moment, who=marked.who)
    short, whole = STATE_WORDS[header.state]
    if not when:
        return WORDS.say(short, who=header.changed_by)
    return WORDS.say(whole, who=header.changed_by, moment=moment_told(header.changed_at, WORDS))


def flags_with_advice(opened: Opened, *, of_choice: bool) -> list[tuple[str, str]]:
    """Pair each reason to look twice with what to do about it."""
    reasons = opened.submission.review
    return [(reason_told(reason), reason_advice(reason, of_choice=of_choice)) for reason in reasons]


def circumstances(opened: Opened, called: str) -> list[tuple[str, str]]:
    """List how a case came here; ``called`` is what officers call its form."""
    one = opened.submission
    return [
        (WORDS.say("Received"), moment_told(one.received_at, WORDS)),
        (WORDS.say("Came by"), channel_told(one.channel)),
        (WORDS.say("Language used"), language_told(one.language, WORDS)),
        (WORDS.say("Form"), called),
        (WORDS.say("Form version"), str(one.form_version)),
        (WORDS.say("Content version"), one.content_version),
    ]


def about_told(one: Submission) -> list[str]:
    """Return which help a choice is about and whom it names, as far as it says: to tell it from others."""
    return [asked.answer for asked in one.asked if asked.id in ABOUT and one.answers.get(asked.id)]


def short_moment(moment: datetime) -> str:
    """Write a moment in Swedish time for a narrow column: 2026-12-02 10:30."""
    return moment.astimezone(SWEDEN).strftime("%Y-%m-%d %H:%M")
