"""Open sealed rows with a private key."""

import pyrage  # type: ignore[import-untyped]
from pydantic import ValidationError
from sqlalchemy import Row

from hemval.queue.desk.errors import SealBroken, SealMismatch, WrongKey
from hemval.queue.desk.tables import Header, header_of
from hemval.queue.submission import Submission


def unseal(header: Header, sealed: bytes, keys: dict[int, str]) -> Submission:
    """Return what a row holds; raise ``SealBroken``, or ``SealMismatch`` for another row's contents."""
    if header.key_number not in keys:
        raise SealBroken(row=header.id, key=header.key_number)
    try:
        submission = Submission.model_validate_json(unseal_bytes(sealed, keys[header.key_number]))
    except (pyrage.DecryptError, ValidationError):
        # From None: a validation error quotes the answers, and errors end up in logs.
        raise SealBroken(row=header.id, key=header.key_number) from None
    inside = (submission.id, submission.received_at, submission.form)
    if inside != (header.id, header.received_at, header.form):
        raise SealMismatch(row=header.id)
    return submission


def opened_or_none(row: Row[tuple[object, ...]], keys: dict[int, str]) -> Submission | None:
    """Return what a whole row of the table holds; None for a damaged one."""
    try:
        return unseal(header_of(row), row.sealed, keys)
    except SealBroken:
        return None


def unseal_bytes(sealed: bytes, key: str) -> bytes:
    """Open any sealed bytes; raise ``pyrage.DecryptError``."""
    content: bytes = pyrage.decrypt(sealed, [pyrage.x25519.Identity.from_str(key)])
    return content


def unseal_bundle(sealed: bytes, key: str, path: object) -> bytes:
    """Open a backup's keys; raise ``WrongKey`` when the key is not one of its two."""
    try:
        return unseal_bytes(sealed, key)
    except (pyrage.DecryptError, pyrage.IdentityError):
        raise WrongKey(path=path) from None
