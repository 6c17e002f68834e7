"""Points in time as the stores keep them: UTC, ISO 8601, always the same width so that text sorts right."""

from datetime import UTC, datetime


def as_text(time: datetime) -> str:
    """Write a time for a store; raise ``ValueError`` for one without a time zone."""
    if time.tzinfo is None:
        raise ValueError("a stored time needs a time zone")
    return time.astimezone(UTC).isoformat(timespec="microseconds")


def from_text(text: str) -> datetime:
    """Read a stored time."""
    return datetime.fromisoformat(text).astimezone(UTC)
