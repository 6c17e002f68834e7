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


def clear_unfinished(places: Places, moved: list[Path]) -> None:
    """Throw away what a restore that was cut off left behind, under the lock that it had held."""
    for staged in places.var.glob(f"{STAGING}*"):
        shutil.rmtree(staged)
    if not (places.var / MARK).exists():
        return
    if not (places.public / RECIPIENTS).exists():
        for path in moved:
            path.unlink(missing_ok=True)
    take_mark_away(places)
