"""Providers that stop, and the days of it: ``exits.yml``, written by the co-ordinator's page or by hand.

The last day stands in the provider's own file and nowhere else; each affected goes by the one of theirs.
"""

from datetime import date
from typing import Annotated

from pydantic import Field, RootModel, model_validator

from hemval.content.kinds import Day, Id, Model, wrong
from hemval.content.no_choice import NoChoice


class Exit(Model):
    """One or more providers that stop together, and by when those they help are to choose."""

    providers: Annotated[tuple[Id, ...], Field(min_length=1)]
    letters: Day
    """When the letters go out; nothing of the exit is told to citizens before."""
    reminders: tuple[Day, ...] = ()
    deadline: Day
    """The last day to choose; after it the rule for those who do not choose applies."""
    no_choice: NoChoice | None = None
    """This exit's own rule; None where the municipality's rules for exits hold."""

    @model_validator(mode="after")
    def _nobody_twice(self) -> "Exit":
        for index, provider in enumerate(self.providers):
            if provider in self.providers[:index]:
                raise wrong("The provider %(id)s stands twice.", at=("providers", index), id=provider)
        return self

    @model_validator(mode="after")
    def _letters_come_before_the_deadline(self) -> "Exit":
        if self.letters >= self.deadline:
            raise wrong(
                "The letters go out when it is too late to choose.",
                advice="Write a day before deadline: as letters:, or correct deadline:.",
                at="letters",
            )
        return self

    @model_validator(mode="after")
    def _reminders_come_between(self) -> "Exit":
        earlier = self.letters
        for index, day in enumerate(self.reminders):
            if not self.letters < day < self.deadline:
                raise wrong(
                    "A reminder goes out after the letters and before the deadline.",
                    advice="Correct the day, or take it away.",
                    at=("reminders", index),
                )
            if day <= earlier:
                raise wrong(
                    "The reminders do not stand in the order of their days.",
                    advice="Write the earliest first.",
                    at=("reminders", index),
                )
            earlier = day
        return self

    def chosen_by_rule_on(self, day: date) -> bool:
        """Say whether the deadline has passed, so that the rule names who helps those who have not chosen."""
        return day > self.deadline


class Exits(RootModel[dict[Id, Exit]]):
    """Every exit by its id: those to come, those under way and those that have been."""

    def of(self, provider: str) -> tuple[str, Exit] | None:
        """Return the exit that a provider is in, with its id; a provider is in one at most."""
        found = ((name, one) for name, one in self.root.items() if provider in one.providers)
        return next(found, None)


NO_EXITS = Exits({})
