"""``exits.yml`` as it stands at this moment, and as the co-ordinator's page writes it."""

import hashlib
import os
from collections.abc import Mapping

from flask import g

from hemval.content.findings import ContentError
from hemval.editing.exit_changed import ExitFile, exit_changed, read_exit_file
from hemval.editing.put_in import write_in_place
from hemval.editing.rewritten import Value
from hemval.officers.workplace import Workplace
from hemval.queue.desk.exits.sealed import named
from hemval.queue.file_lock import locked

LOCK = "exits.lock"
"""In the officers' own folder: one change at a time."""

PATIENCE = 5.0
"""Seconds that a co-ordinator waits for another's change."""


class PlanChanged(Exception):
    """Somebody has changed what the page showed: nothing was written."""


class PlanNotWritten(Exception):
    """The file system does not let the file be written: nothing was."""


def file_of(workplace: Workplace) -> ExitFile | None:
    """Read the file; as empty where there is none, and None where it cannot be read."""
    try:
        return read_exit_file(workplace.published.exits_file.read_bytes().decode("utf-8"))
    except FileNotFoundError:
        return read_exit_file("")
    except (OSError, UnicodeDecodeError, ContentError):
        return None


def can_write(workplace: Workplace) -> bool:
    """Say whether this process may put a file in its place."""
    return os.access(workplace.published.exits_file.resolve().parent, os.W_OK)


def write_exit(workplace: Workplace, exit_id: str, wanted: Mapping[str, Value], seen: str) -> bool:
    """Change the file where it still says what the page showed; return False where nothing differs.

    Raises ``ExitRefused``, ``PlanChanged``, ``PlanNotWritten`` or ``TimeoutError``.
    """
    path = workplace.published.exits_file
    with locked(workplace.places.officers / LOCK, PATIENCE):
        file = file_of(workplace)
        if file is None or file.seen(exit_id) != seen:
            raise PlanChanged
        new = exit_changed(file, exit_id, wanted, workplace.published.folder)
        if new == file.text:
            return False
        print_ = hashlib.sha256(new.encode()).hexdigest()
        with workplace.desk.logged("exit_planned", [named(exit_id), print_], g.officer, workplace.now):
            # Read once more: an editor knows no lock, and the check took its time.
            if (path.read_bytes().decode("utf-8") if path.exists() else "") != file.text:
                raise PlanChanged
            try:
                write_in_place(path, new)
            except OSError as error:
                raise PlanNotWritten(type(error).__name__) from error
    return True
