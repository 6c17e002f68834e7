"""A municipality's rules about choices from one day on; ``hemval.rules`` works out what they lead to."""

from typing import Annotated, Literal

from pydantic import Field, model_validator

from hemval.content.kinds import Day, Id, Model, Whole, YesNo, wrong
from hemval.content.lead_times import LeadTime
from hemval.content.no_choice import NoChoice
from hemval.content.services import Service
from hemval.words import Text

Law = Literal["LOV", "LOU", "own"]
"""The law that providers come in by; ``own`` where the municipality gives all help itself."""

WhenFull = Literal["queue-and-stay", "queue-and-elsewhere", "next-choice"]


class ChosenApart(Model):
    """Services that are chosen together, apart from the others."""

    name: Text
    """What the citizen is asked for: "städning", "personlig omvårdnad"."""
    services: Annotated[tuple[Service, ...], Field(min_length=1)]


class NotChosen(Model):
    """Help that the same provider always gives, whomever a person chooses for the rest."""

    service: Service
    provider: Id
    hours: Text | None = None
    """When, where that is what it turns on: "klockan 22–7"."""


class RuleSet(Model):
    """The rules in force from a day until the next set's first day."""

    valid_from: Day
    law: Law
    no_choice: NoChoice | None = None
    exit_no_choice: NoChoice | None = None
    """Who helps a person who does not choose when the provider stops; None where the rule is the same."""
    when_full: WhenFull
    """What happens meanwhile to a person whose chosen provider has no room."""
    lead_time: LeadTime
    ceiling_notice: Annotated[Whole, Field(ge=0, le=365)] = 0
    """Days from a provider's saying how much it can take on at most until that holds."""
    alarm_in_choice: YesNo
    chosen_apart: tuple[ChosenApart, ...] = ()
    """Where each group of services is chosen by itself; empty where one provider gives everything."""
    not_chosen: tuple[NotChosen, ...] = ()
    """Help that is outside the choice, such as that at night."""
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
                advice="Add no_choice: with kind: one-provider, free-capacity, rotation, in-turn, random "
                "or appointed.",
            )
        return self

    @model_validator(mode="after")
    def _each_service_once(self) -> "RuleSet":
        seen: set[str] = set()
        for index, one in enumerate(self.not_chosen):
            if one.service in seen:
                raise wrong(
                    "The service %(service)s stands twice.",
                    at=("not_chosen", index, "service"),
                    service=one.service,
                )
            seen.add(one.service)
        for index, group in enumerate(self.chosen_apart):
            for place, service in enumerate(group.services):
                if service in seen:
                    raise wrong(
                        "The service %(service)s stands twice.",
                        at=("chosen_apart", index, "services", place),
                        service=service,
                    )
                seen.add(service)
        return self

    @model_validator(mode="after")
    def _next_choice_can_be_named(self) -> "RuleSet":
        if self.when_full == "next-choice" and self.ranked_choices == 1:
            raise wrong(
                "A full provider leads to the next choice, but nobody may name more than one.",
                advice="Write ranked_choices: 2 or 3, or another when_full:.",
                at="when_full",
            )
        return self

    def at_exit(self, own: NoChoice | None = None) -> "RuleSet":
        """Return the rules as they are for a person whose provider stops; ``own`` is that exit's own rule."""
        if own is not None:
            return self.model_copy(update={"no_choice": own, "exit_no_choice": own})
        return self.model_copy(update={"no_choice": self.exit_no_choice or self.no_choice})
