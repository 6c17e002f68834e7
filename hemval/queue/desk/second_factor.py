"""The second factor: six digits that an officer's own telephone counts out, each good once (RFC 6238).

The secret lies sealed to the officers' key and the recovery key, with the name it belongs to inside the seal:
neither a stolen backup nor another officer's row set in its place makes a code that is taken.
"""

import base64
import hmac
import re
import secrets
from collections.abc import Sequence
from datetime import datetime

import pyrage  # type: ignore[import-untyped]
from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.hotp import HOTP
from cryptography.hazmat.primitives.twofactor.totp import TOTP
from pydantic import BaseModel, ConfigDict, ValidationError
from sqlalchemy import Connection, Row, delete, select, update
from sqlalchemy.dialects.sqlite import insert

from hemval.queue.desk.errors import SecondFactorBroken
from hemval.queue.desk.keys import DeskKeys
from hemval.queue.desk.tables import second_factor
from hemval.queue.desk.unsealing import unseal_bytes
from hemval.queue.sealing import seal_padded

DIGITS = 6
STEP_SECONDS = 30
BESIDE = 1
"""A code of the step before or after counts too: clocks differ, and typing takes its time."""
SECRET_BYTES = 20
ISSUER = "Hemval"

# SHA-1 as the apps know it: what is asked of it here is HMAC, which its weakness does not touch.
ALGORITHM = SHA1()  # noqa: S303


class Kept(BaseModel):
    """What stands inside the seal."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    officer: str
    secret: str
    """In base32, as the app got it."""


def new_secret() -> str:
    """Make a secret, in base32."""
    return base64.b32encode(secrets.token_bytes(SECRET_BYTES)).decode("ascii")


def in_fours(secret: str) -> Sequence[str]:
    """Return a secret in groups that a person can type."""
    return re.findall(r".{1,4}", secret)


def app_address(secret: str, name: str, municipality: str) -> str:
    """Return what an app reads from the square: the secret, and what the app is to call it."""
    totp = TOTP(base64.b32decode(secret), DIGITS, ALGORITHM, STEP_SECONDS)
    return totp.get_provisioning_uri(f"{name}, {municipality}", ISSUER)


def step_at(now: datetime) -> int:
    """Return the number of the half minute."""
    return int(now.timestamp()) // STEP_SECONDS


def code_of(secret: str, step: int) -> str:
    """Return the code of a half minute."""
    return HOTP(base64.b32decode(secret), DIGITS, ALGORITHM).generate(step).decode("ascii")


def step_of(secret: str, code: str, now: datetime, used: int) -> int | None:
    """Return which step's code this is; None where it is none, or one not later than the last that was used.

    All steps are compared, whichever fits: how long it takes says nothing.
    """
    typed = "".join(code.split()).encode(errors="replace")
    middle = step_at(now)
    steps = range(middle - BESIDE, middle + BESIDE + 1)
    fitting = [step for step in steps if hmac.compare_digest(code_of(secret, step).encode(), typed)]
    return next((step for step in fitting if step > used), None)


def use_code(connection: Connection, keys: DeskKeys, name: str, code: str, now: datetime) -> bool:
    """Tell whether a code is right, and use it up, in the caller's transaction; without a secret none is.

    Raises ``SecondFactorBroken`` for a secret that cannot be opened, or was sealed for another.
    """
    row = connection.execute(select(second_factor).where(second_factor.c.officer == name)).first()
    if row is None:
        return False
    step = step_of(_opened(row, keys), code, now, row.last_step)
    if step is None:
        return False
    mine = second_factor.c.officer == name
    connection.execute(update(second_factor).where(mine).values(last_step=step))
    return True


def keep_secret(connection: Connection, keys: DeskKeys, name: str, secret: str, step: int) -> bool:
    """Store a secret whose code was just written; return False where the account has one already."""
    kept = Kept(officer=name, secret=secret).model_dump_json().encode()
    row = {
        "officer": name,
        "key_number": keys.recipients.number,
        "sealed": seal_padded(kept, keys.recipients.keys),
        "last_step": step,
    }
    stored = insert(second_factor).on_conflict_do_nothing(index_elements=["officer"])
    return bool(connection.execute(stored, row).rowcount)


def forget_secret(connection: Connection, name: str) -> None:
    """Drop an account's secret: the next login asks for a new one."""
    connection.execute(delete(second_factor).where(second_factor.c.officer == name))


def has_secret(connection: Connection, name: str) -> bool:
    """Tell whether an account has a second factor."""
    query = select(second_factor.c.officer).where(second_factor.c.officer == name)
    return connection.execute(query).first() is not None


def _opened(row: Row[tuple[object, ...]], keys: DeskKeys) -> str:
    try:
        kept = Kept.model_validate_json(unseal_bytes(row.sealed, keys.private[row.key_number]))
    except (KeyError, pyrage.DecryptError, ValidationError):
        raise SecondFactorBroken(name=row.officer) from None
    if kept.officer != row.officer:
        raise SecondFactorBroken(name=row.officer)
    return kept.secret
