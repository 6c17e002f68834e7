"""A mark that stands while a restore moves its files in.

The public keys are moved last, so until then no citizen can have sent anything to what is there: it may be
thrown away and restored again. While the mark stands nothing else begins.
"""

import shutil
from pathlib import Path

from hemval.queue.desk.errors import RestoreUnfinished
from hemval.queue.desk.private_files import sync_folder, write_private
from hemval.queue.inbox import RECIPIENTS
from hemval.settings import Places

MARK = "restoring"
STAGING = ".restoring-"


def set_mark(places: Places) -> None:
    """Say that files are about to move in."""
    write_private(places.var / MARK, b"")


def take_mark_away(places: Places) -> None:
    """Say that everything is in place."""
    (places.var / MARK).unlink()
    sync_folder(places.var)


def refuse_unfinished(places: Places) -> None:
    """Raise ``RestoreUnfinished`` while the mark stands."""
    if (places.var / MARK).exists():
        raise RestoreUnfinished(path=places.var)


def clear_staged(places: Places) -> tuple[Path, ...]:
    """Throw away what a restore had laid out when it was cut off; return what this user may not remove.

    Call it where no restore can be under way: under its lock, or where the desk is open.
    """
    left = []
    for staged in places.var.glob(f"{STAGING}*"):
        try:
            shutil.rmtree(staged)
        except OSError:
            left.append(staged)
    return tuple(left)


def clear_unfinished(places: Places, moved: list[Path]) -> None:
    """Throw away what a restore that was cut off left behind, under the lock that it had held."""
    clear_staged(places)
    if not (places.var / MARK).exists():
        return
    if not (places.public / RECIPIENTS).exists():
        for path in moved:
            path.unlink(missing_ok=True)
    take_mark_away(places)
