"""Points in time as the stores keep them: UTC, ISO 8601, always the same width so that text sorts right."""

from datetime import UTC, datetime

YEARS = range(1970, 3000)
"""What is read back: near the ends of the calendar a time cannot even be told in Swedish time."""


def as_text(time: datetime) -> str:
    """Write a time for a store; raise ``ValueError`` for one without a time zone."""
    if time.tzinfo is None:
        raise ValueError("a stored time needs a time zone")
    return time.astimezone(UTC).isoformat(timespec="microseconds")


def from_text(text: str) -> datetime:
    """Read a stored time; raise ``ValueError`` for anything that ``as_text`` does not write."""
    time = datetime.fromisoformat(text)
    if time.year not in YEARS or as_text(time) != text:
        raise ValueError("not a stored time")
    return time.astimezone(UTC)
