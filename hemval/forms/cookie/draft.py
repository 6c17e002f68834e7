"""A choice under way, as it lies in the citizen's own cookie: compressed, then encrypted.

The server keeps nothing of an unsent choice. Browsers drop cookies over 4,096 bytes without a word, so a
form whose largest draft would not fit is refused by the check.
"""

import json
import lzma
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from cryptography.fernet import Fernet, InvalidToken

LARGEST_COOKIE = 3800
"""Characters of a cookie's value that every browser keeps."""

OLDEST = 24 * 60 * 60
"""Seconds after which an untouched draft is forgotten."""

PACKING = ({"id": lzma.FILTER_LZMA1, "dict_size": 1 << 14, "lc": 2, "lp": 0, "pb": 0},)
"""LZMA without a header, for short texts in UTF-8: a tenth smaller than zlib, as it learns which bytes follow
which. It looks back 16 KiB, further than any draft is long."""


def sealed_draft(draft: Mapping[str, Any], key: bytes, now: datetime) -> str:
    """Return a draft as a cookie's value, with its time."""
    text = json.dumps(draft, ensure_ascii=False, separators=(",", ":")).encode()
    packed = lzma.compress(text, lzma.FORMAT_RAW, filters=PACKING)
    return Fernet(key).encrypt_at_time(packed, int(now.timestamp())).decode()


def opened_draft(value: str, key: bytes, now: datetime) -> dict[str, Any] | None:
    """Return the draft in a cookie's value; None for one that is old, foreign or broken."""
    try:
        packed = Fernet(key).decrypt_at_time(value.encode(), OLDEST, int(now.timestamp()))
        draft = json.loads(lzma.decompress(packed, lzma.FORMAT_RAW, filters=PACKING))
    except (InvalidToken, lzma.LZMAError, ValueError):
        return None
    return draft if isinstance(draft, dict) else None


def age_of(value: str, key: bytes, now: datetime) -> float:
    """Return how many seconds ago a cookie's value was written."""
    return now.timestamp() - Fernet(key).extract_timestamp(value.encode())
