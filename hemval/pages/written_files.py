"""Files that written pages show: pictures beside the pages, in the same folder of the language."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from hemval.content.folder import Folder

PICTURES = (".svg", ".png", ".jpg", ".jpeg", ".webp", ".avif", ".gif")
"""Kinds of file that are sent with the pages; documents stand in a folder of their own."""


def written_files(folder: Folder, language: str) -> Mapping[str, Path]:
    """Return a language's pictures by their place in the site, the municipality's own before the shared."""
    found: dict[str, Path] = {}
    for root in reversed(folder.roots):
        there = root / "site_src" / language
        for path in sorted(there.glob("**/*")):
            if is_picture(path.name) and path.is_file():
                found[path.relative_to(there).as_posix()] = path
    return found


def unread_files(folder: Folder, language: str) -> Iterator[Path]:
    """List the municipality's own files beside its pages that nothing reads."""
    for path in folder.own_files(f"site_src/{language}/**/*"):
        if not path.name.endswith(".md") and not is_picture(path.name) and not path.name.startswith("."):
            yield path


def is_picture(name: str) -> bool:
    """Tell pictures from what an editor or a computer leaves beside them."""
    return name.lower().endswith(PICTURES) and not name.startswith(".")
