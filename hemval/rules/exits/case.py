"""A person whose provider stops, as far as the rules look: a reference, and nothing that names anybody."""

import hashlib
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from hemval.content.affected_list import Affected
from hemval.content.services import Service
from hemval.rules.outcome import Outcome
from hemval.rules.service_groups import have_in_common


@dataclass(frozen=True)
class Joined:
    """A choice that was sent with the code of an affected person, or that an officer tied to one."""

    submission: str
    received: datetime
    kind: str
    channel: str
    wishes: tuple[str, ...]
    groups: tuple[str, ...] = ()
    """The groups of services that it is about, by name, and "" for what no group has; none for all help."""
    services: tuple[Service, ...] = ()
    """The services of those groups: they say what it is about, whatever a group is called since."""
    area: str = ""
    """The area that it names: no rule looks at it, but an officer is told where the list has another."""
    today: str = ""
    """Who it says helps now: no rule looks at it either, and what was joined long ago may not have it."""
    person: str = ""
    """The same for all choices with one identity number; empty where none was given."""
    name: str = ""
    """The same for all choices in one name."""
    tied_by: str = ""
    """The officer who tied it; empty where the code did."""
    tied_at: datetime | None = None
    withdrawn: datetime | None = None
    closed: bool = False
    given: str = ""
    """Whom it was registered for when it was taken over, of those wished for; empty until then."""
    protected: bool = False

    def other_person(self, other: "Joined") -> bool:
        """Say whether two choices are of different persons for certain: both have a number, and not one."""
        return bool(self.person and other.person) and self.person != other.person

    def same_person(self, other: "Joined") -> bool:
        """Say whether two choices are of one person: by number where both have one, else by name."""
        if self.person and other.person:
            return self.person == other.person
        return bool(self.name) and self.name == other.name


@dataclass(frozen=True)
class Settled:
    """Who helps from the day after, as it was stored: by the rule, or appointed by an officer."""

    kind: Literal["default", "appointed"]
    made_at: datetime
    made_by: str
    last_day: date
    """The last day as it was then: where it has moved, this holds no more."""
    start: date
    provider: str | None
    waits_for: str | None = None
    meanwhile: str | None = None
    group: str = ""
    services: tuple[Service, ...] = ()
    """What the person had of that group, as far as it was known then."""
    choice: str = ""
    """The choice that the rule was run for, where its wishes could not be met; empty where there was none."""
    outcome: Outcome | None = None
    """What the rules said; None for an appointment."""
    despite: tuple[str, ...] = ()
    """What could not be opened when an officer appointed, by id: the appointment holds despite it."""

    @property
    def is_of_all(self) -> bool:
        """Say whether it is of all help that the person has, whatever that is."""
        return not self.group and not self.services

    @property
    def helper(self) -> str | None:
        """Return who helps from the start."""
        return self.provider or self.meanwhile


@dataclass(frozen=True)
class Case:
    """An affected person with all that has happened since the list came."""

    id: str
    code: str
    """What the person writes in the form, ungrouped."""
    affected: Affected
    version: int = 1
    told_at: datetime | None = None
    reminded_at: datetime | None = None
    undeliverable_at: datetime | None = None
    told_day: date | None = None
    """The last day that the letter tells, as it was when it was posted."""
    told_deadline: date | None = None
    """The last day to choose that letters have told, the latest of them."""
    gone_at: datetime | None = None
    """When a newer list no longer had the person."""
    choices: tuple[Joined, ...] = ()
    settled: tuple[Settled, ...] = ()
    """One for each group of services that is chosen apart, as a rule one or none."""
    damaged: bool = field(default=False, compare=False)
    """Whether something of it could not be opened: named in the proof, never passed over."""
    broken: tuple[str, ...] = ()
    """The ids of the choices and results that could not be opened."""
    lost: bool = False
    """Whether that is who it is: neither reference nor code is known."""
    marked: bool = False
    """Whether a choice that could not be opened is marked as protected."""

    @property
    def unknown(self) -> bool:
        """Say whether nothing can be judged: something is damaged, and nobody is appointed despite it."""
        if not self.damaged or self.lost:
            return self.damaged
        told = {one for settled in self.settled for one in settled.despite}
        return not (self.broken and told.issuperset(self.broken))

    @property
    def mark(self) -> str:
        """Return a mark of all that is known: another as soon as anything of it changes."""
        return hashlib.sha256(repr(self).encode()).hexdigest()

    @property
    def reference(self) -> str:
        """Return what the case system calls the person's case."""
        return self.affected.reference

    @property
    def protected(self) -> bool:
        """Say whether a choice of the person is marked: handled by telephone, in no list and no file."""
        return self.marked or any(one.protected for one in self.choices)

    def settled_for(self, group: str, services: tuple[Service, ...]) -> Settled | None:
        """Return what is stored of a group of services; of one that was called or parted otherwise, too.

        Where what was stored of them then is not one and the same provider, nothing can be told.
        """
        for one in self.settled:
            if one.group == group:
                return one
        of_them = [one for one in self.settled if one.is_of_all or have_in_common(one.services, services)]
        helpers = {one.helper for one in of_them}
        return max(of_them, key=lambda one: one.made_at) if len(helpers) == 1 else None
