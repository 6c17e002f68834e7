"""What is known of an affected person before anything is judged, and where in the order that puts them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, date, datetime

from hemval.content.whole import Content
from hemval.rules.exits.case import Case, Joined, Settled
from hemval.rules.exits.counting import CONTESTED, Contested, Part, counting
from hemval.rules.exits.holding import Fault, fault_of_settled
from hemval.words.dates import SWEDEN

LAST = datetime.max.replace(tzinfo=UTC)

Order = tuple[datetime, int, str, str]


@dataclass(frozen=True)
class Known:
    """One part of one person's help."""

    case: Case
    part: Part
    last_day: date
    chosen: Joined | Contested | None
    settled: Settled | None
    fault: Fault | None
    """Why what is stored holds no more."""

    @property
    def contested(self) -> bool:
        """Say whether nobody can know whose choice counts."""
        return self.chosen == CONTESTED

    @property
    def to_ask(self) -> bool:
        """Say whether an officer is to ask whose choice counts: none has appointed since they came."""
        settled = self.settled
        if not self.contested or settled is None or settled.kind != "appointed":
            return self.contested
        return settled.made_at < max(one.received for one in self.case.choices)

    @property
    def choice(self) -> Joined | None:
        """Return the choice that counts."""
        return self.chosen if isinstance(self.chosen, Joined) else None

    @property
    def wish(self) -> Joined | None:
        """Return the choice that counts where it names somebody and came before somebody helped.

        After that it is an ordinary switch from whoever helps then.
        """
        choice = self.choice
        if choice is None or not choice.wishes:
            return None
        helped = self.holds and choice.received.astimezone(SWEDEN).date() > self.last_day
        return None if helped else choice

    @property
    def holds(self) -> bool:
        """Say whether something is stored that can stand."""
        return self.settled is not None and self.fault is None

    @property
    def registered(self) -> str:
        """Return whom an officer has registered the person for: room that others take later is no matter."""
        return self.wish.given if self.wish is not None else ""

    @property
    def answered(self) -> bool:
        """Say whether what is stored was worked out from the choice that counts now."""
        return self.holds and self.wish is not None and self._stored_for == self.wish.submission

    @property
    def hours(self) -> int | None:
        """Return the part's share of the granted hours."""
        hours = self.case.affected.hours
        return -(-hours // self.part.share) if hours is not None else None

    @property
    def order(self) -> Order:
        """Put choices where they were received, what is stored where it was stored, and the others last."""
        if self.wish is not None:
            return self.wish.received, 0, self.wish.submission, self.part.group
        if self.settled is not None and self.holds:
            return self.settled.made_at, 1, self.case.reference, self.part.group
        return LAST, 2, self.case.reference, self.part.group

    @property
    def _stored_for(self) -> str:
        return self.settled.choice if self.settled is not None else ""


def known_of(case: Case, part: Part, last_day: date, content: Content, leaving: Collection[str]) -> Known:
    """Gather it from what was sent, stored and published."""
    settled = case.settled_for(part.group, part.services)
    fault = None
    if settled is not None:
        fault = fault_of_settled(settled, content, last_day, case.affected.area, part.services)
        if fault is None and settled.helper in leaving:
            fault = "successor-stops"
    return Known(case, part, last_day, counting(case, part, last_day), settled, fault)
