"""How long it may take until a chosen provider begins: the shapes that municipalities' rules have."""

from typing import Annotated, Literal

from pydantic import Field, model_validator

from hemval.content.kinds import Clock, Model, Whole, YesNo, wrong

Holidays = Literal["public", "eve", "half-day"]
"""``public``: public holidays by law. ``eve``: Midsummer, Christmas and New Year's Eve. ``half-day``:
other days before holidays, such as Maundy Thursday, and the Friday after Ascension Day."""

LONGEST = 120
"""Days. Longer is a slip of the finger."""

Days = Annotated[Whole, Field(ge=1, le=LONGEST)]


class Calendar(Model):
    """Which days count, and on which a start may not fall."""

    holidays: tuple[Holidays, ...] = ("public",)
    """Days that are no working days, beside Sundays and (as a rule) Saturdays."""
    saturdays_counted: YesNo = False
    """Whether a Saturday is a working day."""
    late_after: Clock | None = None
    """What arrives at this time of day or later counts as told of on the next day that counts."""
    start_on_weekend: YesNo = False
    start_on_holiday: YesNo = False


class Counted(Calendar):
    """A number of days, of which the first is the day of being told or the day after."""

    days: Days | None = None
    """The start is on the day after so many days at the earliest; None where it may be the next day."""
    at_most: Days | None = None
    """The start is on the last of so many days at the latest; None where nothing is said of that."""
    first_day: Literal["informed", "day-after"] = "day-after"

    @model_validator(mode="after")
    def _says_how_long(self) -> "Counted":
        if self.days is None and self.at_most is None:
            raise wrong("The lead time has no number of days.", advice="Add days: or at_most:, or both.")
        if self.days is not None and self.at_most is not None and self.at_most <= self.days:
            raise wrong("The longest time must be longer than the shortest.", at="at_most")
        return self


class WorkingDays(Counted):
    """A start after a number of working days."""

    kind: Literal["working-days"]


class CalendarDays(Counted):
    """A start after a number of days, whatever days they are."""

    kind: Literal["days"]


class FirstOfMonth(Calendar):
    """A start on the first of a month; who is told of after a day of the month waits a month longer."""

    kind: Literal["first-of-month"]
    told_by: Annotated[Whole, Field(ge=1, le=28)]
    months_ahead: Annotated[Whole, Field(ge=1, le=6)]
    """1 is the next month, 2 the month after next."""


class NotPromised(Model):
    """No time is promised: the officer says when the provider can begin."""

    kind: Literal["not-promised"]


LeadTime = Annotated[WorkingDays | CalendarDays | FirstOfMonth | NotPromised, Field(discriminator="kind")]
