"""What each choice of a file replaced, and what replaced it, as references."""

from collections.abc import Mapping
from dataclasses import dataclass

from hemval.content.whole import Content
from hemval.forms.definition import FormDefinition
from hemval.forms.standing import Choice, kept_choices, numbers_asked, person_in
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
        "The reference of the newer choice that replaced this one; empty for one that stands"
    ),
}


@dataclass(frozen=True)
class Chain:
    """The references beside a choice; None where there is no such choice."""

    supersedes: str | None = None
    superseded_by: str | None = None


def chains_of(
    contents: Contents, form: FormDefinition | None, content: Content | None
) -> Mapping[str, Chain]:
    """Return the chain of every row that was known when the batch was made, protected ones left out.

    What is replaced is what officers' lists say is, but for this: that a person has a protected case is not
    told, so one that nothing but a protected one replaced says nothing of it.
    """
    numbers = numbers_asked(form)
    choices = [
        Choice(
            one.id, person_in(one.answers, numbers), one.answers, one.received_at, header.state,
            header.ended_at,
        )
        for header, one in contents.known
    ]  # fmt: skip
    references = {one.id: one.reference for _, one in contents.known}
    return {
        kept.entry.id: Chain(references.get(kept.supersedes or ""), references.get(kept.superseded_by or ""))
        for kept in kept_choices(choices, content, contents.made_at)
    }
