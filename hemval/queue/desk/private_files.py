"""Small secret files: whole or not there, readable by their owner only."""

import os
import tempfile
from pathlib import Path


def private_folder(path: Path) -> None:
    """Make a folder that only its owner can enter."""
    path.mkdir(parents=True, exist_ok=True)
    path.chmod(0o700)


def shared_folder(path: Path) -> None:
    """Make a folder for the group of both processes; new files in it get the folder's group."""
    path.mkdir(parents=True, exist_ok=True)
    path.chmod(0o2770)


def write_private(path: Path, content: bytes) -> None:
    """Write a new file with mode 0600 and put it on disk; never replace one (``FileExistsError``)."""
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=".new-")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.link(name, path)
    finally:
        Path(name).unlink()
    sync_folder(path.parent)


def sync_folder(path: Path) -> None:
    """Put a folder's list of names on disk: without it a new file can vanish in a power cut."""
    _sync(path, os.O_RDONLY | os.O_DIRECTORY)


def sync_file(path: Path) -> None:
    """Put a file's content on disk."""
    _sync(path, os.O_RDONLY)


def _sync(path: Path, flags: int) -> None:
    descriptor = os.open(path, flags)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
