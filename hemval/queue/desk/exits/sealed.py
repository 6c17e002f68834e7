"""What is known of an affected person, each part sealed by itself; outside stand ids, days and the exit."""

import hashlib
import hmac
from datetime import date
from typing import Literal, TypeVar

import pyrage  # type: ignore[import-untyped]
from pydantic import AwareDatetime, BaseModel, ConfigDict, ValidationError

from hemval.content.affected_list import Affected
from hemval.content.services import Service
from hemval.queue.desk.keys import DeskKeys
from hemval.queue.desk.unsealing import unseal_bytes
from hemval.queue.sealing import STEP, seal_padded
from hemval.queue.submission import StoredOutcome

SMALL = 1024
"""What an affected person and a joined choice are filled up to: some hundred bytes each."""

EXIT = "exit:"
"""Stands before an exit's id in the log."""


class Inside(BaseModel):
    """What stands inside a seal."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class SealedAffected(Inside):
    """A row of the list, with the code that the person was given."""

    exit: str
    id: str
    code: str
    affected: Affected


class SealedJoined(Inside):
    """A choice that belongs to an affected person."""

    submission: str
    affected: str
    received: AwareDatetime
    channel: str
    kind: str
    wishes: tuple[str, ...]
    groups: tuple[str, ...] = ()
    services: tuple[Service, ...] = ()
    area: str = ""
    today: str = ""
    person: str = ""
    name: str = ""
    by: str = ""
    """The officer who tied it; empty where the code did."""
    tied_at: AwareDatetime | None = None
    followed: bool = False
    """Whether it has no code and came after one of the same person: it goes where that one goes."""
    untied_by: str = ""
    """The officer who said that it is not this person's: the code does not join it again."""
    given: str = ""
    """The provider that it was registered for; written when the row it is of is purged, read there before."""


class SealedSettled(Inside):
    """Who helps from the day after."""

    affected: str
    made_at: AwareDatetime
    made_by: str
    kind: Literal["default", "appointed"]
    last_day: date
    start: date
    provider: str | None
    waits_for: str | None = None
    meanwhile: str | None = None
    group: str = ""
    services: tuple[Service, ...] = ()
    choice: str = ""
    despite: tuple[str, ...] = ()
    outcome: StoredOutcome | None = None


Kept = TypeVar("Kept", bound=Inside)


def seal_inside(kept: Inside, keys: DeskKeys) -> dict[str, object]:
    """Return the columns of a seal; what holds an outcome is as long as a choice, the others shorter."""
    step = STEP if isinstance(kept, SealedSettled) else SMALL
    sealed = seal_padded(kept.model_dump_json().encode(), keys.recipients.keys, step)
    return {"key_number": keys.recipients.number, "sealed": sealed}


def open_inside(sealed: bytes, key_number: int, model: type[Kept], keys: DeskKeys) -> Kept | None:
    """Return what a seal holds; None where it is damaged or sealed to a key that we do not have."""
    try:
        return model.model_validate_json(unseal_bytes(sealed, keys.private[key_number]))
    except (KeyError, pyrage.DecryptError, ValidationError):
        return None


def fingerprint(sealed: bytes) -> str:
    """Return the SHA-256 of what was stored."""
    return hashlib.sha256(sealed).hexdigest()


def mark_of(result_id: str, sealed: bytes) -> str:
    """Write as the log has it which result was stored: its id, and the fingerprint of what was stored."""
    return f"{result_id}:{fingerprint(sealed)}"


def parted_mark(mark: str) -> tuple[str, str]:
    """Return the id and the fingerprint of a mark."""
    result_id, _, print_ = mark.partition(":")
    return result_id, print_


def digest_of(keys: DeskKeys, purpose: str, text: str) -> str:
    """Return the same for the same text, from which nobody gets the text back; empty for nothing."""
    if not text:
        return ""
    return hmac.digest(keys.audit, f"hemval exit {purpose}\0{text}".encode(), "sha256").hex()[:32]


def settled_id(keys: DeskKeys, affected: str, group: str) -> str:
    """Return the id of what is settled for a person and a group of services: one, however often it is run."""
    return digest_of(keys, "settled", f"{affected}\0{group}")


def named(exit_id: str) -> str:
    """Write an exit as the log has it."""
    return f"{EXIT}{exit_id}"


def exit_named(name: str) -> str:
    """Return the id of an exit as the log has it."""
    return name.removeprefix(EXIT)
