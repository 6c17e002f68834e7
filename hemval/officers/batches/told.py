"""A batch as officers read it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from hemval.content.whole import Content
from hemval.handover.told import WORDS, form_called
from hemval.officers.address import batch_at
from hemval.officers.case.told import short_moment
from hemval.pages.published import Published
from hemval.queue.desk.batch import Batch, Chosen
from hemval.queue.desk.tables import Header, State
from hemval.words import sentence
from hemval.words.dates import SWEDEN, day_told, moment_told

FORMAT_BUTTONS: Mapping[str, str] = {
    "xlsx": sentence("Download for Excel (XLSX)"),
    "csv": sentence("Download as CSV"),
    "json": sentence("Download as JSON"),
}

MAKING_BUTTONS: Mapping[str, str] = {
    "xlsx": sentence("Make a batch for Excel (XLSX)"),
    "csv": sentence("Make a batch as CSV"),
    "json": sentence("Make a batch as JSON"),
}

STATES: Mapping[State, str] = {
    "new": sentence("New ones"),
    "awaiting": sentence("Waiting for an answer"),
    "queued": sentence("On waiting lists"),
    "taken_over": sentence("Taken over"),
    "withdrawn": sentence("Withdrawn ones"),
    "closed": sentence("Closed ones"),
}
"""The states that can be chosen, in the order of the list's tabs."""

GROUP = 8
"""Signs of a checksum that stand together."""


@dataclass(frozen=True)
class Line:
    """One batch in the list of those that were made."""

    title: str
    address: str
    made: str
    chosen: str
    rows: str
    sums: tuple[tuple[str, str], ...]
    confirmed: str


def line_of(batch: Batch, published: Published) -> Line:
    """Tell a batch in a line."""
    return Line(
        title_of(batch, published),
        batch_at(batch.number),
        WORDS.say("%(moment)s by %(who)s", moment=short_moment(batch.made_at), who=batch.made_by),
        chosen_told(batch.chosen, published.content),
        rows_told(batch.rows),
        sums_told(batch),
        confirmed_told(batch),
    )


def title_of(batch: Batch, published: Published | None) -> str:
    """Name a batch and its form."""
    return WORDS.say(
        "Batch %(number)s: %(form)s", number=batch.number, form=form_called(batch.form, published)
    )


def facts_of(batch: Batch, content: Content | None) -> list[tuple[str, str]]:
    """List what there is to know of a batch."""
    made = WORDS.say("%(moment)s by %(who)s", moment=moment_told(batch.made_at, WORDS), who=batch.made_by)
    facts = [
        (WORDS.say("Made"), made),
        (WORDS.say("What was chosen"), chosen_told(batch.chosen, content)),
        (WORDS.say("In the file"), rows_told(batch.in_file)),
    ]
    if batch.in_file != batch.rows:
        facts.append((WORDS.say("When it was made"), rows_told(batch.rows)))
    return facts


def chosen_told(chosen: Chosen | None, content: Content | None) -> str:
    """Say what the rows of a batch were chosen by."""
    if chosen is None:
        return WORDS.say("Cannot be read")
    if not chosen.selection:
        return WORDS.say("The oldest of the new ones") if chosen.left else WORDS.say("All that was new")
    parts = [_days_told(chosen.first, chosen.last)]
    if chosen.provider:
        known = content.providers.get(chosen.provider) if content else None
        name = known.name if known else chosen.provider
        parts.append(WORDS.say("First choice: %(provider)s", provider=name))
    if chosen.state:
        parts.append(WORDS.say(STATES[chosen.state]))
    if chosen.left:
        parts.append(WORDS.say("The oldest of them"))
    return ". ".join(part for part in parts if part) or WORDS.say("All there was")


def _days_told(first: date | None, last: date | None) -> str:
    if first and last and first == last:
        return WORDS.say("Came in %(day)s", day=day_told(first, WORDS))
    told = {"first": day_told(first, WORDS) if first else "", "last": day_told(last, WORDS) if last else ""}
    if first and last:
        return WORDS.say("Came in %(first)s to %(last)s", **told)
    if first:
        return WORDS.say("Came in from %(first)s", **told)
    return WORDS.say("Came in until %(last)s", **told) if last else ""


def rows_told(rows: int) -> str:
    """Say how many cases."""
    return WORDS.count("%(n)d case", "%(n)d cases", rows)


def room_told(most: int, left: int) -> str:
    """Say before a batch of what is new is made how many it has no room for; nothing where all are in it."""
    if left <= 0:
        return ""
    return WORDS.count(
        "The %(most)d oldest will be in the batch. Make one more for the rest: %(n)d case is left.",
        "The %(most)d oldest will be in the batch. Make one more for the rest: %(n)d cases are left.",
        left,
        most=most,
    )


def selection_room_told(most: int, left: int) -> str:
    """Say the same of a selection: pressed once more it comes to the same rows."""
    if left <= 0:
        return ""
    return WORDS.count(
        "The %(most)d oldest will be in the batch. %(n)d case is left: its page says how to choose more.",
        "The %(most)d oldest will be in the batch. %(n)d cases are left: its page says how to choose more.",
        left,
        most=most,
    )


def left_told(one: Batch, rows: Sequence[Header], in_no_batch: int) -> str:
    """Say on its page what a batch had no room for, and how to come at it; nothing where all are in it.

    ``in_no_batch`` is how many a batch of what is new of the form would be chosen from now.
    """
    if one.chosen is None or not one.chosen.left or not rows:
        return ""
    if one.chosen.selection:
        return _left_of_selection(one.rows, one.chosen.left, rows)
    if not in_no_batch:
        return ""
    return WORDS.count(
        "The %(most)d oldest are in it. Make one more for the rest: %(n)d case is left.",
        "The %(most)d oldest are in it. Make one more for the rest: %(n)d cases are left.",
        in_no_batch,
        most=one.rows,
    )


def _left_of_selection(most: int, left: int, rows: Sequence[Header]) -> str:
    first, last = (row.received_at.astimezone(SWEDEN).date() for row in (rows[0], rows[-1]))
    told = WORDS.count(
        "The %(most)d oldest are in it. %(n)d case was left.",
        "The %(most)d oldest are in it. %(n)d cases were left.",
        left,
        most=most,
    )
    if first == last:
        how = WORDS.say("They came in on one day. Choose a provider or a state too, for the rest.")
    else:
        how = WORDS.say("For the rest, choose once more from the day %(day)s.", day=day_told(last, WORDS))
    return f"{told} {how}"


def sums_told(batch: Batch) -> tuple[tuple[str, str], ...]:
    """Pair each kept format with its checksum, in groups to be compared by eye."""
    return tuple((format_.upper(), grouped_sum(batch.sums[format_])) for format_ in sorted(batch.sums))


def grouped_sum(sum_: str) -> str:
    """Write a checksum in groups."""
    return " ".join(sum_[start : start + GROUP] for start in range(0, len(sum_), GROUP))


def confirmed_told(batch: Batch) -> str:
    """Say whether it is confirmed that a batch stands in the case system."""
    if batch.confirmed_at is None:
        return WORDS.say("Not confirmed")
    return WORDS.say(
        "Confirmed %(moment)s by %(who)s", moment=short_moment(batch.confirmed_at), who=batch.confirmed_by
    )
