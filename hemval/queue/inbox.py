"""The letterbox: seal what a citizen sent and put it on disk. All that the public process can do."""

from pathlib import Path

from sqlalchemy.dialects.sqlite import insert

from hemval.queue.database import Database
from hemval.queue.errors import InboxUnavailable, StoreUnavailable
from hemval.queue.feedback import Feedback
from hemval.queue.inbox_table import inbox
from hemval.queue.kinds import INBOX
from hemval.queue.sealing import Recipients, read_recipients, seal
from hemval.queue.submission import Submission
from hemval.queue.times import as_text
from hemval.settings import Places

RECIPIENTS = "recipients.txt"
SECRET = "secret"  # noqa: S105 - a file's name
INBOX_FILE = "inbox.sqlite"

RECEIVE = insert(inbox).on_conflict_do_nothing(index_elements=["id"])
"""On the id alone: OR IGNORE would also drop, in silence, a row that a check refuses."""


def inbox_path(places: Places) -> Path:
    """Return where the inbox stands."""
    return places.inbox / INBOX_FILE


class Inbox:
    """Receives submissions; safe to share between threads."""

    def __init__(self, database: Database, recipients: Recipients) -> None:
        self.database = database
        self.recipients = recipients
        self.feedback = Feedback(database)

    @classmethod
    def open(cls, places: Places) -> "Inbox":
        """Open the inbox with public keys alone; raise ``KeysMissing`` or ``InboxUnavailable``."""
        recipients = read_recipients(places.public / RECIPIENTS)
        try:
            return cls(Database(inbox_path(places), INBOX), recipients)
        except StoreUnavailable as error:
            raise InboxUnavailable(path=inbox_path(places), reason=error) from error

    def submit(self, *submissions: Submission) -> bool:
        """Return when the submissions are on disk, or raise ``InboxUnavailable`` when none of them is.

        True where it was new. The first row with an id stays: sending the same draft again changes nothing.
        """
        rows = [
            {
                "id": one.id,
                "received_at": as_text(one.received_at),
                "form": one.form,
                "key_number": self.recipients.number,
                "sealed": seal(one, self.recipients),
            }
            for one in submissions
        ]
        try:
            with self.database.writing() as connection:
                return sum(connection.execute(RECEIVE, row).rowcount for row in rows) > 0
        except StoreUnavailable as error:
            raise InboxUnavailable(path=self.database.path, reason=error) from error

    def close(self) -> None:
        """Let go of the file."""
        self.database.close()
