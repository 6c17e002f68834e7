"""A municipality's rules about choices from one day on; ``hemval.rules`` works out what they lead to."""

from typing import Annotated, Literal

from pydantic import Field, model_validator

from hemval.content.kinds import Day, Id, Model, Whole, YesNo, wrong
from hemval.words import Text

Law = Literal["LOV", "LOU", "own"]
"""The law that providers come in by; ``own`` where the municipality gives all help itself."""

Holidays = Literal["public", "eve"]
"""``public``: public holidays by law. ``eve``: Midsummer, Christmas and New Year's Eve."""


class MunicipalWhenNoChoice(Model):
    """Who does not choose gets the municipality's own home care (or another one named provider)."""

    kind: Literal["one-provider"]
    provider: Id


class FreeRoomWhenNoChoice(Model):
    """Who does not choose gets the provider that has free room."""

    kind: Literal["free-room"]


class AppointedWhenNoChoice(Model):
    """The municipality decides in each case who helps a person who does not choose."""

    kind: Literal["appointed"]


NoChoice = Annotated[
    MunicipalWhenNoChoice | FreeRoomWhenNoChoice | AppointedWhenNoChoice, Field(discriminator="kind")
]


class WorkingDays(Model):
    """A start after a number of working days, of which the first is the day of informing or the day after."""

    kind: Literal["working-days"]
    days: Annotated[Whole, Field(ge=1, le=60)]
    first_day: Literal["informed", "day-after"]
    holidays: tuple[Holidays, ...] = ("public",)
    """Days that are not counted, beside Saturdays and Sundays."""
    start_on_weekend: YesNo = False


class NotPromised(Model):
    """No time is promised: the officer says when the provider can begin."""

    kind: Literal["not-promised"]


LeadTime = Annotated[WorkingDays | NotPromised, Field(discriminator="kind")]


class RuleSet(Model):
    """The rules in force from a day until the next set's first day."""

    valid_from: Day
    law: Law
    no_choice: NoChoice | None = None
    exit_no_choice: NoChoice | None = None
    """Who helps a person who does not choose when the provider stops; None where the rule is the same."""
    when_full: Literal["queue-and-stay", "queue-and-elsewhere", "next-choice"]
    """What happens meanwhile to a person whose chosen provider has no room."""
    lead_time: LeadTime
    alarm_in_choice: YesNo
    extras: Literal["allowed", "banned"]
    ranked_choices: Annotated[Whole, Field(ge=1, le=3)]
    """How many providers a person may name, in order."""
    own_time: Text | None = None
    """What every provider offers beside the decision, where the municipality has such a thing."""

    @model_validator(mode="after")
    def _somebody_helps(self) -> "RuleSet":
        if self.no_choice is None:
            raise wrong(
                "The rules do not say who helps a person who does not choose.",
                advice="Add no_choice: with kind: one-provider and provider:, or with kind: free-room.",
            )
        return self

    def at_exit(self) -> "RuleSet":
        """Return the rules as they are for a person whose provider stops."""
        return self.model_copy(update={"no_choice": self.exit_no_choice or self.no_choice})
