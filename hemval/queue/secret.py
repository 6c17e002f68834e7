"""The public process's secret, from which drafts get their identities."""

from pathlib import Path

from hemval.queue.errors import KeysMissing

BYTES = 32


def read_secret(path: Path) -> bytes:
    """Return a secret made by ``prepare``; raise ``KeysMissing`` when it is absent or cut short."""
    try:
        secret = bytes.fromhex(path.read_text("ascii"))
    except (OSError, ValueError) as error:
        raise KeysMissing(path=path) from error
    if len(secret) != BYTES:
        raise KeysMissing(path=path)
    return secret
