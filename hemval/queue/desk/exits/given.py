"""Whom a choice was registered for: what the rules said when it was taken over, kept when that is purged."""

from collections.abc import Sequence

from sqlalchemy import Connection, select, update

from hemval.queue.desk.errors import OutcomeBroken
from hemval.queue.desk.exits.sealed import Inside, SealedJoined, open_inside, seal_inside
from hemval.queue.desk.keys import DeskKeys
from hemval.queue.desk.outcomes import Stored, open_kept
from hemval.queue.desk.tables import joined, outcome
from hemval.rules.outcome import Outcome


class Given(Inside):
    """The provider that a stored outcome names; empty where it names none, or is damaged."""

    provider: str


def open_given(row: Stored, keys: DeskKeys) -> Given:
    """Open what the rules came to when a choice was taken over."""
    try:
        found = open_kept(row, keys).outcome
    except OutcomeBroken:
        return Given(provider="")
    return Given(provider=(found.result.provider or "") if isinstance(found, Outcome) else "")


def with_given(kept: SealedJoined | None, given: Given | None) -> SealedJoined | None:
    """Say beside a choice whom it was registered for, where that is one of its own wishes."""
    if kept is None or given is None or given.provider not in kept.wishes:
        return kept
    return kept.model_copy(update={"given": given.provider})


def keep_given(connection: Connection, keys: DeskKeys, ids: Sequence[str]) -> None:
    """Move it into the seal of joined choices whose rows are about to be purged."""
    both = select(joined.c.submission, joined.c.key_number, joined.c.sealed, *_AS)
    rows = both.join(outcome, outcome.c.submission == joined.c.submission)
    for row in connection.execute(rows.where(joined.c.submission.in_(ids))).all():
        kept = open_inside(row.sealed, row.key_number, SealedJoined, keys)
        stored = Stored(row.submission, row.made_at, row.made_by, row.outcome_key, row.outcome_sealed)
        new = with_given(kept, open_given(stored, keys))
        if new is not None and new != kept:
            mine = update(joined).where(joined.c.submission == row.submission)
            connection.execute(mine.values(**seal_inside(new, keys)))


_AS = (
    outcome.c.made_at,
    outcome.c.made_by,
    outcome.c.key_number.label("outcome_key"),
    outcome.c.sealed.label("outcome_sealed"),
)
