"""What readers answer to "did this help?": a count a page, language, answer and day, nothing of anyone.

It lies in the inbox's file, since that is where the public process may write, and must never be in the way
of a choice: one thread at a time counts, whatever cannot be counted at once is dropped, and the table
cannot grow beyond its limit.
"""

import threading
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import Connection, case, delete, func, select, update
from sqlalchemy.dialects.sqlite import insert

from hemval.queue.database import Database
from hemval.queue.errors import StoreUnavailable
from hemval.queue.inbox_table import feedback

KEPT_DAYS = 400
"""A year, and a month to look at it: last year's month can be compared with this year's."""

MOST_ROWS = 100_000
"""Some 10 MB, which the nightly backup copies too: thirty pages in two languages need half of it."""


@dataclass(frozen=True)
class Answer:
    """One press of a button: the page without its language, ``utforare/``, and whether it helped."""

    language: str
    page: str
    helped: bool


@dataclass(frozen=True)
class PageAnswers:
    """How many said yes and no about one page."""

    language: str
    page: str
    yes: int
    no: int


class Feedback:
    """Counts answers in the inbox's file; safe to share between threads."""

    def __init__(self, database: Database, most_rows: int = MOST_ROWS) -> None:
        self.database = database
        self.most_rows = most_rows
        self.turn = threading.Lock()

    def count(self, answer: Answer, today: date) -> bool:
        """Count an answer, or drop it where the store is busy, full or out of use; tell which."""
        if not self.turn.acquire(blocking=False):
            return False
        try:
            with self.database.writing() as connection:
                return self._counted(connection, answer, today)
        except StoreUnavailable:
            return False
        finally:
            self.turn.release()

    def since(self, day: date) -> list[PageAnswers]:
        """Return what was answered from a day on, most no first; raise ``StoreUnavailable``."""
        yes = func.sum(case((feedback.c.helped == 1, feedback.c.count), else_=0))
        no = func.sum(case((feedback.c.helped == 0, feedback.c.count), else_=0))
        pages = feedback.c.language, feedback.c.page
        asked = select(*pages, yes.label("yes"), no.label("no")).where(feedback.c.day >= day.isoformat())
        with self.database.reading() as connection:
            rows = connection.execute(asked.group_by(*pages).order_by(no.desc(), yes.desc(), *pages))
            return [PageAnswers(row.language, row.page, row.yes, row.no) for row in rows]

    def _counted(self, connection: Connection, answer: Answer, today: date) -> bool:
        row = {
            "day": today.isoformat(),
            "language": answer.language,
            "page": answer.page,
            "helped": int(answer.helped),
        }
        same = [feedback.c[name] == value for name, value in row.items()]
        if connection.execute(update(feedback).where(*same).values(count=feedback.c.count + 1)).rowcount:
            return True
        # A page's first answer of the day is rare enough to look at the whole table.
        oldest = (today - timedelta(days=KEPT_DAYS)).isoformat()
        connection.execute(delete(feedback).where(feedback.c.day < oldest))
        if connection.execute(select(func.count()).select_from(feedback)).scalar_one() >= self.most_rows:
            return False
        connection.execute(insert(feedback).values(**row, count=1))
        return True
