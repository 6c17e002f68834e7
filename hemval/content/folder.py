"""Where a municipality's files are found: in its own folder, else at the top level."""

import hashlib
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Folder:
    """A municipality's folder and the one that what it leaves out is taken from."""

    own: Path
    fallback: Path

    def find(self, name: str) -> Path | None:
        """Return the file or folder of that name, the municipality's own first."""
        for root in self.roots:
            if (root / name).exists():
                return root / name
        return None

    def own_files(self, pattern: str) -> list[Path]:
        """List the municipality's own files of a pattern, by name."""
        return sorted(path for path in self.own.glob(pattern) if path.is_file())

    def files(self, folder: str, pattern: str) -> list[Path]:
        """List the files in a folder, the municipality's own taking the place of same-named others."""
        found: dict[str, Path] = {}
        for root in reversed(self.roots):
            for path in sorted((root / folder).glob(pattern)):
                if path.is_file():
                    found[path.relative_to(root / folder).as_posix()] = path
        return [found[name] for name in sorted(found)]

    @property
    def roots(self) -> tuple[Path, ...]:
        """The folders in the order they are looked in."""
        return (self.own,) if self.own == self.fallback else (self.own, self.fallback)

    def shown(self, path: Path) -> str:
        """Name a file as its writer knows it: from the folder it stands in."""
        for root in self.roots:
            if path.is_relative_to(root):
                return path.relative_to(root).as_posix()
        return path.name


def fingerprint(parts: list[bytes]) -> str:
    """Return twelve hexadecimal characters that change with any of the parts."""
    digest = hashlib.sha256()
    for part in parts:
        digest.update(len(part).to_bytes(8, "big"))
        digest.update(part)
    return digest.hexdigest()[:12]
