"""The two kinds of store file, each with the mark and version that a connection checks for."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Kind:
    """What a store file must say about itself before a row is trusted to it."""

    name: str
    application_id: int
    version: str
    """The newest migration; the public process compares it without importing alembic."""
    mode: int
    """Permissions: both processes' group shares the inbox; the queue file is the officers' alone."""


INBOX = Kind("inbox", 0x48564C49, "inbox_0002", 0o660)
QUEUE = Kind("queue", 0x48564C51, "queue_0013", 0o600)
