"""A person's way through a form: which pages, in which order, and where they are."""

from collections.abc import Set
from dataclasses import dataclass, replace

from pydantic import JsonValue

from hemval.forms.asked.asking import AREA_ASKED, Asking
from hemval.forms.asked.when import When, alternatives
from hemval.forms.definition import FormDefinition
from hemval.forms.types import AnyQuestion


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

    def page(self, identity: str) -> AnyQuestion | None:
        """Return a page that is on the way."""
        return next((page for page in self.pages if page.id == identity), None)

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

    def recalled(self, page: AnyQuestion, asking: Asking) -> tuple[tuple[str, str], ...]:
        """Tell the answers that a page recalls as the person gave them; one that was skipped is not told."""
        given = {one.id: one for one in self.pages if one.id in self.answered and asking.answers[one.id]}
        return tuple(
            (given[name].label(asking.words.language), given[name].told(asking.answers[name], asking))
            for name in page.recalls
            if name in given
        )

    def step(self, identity: str) -> int:
        """Return the page's number, from 1."""
        return [page.id for page in self.pages].index(identity) + 1


def way_through(form: FormDefinition, asking: Asking) -> Way:
    """Work out the way: pages whose condition holds, up to one where the form ends.

    A condition sees only answers to pages before it on the way: an answer on an abandoned branch is kept, so
    that it is there if the person turns back, but says nothing meanwhile.
    """
    pages: list[AnyQuestion] = []
    given: dict[str, JsonValue] = {}
    so_far = replace(asking, answers=given)
    for page in form.pages:
        if not page.holds(so_far):
            continue
        pages.append(page.worded(so_far))
        if page.ends_here:
            break
        if page.id in asking.answers:
            given[page.id] = asking.answers[page.id]
    return Way(tuple(pages), frozenset(given))


def steps_settled(form: FormDefinition, asking: Asking, way: Way, identity: str) -> int | None:
    """Count the pages of the way, or return None as long as an answer to come may change it.

    To come are the answer to the page ``identity`` and all that are not given. ``way`` is the way with the
    answers so far; a stop that may still be met unsettles it too.
    """
    given = {page: asking.answers[page] for page in way.answered}
    so_far = replace(asking, answers=given)
    waiting: set[str] = set()
    steps = 0
    for page in form.pages:
        if not page.available(asking) or not _may_hold(page.when, waiting, so_far):
            continue
        if page.ends_here or not _holds_already(page.when, waiting, so_far):
            return None
        steps += 1
        if page.id == identity or page.id not in way.answered:
            waiting.add(page.id)
    return steps


def _may_hold(when: When, waiting: Set[str], asking: Asking) -> bool:
    """Say whether a condition holds as far as it is decided: no more than that can come to hold."""
    decided = (
        {name: values for name, values in required.items() if not _waits(name, waiting)}
        for required in alternatives(when)
    )
    return any(asking.fulfils(required) for required in decided)


def _holds_already(when: When, waiting: Set[str], asking: Asking) -> bool:
    """Say whether a condition holds whatever is answered to what waits."""
    return any(
        asking.fulfils(required)
        for required in alternatives(when)
        if not any(_waits(name, waiting) for name in required)
    )


def _waits(name: str, waiting: Set[str]) -> bool:
    """Say whether what a condition looks at may still change: the room at a provider with the area too."""
    kind, _, provider = name.partition(".")
    return not waiting.isdisjoint((provider, AREA_ASKED) if kind == "room" and provider else (name,))


def without_abandoned(form: FormDefinition, asking: Asking) -> Asking:
    """Return the same person's questions with only the answers that are on the way."""
    answered = way_through(form, asking).answered
    return replace(asking, answers={page: asking.answers[page] for page in answered})


def objections(way: Way, asking: Asking) -> dict[str, str]:
    """Say, page by page, which answers no longer hold against the content of today."""
    found: dict[str, str] = {}
    for page in way.pages:
        if page.puts_a_question and page.id in way.answered:
            objection = page.objection(asking.answers[page.id], asking)
            if objection is not None:
                found[page.id] = page.named(objection, asking.words.language)
    return found
