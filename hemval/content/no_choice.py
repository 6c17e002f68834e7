"""Who helps a person who cannot or will not choose: the shapes that municipalities' rules have (LOV 9:2)."""

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field, model_validator

from hemval.content.kinds import Id, Model, wrong

Order = Annotated[tuple[Id, ...], Field(min_length=1)]
"""Providers in the order that the rule goes through them."""


class OneProvider(Model):
    """One named provider helps, as a rule the municipality's own."""

    kind: Literal["one-provider"]
    provider: Id


class FreeCapacity(Model):
    """The provider with the most free hours helps; where hours are not known, one that has room."""

    kind: Literal["free-capacity"]
    tie: Literal["random", "in-turn", "appointed"] = "random"
    """Who of several with equally much; never by name, which would favour some for ever."""


class Ordered(Model):
    """An order of providers, with others for some areas."""

    order: Order
    areas: dict[Id, Order] = {}
    """The order where an area has one of its own."""

    @model_validator(mode="after")
    def _nobody_twice(self) -> "Ordered":
        places: list[tuple[tuple[str | int, ...], tuple[str, ...]]] = [(("order",), self.order)]
        places += [(("areas", area), order) for area, order in self.areas.items()]
        for at, order in places:
            for index, provider in enumerate(order):
                if provider in order[:index]:
                    raise wrong(
                        "The provider %(id)s stands twice in the order.", at=(*at, index), id=provider
                    )
        return self

    def order_in(self, area: str | None) -> tuple[str, ...]:
        """Return the order of an area, or the common one."""
        return self.areas.get(area, self.order) if area is not None else self.order


class Rotation(Ordered):
    """The providers take a period each, counted from the rule set's first day."""

    kind: Literal["rotation"]
    period: Literal["week", "month", "quarter"]


class InTurn(Ordered):
    """Each who does not choose gets the provider next in order after the last who was given one."""

    kind: Literal["in-turn"]


class Random(Model):
    """One is drawn by lot among those that may help at the address; the draw can be repeated and checked."""

    kind: Literal["random"]
    excluded: tuple[Id, ...] = ()
    """Providers that are never drawn, by the municipality's decision."""


class Appointed(Model):
    """The municipality decides in each case."""

    kind: Literal["appointed"]


NoChoice = Annotated[
    OneProvider | FreeCapacity | Rotation | InTurn | Random | Appointed, Field(discriminator="kind")
]

Path = tuple[str | int, ...]


def named_in(rule: NoChoice | None) -> Iterator[tuple[Path, str]]:
    """List the providers that a no-choice rule names, each with where in the rule."""
    if isinstance(rule, OneProvider):
        yield ("provider",), rule.provider
    elif isinstance(rule, Ordered):
        yield from ((("order", number), identity) for number, identity in enumerate(rule.order))
        for area, order in rule.areas.items():
            yield from ((("areas", area, number), identity) for number, identity in enumerate(order))
    elif isinstance(rule, Random):
        yield from ((("excluded", number), identity) for number, identity in enumerate(rule.excluded))
