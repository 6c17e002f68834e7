"""Where the queue file stands."""

from pathlib import Path

from hemval.settings import Places

QUEUE_FILE = "queue.sqlite"


def queue_path(places: Places) -> Path:
    """Return where the queue file stands."""
    return places.officers / QUEUE_FILE
