"""What the commands at the officers' desk share: who did it, and an open desk whose errors are sentences."""

import os
import pwd
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from hemval.cli.starting import Refusal, say
from hemval.queue.desk import Desk
from hemval.queue.errors import StoreError
from hemval.settings import Places


def by_command(environment: Mapping[str, str] = os.environ) -> str:
    """Name the user that runs this command, for the log, as the system knows it.

    ``LOGNAME`` and its like are chosen by whoever types. After sudo, who typed it stands in brackets: that
    comes from the environment too, so it names whoever sudo let in unless somebody set out to deceive.
    """
    user, behind = os.getuid(), environment.get("SUDO_UID", "")
    if re.fullmatch(r"[0-9]{1,9}", behind) and (user == 0 or int(behind) != user):
        return f"command:{_user_name(user)} (sudo: {_user_name(int(behind))})"
    return f"command:{_user_name(user)}"


def _user_name(user: int) -> str:
    try:
        return pwd.getpwuid(user).pw_name
    except KeyError:
        return f"uid {user}"


@contextmanager
def named() -> Iterator[None]:
    """Turn this room's errors into a sentence and exit code 1."""
    try:
        yield
    except StoreError as error:
        raise Refusal(say(error.sentence, **error.values)) from error


@contextmanager
def open_desk(places: Places) -> Iterator[Desk]:
    """Give the officers' desk, and name what goes wrong at it."""
    with named():
        desk = Desk.open(places)
        try:
            yield desk
        finally:
            desk.close()
