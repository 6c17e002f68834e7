"""One municipality's batches: make, fetch and confirm them; each act is logged in its own transaction."""

from collections.abc import Collection, Mapping
from datetime import datetime

from hemval.content.whole import Content
from hemval.queue.database import Database
from hemval.queue.desk import batch, batch_files, confirming
from hemval.queue.desk.batch import AT_MOST, Batch, Chosen
from hemval.queue.desk.batch_files import Contents, Make
from hemval.queue.desk.keys import DeskKeys
from hemval.queue.desk.tables import Header


class Batches:
    """What the desk hands over; safe to share between threads."""

    def __init__(self, database: Database, keys: DeskKeys) -> None:
        self.database = database
        self.keys = keys
        self.most = AT_MOST
        """How many rows a batch holds at most."""

    def net_new(self, replaced: Collection[str] = (), held: Collection[str] = ()) -> dict[str, list[str]]:
        """Return by form the ids of what is open and in no batch yet, without the protected and replaced.

        What is replaced only shows in memory, and so does what is ``held`` back because its person has a
        protected case: whoever knows it says so.
        """
        with self.database.reading() as connection:
            return batch.net_new(connection, replaced, held)

    def chosen(
        self, form: str, chosen: Chosen, replaced: Collection[str] = (), held: Collection[str] = ()
    ) -> list[str]:
        """Return the ids of what is chosen now, oldest first: a batch holds at most ``most`` of them."""
        with self.database.reading() as connection:
            return batch.chosen_rows(connection, self.keys, form, chosen, replaced, held)

    def make(
        self, form: str, chosen: Chosen, seen: str | None, who: str, now: datetime,
        replaced: Collection[str] = (), held: Collection[str] = (),
    ) -> tuple[int, bool]:  # fmt: skip
        """Make a batch of the oldest; return its number, and False for one that is there already.

        Raises ``RowsChanged`` where there is something else than what was seen, or nothing.
        """
        with self.database.writing() as connection:
            return batch.make(connection, self.keys, form, chosen, seen, who, now, replaced, held, self.most)

    def count(self) -> int:
        """Return how many there are."""
        with self.database.reading() as connection:
            return batch.count(connection)

    def some(self, span: slice) -> list[Batch]:
        """Return some of them, the newest first."""
        with self.database.reading() as connection:
            return batch.list_batches(connection, self.keys, span)

    def one(self, number: int) -> Batch:
        """Return one; raise ``NoSuchBatch``."""
        with self.database.reading() as connection:
            return batch.read_batch(connection, self.keys, number)

    def newest_of(self, form: str) -> Batch | None:
        """Return a form's newest batch."""
        with self.database.reading() as connection:
            return batch.newest_of(connection, self.keys, form)

    def rows(self, number: int) -> list[Header]:
        """Return a batch's rows as they are now, unopened."""
        with self.database.reading() as connection:
            return batch.rows_of(connection, number)

    def read(self, number: int) -> Contents:
        """Open what a file of a batch is made of; nothing of it is to be shown. Raises ``NoSuchBatch``."""
        return batch_files.read_contents(self.database, self.keys, number)

    def keep_file(self, number: int, format_: str, make: Make) -> str:
        """See to it that a batch has a file in a format; return its SHA-256. Raises ``NoSuchBatch``."""
        return batch_files.keep_file(self.database, self.keys, number, format_, make)

    def hand_out(self, number: int, format_: str, make: Make, who: str, now: datetime) -> bytes:
        """Log the fetch and return the kept file; raise ``NoSuchBatch`` or ``FileBroken``."""
        return batch_files.hand_out(self.database, self.keys, number, format_, make, who, now)

    def confirm(
        self, number: int, seen: Mapping[str, int], content: Content | None, who: str, now: datetime
    ) -> int:
        """Take over the rows that are as they were seen, all in one; return how many.

        Raises ``NoSuchBatch``, or ``RowsChanged`` where none of them is.
        """
        with self.database.writing() as connection:
            return confirming.confirm(connection, self.keys, number, seen, content, who, now)

    def undo_confirm(self, number: int, seen: datetime, who: str, now: datetime) -> int:
        """Take the confirmation of a moment back; return how many rows.

        Raises ``NoSuchBatch``, ``StepRefused``, or ``RowsChanged`` where it is not the one that was seen.
        """
        with self.database.writing() as connection:
            return confirming.undo_confirm(connection, self.keys, number, seen, who, now)
