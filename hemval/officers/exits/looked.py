"""An exit as it stands at this moment: what every page of it begins with."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from flask import abort, g, redirect, request

from hemval.content.exit import Exit
from hemval.content.whole import Content
from hemval.handover.exit_told import exit_called
from hemval.officers.address import exit_at
from hemval.officers.permissions import may
from hemval.officers.workplace import Workplace
from hemval.queue.desk.exits.ending import ExitEnd
from hemval.queue.desk.exits.sealed import named
from hemval.rules.exits.case import Case
from hemval.rules.exits.plan import Plan
from hemval.rules.exits.progress import Progress, progress


@dataclass(frozen=True)
class Looked:
    """An exit with all whom it touches. For the machine: what is shown of it is logged first."""

    id: str
    exit: Exit
    content: Content
    cases: tuple[Case, ...]
    plans: tuple[Plan, ...]
    progress: Progress
    end: ExitEnd | None
    today: date

    @property
    def called(self) -> str:
        """Name the exit by its providers."""
        return exit_called(self.content, self.id)

    def case(self, affected_id: str) -> Case | None:
        """Return one of those it touches, the gone ones too."""
        return next((case for case in self.cases if case.id == affected_id), None)

    @property
    def purged(self) -> bool:
        """Say whether nothing is left of it but that it was, and a number."""
        return self.end is not None and not self.cases

    @property
    def present(self) -> list[Case]:
        """Return those it touches still."""
        return [case for case in self.cases if case.gone_at is None]


def fetch(workplace: Workplace) -> bool:
    """Carry over what citizens have sent, and join it; return False when the inbox cannot be read."""
    up_to_date = workplace.take_in()
    workplace.join_new(workplace.now)
    return up_to_date


def look(workplace: Workplace, exit_id: str) -> Looked:
    """Read an exit; an address of one that is not there is told to be no page.

    Every address of a purged one leads to its own page, which says so: elsewhere it would look as if no list
    had been read in.
    """
    content = workplace.published.snapshot().content
    if exit_id not in content.exits.root:
        abort(404)
    found = looked_at(workplace, content, exit_id)
    if found.purged and request.endpoint != "one_exit":
        abort(redirect(exit_at(exit_id), 303))
    return found


def looked_at(workplace: Workplace, content: Content, exit_id: str) -> Looked:
    """Read one of the content's exits."""
    exits, today = workplace.desk.exits, workplace.now.date()
    found = exits.planned(content, exit_id, today)
    return Looked(
        id=exit_id,
        exit=content.exits.root[exit_id],
        content=content,
        cases=found.cases,
        plans=found.plans,
        progress=progress(found.plans, today),
        end=exits.end_of(exit_id),
        today=today,
    )


def reads() -> bool:
    """Say whether the officer may read what a choice says: a co-ordinator reads no cases, here neither."""
    return may("opened", g.roles)


def log_one(workplace: Workplace, exit_id: str, case: Case) -> None:
    """Log that one of them is shown, before it is; and with them the choices, where the page tells them."""
    told = [choice.submission for choice in case.choices] if reads() and not case.protected else []
    log_shown(workplace, exit_id, [case.id, *told])


def log_shown(workplace: Workplace, exit_id: str, shown: Sequence[str] | Iterable[str]) -> None:
    """Log whom a page shows, before it does; nothing where it shows nobody."""
    ids = list(dict.fromkeys(shown))
    if ids:
        with workplace.desk.logged("exit_seen", [named(exit_id), *ids], g.officer, workplace.now):
            pass
