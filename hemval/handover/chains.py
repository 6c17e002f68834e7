"""What each choice of a file replaced, and what replaced it, as references."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from hemval.content.whole import Content
from hemval.forms.definition import FormDefinition
from hemval.forms.sent.standing import Choice, kept_choices, numbers_asked, person_in
from hemval.handover.told import WORDS
from hemval.queue.desk.batch_files import Contents
from hemval.words import sentence

CHAINED = {
    "supersedes": sentence("Replaces"),
    "superseded_by": sentence("Replaced by"),
}
"""The columns that a choice has at the end."""

CHAINED_TOLD = {
    "supersedes": sentence(
        "The reference of the same person's older choice of the same help, which this one replaced"
    ),
    "superseded_by": sentence(
        "The reference of the newer choice that replaced this one; empty for one that stands. "
        "Where the newer one may not be named it says in words that this one is replaced"
    ),
}

UNNAMED = sentence("Replaced. Ask an officer before you register it.")
"""What stands where a reference would, when the newer choice is of a person with protected personal data."""


@dataclass(frozen=True)
class Chain:
    """The references beside a choice; None where there is no such choice."""

    supersedes: str | None = None
    superseded_by: str | None = None
    unnamed: bool = False
    """Whether it is replaced by what may not be named."""

    def told(self, written: Callable[[str], str] = str) -> dict[str, str | None]:
        """Return what stands in each column, a reference as ``written`` writes it."""
        older, newer = (written(one) if one else None for one in (self.supersedes, self.superseded_by))
        return {"supersedes": older, "superseded_by": WORDS.say(UNNAMED) if self.unnamed else newer}


def chains_of(
    contents: Contents, form: FormDefinition | None, content: Content | None
) -> Mapping[str, Chain]:
    """Return the chain of every unprotected row that was known when the batch was made.

    What is replaced is what officers' lists say is. A protected row is never named: the next one that may be
    stands in its place, and where there is none it is only said that the choice is replaced.
    """
    numbers = numbers_asked(form)
    choices = [
        Choice(
            one.id, person_in(one.answers, numbers), one.answers, one.received_at, header.state,
            header.ended_at,
        )
        for header, one in contents.known
    ]  # fmt: skip
    named = {one.id: one.reference for header, one in contents.known if not header.protected}
    kept = kept_choices(choices, content, contents.made_at)
    newer = {one.entry.id: one.superseded_by for one in kept if one.superseded_by is not None}
    older = {new: old for old, new in newer.items()}
    return {
        row: Chain(
            supersedes=_first_named(older, row, named),
            superseded_by=(by := _first_named(newer, row, named)),
            unnamed=row in newer and by is None,
        )
        for row in named
    }


def _first_named(steps: Mapping[str, str], row: str, named: Mapping[str, str]) -> str | None:
    while (found := steps.get(row)) is not None and found not in named:
        row = found
    return named[found] if found is not None else None
