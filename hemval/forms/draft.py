"""A choice under way, as it lies in the citizen's own cookie: compressed, then encrypted.

The server keeps nothing of an unsent choice. Browsers drop cookies over 4,096 bytes without a word, so a
form whose largest draft would not fit is refused by the check.
"""

import json
import zlib
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from cryptography.fernet import Fernet, InvalidToken

LARGEST_COOKIE = 3800
"""Characters of a cookie's value that every browser keeps."""

OLDEST = 24 * 60 * 60
"""Seconds after which an untouched draft is forgotten."""


def sealed_draft(draft: Mapping[str, Any], key: bytes, now: datetime) -> str:
    """Return a draft as a cookie's value, with its time."""
    text = json.dumps(draft, ensure_ascii=False, separators=(",", ":")).encode()
    return Fernet(key).encrypt_at_time(zlib.compress(text), int(now.timestamp())).decode()


def opened_draft(value: str, key: bytes, now: datetime) -> dict[str, Any] | None:
    """Return the draft in a cookie's value; None for one that is old, foreign or broken."""
    try:
        text = zlib.decompress(Fernet(key).decrypt_at_time(value.encode(), OLDEST, int(now.timestamp())))
        draft = json.loads(text)
    except (InvalidToken, zlib.error, ValueError):
        return None
    return draft if isinstance(draft, dict) else None


def age_of(value: str, key: bytes, now: datetime) -> float:
    """Return how many seconds ago a cookie's value was written."""
    return now.timestamp() - Fernet(key).extract_timestamp(value.encode())
