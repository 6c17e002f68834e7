"""See that a file was saved, by looking: works alike on every disk, and tells within a tenth of a second."""

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

MADE = {"site", "var", "tests", "bench", "docs", "examples", "requirements", "setup", "__pycache__"}
"""Folders beside the content whose changes do not change the pages."""

Seen = Mapping[str, tuple[int, int]]
"""When each file was written, in nanoseconds, and how large it is."""


@dataclass
class Watch:
    """The municipality's folder and the top level, which it falls back to."""

    roots: tuple[Path, ...]
    seen: Seen = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.seen = self._look()

    def changed(self) -> set[str]:
        """Return the files that have come, gone or changed since the last time this was asked."""
        now, before = self._look(), self.seen
        self.seen = now
        return {path for path in now.keys() | before.keys() if now.get(path) != before.get(path)}

    def _look(self) -> Seen:
        return {entry.path: _stamp(entry) for root in self.roots for entry in _files(root, top=True)}


def _files(folder: Path | str, *, top: bool = False) -> Iterator[os.DirEntry[str]]:
    """List the files of a folder; at the top of a root not what is made, kept by tools or swapped in."""
    try:
        entries = list(os.scandir(folder))
    except OSError:  # removed while we looked
        return
    for entry in entries:
        name = entry.name
        if name.startswith((".", "_")) or name.endswith(("~", ".pyc")) or name in MADE:
            continue
        if entry.is_dir(follow_symlinks=False):
            if not (top and name.startswith("site.")):
                yield from _files(entry.path)
        else:
            yield entry


def _stamp(entry: os.DirEntry[str]) -> tuple[int, int]:
    try:
        status = entry.stat()
    except OSError:
        return 0, 0
    return status.st_mtime_ns, status.st_size
