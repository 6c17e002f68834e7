"""Purge once a day by itself, also when nobody works."""

import logging
from datetime import date, datetime

from hemval.officers.workplace import Workplace
from hemval.queue.desk.unfinished import clear_staged
from hemval.words.dates import SWEDEN

log = logging.getLogger(__name__)


class DailyPurge:
    """Goes as the process begins and at each midnight, Swedish time; what fails is tried again."""

    def __init__(self, workplace: Workplace) -> None:
        self.workplace = workplace
        self.done_on: date | None = None

    def purge(self, now: datetime) -> None:
        """Purge what is due today, unless it is done."""
        today = now.astimezone(SWEDEN).date()
        if self.done_on == today:
            return
        # What a choice was of is known of an exit also when the choice is gone.
        self.workplace.join_new(now)
        content = self.workplace.published.snapshot().content
        purged = self.workplace.desk.purge(self.workplace.retention, "hemval", now, content)
        if purged.rows:
            log.info("%d rows purged", sum(purged.rows.values()))
            self.workplace.board()  # what memory held of them goes too
        for path in clear_staged(self.workplace.places):
            log.warning("a restore that was cut off left %s: remove it", path)
        self.done_on = today
