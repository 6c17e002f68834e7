"""What the rules say of a choice, as officers read it: when it was sent, now, and when it was taken over."""

from dataclasses import dataclass

from hemval.content.whole import Content
from hemval.forms.addresses import CHOICE
from hemval.forms.sent.judging import WAITS, Answers, comes_out_the_same, judged_by_all, situation_of
from hemval.forms.types.services import HELP_MISSING
from hemval.handover.told import WORDS
from hemval.queue.desk.errors import OutcomeBroken
from hemval.queue.desk.rows import Opened
from hemval.queue.desk.tables import OPEN
from hemval.queue.submission import StoredOutcome
from hemval.rules.outcome import Outcome
from hemval.rules.reason import Code, Reason
from hemval.rules.told.outcome import told_to_officer
from hemval.rules.told.reasons import reason_told
from hemval.words import sentence
from hemval.words.dates import moment_told

ADVICE: dict[Code, str] = {
    "wish-hindered": sentence("Call and ask whom the person wants instead."),
    "wish-full": sentence("Tell of the queue, and ask whether the person wants to wait."),
    "cannot-keep": sentence("See to it that nobody is without help until the new provider begins."),
}
"""What officers do about what stands in the way of a choice."""

SHORT: dict[Code, str] = {
    "wish-hindered": sentence("The provider cannot be chosen"),
    "wish-full": sentence("The provider has a queue"),
    "cannot-keep": sentence("Today's provider cannot go on"),
}
"""The same in a line of the list."""

WANTS_TO_WAIT = "wait"
"""The answer about the queue of a person who waits."""

UNSETTLED = sentence("The rules do not settle this choice: the answers say that you will call.")
UNREADABLE = sentence(
    "What the municipality has published cannot be read just now. If you take the choice over, "
    "what the rules say is not stored. Tell whoever runs Hemval."
)
NOT_STORED = sentence("What the rules said when the choice was taken over is not stored.")
DAMAGED = sentence("What was stored cannot be opened. Report it to whoever runs Hemval.")
OTHER_VERSION = sentence("It was stored by another version of Hemval, and cannot be told here.")
UNEQUAL = sentence(
    "Can be worked out again: no. What was stored does not follow from what it was made from. "
    "Report it to whoever runs Hemval."
)


@dataclass(frozen=True)
class Said:
    """What the rules say at one moment: the result, how they came to it, and whether that can be repeated.

    ``again`` says that it can, or until when it holds; ``warning`` that it cannot.
    """

    when: str
    result: str = ""
    steps: tuple[str, ...] = ()
    by: str = ""
    again: str = ""
    warning: str = ""


@dataclass(frozen=True)
class RulesTold:
    """The part of a choice's page that is about the rules."""

    said: tuple[Said, ...]
    note: str
    """Why something is missing."""
    flags: tuple[tuple[str, str], ...]
    """What stands in the way as things are now, each with what to do."""
    now: Outcome | None = None
    """What they come to now, of an open choice; None where they settle nothing."""


def rules_told(opened: Opened, content: Content | None) -> RulesTold:
    """Tell what the rules say; nothing of a form that is no choice.

    ``content`` is what is published now, None where that cannot be read.
    """
    one, sent = opened.submission, opened.submission.outcome
    if one.form != CHOICE:
        return RulesTold((), "", ())
    as_sent = [_said(WORDS.say("When it was sent"), sent)] if sent is not None else []
    if opened.header.state not in OPEN:
        kept = _kept(opened)
        missing = opened.header.state == "taken_over" and not kept
        return RulesTold((*kept, *as_sent), _why_not_kept(opened) if missing else "", ())
    if content is None:
        return RulesTold(tuple(as_sent), WORDS.say(UNREADABLE), ())
    now = judged_by_all(content, one.form, one.answers, one.received_at, one.id, opened.turns)
    if now is None:
        return RulesTold(tuple(as_sent), WORDS.say(UNSETTLED), ())
    if not isinstance(sent, Outcome) or _differs(sent, now):
        as_sent.append(_now(now, as_sent[0].steps if as_sent else ()))
    flags = (
        (reason_told(reason, now.inputs, WORDS), WORDS.say(ADVICE[reason.code]))
        for reason in in_the_way(now, one.answers)
    )
    return RulesTold(tuple(as_sent), "", tuple(flags), now)


def _said(when: str, stored: StoredOutcome) -> Said:
    """Tell an outcome that was stored: as it was, never as it would be today."""
    if not isinstance(stored, Outcome):
        return Said(when, warning=WORDS.say(OTHER_VERSION))
    told = told_to_officer(stored, WORDS)
    same = comes_out_the_same(stored)
    return Said(
        when,
        told.result,
        told.steps,
        told.by,
        WORDS.say("Can be worked out again: yes.") if same else "",
        "" if same else WORDS.say(UNEQUAL),
    )


def _kept(opened: Opened) -> list[Said]:
    when = WORDS.say("When it was taken over")
    if opened.kept is None:
        return []
    if isinstance(opened.kept, OutcomeBroken):
        return [Said(when, warning=WORDS.say(DAMAGED))]
    return [_said(f"{when}, {moment_told(opened.kept.made_at, WORDS)}", opened.kept.outcome)]


def _why_not_kept(opened: Opened) -> str:
    one = opened.submission
    unsettled = situation_of(None, one.form, one.answers, one.received_at, one.id) is None
    return WORDS.say(UNSETTLED if unsettled or HELP_MISSING in one.review else NOT_STORED)


def _now(now: Outcome, before: tuple[str, ...]) -> Said:
    """Tell what it comes to now, with the steps that are others than before."""
    told = told_to_officer(now, WORDS)
    others = tuple(step for step in told.steps if step not in before)
    until = WORDS.say("It is stored when you take the choice over, and may change until then.")
    return Said(WORDS.say("Now"), told.result, others, told.by, until)


def _differs(sent: Outcome, now: Outcome) -> bool:
    """Say whether it comes to something else, however it comes to it."""
    without_reasons = {"reasons": ()}
    return sent.result.model_copy(update=without_reasons) != now.result.model_copy(update=without_reasons)


def in_the_way(now: Outcome, answers: Answers) -> tuple[Reason, ...]:
    """List what stands in the way; a queue does not to a person who has answered that it may."""
    waits = answers.get(WAITS) == WANTS_TO_WAIT
    return tuple(
        reason
        for reason in now.result.reasons
        if reason.code in ADVICE and not (waits and reason.code == "wish-full")
    )
