"""A disk in memory that forgets what was not synced when the plug is pulled."""

import random
from types import TracebackType
from typing import Any

import apsw

SECTOR = 512
POWERSAFE_OVERWRITE = 0x1000
"""What SQLite assumes of disks on Unix: a torn write damages no byte outside itself."""

Write = tuple[int, bytes] | int
"""Bytes at a place, or a new length."""


class Stored:
    """One file: what is on the platter, what programs see, and what lies between."""

    def __init__(self, content: bytes = b"", created: bool = True) -> None:
        self.platter = bytearray(content)
        self.seen = bytearray(content)
        self.unsynced: list[Write] = []
        self.in_folder = not created
        """A new file's name is on disk only after its first sync, which also syncs the folder."""


class Disk:
    """The files of one machine until its power goes."""

    def __init__(self, name: str, files: dict[str, bytes], cut_at: int | None) -> None:
        self.name = name
        self.files = {f"/{path}": Stored(content, created=False) for path, content in files.items()}
        self.cut_at = cut_at
        self.operations = 0
        self.dead = False

    def powered(self) -> bool:
        """Tell whether an operation reaches the disk; raise at the one during which the plug is pulled.

        What comes after is SQLite tidying up in a machine that is off: it changes nothing.
        """
        if self.dead:
            return False
        if self.operations == self.cut_at:
            self.dead = True
            raise apsw.IOError("power cut")
        self.operations += 1
        return True

    def after_the_cut(self, chance: random.Random) -> dict[str, bytes]:
        """Return what the platter holds: all that was synced, and of the rest what chance lets through."""
        left = {}
        for path, file in self.files.items():
            kept = bytearray(file.platter)
            for write in file.unsynced:
                apply(kept, torn(write, chance))
            if file.in_folder or chance.random() < 0.5:
                left[path[1:]] = bytes(kept)
        return left


def torn(write: Write, chance: random.Random) -> list[Write]:
    """Return a write whole, not at all, or some of its sectors, the last one perhaps in part."""
    fate = chance.random()
    if fate < 0.4:
        return [write]
    if fate < 0.7 or isinstance(write, int):
        return []
    place, data = write
    parts: list[Write] = []
    for start in range(0, len(data), SECTOR):
        sector = data[start : start + SECTOR]
        if chance.random() < 0.5:
            cut = len(sector) if chance.random() < 0.9 else chance.randrange(len(sector))
            parts.append((place + start, sector[:cut]))
    return parts


def apply(content: bytearray, writes: list[Write]) -> None:
    for write in writes:
        if isinstance(write, int):
            del content[write:]
            continue
        place, data = write
        if len(content) < place:
            content.extend(bytes(place - len(content)))
        content[place : place + len(data)] = data


class SimulatedDisk(apsw.VFS):
    """Registers one disk after another under a name that SQLite can open files on."""

    def __init__(self) -> None:
        self.vfs_name = f"power-{id(self)}"
        super().__init__(self.vfs_name, base="")
        self.disk: Disk | None = None

    def __enter__(self) -> "SimulatedDisk":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        self.unregister()

    def fresh(self, files: dict[str, bytes], cut_at: int | None = None) -> Disk:
        """Put a new disk with these files in."""
        self.disk = Disk(self.vfs_name, files, cut_at)
        return self.disk

    def xOpen(self, name: Any, flags: list[int]) -> "OpenFile":
        assert self.disk is not None
        path = name if isinstance(name, str) else name.filename()
        flags[1] = flags[0]
        if path not in self.disk.files:
            self.disk.powered()
            self.disk.files[path] = Stored()
        return OpenFile(self.disk, self.disk.files[path])

    def xDelete(self, filename: str, syncdir: bool) -> None:
        assert self.disk is not None
        if self.disk.powered():
            del self.disk.files[filename]

    def xAccess(self, pathname: str, flags: int) -> bool:
        assert self.disk is not None
        return pathname in self.disk.files

    def xFullPathname(self, name: str) -> str:
        return name


class OpenFile:
    """What SQLite asks of a file."""

    def __init__(self, disk: Disk, file: Stored) -> None:
        self.disk = disk
        self.file = file

    def xRead(self, amount: int, offset: int) -> bytes:
        return bytes(self.file.seen[offset : offset + amount])

    def xWrite(self, data: bytes, offset: int) -> None:
        self._do((offset, bytes(data)))

    def xTruncate(self, size: int) -> None:
        self._do(size)

    def _do(self, write: Write) -> None:
        if self.disk.dead:
            return
        # Under way when the plug is pulled: it may have come through in part, like every unsynced write.
        self.file.unsynced.append(write)
        if self.disk.powered():
            apply(self.file.seen, [write])

    def xSync(self, flags: int) -> None:
        if self.disk.powered():
            apply(self.file.platter, self.file.unsynced)
            self.file.unsynced.clear()
            self.file.in_folder = True

    def xFileSize(self) -> int:
        return len(self.file.seen)

    def xLock(self, level: int) -> None:
        pass

    def xUnlock(self, level: int) -> None:
        pass

    def xCheckReservedLock(self) -> bool:
        return False

    def xFileControl(self, op: int, pointer: int) -> bool:
        return False

    def xSectorSize(self) -> int:
        return 4096

    def xDeviceCharacteristics(self) -> int:
        return POWERSAFE_OVERWRITE

    def xClose(self) -> None:
        pass
