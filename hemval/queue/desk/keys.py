"""The keys: made once, the private ones only in the officers' folder.

The recovery key's private half is never written here: ``new_recovery_key`` hands it to the caller, who
shows it to a person. A choice can then be opened when the whole server has burnt.
"""

import secrets
from dataclasses import dataclass
from pathlib import Path

import pyrage  # type: ignore[import-untyped]

from hemval.queue.desk.private_files import private_folder, write_private
from hemval.queue.desk.rows_without_keys import refuse_rows_without_keys
from hemval.queue.desk.unfinished import refuse_unfinished
from hemval.queue.errors import KeysMissing
from hemval.queue.inbox import RECIPIENTS, SECRET
from hemval.queue.key_file import read_numbered, write_numbered
from hemval.queue.sealing import Recipients, read_recipients
from hemval.queue.secret import BYTES, read_secret
from hemval.settings import Places

OFFICERS_KEY = "officers.key"
AUDIT_KEY = "audit.key"
PUBLIC_SECRET_COPY = "public-secret"  # noqa: S105 - a file's name
SEALED_TO = "# sealed to: "


@dataclass(frozen=True)
class KeyPair:
    """An age key: the secret half opens what was sealed to the public half."""

    secret: str
    public: str


@dataclass(frozen=True)
class DeskKeys:
    """What the officers' process holds in memory."""

    private: dict[int, str]
    audit: bytes
    recipients: Recipients
    """What is stored here is sealed to; the same as the public process seals to."""


def new_recovery_key() -> KeyPair:
    """Make the key that goes into a safe, not onto this machine."""
    identity = pyrage.x25519.Identity.generate()
    return KeyPair(str(identity), str(identity.to_public()))


def key_places(places: Places) -> tuple[Path, ...]:
    """Return every key file, in the order they are made: with the recipients, the last, sealing begins."""
    return (
        places.public / SECRET,
        places.officers / SECRET,
        places.officers / AUDIT_KEY,
        places.officers / OFFICERS_KEY,
        places.public / RECIPIENTS,
    )


def key_copies(places: Places) -> dict[Path, Path]:
    """Pair the public process's key files with the copies that the officers' user can read."""
    return {
        places.public / SECRET: places.officers / PUBLIC_SECRET_COPY,
        places.public / RECIPIENTS: places.officers / RECIPIENTS,
    }


def keys_exist(places: Places) -> bool:
    """Tell whether there are keys.

    Raises ``KeysMissing`` when the private one is gone but was used, ``RowsWithoutKeys`` when a store holds
    rows, ``RestoreUnfinished`` when they may yet come.
    """
    refuse_unfinished(places)
    private = places.officers / OFFICERS_KEY
    if private.exists():
        return True
    if (places.public / RECIPIENTS).exists():
        raise KeysMissing(path=private)
    refuse_rows_without_keys(places)
    return False


def make_keys(places: Places, recovery_public: str) -> None:
    """Make every key. Call it under the lock of ``prepare``, when ``keys_exist`` says no."""
    private_folder(places.public)
    private_folder(places.officers)
    officers = new_recovery_key()
    public_secret, officers_secret, audit, private, _ = key_places(places)
    for path in key_copies(places).values():
        path.unlink(missing_ok=True)
    for path in (public_secret, officers_secret, audit):
        path.unlink(missing_ok=True)  # left by a run that was cut off: nothing was ever made with it
        write_private(path, secrets.token_hex(BYTES).encode())
    note = f"{SEALED_TO}{officers.public} {recovery_public}\n".encode()
    write_private(private, note + write_numbered({1: [officers.secret]}))
    publish_recipients(places)


def copy_public_keys(places: Places) -> None:
    """Copy the public process's key files to where the officers' user can read them, where none are."""
    for path, copy in key_copies(places).items():
        if copy.exists():
            continue
        try:
            content = path.read_bytes()
        except OSError as error:
            raise KeysMissing(path=path) from error
        write_private(copy, content)


def publish_recipients(places: Places) -> None:
    """Write the public process's list of recipients if it is not there, from what the private file notes."""
    path = places.public / RECIPIENTS
    if path.exists():
        return
    first = (places.officers / OFFICERS_KEY).read_text("ascii").splitlines()[0]
    write_private(path, write_numbered({1: first.removeprefix(SEALED_TO).split()}))


def read_desk_keys(places: Places) -> DeskKeys:
    """Read the officers' private keys, the log's key and what to seal to; raise ``KeysMissing``."""
    numbered = read_numbered(places.officers / OFFICERS_KEY)
    if any(len(keys) != 1 for keys in numbered.values()):
        raise KeysMissing(path=places.officers / OFFICERS_KEY)
    private = {number: keys[0] for number, keys in numbered.items()}
    recipients = read_recipients(places.officers / RECIPIENTS)
    return DeskKeys(private, read_secret(places.officers / AUDIT_KEY), recipients)
