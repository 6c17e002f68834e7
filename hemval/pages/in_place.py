"""A finished tree takes the place of the one that stands, and whatever fails, one of them stands there."""

import shutil
from pathlib import Path


def put_in_place(tree: Path, place: Path) -> None:
    """Swap a finished tree in by renames, so that nobody meets a half-built one; raise ``OSError``.

    What stood there waits beside it, never in a folder that is thrown away, and comes back where the new
    one cannot stand: also at the next call, after a power cut between the two renames.
    """
    old = place.with_name(f"{place.name}.old")
    if old.is_dir() and not place.exists():
        old.rename(place)
    shutil.rmtree(old, ignore_errors=True)
    stood = place.exists()
    if stood:
        place.rename(old)
    try:
        tree.rename(place)
    except OSError:
        if stood:
            old.rename(place)
        raise
    shutil.rmtree(old, ignore_errors=True)
