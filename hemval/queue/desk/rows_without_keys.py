"""Refuse to make new keys where choices lie that only lost ones can open."""

import sqlite3
from pathlib import Path

from hemval.queue.desk.errors import RowsWithoutKeys
from hemval.queue.desk.queue_file import queue_path
from hemval.queue.errors import StoreUnavailable
from hemval.queue.inbox import inbox_path
from hemval.settings import Places


def refuse_rows_without_keys(places: Places) -> None:
    """Raise ``RowsWithoutKeys`` when a store holds rows: new keys would make the loss look like a start."""
    for path, table in ((inbox_path(places), "inbox"), (queue_path(places), "submission")):
        if path.exists() and _holds_rows(path, table):
            raise RowsWithoutKeys(path=path)


def _holds_rows(path: Path, table: str) -> bool:
    store = sqlite3.connect(f"{path.resolve().as_uri()}?mode=rw", uri=True)
    try:
        return bool(store.execute(f"SELECT EXISTS (SELECT 1 FROM {table})").fetchone()[0])  # noqa: S608 - ours
    except sqlite3.Error as error:
        raise StoreUnavailable(path=path, reason=error) from error
    finally:
        store.close()
