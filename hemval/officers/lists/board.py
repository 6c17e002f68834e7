"""All cases as the lists part and mark them."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache

from hemval.content.whole import Content
from hemval.handover.told import WORDS, reason_told
from hemval.officers.across.chains import Chains
from hemval.officers.across.flags import HOLDS_BACK, TOLD, Flags
from hemval.officers.across.overview import Known
from hemval.officers.across.ties import Ties
from hemval.officers.case.rules_told import SHORT
from hemval.officers.purge.told import danger_flag, deletion_on_line
from hemval.queue.desk.tables import OPEN, Header, State
from hemval.rules.reason import Code
from hemval.rules.working_days import OFFICE, working_days_since
from hemval.words import sentence
from hemval.words.dates import SWEDEN

TABS: dict[str, str] = {
    "nya": sentence("New ones"),
    "vantar": sentence("Waiting for an answer"),
    "ko": sentence("On waiting lists"),
    "ersatta": sentence("Replaced ones"),
    "overtagna": sentence("Taken over"),
    "aterkallade": sentence("Withdrawn ones"),
    "avslutade": sentence("Closed ones"),
    "skyddade": sentence("Protected ones"),
}
"""The lists, each case in one of them. Of the last nothing is told but that they are here."""

FIRST, REPLACED, PROTECTED = "nya", "ersatta", "skyddade"

OF_STATE: dict[State, str] = {
    "new": "nya",
    "awaiting": "vantar",
    "queued": "ko",
    "taken_over": "overtagna",
    "withdrawn": "aterkallade",
    "closed": "avslutade",
}


def received(one: Known) -> tuple[datetime, str]:
    """Return what cases are ordered by: when they came."""
    return one.header.received_at, one.header.id


@dataclass(frozen=True)
class Board:
    """All cases at a moment, with what is to be looked at twice in the open ones.

    It is never changed, so that threads can share it; ``next_board.py`` makes the next of it.
    """

    today: date
    content: Content | None
    """As it is published: the rules have judged by it."""
    rows: Mapping[str, Known] = field(default_factory=dict)
    tabs: Mapping[tuple[str, str], Sequence[Known]] = field(default_factory=dict)
    """The cases of each form and list, in the order they were received."""
    ties: Ties = field(default_factory=Ties)
    chains: Chains = field(default_factory=Chains)
    across: Mapping[str, Flags] = field(default_factory=dict)
    rules: Mapping[str, tuple[Code, ...]] = field(default_factory=dict)
    """What stands in the way of open choices."""
    flagged: AbstractSet[str] = frozenset()
    """The cases to be looked at twice; one that is damaged is."""
    warned: AbstractSet[str] = frozenset()
    """The open cases that officers are warned of."""
    kept_days: int = 0

    def tab(self, header: Header) -> str:
        """Return the list that a case stands in."""
        if header.protected:
            return PROTECTED
        return REPLACED if self.chains.is_replaced(header) else OF_STATE[header.state]

    @property
    def replaced(self) -> frozenset[str]:
        """Return the rows that are open only until somebody closes them."""
        return self.chains.replaced_among(self.rows[row] for row in self.chains.newer)

    @property
    def held(self) -> frozenset[str]:
        """Return the rows that no batch takes: their person has a protected case, and nobody has looked."""
        return frozenset(row for row, flags in self.across.items() if HOLDS_BACK in flags)

    def new(self) -> list[Header]:
        """Return what is new: the same cases on the tab, in the notice and in what is to be handed over."""
        return [one.header for (_, tab), cases in self.tabs.items() if tab == FIRST for one in cases]

    def count(self, form: str, tab: str) -> int:
        """Return how many cases of a form stand in a list."""
        return len(self.tabs.get((form, tab), ()))

    def in_order(self, row_ids: Iterable[str]) -> list[str]:
        """Return those of some cases that are there, in the order they were received."""
        found = [self.rows[row] for row in set(row_ids) if row in self.rows]
        return [one.header.id for one in sorted(found, key=received)]

    def flags(self, header: Header, review: tuple[str, ...]) -> tuple[str, ...]:
        """Say in a few words each what to look at, with what is seen now."""
        now = self._now(header)
        danger = danger_flag(header, self.kept_days, self.today)
        return (*danger, *now, *(reason_told(reason) for reason in review))

    def _now(self, header: Header) -> tuple[str, ...]:
        across = (WORDS.say(TOLD[code][0]) for code in self.across.get(header.id, ()))
        codes = self.rules.get(header.id, ()) if header.state in OPEN else ()
        rules = (WORDS.say(SHORT[code]) for code in codes)
        return (*across, *rules)

    def goes(self, header: Header, awaited: Collection[str] = ()) -> str:
        """Say when an ended case is deleted here, but for what an exit keeps; nothing of an open one."""
        return deletion_on_line(header, self.kept_days, self.today, awaited=header.id in awaited)

    def waited(self, header: Header) -> int:
        """Return the working days from receipt until today, or until it ended."""
        until = header.ended_at.astimezone(SWEDEN).date() if header.ended_at else self.today
        return _days(header.received_at.astimezone(SWEDEN).date(), until)


@lru_cache(maxsize=4096)
def _days(received: date, until: date) -> int:
    return working_days_since(received, until, OFFICE)
