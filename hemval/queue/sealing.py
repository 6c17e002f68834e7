"""Seal submissions to the officers' key and the recovery key. Nothing here can open what it sealed.

The format is age's own, so the standard ``age`` tool opens a row with either key.
"""

from dataclasses import dataclass
from pathlib import Path

import pyrage  # type: ignore[import-untyped]

from hemval.queue.errors import KeysMissing
from hemval.queue.key_file import read_numbered
from hemval.queue.submission import Submission

STEP = 8 * 1024
"""Sealed text is filled up to a multiple of this, so that its length tells nothing about the answers.

A choice with what the rules say of it is some 2 to 5 kB: all are of one length, whatever was chosen.
"""


@dataclass(frozen=True)
class Recipients:
    """Public keys that new rows are sealed to, with the number that stands outside the seal."""

    number: int
    keys: tuple[str, ...]


def read_recipients(path: Path) -> Recipients:
    """Read the newest pair of public keys; raise ``KeysMissing`` unless there are two good ones."""
    numbered = read_numbered(path)
    number = max(numbered)
    keys = tuple(numbered[number])
    try:
        for key in keys:
            pyrage.x25519.Recipient.from_str(key)
    except pyrage.RecipientError as error:
        raise KeysMissing(path=path) from error
    if len(set(keys)) != 2:
        raise KeysMissing(path=path)
    return Recipients(number, keys)


def seal(submission: Submission, recipients: Recipients) -> bytes:
    """Return a submission that only the officers' key or the recovery key opens."""
    return seal_padded(submission.model_dump_json().encode(), recipients.keys)


def seal_padded(text: bytes, keys: tuple[str, ...], step: int = STEP) -> bytes:
    """Seal JSON text filled up with blanks to a multiple of a step: what is small needs no larger one."""
    return seal_bytes(text.ljust(-(-len(text) // step) * step), keys)


def seal_bytes(content: bytes, keys: tuple[str, ...]) -> bytes:
    """Seal any bytes to public keys."""
    sealed: bytes = pyrage.encrypt(content, [pyrage.x25519.Recipient.from_str(key) for key in keys])
    return sealed
