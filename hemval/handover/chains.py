"""What each choice of a file replaced, and what replaced it, as references."""

from collections.abc import Mapping
from dataclasses import dataclass

from hemval.content.whole import Content
from hemval.forms.definition import FormDefinition
from hemval.forms.standing import entry_of, person_of
from hemval.queue.desk.batch_files import Contents
from hemval.rules.supersession import standing_choices
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
    """Return the chain of every row that was known when the batch was made, protected ones left out."""
    entries = []
    for header, one in contents.known:
        gone = header.ended_at if header.state == "withdrawn" else None
        withdrawn = gone if gone is not None and gone <= contents.made_at else None
        person = person_of(form, one.answers)
        entries.append(entry_of(content, one.id, person, one.answers, one.received_at, withdrawn))
    references = {one.id: one.reference for _, one in contents.known}
    return {
        kept.entry.id: Chain(references.get(kept.supersedes or ""), references.get(kept.superseded_by or ""))
        for kept in standing_choices(entries)
    }
