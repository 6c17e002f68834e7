"""All cases as the lists part and mark them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from hemval.handover.told import WORDS, reason_told
from hemval.officers.across.chains import Chains, chains_of
from hemval.officers.across.flags import TOLD, Flags, flags_across
from hemval.officers.across.overview import Known
from hemval.officers.case.rules_told import SHORT
from hemval.officers.purge.told import danger_flag, deletion_on_line
from hemval.officers.workplace import Workplace
from hemval.queue.desk.retention import is_endangered
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


@dataclass(frozen=True)
class Board:
    """All cases at a moment, with what is to be looked at twice in the open ones."""

    known: list[Known]
    chains: Chains
    across: Mapping[str, Flags]
    rules: Mapping[str, tuple[Code, ...]]
    today: date
    kept_days: int

    def tab(self, header: Header) -> str:
        """Return the list that a case stands in."""
        if header.protected:
            return PROTECTED
        return REPLACED if self.chains.is_replaced(header) else OF_STATE[header.state]

    @property
    def replaced(self) -> frozenset[str]:
        """Return the rows that are open only until somebody closes them."""
        return self.chains.replaced_among(self.known)

    def new(self) -> list[Header]:
        """Return what is new: the same cases on the tab, in the notice and in what is to be handed over."""
        return [one.header for one in self.known if self.tab(one.header) == FIRST]

    def flagged(self, one: Known) -> bool:
        """Say whether a case is to be looked at twice; one that is damaged is."""
        if one.gist is None:
            return True
        row = one.header.id
        now = self.across.get(row) or (one.header.state in OPEN and self.rules.get(row))
        return bool(one.gist.review or now or is_endangered(one.header, self.today))

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

    def goes(self, header: Header) -> str:
        """Say when an ended case is deleted here; nothing of an open one."""
        return deletion_on_line(header, self.kept_days, self.today)

    def waited(self, header: Header) -> int:
        """Return the working days from receipt until today, or until it ended."""
        until = header.ended_at.astimezone(SWEDEN).date() if header.ended_at else self.today
        return _days(header.received_at.astimezone(SWEDEN).date(), until)


def board_of(workplace: Workplace) -> Board:
    """Look at all cases as they are now. Nothing of it may be shown before it is logged."""
    known, content, now = workplace.known(), workplace.content, workplace.now
    today = now.astimezone(SWEDEN).date()
    return Board(
        known,
        chains_of(known, content),
        flags_across(known, now),
        workplace.rules_at_a_glance.of(known, content, today),
        today,
        workplace.retention.kept_days,
    )


def keep_known(workplace: Workplace) -> None:
    """Look at all cases, so that no officer waits for it; and forget those that are gone."""
    board_of(workplace)


@lru_cache(maxsize=4096)
def _days(received: date, until: date) -> int:
    return working_days_since(received, until, OFFICE)
