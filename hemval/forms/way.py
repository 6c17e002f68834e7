"""A person's way through a form: which pages, in which order, and where they are."""

from dataclasses import dataclass

from hemval.forms.asking import Asking
from hemval.forms.definition import FormDefinition
from hemval.forms.types import AnyQuestion

READ = True
"""Stored for a notice that has been read."""


@dataclass(frozen=True)
class Way:
    """The pages that are on a person's way with the answers so far, in order."""

    pages: tuple[AnyQuestion, ...]
    answered: frozenset[str]

    @property
    def next(self) -> AnyQuestion | None:
        """Return the first page that waits for an answer, or None when all is answered."""
        return next((page for page in self.pages if page.id not in self.answered), None)

    @property
    def complete(self) -> bool:
        """True when there is nothing left to ask."""
        return self.next is None

    def reachable(self, identity: str) -> bool:
        """Say whether the person may stand on a page: it is on the way and nothing before it waits."""
        for page in self.pages:
            if page.id == identity:
                return True
            if page.id not in self.answered:
                return False
        return False

    def before(self, identity: str) -> AnyQuestion | None:
        """Return the page before, or None on the first."""
        previous = None
        for page in self.pages:
            if page.id == identity:
                return previous
            previous = page
        return None

    def step(self, identity: str) -> int:
        """Return the page's number, from 1."""
        return [page.id for page in self.pages].index(identity) + 1


def way_through(form: FormDefinition, asking: Asking) -> Way:
    """Work out the way: pages whose condition holds, up to one where the form ends."""
    pages: list[AnyQuestion] = []
    for page in form.pages:
        if not page.holds(asking):
            continue
        pages.append(page)
        if page.ends_here:
            break
    answered = frozenset(page.id for page in pages if page.id in asking.answers and not page.ends_here)
    return Way(tuple(pages), answered)


def objections(way: Way, asking: Asking) -> dict[str, str]:
    """Say, page by page, which answers no longer hold against the content of today."""
    found: dict[str, str] = {}
    for page in way.pages:
        if page.puts_a_question and page.id in way.answered:
            objection = page.objection(asking.answers[page.id], asking)
            if objection is not None:
                found[page.id] = objection
    return found
