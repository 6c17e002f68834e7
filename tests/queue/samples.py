"""Submissions with invented people, and a time."""

from datetime import UTC, datetime, timedelta

from hemval.queue.desk.tables import STATES
from hemval.queue.reference import reference_of, row_id_of
from hemval.queue.submission import Asked, Submission

NOW = datetime(2026, 12, 2, 9, 30, tzinfo=UTC)
NAME = "Ålfrid Planterad-Östlund"
NUMBER = "193804129819"
SECRET = bytes(range(32))


def choice(draft: str = "draft", name: str = NAME) -> Submission:
    row_id, reference = row_id_of(draft, {}, SECRET), reference_of(draft, SECRET)
    return Submission(
        id=row_id,
        reference=reference,
        received_at=NOW + timedelta(microseconds=int(row_id[:4], 16)),
        form="choice",
        form_version=1,
        content_version="abc",
        language="sv",
        channel="web",
        answers={"name": name, "identity_number": NUMBER, "first": "solgarden"},
        asked=(Asked(id="name", question="Vad heter du?", answer=name),),
    )


def counted(**rows: int) -> dict[str, int]:
    """Return how many rows each state has, as the desk tells it: none in those that are not named."""
    return {**dict.fromkeys(STATES, 0), **rows}
