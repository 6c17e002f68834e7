"""A demonstration: keys and a login that lie in the open, and how to tell them from real ones."""

from contextlib import suppress
from pathlib import Path

import pyrage  # type: ignore[import-untyped]

from hemval.queue.desk.keys import OFFICERS_KEY, new_recovery_key
from hemval.queue.desk.private_files import write_private
from hemval.queue.errors import KeysMissing
from hemval.queue.inbox import RECIPIENTS
from hemval.settings import Places

RECOVERY_KEY = "recovery-key.txt"


def folder_of_demonstration(places: Places) -> Path:
    """Return the folder whose content anyone may read. That it exists says nothing of the keys in use."""
    return places.var / "demonstration"


def login_of_demonstration(places: Places) -> Path:
    """Return the file that `hemval init --demonstration` writes its login to."""
    return folder_of_demonstration(places) / "login.txt"


def is_demonstration(places: Places) -> bool:
    """Tell whether this folder's keys open for the recovery key that lies in the open.

    The key is written before anything is sealed to it, so an ``init --demonstration`` that was cut off
    leaves either a demonstration or a key that fits nothing.
    """
    open_key = _key_in_the_open(places)
    return open_key is not None and any(open_key in keys for keys in _sealed_to(places))


def open_recovery_key(places: Places) -> str:
    """Return the public half of the demonstration's recovery key; make the key where there is none."""
    folder = folder_of_demonstration(places)
    folder.mkdir(parents=True, exist_ok=True)
    if _key_in_the_open(places) is None:
        (folder / RECOVERY_KEY).unlink(missing_ok=True)
        with suppress(FileExistsError):  # another run was first: both use its key
            write_private(folder / RECOVERY_KEY, f"{new_recovery_key().secret}\n".encode("ascii"))
    key = _key_in_the_open(places)
    if key is None:
        raise KeysMissing(path=folder / RECOVERY_KEY)
    return key


def _key_in_the_open(places: Places) -> str | None:
    """Return the public half of the demonstration's recovery key; None without a whole one."""
    try:
        secret = (folder_of_demonstration(places) / RECOVERY_KEY).read_text("ascii")
        return str(pyrage.x25519.Identity.from_str(secret.strip()).to_public())
    except (OSError, UnicodeDecodeError, pyrage.IdentityError):
        return None


def _sealed_to(places: Places) -> list[str]:
    """Return the lists of keys that choices are sealed to; each process can read its own folder's."""
    found = []
    for path in (places.public / RECIPIENTS, places.officers / OFFICERS_KEY):
        with suppress(OSError):
            found.append(path.read_text("ascii"))
    return found
