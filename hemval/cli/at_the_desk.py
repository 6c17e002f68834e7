"""What the commands at the officers' desk share: who did it, and an open desk whose errors are sentences."""

import getpass
from collections.abc import Iterator
from contextlib import contextmanager

from hemval.cli.starting import Refusal, say
from hemval.queue.desk import Desk
from hemval.queue.errors import StoreError
from hemval.settings import Places


def by_command() -> str:
    """Name whoever runs this command, for the log."""
    return f"command:{getpass.getuser()}"


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
