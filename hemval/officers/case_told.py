"""A choice as officers read it: one line of the list, or everything."""

from dataclasses import dataclass
from datetime import datetime

from hemval.forms.reference import grouped
from hemval.handover.told import WORDS, channel_told, form_told, reason_advice, reason_told
from hemval.queue.desk.rows import Opened
from hemval.queue.desk.tables import Header
from hemval.words import sentence
from hemval.words.dates import SWEDEN, language_told, moment_told

NAME, KIND, PROVIDER = "name", "kind", "provider"
"""Questions of the choice form that the list shows. Never the identity number."""

KINDS = {
    "first": sentence("First choice"),
    "switch": sentence("Switch"),
    "no-choice": sentence("Does not choose"),
    "call-me": sentence("Wants a call"),
}
"""Short words for the answers to ``KIND``; a form with other answers is told in its own words."""


@dataclass(frozen=True)
class Line:
    """One line of the list; a damaged choice has only its id, time and state."""

    id: str
    received: str
    state: str
    damaged: bool = False
    reference: str = ""
    name: str = ""
    kind: str = ""
    provider: str = ""
    flags: tuple[str, ...] = ()


def line_of(opened: Opened) -> Line:
    """Tell one choice in a line."""
    one = opened.submission
    answers = {asked.id: asked.answer for asked in one.asked}
    return Line(
        id=one.id,
        received=short_moment(one.received_at),
        state=state_told(opened.header),
        reference=grouped(one.reference),
        name=answers.get(NAME, ""),
        kind=_kind(opened, answers.get(KIND, "")),
        provider=answers.get(PROVIDER, ""),
        flags=tuple(reason_told(reason) for reason in one.review),
    )


def _kind(opened: Opened, told: str) -> str:
    stored = opened.submission.answers.get(KIND)
    return WORDS.say(KINDS[stored]) if isinstance(stored, str) and stored in KINDS else told


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


def circumstances(opened: Opened) -> list[tuple[str, str]]:
    """List how a choice came here."""
    one = opened.submission
    return [
        (WORDS.say("Received"), moment_told(one.received_at, WORDS)),
        (WORDS.say("Came by"), channel_told(one.channel)),
        (WORDS.say("Language used"), language_told(one.language, WORDS)),
        (WORDS.say("Form"), form_told(one.form)),
        (WORDS.say("Form version"), str(one.form_version)),
        (WORDS.say("Content version"), one.content_version),
    ]


def short_moment(moment: datetime) -> str:
    """Write a moment in Swedish time for a narrow column: 2026-12-02 10:30."""
    return moment.astimezone(SWEDEN).strftime("%Y-%m-%d %H:%M")
