"""What is to become of an affected person now: who helps from the day after, or why not."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from hemval.content.services import Service
from hemval.rules.exits.case import Case
from hemval.rules.exits.holding import Fault, Unknown
from hemval.rules.outcome import Outcome
from hemval.rules.reason import Reason

Open = Literal["not-yet", "call-me", "unmet", "left-to-rule"]
"""What is heard of whom nothing is settled for: nothing, or an answer that gives them nobody by itself.

``unmet``: none of those wished for can help. ``left-to-rule``: the municipality may choose.
"""

OPEN: tuple[Open, ...] = get_args(Open)

Status = Open | Literal["gone", "protected", "contested", "chosen", "waits", "default", "appointed"]
"""``waits``: for a full provider, with another meanwhile or nobody yet. ``default``: given by the rule."""

Gap = (
    Fault
    | Unknown
    | Open
    | Literal[
        "to-run",
        "alone",
        "contested",
        "protected",
        "must-appoint",
        "nobody",
        "no-last-day",
        "not-in-exit",
        "damaged",
    ]
)
"""Why nobody is known who helps from the day after.

``to-run``: open when the time to choose is over. ``alone``: waits in a queue, and nobody helps meanwhile.
"""

Unasked = Literal["returned", "no-letter", "no-letter-late", "no-letter-appoint"]
"""Why somebody of whom nothing is heard was never asked: the letter came back, or there was none.

``no-letter-late``: and the time to choose is over. ``no-letter-appoint``: and then the municipality appoints.
"""

NO_LETTER: dict[Gap, Unasked] = {
    "not-yet": "no-letter",
    "to-run": "no-letter-late",
    "must-appoint": "no-letter-appoint",
}

RISK_DAYS = 14
"""Days before the last in which whoever has nobody is at risk, whatever the deadline."""


@dataclass(frozen=True)
class Plan:
    """A person, or what of the help is chosen apart: one line of a list."""

    case: Case
    status: Status
    group: str = ""
    services: tuple[Service, ...] = ()
    last_day: date | None = None
    provider: str | None = None
    """Who helps from the start; None where the person waits, and of a protected one always."""
    waits_for: str | None = None
    meanwhile: str | None = None
    start: date | None = None
    choice: str = ""
    """The choice that counts; empty where there is none."""
    outcome: Outcome | None = None
    """What the rules say, to be told; None of an appointment and where nothing was judged."""
    gap: Gap | None = None
    at_risk: bool = False
    """Whether there is a gap, and little time."""
    overdue: bool = False
    """Whether there is a gap, and the last day has been."""
    untold: bool = False
    """Whether there is a gap, nothing was heard, and others have a letter by now but not this person."""

    @property
    def reference(self) -> str:
        """Return what the case system calls the person's case."""
        return self.case.reference

    @property
    def helper(self) -> str | None:
        """Return who helps from the start: meanwhile where the person waits for another."""
        return self.provider or self.meanwhile

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """Return why, step by step."""
        return self.outcome.result.reasons if self.outcome is not None else ()

    @property
    def has_answered(self) -> bool:
        """Say whether the person has said something, also "you decide" and "call me"."""
        return self.choice != "" or self.status in ("chosen", "waits", "contested", "protected")

    @property
    def to_remind(self) -> bool:
        """Say whether a reminder is to be sent: nothing was heard, and letters arrive."""
        silent = self.gap == "not-yet" and not self.has_answered
        return silent and self.case.undeliverable_at is None

    @property
    def is_returned(self) -> bool:
        """Say whether nothing was heard and nothing can be: the letter came back."""
        return self.gap == "not-yet" and not self.has_answered and self.case.undeliverable_at is not None

    @property
    def had_no_letter(self) -> bool:
        """Say whether nothing was heard, and no letter is posted that could be answered."""
        return not self.has_answered and self.case.told_at is None and self.case.undeliverable_at is None

    @property
    def unasked(self) -> Unasked | None:
        """Say why the person was never asked, where that is what is to be seen to."""
        if self.is_returned:
            return "returned"
        if not self.untold or self.overdue:
            # After the last day somebody is to help first, whoever was asked.
            return None
        return NO_LETTER.get(self.gap) if self.gap is not None else None

    @property
    def to_call(self) -> bool:
        """Say whether an officer is to call: asked to, for another wish, or since no letter arrives."""
        return self.gap is not None and (self.status in ("contested", "call-me", "unmet") or self.is_returned)

    @property
    def is_urgent(self) -> bool:
        """Say whether an officer is to see to it at once: listed before the others."""
        lost = self.gap is not None and self.case.undeliverable_at is not None
        return self.at_risk or self.to_call or lost


def mark_of(plans: Iterable[Plan]) -> str:
    """Return a mark of what is to become of some: another as soon as it is something else for anybody."""
    lines = (
        f"{one.case.id} {one.group} {one.status} {one.provider} {one.waits_for} {one.meanwhile} {one.start} "
        f"{one.last_day} {one.gap}"
        for one in plans
    )
    return hashlib.sha256("\n".join(sorted(lines)).encode()).hexdigest()
