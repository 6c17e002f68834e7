"""A choice under way, as it lies in the citizen's own cookie: compressed, then encrypted.

The server keeps nothing of an unsent choice. Browsers drop cookies over 4,096 bytes without a word, so a
form whose largest draft would not fit is refused by the check.
"""

import json
import zlib
from typing import Any

from cryptography.fernet import Fernet, InvalidToken

LARGEST_COOKIE = 3800
"""Characters of a cookie's value that every browser keeps."""

OLDEST = 24 * 60 * 60
"""Seconds after which an untouched draft is forgotten."""


def sealed_draft(draft: dict[str, Any], key: bytes) -> str:
    """Return a draft as a cookie's value."""
    text = json.dumps(draft, ensure_ascii=False, separators=(",", ":")).encode()
    return Fernet(key).encrypt(zlib.compress(text, 9)).decode()


def opened_draft(value: str, key: bytes) -> dict[str, Any] | None:
    """Return the draft in a cookie's value; None for one that is old, foreign or broken."""
    try:
        text = zlib.decompress(Fernet(key).decrypt(value.encode(), ttl=OLDEST))
        draft = json.loads(text)
    except (InvalidToken, zlib.error, ValueError):
        return None
    return draft if isinstance(draft, dict) else None
