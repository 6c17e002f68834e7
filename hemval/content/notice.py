"""A notice: what citizens need to know just now, with a day when it goes away by itself."""

from datetime import date

from pydantic import model_validator

from hemval.content.kinds import Day, Line, Model, wrong
from hemval.words import Text


class Notice(Model):
    """Shown on the start page from its first day to its last."""

    text: Text
    first_day: Day
    last_day: Day
    """Shown on this day too; after it, no longer."""
    page: Line | None = None
    """The file of the page that tells more, such as ``kontakt.md``; the notice stands there as well."""

    @model_validator(mode="after")
    def _ends_after_it_begins(self) -> "Notice":
        if self.last_day < self.first_day:
            raise wrong(
                "The notice's last day is before its first.",
                advice="Correct one of the days. It is shown from first_day: to last_day:, both included.",
                at="last_day",
            )
        return self

    def shown_on(self, day: date) -> bool:
        """Say whether the notice is to be read on a day."""
        return self.first_day <= day <= self.last_day
