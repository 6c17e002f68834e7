"""A file of content with another text: tried beside the others, and put in place whole."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePath


@contextmanager
def as_it_would_be(content: Path, name: str, text: str) -> Iterator[Path]:
    """Give a folder that holds all that a municipality's has, with another text in the file of a name."""
    with tempfile.TemporaryDirectory() as scratch:
        tried = Path(scratch) / "content"
        tried.mkdir()
        place, copy = content, tried
        for part in PurePath(name).parts:
            for entry in place.iterdir():
                if entry.name != part:
                    (copy / entry.name).symlink_to(entry.resolve())
            place, copy = place / part, copy / part
            if part != PurePath(name).name:
                copy.mkdir()
        copy.write_bytes(text.encode())
        yield tried


def write_in_place(path: Path, text: str) -> None:
    """Write the whole file or nothing of it, also one that is new; where a link stands, what it leads to."""
    path = path.resolve()
    with tempfile.NamedTemporaryFile("wb", dir=path.parent, delete=False) as file:
        file.write(text.encode())
        file.flush()
        os.fsync(file.fileno())
    try:
        if path.exists():
            shutil.copymode(path, file.name)
        else:
            Path(file.name).chmod(0o644)
        Path(file.name).replace(path)
    except OSError:
        Path(file.name).unlink(missing_ok=True)
        raise
